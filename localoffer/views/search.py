"""Find help: the search page. Every state of it is an address, with scripts or without."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..finding import Search, find, index
from ..page_cache import is_fragment, kept_page
from ..search_shown import search_context


@login_not_required
@require_safe
@kept_page
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, the filters and the entries found; for htmx only the part that the page includes."""
    today = timezone.localdate()
    version = index.live_version_seen()  # before finding: never newer than what is shown
    found = find(Search.from_query(request.GET), today)
    template = "localoffer/parts/found_live.html" if is_fragment(request) else "localoffer/search.html"
    return render(request, template, {**search_context(found, today=today), "version": version})
