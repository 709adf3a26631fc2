"""What families looked for and did not find: counting it, and the page for those who plan help."""

import csv

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.access.gates import requires
from portal.access.limits import limit_posts
from portal.access.roles import Permission
from portal.access.spreadsheets import safe_cell

from ..finding import Search
from ..gap_actions import count_failed_search
from ..gap_queries import Gaps, gaps_of, years_with_gaps

LONGEST_SEARCH = 1500
HIDDEN = "not shown"


@csrf_exempt
@login_not_required
@require_POST
@limit_posts("120/h")
def not_found(request: HttpRequest) -> HttpResponse:
    """Count a search that found nothing, told by the page that shows so. Says nothing back.

    The page is kept for everyone, so it holds no token; what comes from another site is not counted. The
    search is made again here: nobody can have something counted that is found.
    """
    query = request.POST.get("search", "")
    if _is_ours(request) and len(query) <= LONGEST_SEARCH:
        count_failed_search(search=Search.from_query(QueryDict(query.lstrip("?"))), at=timezone.now())
    return HttpResponse(status=204)


def _is_ours(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _asked(request: HttpRequest) -> tuple[Gaps, list[int]]:
    """The gaps of the year asked for, else this year's. Raises Http404 for a year there is nothing of."""
    today = timezone.localdate()
    years = years_with_gaps(today)
    year = request.GET.get("year", str(years[0]))
    if year not in {str(one) for one in years}:
        raise Http404("There is nothing of that year.")
    return gaps_of(int(year), today=today), years


@requires(Permission.SEE_GAPS)
@require_safe
def gaps_page(request: HttpRequest) -> HttpResponse:
    """The counts by need, age band and area, small ones hidden."""
    gaps, years = _asked(request)
    return render(request, "localoffer/gaps.html", {"gaps": gaps, "years": years})


@requires(Permission.SEE_GAPS)
@require_safe
def gaps_file(request: HttpRequest) -> HttpResponse:
    """The same counts as a table for a spreadsheet program."""
    gaps, _ = _asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gaps-{gaps.year}.csv"'
    writer = csv.writer(response)
    writer.writerow(["What", "Table", "Need", "Age or area", "Count"])
    for source, tables in gaps.tables:
        for table in tables:
            for need, cells, total in table.rows:
                for across, count in zip([*table.across, "All"], [*cells, total], strict=True):
                    said = HIDDEN if count is None else count
                    writer.writerow([safe_cell(one) for one in (source, table.title, need, across, said)])
    return response
