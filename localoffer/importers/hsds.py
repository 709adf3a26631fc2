"""Open Referral's JSON as records: the mapping of `openreferral.mapping`, the other way round.

Whatever stands where, nothing here raises: a value of the wrong shape counts as not said, and is noted.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from localoffer.models import Taxonomy
from localoffer.openreferral import names
from localoffer.openreferral.names import EXTENSION, Name

from .cleaning import as_uuid
from .hsds_values import (
    COUNTRIES,
    as_object,
    as_said,
    both_texts,
    days_text,
    documents_text,
    kind_of,
    our_status,
)
from .kinds import Facts
from .records import Record, make_record, stable_uuid

Json = dict[str, Any]
CHILDREN = (
    "schedules",
    "service_areas",
    "service_at_locations",
    "languages",
    "funding",
    "cost_options",
    "contacts",
    "attributes",
    "phones",
)


def _objects(body: Json, name: str, problems: list[str]) -> list[Json]:
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        problems.append(f"{name} was left out: it is not a list.")
        return []
    good = [item for item in value if isinstance(item, dict)]
    if len(good) < len(value):
        problems.append(f"{name}: {len(value) - len(good)} of its rows were left out: they are not objects.")
    return good


def _raw(body: Json, table: Iterable[Name]) -> Facts:
    """The values under our names. Those of our own extension are only there when the source has it."""
    extra = body.get(EXTENSION)
    raw: Facts = {}
    for name in table:
        if not name.is_extension:
            raw[name.ours] = body.get(name.theirs)
        elif isinstance(extra, dict):
            raw[name.ours] = extra.get(name.theirs)
    return raw


class HsdsReader:
    """Makes records of one source's JSON; remembers which shared things it has given out already."""

    def __init__(self, namespace: UUID) -> None:
        self._namespace = namespace
        self._given: dict[tuple[str, UUID], set[str]] = {}

    def records(self, item: Any, *, line: int, as_kind: str = "", is_full: bool = False) -> Iterator[Record]:
        """The records of one item of a list or file, what they stand on first.

        `as_kind` says what it is when the address it came from tells; `is_full` that what it does not
        hold is empty, not merely unsaid.
        """
        if not isinstance(item, dict):
            refusal = "It is not an object: write each service between { and }."
            yield Record("service", "", f"line {line}", "", {}, line, refusal=refusal)
            return
        kind = as_kind or kind_of(item)
        if kind == "service_at_location":
            at = {key: value for key, value in item.items() if key != "service"}
            service = as_object(item.get("service")) or {"id": item.get("service_id")}
            yield from self._service(service, line=line, is_full=is_full, places=[at])
        elif kind == "organization":
            yield from self._organization_with_services(item, line=line, is_full=is_full)
        elif kind == "taxonomy":
            yield from self._taxonomy(item)
        elif kind == "taxonomy_term":
            yield from self._term(item)[1]
        else:
            yield from self._service(item, line=line, is_full=is_full)

    # Ids -------------------------------------------------------------------------------------

    def _uuid(self, kind: str, given: Any, told: Any) -> UUID:
        """The given id when it is a UUID; else one made from it, or from what the object says."""
        return as_uuid(given) or stable_uuid(self._namespace, kind, as_said(given) or _flat(told))

    def _is_news(self, kind: str, uuid: UUID, body: Json) -> bool:
        """Whether this telling of a shared thing has something that none before it had.

        Lists hold a provider by its own fields alone; elsewhere it comes with its identifiers and answers.
        """
        told = body.keys() | {f"{EXTENSION}.{name}" for name in as_object(body.get(EXTENSION))}
        known = self._given.setdefault((kind, uuid), set())
        if told <= known:
            return False
        known |= told
        return True

    # Lists of terms --------------------------------------------------------------------------

    def _taxonomy(self, body: Json) -> Iterator[Record]:
        uuid = self._uuid("taxonomy", body.get("id"), body.get("name"))
        problems: list[str] = []
        if self._is_news("taxonomy", uuid, body):
            raw = _raw(body, names.TAXONOMY)
            yield make_record("taxonomy", raw, uuid=uuid, problems=problems)
        for term in _objects(body, "taxonomy_terms", problems):
            yield from self._term(term, taxonomy=uuid)[1]

    def _term(self, body: Json, taxonomy: UUID | None = None) -> tuple[UUID, list[Record]]:
        """A term's UUID, and the records not given out before: its list, then the term."""
        told = [body.get("taxonomy_id") or body.get("taxonomy"), body.get("name") or body.get("term")]
        uuid = self._uuid("term", body.get("id"), told)
        if not self._is_news("term", uuid, body):
            return uuid, []
        made = []
        if taxonomy is None:
            name = as_said(body.get("taxonomy")) or "Terms"
            taxonomy = self._uuid("taxonomy", body.get("taxonomy_id"), name)
            thin = {"name": name, "key": as_object(body.get(EXTENSION)).get("taxonomy_key")}
            if self._is_news("taxonomy", taxonomy, thin):
                made.append(make_record("taxonomy", thin, uuid=taxonomy))
        raw = _raw(body, names.TERM)
        raw["name"] = raw["name"] or body.get("term")
        parent = as_uuid(body.get("parent_id"))
        raw |= {"taxonomy": str(taxonomy), "parent": str(parent) if parent else None}
        return uuid, [*made, make_record("term", raw, uuid=uuid)]

    # Organizations ---------------------------------------------------------------------------

    def _organization_with_services(self, body: Json, *, line: int, is_full: bool) -> Iterator[Record]:
        uuid, made = self._organization(body, line)
        yield from made
        noted: list[str] = []
        for service in _objects(body, "services", noted):
            yield from self._service(service, line=line, is_full=is_full, organization=uuid)

    def _organization(self, body: Json, line: int) -> tuple[UUID, list[Record]]:
        uuid = self._uuid("provider", body.get("id"), body.get("name"))
        if not self._is_news("provider", uuid, body):
            return uuid, []
        problems: list[str] = []
        raw = _raw(body, names.PROVIDER)
        parent = as_uuid(body.get("parent_organization_id"))
        raw["parent"] = str(parent) if parent else None
        raw["phone"] = self._first_phone(body, problems)
        if "organization_identifiers" in body:
            raw["identifiers"] = [
                {**_raw(row, names.IDENTIFIER), "uuid": row.get("id")}
                for row in _objects(body, "organization_identifiers", problems)
            ]
        extra = as_object(body.get(EXTENSION))
        if "answers" in extra:
            raw["answers"] = [_raw(row, names.ANSWER) for row in _objects(extra, "answers", problems)]
        return uuid, [make_record("provider", raw, uuid=uuid, line=line, problems=problems)]

    @staticmethod
    def _first_phone(body: Json, problems: list[str]) -> Any:
        phones = _objects(body, "phones", problems)
        return phones[0].get("number") if phones else None

    # Places ----------------------------------------------------------------------------------

    def _location(self, body: Json, line: int) -> tuple[UUID, list[Record]]:
        uuid = self._uuid("place", body.get("id"), body)
        if not self._is_news("place", uuid, body):
            return uuid, []
        problems: list[str] = []
        made: list[Record] = []
        raw = _raw(body, names.PLACE)
        if "addresses" in body:
            raw["addresses"] = [_address(row) for row in _objects(body, "addresses", problems)]
        if "accessibility" in body:
            raw["access_notes"] = [
                {
                    **_raw(row, names.ACCESS_NOTE),
                    "description": both_texts(row.get("accessibility"), row.get("description")),
                    "uuid": row.get("id"),
                }
                for row in _objects(body, "accessibility", problems)
            ]
        if "attributes" in body:
            raw["access_terms"] = list(self._access_terms(body, made, problems))
        made.append(make_record("place", raw, uuid=uuid, line=line, problems=problems))
        return uuid, made

    def _access_terms(self, body: Json, made: list[Record], problems: list[str]) -> Iterator[str]:
        """What a place has, from our own list only: other lists say other things about places."""
        for row in _objects(body, "attributes", problems):
            term = as_object(row.get("taxonomy_term"))
            if as_object(term.get(EXTENSION)).get("taxonomy_key") == Taxonomy.ACCESS:
                uuid, records = self._term(term)
                made.extend(records)
                yield str(uuid)
            else:
                problems.append("An attribute of the place was left out: we keep only access features there.")

    # Services --------------------------------------------------------------------------------

    def _service(
        self,
        body: Json,
        *,
        line: int,
        is_full: bool,
        organization: UUID | None = None,
        places: list[Json] | None = None,
    ) -> Iterator[Record]:
        problems: list[str] = []
        key = as_said(body.get("id")) or _flat([body.get("name"), str(organization or "")])
        uuid = self._uuid("service", body.get("id"), key)
        raw = _raw(body, names.SERVICE)
        raw["status"] = our_status(body.get("status"), problems)
        raw["fees_description"] = body.get("fees_description") or body.get("fees")
        raw["required_documents"] = documents_text(body.get("required_documents"))
        if isinstance(body.get("organization"), dict):
            organization, made = self._organization(body["organization"], line)
            yield from made
        provider = organization or as_uuid(body.get("organization_id"))
        raw["provider"] = str(provider) if provider else None
        at = [*_objects(body, "service_at_locations", problems), *(places or [])]
        if is_full or places or any(name in body for name in CHILDREN):
            yield from self._rows_under(body, raw, at, line, problems)
        made_one = make_record("service", raw, uuid=uuid, key=key[:200], line=line, problems=problems)
        made_one.is_part = True
        yield made_one

    def _rows_under(
        self, body: Json, raw: Facts, at: list[Json], line: int, problems: list[str]
    ) -> Iterator[Record]:
        """Fill in the rows under a service; give out the places and terms that they need."""
        here: dict[str, str] = {}
        schedules: list[tuple[Any, Any]] = [(row, None) for row in _objects(body, "schedules", problems)]
        raw["service_places"] = []
        for row in at:
            place, made = self._place_of(row, line)
            yield from made
            if place is None:
                continue
            here[as_said(row.get("id"))] = place
            raw["service_places"].append(
                {"uuid": row.get("id"), "place": place, "description": row.get("description")}
            )
            for holder in (row, as_object(row.get("location"))):
                schedules += [(inner, place) for inner in _objects(holder, "schedules", problems)]
        raw["schedules"] = [_schedule(row, place, here) for row, place in schedules]
        raw["service_terms"], made = self._terms_of(body, problems)
        yield from made
        raw["contacts"] = [
            {**_raw(row, names.CONTACT), "uuid": row.get("id"), "phone": self._first_phone(row, problems)}
            for row in _objects(body, "contacts", problems)
        ]
        _plain_rows(body, raw, problems)
        if EXTENSION not in body and at:
            kinds = {as_said(as_object(row.get("location")).get("location_type")) for row in at}
            raw |= {"is_at_place": "physical" in kinds, "is_online": "virtual" in kinds}

    def _place_of(self, row: Json, line: int) -> tuple[str | None, list[Record]]:
        if isinstance(row.get("location"), dict):
            uuid, made = self._location(row["location"], line)
            return str(uuid), made
        known = as_uuid(row.get("location_id"))
        return (str(known) if known else None), []

    def _terms_of(self, body: Json, problems: list[str]) -> tuple[list[Facts], list[Record]]:
        rows: list[Facts] = []
        made: list[Record] = []
        for row in _objects(body, "attributes", problems):
            known = as_uuid(row.get("taxonomy_term_id"))
            if isinstance(row.get("taxonomy_term"), dict):
                known, records = self._term(row["taxonomy_term"])
                made.extend(records)
            rows.append(
                {
                    "uuid": row.get("id"),
                    "term": str(known) if known else None,
                    "link_type": row.get("link_type"),
                    "value": row.get("value"),
                }
            )
        return rows, made


