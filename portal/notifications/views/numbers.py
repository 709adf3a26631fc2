"""Numbers that a form sends: pure."""


def number_in(text: str) -> int | None:
    """The number in `text`; None for anything else, and for what is longer than any number of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
