"""Videos and captions, part by part: players on phones ask for a range and play nothing without it."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

from portal.files import ranges

TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}


@login_not_required
@require_safe
def media(request: HttpRequest, pk: int, filename: str) -> HttpResponseBase:
    """A public video or its captions, whole or the one range that was asked for; 404 for anything else."""
    document = get_object_or_404(Document.objects.select_related("collection"), pk=pk)
    kind = TYPES.get(document.file_extension.lower())
    if kind is None or document.filename != filename or _is_private(document):
        raise Http404
    asked = request.headers.get("Range", "")
    return ranges.send(document.file.open("rb"), size=document.file.size, content_type=kind, asked=asked)


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
