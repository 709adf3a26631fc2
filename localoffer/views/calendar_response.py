from django.http import HttpResponse


def calendar_response(content: bytes, name: str) -> HttpResponse:
    """Return a calendar file that phones offer to add; `name` is a slug."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "private, max-age=300"
    return response
