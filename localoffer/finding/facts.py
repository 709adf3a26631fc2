"""What the search keeps of one service: the words it is found by, and the facts that filters ask for.

A masked place (a refuge, a private home) gives its town and what it has, never its name, street or point.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from portal.search.fulltext import Row
from portal.search.text import fold, tokens

from ..live_facts import Told, has_places
from ..models import Place, Service, Taxonomy, TaxonomyTerm
from ..models.place import PlaceType
from ..models.service import Needed, Referral
from ..models.service_parts import TermTime
from .groups import AGES, ROOM

EVENING_FROM = time(17)
SHORTEST_SPELT = 4  # shorter words are not offered as spellings
_LEADING_THE = re.compile(r"^(?:the|a|an)\s+")
_DAY = re.compile(r"(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Indexed:
    """One service, ready to be written: its row of words, its facts, its vocabulary."""

    row: Row
    facts: dict[str, Any]
    vocabulary: str


def with_all_parts(services: QuerySet[Service]) -> QuerySet[Service]:
    """`services` with every part that `index_of` reads, in a fixed number of queries."""
    return services.select_related("provider").prefetch_related(
        "service_places__place__addresses",
        "service_places__place__access_terms",
        "service_places__place__access_notes",
        "service_terms__term__taxonomy",
        "schedules",
        "cost_options",
        "service_areas",
        "languages",
        "contacts",
        "questions",
    )


class Ancestors:
    """The terms above each term, so that what is filed under a narrow term is found under the wide one."""

    def __init__(self) -> None:
        terms = TaxonomyTerm.objects.order_by("pk").values_list("pk", "parent_id", "slug")
        self._parent = {pk: parent for pk, parent, _ in terms}
        self._slug = {pk: slug for pk, _, slug in terms}

    def slugs(self, pk: int) -> Iterator[str]:
        """The slug of term `pk` and of every term above it. A ring of parents ends where it began."""
        seen: set[int] = set()
        at: int | None = pk
        while at is not None and at in self._slug and at not in seen:
            seen.add(at)
            yield self._slug[at]
            at = self._parent[at]


def index_of(
    service: Service, ancestors: Ancestors, today: date, live: Mapping[str, Told] | None = None
) -> Indexed:
    """What the search keeps of `service`, loaded by `with_all_parts`, with what is true just now."""
    parts = _Parts(service, today, live or {})
    return Indexed(
        Row(service.pk, *(" \n ".join(filter(None, column)) for column in parts.columns)),
        parts.facts(ancestors),
        parts.vocabulary(),
    )


def name_to_sort(name: str) -> str:
    """`name` for sorting from A to Z: small letters, no accents, a leading "the", "a" or "an" passed over."""
    return _LEADING_THE.sub("", " ".join(fold(name).split())) or fold(name)


class _Parts:
    """The service and its child rows, read once."""

    def __init__(self, service: Service, today: date, live: Mapping[str, Told]) -> None:
        self.service = service
        self.has_places = has_places(live, today)
        self.at_places = list(service.service_places.all())
        self.places: list[Place] = [at.place for at in self.at_places]
        self.addresses = {place.pk: list(place.addresses.all()) for place in self.places}
        self.access = {place.pk: list(place.access_terms.all()) for place in self.places}
        self.terms = [filed.term for filed in service.service_terms.all()]
        self.languages = list(service.languages.all())
        self.schedules = [
            one
            for one in service.schedules.all()
            if not any(last and last < today for last in (one.until, one.valid_to))
        ]

    # -- words ---------------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> tuple[list[str], list[str], list[str], list[str]]:
        service = self.service
        named = [term.name for term in self.terms if term.taxonomy.key != Taxonomy.HEADING]
        return (
            [service.name, service.alternate_name],
            [*named, service.provider.name],
            [service.summary, service.eligibility],
            [*self._texts(), *self._place_words(), *self._child_words()],
        )

    def _texts(self) -> Iterator[str]:
        for name in (
            "description", "alert", "wait_time", "fees_description", "access_description",
            "sensory_description", "toilets_description", "quiet_times", "interpretation_services",
            "application_process", "required_documents", "accreditations",
        ):  # fmt: skip
            yield getattr(self.service, name)

    def _place_words(self) -> Iterator[str]:
        for at in self.at_places:
            place, addresses = at.place, self.addresses[at.place.pk]
            yield from (address.city for address in addresses)
            yield from (term.name for term in self.access[place.pk])
            if place.is_masked:
                continue
            yield from (place.name, place.alternate_name, place.description, place.transportation)
            yield at.description
            for address in addresses:
                yield from (address.address_1, address.address_2, address.region, address.postal_code)
            for note in place.access_notes.all():
                yield from (note.description, note.details)

    def _child_words(self) -> Iterator[str]:
        service, spoken = self.service, self.languages
        for question in service.questions.all():
            yield from (question.question, question.answer)
        for area in service.service_areas.all():
            yield from (area.name, area.service_area)
        for language in spoken:
            yield from (language.name, language.note)
        for contact in service.contacts.all():
            yield from (contact.title, contact.department)
        for cost in service.cost_options.all():
            yield from (cost.option, cost.amount_description)
        for schedule in self.schedules:
            yield from (schedule.description, schedule.notes)
        yield from (term.name for term in self.terms if term.taxonomy.key == Taxonomy.HEADING)

    def vocabulary(self) -> str:
        a, b, c, _ = self.columns
        text = " ".join([*a, *b, *c, self.service.description])
        return " ".join(
            sorted({word for word in tokens(text) if len(word) >= SHORTEST_SPELT and word.isalpha()})
        )

    # -- facts ---------------------------------------------------------------------------------------

    def facts(self, ancestors: Ancestors) -> dict[str, Any]:
        service = self.service
        towns, languages = self._towns(), self._languages()
        return {
            "name": name_to_sort(service.name),
            "ages": self._ages(),
            "points": self._points(),
            "kept": service.covers_whole_area or service.is_online or service.is_at_home,
            "checked": service.assured_date.toordinal() if service.assured_date else 0,
            "groups": self._groups(ancestors) | {"town": sorted(towns), "language": sorted(languages)},
            "labels": {"town": towns, "language": languages},
        }

    def _groups(self, ancestors: Ancestors) -> dict[str, list[str]]:
        service = self.service
        return {
            **{key: self._filed(key, ancestors) for key in (Taxonomy.NEED, Taxonomy.HELP, Taxonomy.HEADING)},
            "access": self._access(ancestors),
            "level": [service.level] if service.level else [],
            "day": sorted(self._days()),
            "time": self._times(),
            "cost": [service.cost_kind] if service.cost_kind else [],
            "diagnosis": ["no"] if service.diagnosis in (Needed.NO, Needed.HELPFUL) else [],
            "plan": _plan(service),
            "referral": _referral(service),
            ROOM.key: ["places"] if self.has_places else [],
            "way": _ways(service, any(place.place_type == PlaceType.PHYSICAL for place in self.places)),
        }

    def _filed(self, key: str, ancestors: Ancestors) -> list[str]:
        mine = (term for term in self.terms if term.taxonomy.key == key)
        return sorted({slug for term in mine for slug in ancestors.slugs(term.pk)})

    def _access(self, ancestors: Ancestors) -> list[str]:
        ours = (term for place in self.places for term in self.access[place.pk])
        filed = set(self._filed(Taxonomy.ACCESS, ancestors))
        return sorted(filed | {slug for term in ours for slug in ancestors.slugs(term.pk)})

    def _days(self) -> set[str]:
        return {day.lower() for one in self.schedules for day in _DAY.findall(one.byday)}

    def _times(self) -> list[str]:
        seasons = {one.term_time for one in self.schedules}
        said = {
            "term": bool(seasons & {TermTime.ALL_YEAR, TermTime.TERM}),
            "holidays": bool(seasons & {TermTime.ALL_YEAR, TermTime.HOLIDAYS}),
            "weekend": bool(self._days() & {"sa", "su"}),
            "evening": any(one.opens_at and one.opens_at >= EVENING_FROM for one in self.schedules),
        }
        return [value for value, is_so in said.items() if is_so]

    def _ages(self) -> list[int]:
        """The first and last whole year that the service is for. No ages said means all of them."""
        low, high = self.service.minimum_age, self.service.maximum_age
        first = int(low) if low is not None else AGES[0]
        last = min(int(high), AGES[-1]) if high is not None else AGES[-1]
        return [first, last]

    def _points(self) -> list[list[float]]:
        return [
            [place.latitude, place.longitude]
            for place in self.places
            if place.latitude is not None and place.longitude is not None and not place.is_masked
        ]

    def _towns(self) -> dict[str, str]:
        names = (address.city.strip() for addresses in self.addresses.values() for address in addresses)
        return {slugify(name): name for name in names if slugify(name)}

    def _languages(self) -> dict[str, str]:
        spoken: Iterable[tuple[str, str]] = ((one.code.strip(), one.name) for one in self.languages)
        return {slugify(code): name for code, name in spoken if slugify(code)}


def _plan(service: Service) -> list[str]:
    if service.ehc_plan == Needed.YES:
        return ["yes"]
    return ["no"] if service.ehc_plan else []


def _referral(service: Service) -> list[str]:
    if service.referral == Referral.PROFESSIONAL:
        return ["professional"]
    return ["self"] if service.referral else []


def _ways(service: Service, has_place: bool) -> list[str]:
    said = {
        "place": service.is_at_place or has_place,
        "online": service.is_online,
        "home": service.is_at_home,
    }
    return [value for value, is_so in said.items() if is_so]
