"""Numbers that forms send back."""


def number_sent(text: str | None) -> int:
    """A number that was sent; 0, which nothing has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
