"""People who sign in, the organisations they belong to, and the invitations that bring them here."""

from .invitation import Invitation
from .mail import OutgoingMail
from .organisation import Membership, Organisation
from .user import User, UserManager

__all__ = ["Invitation", "Membership", "Organisation", "OutgoingMail", "User", "UserManager"]
