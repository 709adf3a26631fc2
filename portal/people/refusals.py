"""Saying no to something in the circle, in words for the person who asked."""


class Refused(Exception):
    """What was asked cannot be done; the text says why and, where it can, what to do."""


class NeedsRole(Refused):
    """Somebody would come into a circle and has not the role that the place needs."""


NOT_YOU = "You cannot do this for this young person."
RIGHTS_HAVE_PASSED = "The young person decides about this now."
