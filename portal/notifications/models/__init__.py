"""What people are told, how each wants to hear it, and whether the mail arrived."""

from .delivery import DID_NOT_ARRIVE, AddressTrouble, Delivery, Desk, State
from .follower import Follow, Follower
from .notice import Notice
from .preference import How, MailWishes, Preference

__all__ = [
    "DID_NOT_ARRIVE",
    "AddressTrouble",
    "Delivery",
    "Desk",
    "Follow",
    "Follower",
    "How",
    "MailWishes",
    "Notice",
    "Preference",
    "State",
]
