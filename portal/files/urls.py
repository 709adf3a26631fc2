from django.urls import path

from . import views

app_name = "files"

urlpatterns = [
    path("files/<uuid:uuid>/", views.open_file, name="open"),
]
