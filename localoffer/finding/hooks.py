"""Keeps the search up to date with what editors do in Wagtail.

Wagtail says when an entry is published or taken down, and Django when a row that many entries share is
saved (a provider, a place, a term, a set of synonyms). Our own actions call `index.reindex` themselves.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from ..models import Place, Provider, Service, SynonymSet, TaxonomyTerm
from . import index


def connect() -> None:
    """Start listening; called once, from `AppConfig.ready`."""
    published.connect(entry_changed, sender=Service, dispatch_uid="finding-published")
    unpublished.connect(entry_changed, sender=Service, dispatch_uid="finding-unpublished")
    post_delete.connect(entry_changed, sender=Service, dispatch_uid="finding-deleted")
    post_save.connect(provider_changed, sender=Provider, dispatch_uid="finding-provider")
    post_save.connect(place_changed, sender=Place, dispatch_uid="finding-place")
    post_save.connect(term_changed, sender=TaxonomyTerm, dispatch_uid="finding-term")
    for signal in (post_save, post_delete):
        signal.connect(synonyms_changed, sender=SynonymSet, dispatch_uid="finding-synonyms")


def entry_changed(instance: Service, **kwargs: Any) -> None:
    """An entry was published, taken down or deleted; its child rows are saved by now."""
    index.reindex([instance.pk])


def provider_changed(instance: Provider, created: bool, **kwargs: Any) -> None:
    """A provider's name is part of the words of each of its entries."""
    if not created:
        _when_saved(Service.objects.filter(provider=instance).values_list("pk", flat=True))


def place_changed(instance: Place, created: bool, **kwargs: Any) -> None:
    """Where a place is, and what it has, is part of each entry that happens there."""
    if not created:
        _when_saved(Service.objects.filter(service_places__place=instance).values_list("pk", flat=True))


def term_changed(instance: TaxonomyTerm, created: bool, **kwargs: Any) -> None:
    """A term's name is part of the words of each entry filed under it, and its label is a choice."""
    if created:
        _touch_when_saved()
        return
    filed = Service.objects.filter(service_terms__term=instance)
    at = Service.objects.filter(service_places__place__access_terms=instance)
    below = Service.objects.filter(service_terms__term__parent=instance)
    _when_saved((filed | at | below).distinct().values_list("pk", flat=True))
    _touch_when_saved()


def synonyms_changed(**kwargs: Any) -> None:
    """Synonyms are used when a search comes, so only the version changes."""
    _touch_when_saved()


def _when_saved(ids: Iterable[int]) -> None:
    """Reindex after the transaction: the rows below the one saved (addresses, access) come after it."""
    transaction.on_commit(lambda: index.reindex(list(ids)))


def _touch_when_saved() -> None:
    transaction.on_commit(index.touch_later)
