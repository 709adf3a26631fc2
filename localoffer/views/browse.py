"""A to Z, and browsing by need and by age."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..a_to_z import letter_page
from ..finding import Search, find
from ..page_cache import kept_page
from ..queries import names_of_entries

BY_PICTURE = ("need", "age", "help")


@login_not_required
@require_safe
@kept_page
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Published entries under one letter, without regard to "The"."""
    shown = letter_page(names_of_entries(), request.GET.get("letter", ""), request.GET.get("page", ""))
    return render(request, "localoffer/a_to_z.html", {"part": "find-help", "shown": shown})


@login_not_required
@require_safe
@kept_page
def browse(request: HttpRequest) -> HttpResponse:
    """The needs, the ages and the kinds of help, as pictures to choose."""
    facets = {group.key: group for group in find(Search()).facets}
    groups = [facets[key] for key in BY_PICTURE if key in facets]
    return render(request, "localoffer/browse.html", {"part": "find-help", "groups": groups})
