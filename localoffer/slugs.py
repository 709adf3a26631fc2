"""Addresses made from names."""

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 120  # the slug fields' own limit


def unique_slug(name: str, model: type[Model]) -> str:
    """An address for `name` that no row of `model` has yet: "stay-and-play", then "stay-and-play-2"."""
    base = slugify(name)[: LONGEST - 6].strip("-") or model._meta.model_name or "entry"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
