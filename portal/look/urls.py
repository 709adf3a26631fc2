"""Addresses of the look: the gallery, and who made the pictures."""

from django.urls import path

from portal.look import views
from portal.pictures.views import credits

app_name = "look"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("picture-credits/", credits, name="picture-credits"),
]
