from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..glossary import known_terms


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term in order of the alphabet, with an anchor for each and for each letter."""
    terms = sorted(known_terms(), key=lambda term: term.term.casefold())
    letters = [(letter, list(group)) for letter, group in groupby(terms, key=lambda term: _letter(term.term))]
    return render(request, "glossary/glossary.html", {"letters": letters, "part": "home"})


def _letter(term: str) -> str:
    first = next((sign for sign in term if sign.isalnum()), "#").upper()
    return first if first.isalpha() else "#"
