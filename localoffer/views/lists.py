"""The Local Offer's lists pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def my_list(request: HttpRequest) -> HttpResponse:
    """The my list."""
    return render(request, "localoffer/my_list.html", {"part": "find-help"})


@login_not_required
def list_keep(request: HttpRequest) -> HttpResponse:
    """The list keep."""
    return render(request, "localoffer/list_keep.html", {"part": "find-help"})


@login_not_required
def list_drop(request: HttpRequest) -> HttpResponse:
    """The list drop."""
    return render(request, "localoffer/list_drop.html", {"part": "find-help"})


@login_not_required
def list_share(request: HttpRequest) -> HttpResponse:
    """The list share."""
    return render(request, "localoffer/list_share.html", {"part": "find-help"})


@login_not_required
def list_shared(request: HttpRequest, secret: str) -> HttpResponse:
    """A list that somebody shared."""
    return render(request, "localoffer/list_shared.html", {"part": "find-help"})
