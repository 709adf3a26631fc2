"""One row of a file: which service, provider and place it is about, and whether it can be taken at all."""

from uuid import UUID

from .cleaning import Unusable, as_uuid, plain_text
from .csv_header import Header
from .csv_layout import PLACE, PROVIDER, all_columns
from .csv_store import Cells, HeldRow, RowStore
from .csv_text import Row
from .csv_values import model_value, tidy
from .csv_words import plain
from .records import stable_uuid

HIDDEN = "hidden"  # kept beside a place when any row says that its address is secret
LONGEST_ID = 200
_PLACE_MERGED = tuple(
    one for one in all_columns() if one.about == PLACE and one.name not in ("hide address", "at this place")
)
_PROVIDER_MERGED = tuple(one for one in all_columns() if one.about == PROVIDER or one.name == "provider")
_STOPPING = tuple(one for one in all_columns() if one.stops_row and one.kind != "id")


def cells_of(row: Row, header: Header) -> Cells:
    """What stands in a row under the columns that we know, without empty cells."""
    cells: Cells = {}
    for place, column in header.columns.items():
        text = tidy(row.cells[place]) if place < len(row.cells) else ""
        if text:
            cells[column.name] = text
    for name in ("service id", "service name", "provider", "place name"):
        if name in cells:
            cells[name] = " ".join(plain_text(cells[name]).split())
    return {name: text for name, text in cells.items() if text}


class RowTaker:
    """Gives each row to its service, and its provider and place to the store."""

    def __init__(self, *, namespace: UUID, header: Header, store: RowStore) -> None:
        self._namespace = namespace
        self._header = header
        self._store = store

    def take(self, row: Row) -> HeldRow | None:
        """Keep a row; return it only when it cannot be kept with a service, with its refusal."""
        cells = cells_of(row, self._header)
        key = cells.get("service id", "")
        name = _name_of(cells)
        owner = self._owner(key, name)
        held = HeldRow(row.line, key[:LONGEST_ID], cells)
        held.refusal = self._why_not(row, cells, owner)
        if owner is None:
            return held
        held.key = held.key or str(owner)
        self._say_if_two(held, key, name, str(owner))
        if not held.refusal:
            self._share(held)
        elif _is_secret(cells):
            self._share_secret(held)
        if not self._store.hold(str(owner), held, name=name):
            held.refusal = "There are too many rows about this service. No more than 300 can be taken."
            return held
        return None

    def _owner(self, key: str, name: str) -> UUID | None:
        """The service's own id, or one made from the source, the provider and its name."""
        if key:
            return as_uuid(key) or stable_uuid(self._namespace, "service", key[:LONGEST_ID])
        if not name:
            return None
        known = self._store.owner_named(name)
        return UUID(known) if known else stable_uuid(self._namespace, "service", name)

    def _say_if_two(self, held: HeldRow, key: str, name: str, owner: str) -> None:
        before = self._store.owner_named(name) if name and key else ""
        if before and before != owner and before == str(stable_uuid(self._namespace, "service", name)):
            held.problems.append(
                f"Line {held.line} has a “service id” and a row before, with the same names, has none. "
                "They were taken as two services."
            )

    def _why_not(self, row: Row, cells: Cells, owner: UUID | None) -> str:
        """Why the whole row cannot be taken, or ""."""
        if any(cell.strip() for cell in row.cells[self._header.width :]):
            return (
                f"It has {len(row.cells)} cells, and there are {self._header.width} headings. A text with a "
                f"{_separator(self._header)} in it needs quotation marks around it."
            )
        if len(cells.get("service id", "")) > LONGEST_ID:
            return f"“service id” is longer than {LONGEST_ID} letters."
        is_further = owner is not None and self._store.is_known(str(owner))
        for name in ("service name", "provider"):
            if name not in cells and not is_further:
                return f"“{name}” is empty."
        for column in _STOPPING:
            try:
                if column.name in cells:
                    model_value(cells[column.name], column)
            except Unusable as reason:
                return f"“{column.name}” {reason}."
        return ""

    def _share(self, held: HeldRow) -> None:
        cells = held.cells
        if "provider" in cells:
            held.provider = str(stable_uuid(self._namespace, PROVIDER, cells["provider"].casefold()))
            held.problems += self._store.merge(PROVIDER, held.provider, cells, _PROVIDER_MERGED, held.line)
        held.place = self._place_of(cells)
        if held.place:
            held.problems += self._store.merge(PLACE, held.place, cells, _PLACE_MERGED, held.line)
            self._share_secret(held)
            return
        of_place = [one.name for one in _PLACE_MERGED if one.name in cells]
        if of_place:
            held.problems.append(
                f"Line {held.line}: “{of_place[0]}” is about a place, but the row names none. "
                "It was left out."
            )

    def _share_secret(self, held: HeldRow) -> None:
        """A place that one row keeps secret is secret in all rows, taken or not."""
        place = self._place_of(held.cells)
        if place and _is_secret(held.cells):
            columns = [one for one in all_columns() if one.name == "hide address"]
            self._store.merge(HIDDEN, place, {"hide address": "yes"}, columns, held.line)

    def _place_of(self, cells: Cells) -> str:
        """The same place for the same name and postcode, else for the same words of the address."""
        name, postcode = (plain(cells.get(one, "")) for one in ("place name", "postcode"))
        if name and postcode:
            return str(stable_uuid(self._namespace, PLACE, name, postcode.replace(" ", "")))
        parts = [plain(cells.get(one, "")) for one in ("place name", "address", "town", "postcode")]
        return str(stable_uuid(self._namespace, PLACE, *parts)) if any(parts) else ""


def _separator(header: Header) -> str:
    return {",": "comma", ";": "semicolon"}.get(header.separator, "tab")


def _name_of(cells: Cells) -> str:
    names = (cells.get("provider", ""), cells.get("service name", ""))
    return "\x1f".join(name.casefold() for name in names) if all(names) else ""


def _is_secret(cells: Cells) -> bool:
    """Whether a row says, or may want to say, that its address is secret."""
    text = cells.get("hide address", "")
    return bool(text) and plain(text) not in {"no", "n", "false", "0"}
