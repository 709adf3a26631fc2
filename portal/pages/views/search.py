"""One search over everything on the site."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.search.sites import search_everything

FEW, MANY = 5, 50
LONGEST = 200


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What each part of the site finds for ?words=, a few from each; ?in= shows more of one part."""
    words = " ".join(request.GET.get("words", "").replace("\x00", " ").split())[:LONGEST]
    only = request.GET.get("in", "")
    groups = search_everything(words, MANY if only else FEW) if words else []
    keys = {group.key for group in groups}
    if only in keys:
        groups = [group for group in groups if group.key == only]
    found = [group for group in groups if group.total]
    context = {
        "words": words,
        "groups": found,
        "total": sum(group.total for group in found),
        "only": only if only in keys else "",
    }
    return render(request, "pages/search.html", context)
