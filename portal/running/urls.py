from django.urls import path

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("media/images/<path:name>", views.picture, name="picture"),
]
