from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    name = "localoffer"
    label = "localoffer"
    verbose_name = "Local Offer"
