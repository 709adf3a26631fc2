"""What machines ask of the site (is it well?), and pictures that editors put on pages."""

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PUBLIC_FOLDER = "images/"  # the sizes Wagtail makes of pictures; uploads themselves stay private
A_WEEK = 7 * 24 * 60 * 60


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the site can reach its database, else 503. Says nothing more to a stranger."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("not well\n", status=503, content_type="text/plain")
    response = HttpResponse("well\n", content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture from wherever uploads are kept, through our own address, so that no page calls another
    host. Only the folder of pictures meant for pages; everything else is 404."""
    kind, _encoding = mimetypes.guess_type(name)
    full_name = PUBLIC_FOLDER + name
    if ".." in name or not (kind or "").startswith("image/") or kind == "image/svg+xml":
        raise Http404
    if not default_storage.exists(full_name):
        raise Http404
    response = FileResponse(default_storage.open(full_name), content_type=kind)
    response["Cache-Control"] = f"public, max-age={A_WEEK}"
    return response
