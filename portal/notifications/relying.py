"""Who relies on an address: the people who must hear that mail does not reach it.

Apps register their own in `AppConfig.ready`:

    relying.register("localoffer.owners", editors_of_owner)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reliance:
    """`user` relies on an address; `why` says for what, without a name, and `link` leads to where it is put
    right."""

    user: Any
    why: str
    link: str = ""


Finder = Callable[[str], Iterable[Reliance]]
_FINDERS: dict[str, Finder] = {}


def register(name: str, find: Finder) -> None:
    """Ask `find(address)` too when mail does not reach an address. Raises ValueError for a name taken."""
    if _FINDERS.get(name, find) is not find:
        raise ValueError(f"There are two finders called {name}.")
    _FINDERS[name] = find


def who_relies_on(address: str) -> list[Reliance]:
    """Everyone who relies on `address`, each once for each reason."""
    found = [reliance for name in sorted(_FINDERS) for reliance in _FINDERS[name](address)]
    return list(dict.fromkeys(found))
