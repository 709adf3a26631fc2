"""Where a postcode is, loaded from open data files; nothing is asked of another site."""

from django.db import models


class Postcode(models.Model):
    """The middle of one postcode. `code` is in capitals without spaces ("ZZ34AB")."""

    code = models.CharField(max_length=8, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    district = models.CharField("local authority code", max_length=12, blank=True)

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"
