from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "portal.pictures"
    label = "pictures"
    verbose_name = "Pictures"
