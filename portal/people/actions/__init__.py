"""Everything that changes a young person's record or who is near them.

Keyword-only, the actor named `by`, one transaction each; every act leaves a row in the record of acts without
anybody's words, and tells open pages to fetch again.
"""

from .cards import cancel_card, make_card, open_card
from .circle import change_place, confirm_place, end_place
from .invitations import answer_invitation, ask_in, take_back, tell_role_is_missing
from .records import correct_record, make_record, own_way_in
from .rights import choose_sight, decide_capacity, tell_of_rights
from .tellings import add_telling

__all__ = [
    "add_telling",
    "answer_invitation",
    "ask_in",
    "cancel_card",
    "change_place",
    "choose_sight",
    "confirm_place",
    "correct_record",
    "decide_capacity",
    "end_place",
    "make_card",
    "make_record",
    "open_card",
    "own_way_in",
    "take_back",
    "tell_of_rights",
    "tell_role_is_missing",
]
