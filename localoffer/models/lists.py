"""What families keep or tell us without signing in. Nothing here says who they are."""

from django.db import models


class SavedList(models.Model):
    """A list of services shared by a secret link. Only a hash of the link's secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    services = models.JSONField(default=list)  # the services' UUIDs, in the family's order
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"list until {self.expires_at:%Y-%m-%d}"


class MissingNote(models.Model):
    """ "Tell us it is missing": help that a family needed and did not find."""

    words = models.TextField("what is missing")
    search = models.CharField("what they looked for", max_length=300, blank=True)
    need = models.ForeignKey(
        "localoffer.TaxonomyTerm", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    town = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.words[:60]
