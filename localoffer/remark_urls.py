"""The addresses of what families tell us. Part of localoffer.urls, so its names are in that namespace."""

from django.urls import path

from .views import tell_us

urlpatterns = [
    path("find-help/tell-us/", tell_us.tell_us_page, name="tell-us"),
    path("find-help/tell-us/follow/", tell_us.follow_page, name="follow"),
    path("find-help/tell-us/follow/<str:secret>/", tell_us.told_page, name="told"),
    path("find-help/tell-us/follow/<str:secret>/now/", tell_us.told_now, name="told-now"),
    path("find-help/tell-us/<slug:kind>/", tell_us.tell_us_form, name="tell-us-form"),
    path("find-help/comments/", tell_us.comments_page, name="comments"),
]
