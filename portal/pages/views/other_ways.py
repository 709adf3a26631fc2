"""Where a reader of another language, or of Easy Read, finds every page that was written for them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..languages import other_languages
from ..queries import other_ways_to_read


@login_not_required
@require_safe
def other_ways(request: HttpRequest) -> HttpResponse:
    """The pages in Easy Read and in each language, each shelf headed in its own language."""
    shelves = other_ways_to_read(request)
    filled = {shelf.language for shelf in shelves}
    without = [language for language in other_languages() if language not in filled]
    context = {"shelves": shelves, "without": without, "part": "home"}
    return render(request, "pages/other_ways.html", context)
