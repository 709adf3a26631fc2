from django.apps import AppConfig


class InputsConfig(AppConfig):
    name = "portal.inputs"
    label = "inputs"
    verbose_name = "How I use this site"
