"""Addresses of "I do not feel safe", and of those who read what is sent there."""

from django.urls import path

from . import concern_views as views

app_name = "concerns"

urlpatterns = [
    path("i-do-not-feel-safe/", views.tell_us, name="tell-us"),
    path("i-do-not-feel-safe/sent/", views.sent, name="sent"),
    path("concerns/", views.concerns, name="list"),
    path("concerns/<uuid:uuid>/", views.concern, name="read"),
    path("concerns/<uuid:uuid>/<slug:kind>/", views.step, name="step"),
]
