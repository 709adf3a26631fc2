"""Reads the demo area's data files. Pure: files in, plain values out."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Town:
    key: str
    name: str
    district: str
    latitude: float
    longitude: float
    about: str


@dataclass(frozen=True)
class PlaceText:
    """A place as the data file has it. `access` holds slugs of the access terms."""

    key: str
    name: str
    road: str
    town: str
    postcode: str
    access: tuple[str, ...]
    transport: str
    is_masked: bool = False


@dataclass(frozen=True)
class BreakText:
    name: str
    kind: str
    first: date
    last: date


@dataclass(frozen=True)
class ProviderText:
    """A provider as the data file has it. `domain` is the part of its addresses before `.example`."""

    key: str
    name: str
    kind: str
    town: str
    about: str
    is_in_area: bool = True


@cache
def read(name: str) -> dict[str, Any]:
    """One data file, for example "area". Raises FileNotFoundError or tomllib.TOMLDecodeError."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def towns() -> dict[str, Town]:
    """The towns and villages, by key."""
    return {row["key"]: Town(**row) for row in read("area")["town"]}


def places() -> dict[str, PlaceText]:
    """The places, by key. A school is a place too: see `localoffer.demo.schools`."""
    found = {}
    for key, (name, road, town, postcode, access, transport) in read("area")["places"].items():
        found[key] = PlaceText(key, name, road, town, postcode, tuple(access.split()), transport)
    for key, (name, town, postcode) in read("area").get("masked_places", {}).items():
        found[key] = PlaceText(key, name, "Kept private", town, postcode, ("step-free",), "", is_masked=True)
    return found


def place_words() -> dict[str, tuple[str, str, str]]:
    """What places are like, by key: getting in, noise and light, toilets."""
    return {key: (row[0], row[1], row[2]) for key, row in read("area")["place_words"].items()}


def breaks() -> Iterator[BreakText]:
    """The school calendar's breaks, in the file's order."""
    for row in read("area")["break"]:
        for first, last in row["days"]:
            yield BreakText(row["name"], row["kind"], first, last)


def providers() -> dict[str, ProviderText]:
    """The providers that are not schools, by key."""
    found = {}
    for key, row in read("providers").items():
        name, kind, town, about = row[:4]
        found[key] = ProviderText(key, name, kind, town, about, is_in_area="out of area" not in row[4:])
    return found


def roles() -> dict[str, str]:
    """The post of whoever checks a provider's entries, by the provider's key."""
    return dict(read("roles"))


def entries() -> list[dict[str, Any]]:
    """Every hand-written entry, file by file in name order; each keeps its file's name as its theme."""
    found = []
    for path in sorted((DATA / "entries").glob("*.toml")):
        for row in read(f"entries/{path.stem}")["entry"]:
            found.append({"theme": path.stem, **row})
    return found
