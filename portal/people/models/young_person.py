import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.people.rights import age_on


class YoungPersonQuerySet(models.QuerySet["YoungPerson"]):
    def visible_to(self, user: Any) -> "YoungPersonQuerySet":
        """The young people of whom `user` may see something today: their own record, and those they are near.

        One query; what each connection shows is judged one by one in portal.people.rules.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        from .circle import Connection  # the circle points here

        near = Connection.objects.giving_sight_to(user, timezone.localdate())
        return self.filter(models.Q(user=user) | models.Q(pk__in=near.values("young_person_id")))


class YoungPerson(models.Model):
    """The record of one child or young person, 0 to 25. Never a page, never searched, never named in one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="young_person",
        help_text="The young person's own way in; without it they have no space of their own yet.",
    )
    known_as = models.CharField("the name they like to be called", max_length=80)
    date_of_birth = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = YoungPersonQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Young person {self.pk}"  # a name would end up in logs

    def age_on(self, day: Any) -> int:
        """Whole years old on `day`."""
        return age_on(self.date_of_birth, day)
