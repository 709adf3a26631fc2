"""The one way to a given file."""

import uuid as uuids
from typing import Any, BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from portal.people.gates import note_look

from . import ranges
from .formats import Family
from .kinds import kind_called, may_open
from .models import StoredFile

# Nothing in a given file may run, call out or act as a page of ours. The page that a browser makes for a
# picture or a film needs that itself, and a style.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_safe
def open_file(request: HttpRequest, uuid: uuids.UUID) -> HttpResponseBase:
    """A file, whole or the one range that was asked for, to those who may open it; 404 to everyone else."""
    stored = get_object_or_404(StoredFile.objects.select_related("young_person"), uuid=uuid)
    if not stored.can_be_opened or not may_open(request.user, stored):
        raise Http404("There is no such page here.")
    _note_look(request.user, stored)
    tag = f'"{stored.digest}"'
    if _has_it_already(request, tag):
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        # After a change the rest of what was there before would not fit (RFC 9110, 13.1.5).
        asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
        content = cast(BinaryIO, stored.content.open("rb"))
        response = ranges.send(
            content, size=stored.size, content_type=stored.what_it_is.content_type, asked=asked
        )
        shown = content_disposition_header(stored.family == Family.PAPER, stored.download_name)
        response["Content-Disposition"] = shown or "inline"
        response["Content-Security-Policy"] = POLICY
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-store"
    return response


def _note_look(user: Any, stored: StoredFile) -> None:
    own_way = kind_called(stored.kind).note_look
    if own_way:
        own_way(user, stored)
    elif stored.young_person is not None:
        note_look(by=user, young_person=stored.young_person, part="files", thing=stored)


def _has_it_already(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in known or "*" in known
