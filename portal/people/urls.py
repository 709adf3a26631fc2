"""Addresses of a young person's own space, of families and of those who keep records."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
