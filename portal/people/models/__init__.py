"""A young person's record, and the circle of people near them with what each may see."""

from .circle import Agreement, Connection, Sight
from .young_person import YoungPerson

__all__ = ["Agreement", "Connection", "Sight", "YoungPerson"]
