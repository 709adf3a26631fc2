"""Who runs the help: one provider and its services."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..queries import provider_with_answers


@login_not_required
@require_safe
def provider_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A provider, its services and what it says about special educational needs."""
    provider = get_object_or_404(provider_with_answers(), slug=slug)
    return render(request, "localoffer/provider.html", {"part": "find-help", "provider": provider})
