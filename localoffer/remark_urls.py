"""Addresses of what families tell us and providers keep: part of localoffer.urls and its namespace."""

from django.urls import path

from .views import gaps, own_entries, tell_us

urlpatterns = [
    path("find-help/tell-us/", tell_us.tell_us_page, name="tell-us"),
    path("find-help/tell-us/follow/", tell_us.follow_page, name="follow"),
    path("find-help/tell-us/follow/<str:secret>/", tell_us.told_page, name="told"),
    path("find-help/tell-us/follow/<str:secret>/now/", tell_us.told_now, name="told-now"),
    path("find-help/tell-us/<slug:kind>/", tell_us.tell_us_form, name="tell-us-form"),
    path("find-help/comments/", tell_us.comments_page, name="comments"),
    path("find-help/not-found/", gaps.not_found, name="not-found"),
    path("gaps/", gaps.gaps_page, name="gaps"),
    path("gaps/file.csv", gaps.gaps_file, name="gaps-file"),
    path("my-entries/", own_entries.my_entries, name="my-entries"),
    path("my-entries/<slug:slug>/", own_entries.my_entry, name="my-entry"),
    path("my-entries/<slug:slug>/send/", own_entries.my_entry_send, name="my-entry-send"),
    path("my-entries/<slug:slug>/take-back/", own_entries.my_entry_take_back, name="my-entry-take-back"),
    path("my-entries/<slug:slug>/<slug:section>/", own_entries.my_entry_section, name="my-entry-section"),
]
