from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils import timezone

from portal.access.roles import Permission, Role, needs_second_factor, permissions_of


class UserManager(DjangoUserManager["User"]):
    """Makes users who are known by their email address, or by nothing but a picture card."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Someone who signs in. Known by email; shown by post ("Local Offer editor"), not by name.

    A young person who signs in by picture card has no email and no password.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField("email address", unique=True, null=True, blank=True)
    post = models.CharField("job or role", max_length=120, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()  # type: ignore[assignment, misc]

    def __str__(self) -> str:
        return self.email or f"Person {self.pk}"

    def roles_on(self, day: date) -> frozenset[Role]:
        """The roles this person holds on `day`. One query, none when memberships were prefetched."""
        return frozenset(Role(held.role) for held in self.memberships.all() if held.is_held_on(day))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds today; read once for each request."""
        return self.roles_on(timezone.localdate())

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do today. Nobody holds more by being a superuser."""
        return permissions_of(self.roles)

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person must show a second factor before any private page."""
        return self.is_superuser or self.is_staff or needs_second_factor(self.roles)
