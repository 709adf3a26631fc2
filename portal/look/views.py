"""The gallery: every component in every theme. In development, the demo and tests only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.inputs.settings import CHOICES, from_words
from portal.look.samples import samples


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component. `?theme=dark&text_size=largest` shows them so and changes nothing else."""
    if not (settings.DEBUG or settings.DEMO_AREA):
        raise Http404
    request.access_settings = from_words(request.GET.dict(), start=request.access_settings)
    context = {**samples(), "themes": CHOICES["theme"], "part": "find-help"}
    return render(request, "look/gallery.html", context)
