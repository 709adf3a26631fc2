"""Find help: the search page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..queries import entry_cards


@login_not_required
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, the filters and the entries found."""
    return render(
        request,
        "localoffer/search.html",
        {"part": "find-help", "entries": entry_cards().order_by("name")[:20]},
    )
