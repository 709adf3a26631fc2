"""What forms send back."""

from django.http import HttpRequest, QueryDict


def data_sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even when it is nothing at all; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def number_sent(text: str | None) -> int:
    """A number that was sent; 0, which nothing has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
