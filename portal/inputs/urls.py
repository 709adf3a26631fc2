"""Addresses of How I use this site."""

from django.urls import path

from portal.inputs import views

app_name = "inputs"
urlpatterns = [path("how-i-use-this-site/", views.how_i_use, name="settings")]
