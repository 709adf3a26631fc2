"""A young person's record, and the circle of people near them with what each may see."""

from .asking import CircleInvitation
from .card import PictureCard
from .circle import Agreement, Connection, ConnectionQuerySet, Sight
from .concern import Concern, ConcernStep
from .telling import Telling
from .told import RightsTold
from .young_person import YoungPerson

__all__ = [
    "Agreement",
    "CircleInvitation",
    "Concern",
    "ConcernStep",
    "Connection",
    "ConnectionQuerySet",
    "PictureCard",
    "RightsTold",
    "Sight",
    "Telling",
    "YoungPerson",
]
