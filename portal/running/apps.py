from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "portal.running"
    label = "running"
    verbose_name = "Running the site"
