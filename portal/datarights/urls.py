"""Addresses of data rights."""

from django.urls import path

from . import views

app_name = "datarights"
urlpatterns = [
    path("my-account/what-you-hold/", views.mine, name="mine"),
    path("my-account/what-you-hold/copy/", views.my_copy, name="my-copy"),
    path("staff/data/", views.desk, name="desk"),
    path("staff/data/how-long/", views.lengths, name="lengths"),
    path("staff/data/holds/<int:pk>/lift/", views.lift, name="lift"),
    path("staff/data/requests/<int:pk>/", views.answered, name="answer"),
    path("staff/data/about/<slug:key>/", views.subject, name="subject"),
    path("staff/data/about/<slug:key>/copy/", views.copy, name="copy"),
    path("staff/data/about/<slug:key>/erase/", views.erase, name="erase"),
    path("staff/data/about/<slug:key>/hold/", views.hold, name="hold"),
]
