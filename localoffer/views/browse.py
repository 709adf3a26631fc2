"""A to Z, and browsing by need and by age."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Service, Taxonomy, TaxonomyTerm


@login_not_required
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Every published entry by its first letter."""
    entries = Service.objects.published().order_by("name").only("name", "slug")
    return render(request, "localoffer/a_to_z.html", {"part": "find-help", "entries": entries})


@login_not_required
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """The needs and the ages, as pictures to choose."""
    return render(
        request,
        "localoffer/browse.html",
        {"part": "find-help", "needs": TaxonomyTerm.objects.of(Taxonomy.NEED)},
    )
