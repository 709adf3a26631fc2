"""Links on My account to what is one's own elsewhere. Rooms above register theirs in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OwnPlace:
    """One link: where to, its words, and for whom it stands there. `is_for` may not query in a loop."""

    href: str
    title: str
    text: str
    is_for: Callable[[Any], bool]
    order: int = 50


_PLACES: dict[str, OwnPlace] = {}


def register(place: OwnPlace) -> None:
    """Add a link to My account. The same address again replaces it."""
    _PLACES[place.href] = place


def places_for(user: Any) -> list[OwnPlace]:
    """The links for `user`, in order."""
    return sorted(
        (place for place in _PLACES.values() if place.is_for(user)),
        key=lambda place: (place.order, place.title),
    )
