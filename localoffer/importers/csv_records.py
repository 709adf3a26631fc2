"""All rows about one service as records: the service, its provider, its places and its times."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from localoffer.models import Postcode

from .cleaning import Unusable
from .csv_layout import PLACE, PROVIDER, SERVICE, Column, all_columns, column
from .csv_rows import HIDDEN
from .csv_store import Cells, HeldRow, Merged, RowStore
from .csv_terms import Terms
from .csv_times import days_and_often
from .csv_values import address_lines, items_of, languages, model_value, phones, prices, ways_of
from .kinds import Facts
from .records import Record, make_record

Points = dict[str, tuple[float, float]]
SIMPLE = (
    "text",
    "choice",
    "yes or no",
    "age",
    "weeks",
    "date",
    "past date",
    "email",
    "web",
    "phone",
    "postcode",
)
SERVICE_COLUMNS = tuple(one for one in all_columns() if one.about == SERVICE and one.kind != "id")
PROVIDER_COLUMNS = tuple(one for one in all_columns() if one.about == PROVIDER)
PLACE_COLUMNS = tuple(one for one in all_columns() if one.about == PLACE)
ADDRESS_COLUMNS = ("address", "address line 2", "town", "county", "postcode")
# What makes a time; a season alone says nothing about when.
TIME_COLUMNS = (
    *("how often", "days", "starts at", "ends at", "first date", "last date"),
    *("times in words", "notes on times", "times web address"),
)


class Maker:
    """Makes the records of a file that has the columns `names`."""

    def __init__(self, *, names: frozenset[str], store: RowStore, terms: Terms) -> None:
        self._names = names
        self._store = store
        self._terms = terms
        self._knows_postcodes = Postcode.objects.exists()

    def records(self, services: list[tuple[str, list[HeldRow]]]) -> Iterator[Record]:
        """The records of some services. One of whose rows was refused is refused whole, so that nobody sees
        half of it, and what stands here already stays."""
        points = self._points({row.place for _, rows in services for row in rows} - {""})
        for owner, rows in services:
            refused = next((row for row in rows if row.refusal), None)
            if refused is None:
                yield from self._service(owner, rows, points)
                continue
            name = next((row.cells["service name"] for row in rows if "service name" in row.cells), "")
            for row in rows:
                why = (
                    row.refusal
                    or f"Line {refused.line} is about the same service and has to be put right first."
                )
                yield Record("service", owner, row.key, name[:255], {}, row.line, refusal=why)

    def _points(self, places: set[str]) -> Points:
        """Where the postcodes of these places are, in one query."""
        said = {self._store.shared(PLACE, place).cells.get("postcode", "") for place in places}
        codes = {"".join(_or_none(text, "postcode", []) or "").replace(" ", "") for text in said if text}
        rows = Postcode.objects.filter(code__in=codes - {""}) if codes else Postcode.objects.none()
        return {row.code: (row.latitude, row.longitude) for row in rows.order_by("code")}

    # The service -----------------------------------------------------------------------------

    def _service(self, owner: str, rows: list[HeldRow], points: Points) -> Iterator[Record]:
        merged, problems, line = Merged(), [], rows[0].line
        for row in rows:
            problems += row.problems
            problems += merged.add(row.cells, SERVICE_COLUMNS, row.line)
        provider = rows[0].provider
        if self._store.give(PROVIDER, provider):
            yield self._provider(provider, line)
        places = list(dict.fromkeys(row.place for row in rows if row.place))
        for place in places:
            if self._store.give(PLACE, place):
                yield self._place(place, points)
        raw: Facts = self._simple(merged, SERVICE_COLUMNS, line, problems)
        raw |= {"name": merged.cells["service name"], "provider": provider}
        raw |= self._rows_under(merged, problems)
        raw |= self._ways(merged.cells, bool(places), problems)
        if self._has(*(one.name for one in PLACE_COLUMNS)):
            raw["service_places"] = [{"place": place, "description": _at(rows, place)} for place in places]
        if self._has(*TIME_COLUMNS):
            noted = len(problems)
            times = list(_times(rows, problems))
            if times or len(problems) == noted:
                raw["schedules"] = times
        _keep_ages(raw, merged.cells, problems)
        yield make_record("service", raw, uuid=UUID(owner), key=rows[0].key, line=line, problems=problems)

    def _has(self, *names: str) -> bool:
        return any(name in self._names for name in names)

    def _simple(self, merged: Merged, columns: Iterable[Column], line: int, problems: list[str]) -> Facts:
        """The columns that fill one field each. An empty cell says that the field is empty."""
        raw: Facts = {}
        for one in columns:
            if one.name not in self._names or one.kind not in SIMPLE or one.name in _TOGETHER:
                continue
            text = merged.cells.get(one.name)
            noted: list[str] = []
            value = _or_none(text, one.name, noted)
            if not noted:
                raw[one.fact] = value
            at = merged.lines.get(one.name, line)
            problems += noted if at == line else [f"Line {at}: {problem}" for problem in noted]
        return raw

    def _rows_under(self, merged: Merged, problems: list[str]) -> Facts:
        cells, raw = merged.cells, Facts()
        if self._has("areas"):
            raw["service_areas"] = [{"name": name} for name in items_of(cells.get("areas", ""))]
        if self._has("prices"):
            raw["cost_options"] = prices(cells.get("prices", ""))
        if self._has("languages"):
            raw["languages"], unknown = languages(cells.get("languages", ""))
            problems += [
                f"“languages”: we do not know the code of “{name}”, so families cannot search by it. "
                f"Write the code after it, such as “Polish (pl)”."
                for name in unknown
            ]
        if self._has("telephone"):
            numbers, why_not = phones(cells.get("telephone", ""))
            problems += [f"“telephone” {reason}." for reason in why_not]
            if numbers or not why_not:
                raw["phones"] = numbers
        if self._has("contact name", "contact post"):
            person = {"name": cells.get("contact name"), "title": cells.get("contact post")}
            raw["contacts"] = [person] if any(person.values()) else []
        if self._has(*_FILED):
            noted = len(problems)
            filed = self._filed(cells, problems)
            if filed or len(problems) == noted:
                raw["service_terms"] = filed
        return raw

    def _filed(self, cells: Cells, problems: list[str]) -> list[Facts]:
        uuids: list[str] = []
        for name in _FILED:
            found, unknown = self._terms.read(cells.get(name, ""), column(name).fact, name)
            uuids += found
            problems += unknown
        return [{"term": uuid} for uuid in uuids]

    def _ways(self, cells: Cells, has_place: bool, problems: list[str]) -> Facts:
        """How the help is given: as said, else at a place when it has one."""
        ways, unknown = ways_of(cells.get("how it is given", ""))
        problems += [f"“how it is given” {reason}." for reason in unknown]
        if not self._has("how it is given", "place name", "address"):
            return {}
        if not ways:
            return {} if unknown else {"is_at_place": has_place, "is_online": False, "is_at_home": False}
        return {name: name in ways for name in ("is_at_place", "is_online", "is_at_home")}

    # What rows share -------------------------------------------------------------------------

    def _provider(self, uuid: str, line: int) -> Record:
        merged, problems = self._store.shared(PROVIDER, uuid), list[str]()
        raw = self._simple(merged, PROVIDER_COLUMNS, line, problems)
        raw["name"] = merged.cells["provider"]
        return make_record("provider", raw, uuid=UUID(uuid), line=line, problems=problems)

    def _place(self, uuid: str, points: Points) -> Record:
        merged, problems = self._store.shared(PLACE, uuid), list[str]()
        cells = merged.cells
        line = min(merged.lines.values(), default=0)
        raw = self._simple(merged, PLACE_COLUMNS, line, problems)
        address = {raw_name: raw.pop(raw_name, None) for raw_name in _ADDRESS_FACTS}
        is_hidden = bool(self._store.shared(HIDDEN, uuid).cells)
        if self._has(*ADDRESS_COLUMNS):
            lines = address_lines(cells.get("address", ""))
            address["address_1"] = _or_none(lines[0] if lines else None, "address", problems) or ""
            address["address_2"] = ", ".join(filter(None, [*lines[1:], address["address_2"]]))
            raw["addresses"] = [{**address, "country": "GB"}] if any(address.values()) else []
        if self._has("postcode"):
            raw |= self._point(address["postal_code"], is_hidden, points, problems)
        if self._has("hide address"):
            raw["is_masked"] = is_hidden
        if self._has("place notes"):
            notes = cells.get("place notes")
            raw["access_notes"] = [{"description": notes}] if notes else []
        if self._has("place has"):
            found, unknown = self._terms.read(
                cells.get("place has", ""), column("place has").fact, "place has"
            )
            if found or not unknown:
                raw["access_terms"] = found
            problems += unknown
        return make_record("place", raw, uuid=UUID(uuid), line=line or None, problems=problems)

    def _point(self, postcode: Any, is_hidden: bool, points: Points, problems: list[str]) -> Facts:
        """Where the place is, from its postcode. A secret place has no point at all."""
        nowhere: Facts = {"latitude": None, "longitude": None}
        if not postcode or is_hidden:
            return nowhere
        point = points.get(postcode.replace(" ", ""))
        if point is None:
            if self._knows_postcodes:
                problems.append(f"We do not know where {postcode} is, so searches by distance leave it out.")
            return nowhere
        return {"latitude": point[0], "longitude": point[1]}


_FILED = ("needs", "kinds of help", "access", "headings")
_TOGETHER = frozenset(
    {
        "service name",
        "provider",
        "contact name",
        "address",
        "contact post",
        "at this place",
        "hide address",
        "place notes",
    }
)
_ADDRESS_FACTS = tuple(column(name).fact for name in ADDRESS_COLUMNS)


def _or_none(text: str | None, name: str, problems: list[str]) -> Any:
    """What a cell means, None when it is empty. One that cannot be used is None too, with its problem."""
    if not text:
        return None
    try:
        return model_value(text, column(name))
    except Unusable as reason:
        problems.append(f"“{name}” {reason}.")
        return None


def _at(rows: list[HeldRow], place: str) -> str:
    """What is different about the service at this place: the first row that says it."""
    said = (row.cells.get("at this place", "") for row in rows if row.place == place)
    return next((text for text in said if text), "")


def _keep_ages(raw: Facts, cells: Cells, problems: list[str]) -> None:
    """Both ages or neither: half of a pair would tell some families wrongly that they may go."""
    low, high = raw.get("minimum_age"), raw.get("maximum_age")
    asked = [name for name in ("lowest age", "highest age") if cells.get(name)]
    wrong = any(column(name).fact not in raw for name in asked)
    if low is not None and high is not None and float(low) > float(high):
        problems.append(
            f"“lowest age” ({cells['lowest age']}) is above “highest age” ({cells['highest age']}). "
            "Both were left out."
        )
        wrong = True
    if wrong:
        raw.pop("minimum_age", None)
        raw.pop("maximum_age", None)


def _times(rows: list[HeldRow], problems: list[str]) -> Iterator[Facts]:
    """One time from each row that has one, each once. A time with a wrong part is left out whole."""
    given: list[Facts] = []
    for row in rows:
        if not any(row.cells.get(name) for name in TIME_COLUMNS):
            continue
        noted: list[str] = []
        time = {**_time(row.cells, noted), "place": row.place or None}
        if noted:
            where = f"Line {row.line}: " if row is not rows[0] else ""
            problems.append(f"{where}{' '.join(noted)} This time was left out.")
        elif time not in given:
            given.append(time)
            yield time


def _time(cells: Cells, problems: list[str]) -> Facts:
    facts: Facts = {}
    for one in all_columns():
        if one.about == "time" and one.fact:
            facts[one.fact] = _or_none(cells.get(one.name), one.name, problems)
    try:
        facts |= days_and_often(cells.get("days", ""), cells.get("how often", ""))
    except Unusable as reason:
        problems.append(f"{reason}.")
        return facts
    is_once = bool(cells.get("how often")) and not facts["freq"]
    if not facts["dtstart"] and (is_once or facts["interval"] != 1):
        problems.append(f"“how often” is “{cells['how often'][:40]}”, so we need the “first date” too.")
    if facts["dtstart"] and facts["until"] and facts["until"] < facts["dtstart"]:
        problems.append("“last date” is before “first date”.")
    return facts