def _flat(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _address(row: Json) -> Facts:
    raw = {**_raw(row, names.ADDRESS), "uuid": row.get("id")}
    country = as_said(row.get("country"))
    raw["country"] = COUNTRIES.get(country.lower(), country.upper()) or None
    return raw


def _schedule(row: Json, place: str | None, here: dict[str, str]) -> Facts:
    raw = {**_raw(row, names.SCHEDULE), "uuid": row.get("id"), "interval": row.get("interval")}
    raw["place"] = place or here.get(as_said(row.get("service_at_location_id")) or "-")
    raw["freq"] = row["freq"].upper() if isinstance(row.get("freq"), str) else row.get("freq")
    raw["byday"] = days_text(row.get("byday"))
    if isinstance(raw["bymonthday"], list):
        raw["bymonthday"] = ",".join(as_said(day) for day in raw["bymonthday"])
    return raw


def _plain_rows(body: Json, raw: Facts, problems: list[str]) -> None:
    for ours, table in (
        ("cost_options", names.COST),
        ("languages", names.LANGUAGE),
        ("funding", names.FUNDING),
    ):
        raw[ours] = [{**_raw(row, table), "uuid": row.get("id")} for row in _objects(body, ours, problems)]
    raw["service_areas"] = [
        {
            **_raw(row, names.AREA),
            "name": row.get("name") or row.get("service_area"),
            "uuid": row.get("id"),
        }
        for row in _objects(body, "service_areas", problems)
    ]
    raw["phones"] = [
        {
            **_raw(row, names.PHONE),
            "uuid": row.get("id"),
            "extension": row.get("extension") or as_object(row.get(EXTENSION)).get("extension"),
        }
        for row in _objects(body, "phones", problems)
    ]
    extra = body.get(EXTENSION)
    if isinstance(extra, dict):
        raw["questions"] = [_raw(row, names.QUESTION) for row in _objects(extra, "questions", problems)]
