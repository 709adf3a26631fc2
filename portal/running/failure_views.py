"""The page of failures, for those who look after the site."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.access.gates import requires
from portal.access.roles import Permission

from .failures import failures, is_known, try_again


@requires(Permission.SEE_FAILURES)
@require_safe
def failures_page(request: HttpRequest) -> HttpResponse:
    """What failed for good, newest first."""
    return render(request, "running/failures.html", {"part": "my-space", "failures": failures()})


@requires(Permission.SEE_FAILURES)
@require_POST
def failure_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Try one of them again. 404 for work that there never was, or that was done long ago."""
    if not is_known(key):
        raise Http404
    if try_again(by=request.user, key=key):
        messages.success(request, "We will try it again now. If it fails, it comes back here.")
    else:
        messages.info(request, "This is not on the list any more. Somebody else may have tried it again.")
    return redirect("failures")
