"""Videos and captions, part by part: players on phones ask for a range and play nothing without it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.contrib.auth.decorators import login_not_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}
CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")  # more digits than any file has bytes


@login_not_required
@require_safe
def media(request: HttpRequest, pk: int, filename: str) -> HttpResponseBase:
    """A public video or its captions, whole or the one range that was asked for; 404 for anything else."""
    document = get_object_or_404(Document.objects.select_related("collection"), pk=pk)
    kind = TYPES.get(document.file_extension.lower())
    if kind is None or document.filename != filename or _is_private(document):
        raise Http404
    size = document.file.size
    span = _range(request.headers.get("Range", ""), size)
    if span is None:
        response: HttpResponseBase = FileResponse(document.file.open("rb"), content_type=kind)
    elif span[0] >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(document.file.open("rb"), span, size, kind)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition of a photograph, from our own address whatever the storage; never the file as uploaded."""
    if "\x00" in name:
        raise Http404  # PostgreSQL takes no such sign, and no file has it in its name
    rendition = get_object_or_404(get_image_model().get_rendition_model(), file=f"images/{name}")
    response = FileResponse(rendition.file.open("rb"))
    # A rendition's name changes when the photograph does.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _is_private(document: Document) -> bool:
    ancestors = document.collection.get_ancestors(inclusive=True)
    return CollectionViewRestriction.objects.filter(collection__in=ancestors).exists()


def _range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a header such as "bytes=0-499"; None when there is none to obey."""
    asked = ONE_RANGE.fullmatch(header.strip())
    if not asked or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None  # backwards: no range at all (RFC 9110, 14.1.1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _part(file: BinaryIO, span: tuple[int, int], size: int, kind: str) -> StreamingHttpResponse:
    first, last = span
    response = StreamingHttpResponse(_read(file, first, last - first + 1), status=206, content_type=kind)
    response["Content-Length"] = str(last - first + 1)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _read(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
