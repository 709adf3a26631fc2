"""Tells the searches what an import changed: the families' own, and the one in Wagtail's admin."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from wagtail.search.backends import get_search_backends

from localoffer.actions import announce_directory
from localoffer.finding.index import rebuild, reindex
from localoffer.models import Place, Provider, Service, TaxonomyTerm

BATCH = 500
REBUILD_ABOVE = 2_000  # from here on one rebuilding is quicker than many small changes


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rows = sorted(set(numbers))
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def index_changes(changed: dict[str, set[int]]) -> None:
    """Bring both searches up to date. `changed` holds primary keys by kind of record."""
    services = set(changed.get("service", ()))
    for some in _batches(changed.get("provider", ())):
        services.update(Service.objects.filter(provider__in=some).values_list("pk", flat=True))
    for some in _batches(changed.get("place", ())):
        held = Q(service_places__place__in=some)
        services.update(Service.objects.filter(held).values_list("pk", flat=True))
    if len(services) > REBUILD_ABOVE:
        rebuild()
    else:
        for some in _batches(services):
            reindex(some)
    if services:
        announce_directory()
    _index_for_editors({**changed, "service": services})


def _index_for_editors(changed: dict[str, set[int]]) -> None:
    models = {"service": Service, "provider": Provider, "place": Place, "term": TaxonomyTerm}
    for backend in get_search_backends(with_auto_update=True):
        for kind, model in models.items():
            for some in _batches(changed.get(kind, ())):
                rows = list(model._default_manager.filter(pk__in=some).order_by("pk"))
                backend.add_bulk(model, rows)
