import uuid

from django.db import models


class Identified(models.Model):
    """Something the open feed names: a UUID that never changes, and a small number for joins and bitsets."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
