"""The feed's views: read the parameters, load, shape, answer. Anyone may read; nobody may write."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from .endpoints import Endpoint, rows_of
from .openapi import describe
from .parameters import PER_PAGE, BadParameter, read
from .responses import answer, preflight, refuse, stream

VERSION = "HSDS-UK-3.0"  # the profile's validator reads this to choose its rules
PROFILE = "https://docs.openreferral.org/projects/uk/en/latest/"
STREAM_BATCH = 200
DETAIL = {"full": True, "is_detail": True}

View = Callable[..., HttpResponseBase]


def open_data(view: View) -> View:
    """Mark a view public and read-only; answer OPTIONS and bad parameters."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in ("GET", "HEAD"):
            return refuse(405, "The feed can only be read. Use GET.")
        try:
            return view(request, *args, **kwargs)
        except BadParameter as problem:
            return refuse(400, f"{problem.name}: {problem.reason}.", parameter=problem.name)

    return wrapped


@open_data
def about(request: HttpRequest) -> HttpResponseBase:
    """What this feed is: `/`."""
    read(request.GET, ())
    address = request.build_absolute_uri(reverse("localoffer:openreferral:openapi"))
    return answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": address})


@open_data
def openapi(request: HttpRequest) -> HttpResponseBase:
    """Our own description of the feed, made from the same table as its addresses."""
    read(request.GET, ())
    return answer(
        request, describe(request.build_absolute_uri(reverse("localoffer:openreferral:about")).rstrip("/"))
    )


@open_data
def many(request: HttpRequest, endpoint: Endpoint) -> HttpResponseBase:
    """One page of a list, or with format=ndjson all of it."""
    values = read(request.GET, endpoint.parameters)
    if values.get("format") == "ndjson":
        return stream(_all_rows(endpoint, values))
    rows = rows_of(endpoint, values)
    total = rows.count()
    size = max(total, 1) if values.get("minimal") else values.get("per_page", PER_PAGE)
    pages = max(1, -(-total // size))
    page = values.get("page", 1)
    if page > pages:
        raise BadParameter("page", f"the last page is {pages}")
    start = (page - 1) * size
    contents = endpoint.shapes(_some(endpoint, rows, slice(start, start + size), values), values)
    return answer(
        request,
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": page,
            "size": len(contents),
            "first_page": page == 1,
            "last_page": page == pages,
            "empty": not contents,
            "contents": contents,
        },
    )


def _some(endpoint: Endpoint, rows: QuerySet[Any], wanted: slice, values: dict[str, Any]) -> QuerySet[Any]:
    """These rows of all in their order. The database picks them by number first, and loads these alone."""
    if values.get("minimal"):
        return rows[wanted]
    return rows.model._default_manager.filter(pk__in=rows.values("pk")[wanted]).order_by(*endpoint.order)


def _all_rows(endpoint: Endpoint, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every row in order of its number, a batch at a time, so that memory stays flat."""
    last = 0
    while True:
        after = endpoint.rows(values).order_by("pk").filter(pk__gt=last)
        numbers = list(after.values_list("pk", flat=True)[:STREAM_BATCH])
        batch = endpoint.rows({}).filter(pk__in=numbers).order_by("pk")
        yield from endpoint.shapes(batch, values)
        if len(numbers) < STREAM_BATCH:
            return
        last = numbers[-1]


@open_data
def one(request: HttpRequest, endpoint: Endpoint, thing: str) -> HttpResponseBase:
    """One thing with everything under it; 404 for what is not public, never was, or is no more."""
    read(request.GET, ())
    try:
        wanted = UUID(thing)
    except ValueError:
        return _not_here(endpoint)
    found = endpoint.shapes(endpoint.rows({}).filter(uuid=wanted).order_by("pk"), DETAIL)
    return answer(request, found[0]) if found else _not_here(endpoint)


def _not_here(endpoint: Endpoint) -> HttpResponseBase:
    return refuse(404, f"There is nothing with this id here. /{endpoint.path} lists what there is.")


@open_data
def no_such_address(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Any other address under the feed's own."""
    return refuse(404, "The feed has no such address. openapi.json lists those it has.")
