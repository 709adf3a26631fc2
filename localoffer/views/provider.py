"""Who runs the help: one provider and its services."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..provider_shown import provider_context
from ..queries import provider_with_answers


@login_not_required
@require_safe
def provider_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A provider, its services, the ten points and, for a school or college, its SEN information report.

    One with nothing to show, whose entries are all drafts or ended, is not found.
    """
    provider = get_object_or_404(provider_with_answers(), slug=slug)
    if not (provider.is_school or provider.published_services or provider.answers.all()):
        raise Http404
    return render(request, "localoffer/provider.html", provider_context(provider, today=timezone.localdate()))
