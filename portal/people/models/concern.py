import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .added_only import AddedOnly
from .circle import Connection
from .young_person import YoungPerson


class ConcernQuerySet(models.QuerySet["Concern"]):
    def readable_by(self, user: Any) -> "ConcernQuerySet":
        """Those that `user`, who may read concerns, may read: none about a young person of their own family.

        Parents never see what a young person sent here, also when they work for the area.
        """
        own = Connection.objects.filter(user=user, kind=Connection.Kind.PARENT)
        return self.exclude(sent_by=user).exclude(young_person__in=own.values("young_person_id"))

    def open(self) -> "ConcernQuerySet":
        """Those that are not closed."""
        return self.exclude(state=Concern.State.CLOSED)


class Concern(models.Model):
    """Somebody says that they, or somebody else, are not safe. Never judged by a machine, never shown again
    to the one who sent it, and never to parents."""

    class What(models.TextChoices):
        """What a picture says."""

        PLEASE_TALK = "please-talk", "Please talk to me"
        HURT = "hurt", "Someone hurts me"
        SCARED = "scared", "I am scared of someone"
        TOUCH = "touch", "Someone touches me and I do not want it"
        HOME = "home", "I am not safe at home"
        SCHOOL = "school", "I am not safe at school or college"
        ONLINE = "online", "Something bad online"
        MYSELF = "myself", "I feel like hurting myself"
        SOMEONE_ELSE = "someone-else", "Someone else is not safe"
        SOMETHING_ELSE = "something-else", "Something else"

    class MayTell(models.TextChoices):
        """Who else may be told."""

        ASK_FIRST = "ask-first", "Ask me first"
        THIS_PERSON = "this-person", "You can tell the person I write here"
        NOBODY = "nobody", "Please tell nobody else"

    class State(models.TextChoices):
        """Where it is; worked out from its steps."""

        WAITING = "waiting", "Nobody has read it yet"
        BEING_DONE = "being-done", "Someone is dealing with it"
        CLOSED = "closed", "Closed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    sending = models.UUIDField(unique=True, help_text="Made with the form, so that sending it twice is one.")
    # No way from a record or an account to its concerns but the pages of those who read concerns.
    young_person = models.ForeignKey(
        YoungPerson, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = models.CharField("picture", max_length=16, choices=What.choices, blank=True)
    words = models.TextField(blank=True)
    may_tell = models.CharField(max_length=12, choices=MayTell.choices, default=MayTell.ASK_FIRST)
    tell_whom = models.CharField(max_length=200, blank=True)
    find_me = models.CharField("who they are and how to find them", max_length=400, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)

    objects = ConcernQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference


class ConcernStep(AddedOnly):
    """What a named person did about a concern, and when."""

    class Kind(models.TextChoices):
        READ = "read", "Read it"
        DID = "did", "Did something"
        CLOSED = "closed", "Closed it"
        OPENED_AGAIN = "opened-again", "Opened it again"

    class Reason(models.TextChoices):
        """Why it was closed."""

        SAFE = "safe", "We talked, and the person is safe now"
        HANDED_ON = "handed-on", "The children's front door, the police or a doctor has it now"
        ALREADY_KNOWN = "already-known", "It is dealt with in another place that we name"
        NOT_FOUND = "not-found", "We tried all we could and cannot find who sent it"
        BY_MISTAKE = "by-mistake", "They told us that it was sent by mistake"

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    words = models.TextField("what was done", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="closed") ^ models.Q(reason=""),
                name="people_concern_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.concern_id})"
