from typing import Any, ClassVar, NoReturn

from django.db import models


class AddedOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **fields: Any) -> NoReturn:
        """Refused: a change of mind is a new row."""
        raise TypeError("These rows are only ever added to.")

    def delete(self) -> NoReturn:
        """Refused: these rows go with the whole record or not at all."""
        raise TypeError("These rows are only ever added to.")


class AddedOnly(models.Model):
    """A row that is written once. It goes only when the record it belongs to is erased as a whole."""

    objects: ClassVar[Any] = AddedOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write a new row. Raises TypeError for one that is there already."""
        if not self._state.adding:
            raise TypeError("These rows are only ever added to.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refused, as for many at once."""
        raise TypeError("These rows are only ever added to.")
