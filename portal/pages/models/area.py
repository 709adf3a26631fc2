"""The area's own name and numbers, which editors keep in one place."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..stamps import AREA, renew_stamp


@register_setting(icon="home")
class AreaSettings(BaseGenericSetting):
    """Who we are and how to reach us. Pages read it through `portal.pages.area.get_area()`."""

    area_name = models.CharField(max_length=80, default="Larkshire")
    site_title = models.CharField(max_length=80, default="Golden Thread")
    council_name = models.CharField(max_length=120, default="Larkshire County Council")
    phone = models.CharField(max_length=40, blank=True)
    phone_hours = models.CharField("when the phone is answered", max_length=160, blank=True)
    text_phone = models.CharField("text message number", max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField("postal address", max_length=300, blank=True)
    front_door_name = models.CharField(
        "children's front door",
        max_length=120,
        blank=True,
        help_text="The team to tell when a child may not be safe.",
    )
    front_door_phone = models.CharField("its phone", max_length=40, blank=True)
    front_door_out_of_hours = models.CharField("its phone at night and weekends", max_length=40, blank=True)
    safety_people = models.CharField(
        'who reads "I do not feel safe"',
        max_length=200,
        blank=True,
        help_text="Names and posts, as the page says them to children: Priya Nair, who leads on safety.",
    )
    safety_hours = models.CharField(
        "when they read it",
        max_length=160,
        blank=True,
        help_text="Such as: Monday to Friday, 9am to 5pm. The page says that nobody reads it at other times.",
    )
    sendiass_name = models.CharField("information and advice service", max_length=120, blank=True)
    sendiass_phone = models.CharField("its phone", max_length=40, blank=True)
    sendiass_email = models.EmailField("its email", blank=True)
    forum_name = models.CharField("parent carer forum", max_length=120, blank=True)
    forum_email = models.EmailField("its email", blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("area_name"), FieldPanel("site_title"), FieldPanel("council_name")], "The area"
        ),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("phone_hours"),
                FieldPanel("text_phone"),
                FieldPanel("email"),
                FieldPanel("address"),
            ],
            "How to reach the team",
        ),
        MultiFieldPanel(
            [
                FieldPanel("front_door_name"),
                FieldPanel("front_door_phone"),
                FieldPanel("front_door_out_of_hours"),
                FieldPanel("safety_people"),
                FieldPanel("safety_hours"),
            ],
            "When a child may not be safe",
        ),
        MultiFieldPanel(
            [
                FieldPanel("sendiass_name"),
                FieldPanel("sendiass_phone"),
                FieldPanel("sendiass_email"),
                FieldPanel("forum_name"),
                FieldPanel("forum_email"),
            ],
            "People who help families",
        ),
    ]

    class Meta:
        verbose_name = "the area"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every process read the details again."""
        super().save(*args, **kwargs)
        renew_stamp(AREA)
