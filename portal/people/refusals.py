"""Saying no to something in the circle, in words for the person who asked."""


class Refused(Exception):
    """What was asked cannot be done; the text says why and, where it can, what to do."""


NOT_YOU = "You cannot do this for this young person."
RIGHTS_HAVE_PASSED = "The young person decides about this now."
