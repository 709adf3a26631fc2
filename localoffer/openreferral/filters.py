"""The feed's filters. Each narrows what is there already, so all of them together mean AND."""

import math
from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from localoffer.models import (
    Place,
    Postcode,
    Provider,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtPlace,
    ServiceTerm,
    TaxonomyTerm,
)

from .parameters import BadParameter
from .queries import with_modified

METRES_A_DEGREE = 111_195  # of latitude: the mean radius of the Earth (6,371,009 m) times pi / 180


def _having_words(words: str, *fields: str) -> Q:
    wanted = Q()
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        wanted &= anywhere
    return wanted


def services(rows: QuerySet[Service], values: dict[str, Any]) -> QuerySet[Service]:
    """The services that every given parameter lets through.

    Raise BadParameter for a postcode that nobody knows.
    """
    for name, value in values.items():
        if name in _SERVICE_FILTERS:
            rows = rows.filter(_SERVICE_FILTERS[name](value))
    if moment := values.get("modified_after"):
        rows = with_modified(rows).filter(Q(("feed_modified__gte", moment)))
    if session := _session(values):
        rows = rows.filter(Exists(Schedule.objects.filter(session, service=OuterRef("pk"))))
    if "proximity" in values:
        near = ServiceAtPlace.objects.filter(service=OuterRef("pk"), place__in=_places_near(values))
        rows = rows.filter(Exists(near))
    elif "postcode" in values:
        rows = rows.filter(_covering(values))
    return rows


def _filed(**under: Any) -> Q:
    return Q(Exists(ServiceTerm.objects.filter(service=OuterRef("pk"), **under)))


_SERVICE_FILTERS: dict[str, Callable[[Any], Q]] = {
    "search": lambda words: _having_words(
        words, "name", "alternate_name", "summary", "description", "provider__name"
    ),
    "taxonomy_term_id": lambda term: _filed(term__uuid=term),
    "taxonomy_id": lambda taxonomy: _filed(term__taxonomy__uuid=taxonomy),
    "minimum_age": lambda age: Q(minimum_age__gte=age),
    "maximum_age": lambda age: Q(maximum_age__lte=age),
    "organization_id": lambda organization: Q(provider__uuid=organization),
}


def _session(values: dict[str, Any]) -> Q:
    """Day and times together mean one session that has all of them."""
    wanted = Q()
    if day := values.get("day"):
        wanted &= Q(byday__contains=day)
    if (start := values.get("start_time")) is not None:
        wanted &= Q(opens_at__gte=start)
    if (end := values.get("end_time")) is not None:
        wanted &= Q(closes_at__lte=end)
    return wanted


def _point(values: dict[str, Any]) -> Postcode:
    point = Postcode.objects.filter(pk=values["postcode"]).first()
    if point is None:
        raise BadParameter("postcode", "we do not know this postcode")
    return point


def _places_near(values: dict[str, Any]) -> QuerySet[Place]:
    """Places within `proximity` metres, on a flat map round the postcode."""
    middle, reach = _point(values), values["proximity"] / METRES_A_DEGREE
    narrow = math.cos(math.radians(middle.latitude))
    north, east = F("latitude") - middle.latitude, (F("longitude") - middle.longitude) * narrow
    return (
        Place.objects.filter(
            is_masked=False,
            latitude__range=(middle.latitude - reach, middle.latitude + reach),
        )
        .alias(squared=north * north + east * east)
        .filter(squared__lte=reach * reach)
    )


def _covering(values: dict[str, Any]) -> Q:
    """A service covers a postcode unless all its areas are told by codes, and none is the postcode's own."""
    district = _point(values).district
    areas = ServiceArea.objects.filter(service=OuterRef("pk")).exclude(uri="")
    if not district:
        return Q()
    return Q(covers_whole_area=True) | ~Exists(areas) | Exists(areas.filter(uri__endswith=district))


def at_locations(rows: QuerySet[ServiceAtPlace], values: dict[str, Any]) -> QuerySet[ServiceAtPlace]:
    """The services at places that every given parameter lets through; nearness is of the place itself."""
    if "proximity" in values:
        rows = rows.filter(place__in=_places_near(values))
    if session := _session(values):
        here = Schedule.objects.filter(session, service=OuterRef("service_id")).filter(
            Q(place__isnull=True) | Q(place=OuterRef("place_id"))
        )
        rows = rows.filter(Exists(here))
    done_here = ("proximity", "day", "start_time", "end_time")
    left = {name: value for name, value in values.items() if name not in done_here}
    if "proximity" in values:
        left.pop("postcode")
    return rows.filter(service__in=services(Service.objects.all(), left).values("pk")) if left else rows


def organizations(rows: QuerySet[Provider], values: dict[str, Any]) -> QuerySet[Provider]:
    """The organizations whose name or description has all the words."""
    return (
        rows.filter(_having_words(values["search"], "name", "description")) if values.get("search") else rows
    )


def taxonomy_terms(rows: QuerySet[TaxonomyTerm], values: dict[str, Any]) -> QuerySet[TaxonomyTerm]:
    """The terms that every given parameter lets through."""
    if taxonomy := values.get("taxonomy_id"):
        rows = rows.filter(taxonomy__uuid=taxonomy)
    if parent := values.get("parent_id"):
        rows = rows.filter(parent__uuid=parent)
    if values.get("top_only"):
        rows = rows.filter(parent__isnull=True)
    if words := values.get("search"):
        rows = rows.filter(_having_words(words, "name", "description"))
    return rows
