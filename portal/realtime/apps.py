from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "portal.realtime"
    label = "realtime"
    verbose_name = "Pages that change by themselves"
