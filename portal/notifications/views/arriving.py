"""Mail that does not arrive: what the provider reports, and the page of those who rely on an address."""

import logging
from functools import cache
from typing import Any

from anymail.exceptions import AnymailConfigurationError
from anymail.urls import urlpatterns as anymail_patterns
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ..models import AddressTrouble
from ..queries import troubles_of
from ..troubles import clear_trouble

logger = logging.getLogger(__name__)


@csrf_exempt  # the provider sends it; its secret, and its signature where it has one, are the permission
@login_not_required
@require_POST
def reports(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Take a provider's report about mail. Anymail's own view checks the secret and reads it.

    404 without ANYMAIL_WEBHOOK_SECRET, so that nobody may tell us stories about mail, and for a provider
    that is not known, or whose own settings (such as the key of its signature) are missing.
    """
    view = _tracking_views().get(provider)
    if view is None or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    try:
        return view(request)
    except AnymailConfigurationError as missing:
        logger.warning("Reports of %s are not taken: a setting is missing", provider)
        raise Http404 from missing


@cache
def _tracking_views() -> dict[str, Any]:
    """Anymail's views for reports about sent mail, by the provider's name. Those for mail that comes in are
    left out: nobody writes to this site by mail."""
    end = "_tracking_webhook"
    return {
        pattern.name.removesuffix(end): pattern.callback
        for pattern in anymail_patterns
        if pattern.name and pattern.name.endswith(end)
    }


@require_safe
def not_arriving(request: HttpRequest) -> HttpResponse:
    """The addresses that this person relies on and mail does not reach. 404 for those who work on nothing
    here."""
    _staff_or_404(request)
    context = {"part": "my-space", "troubles": troubles_of(request.user)}
    return render(request, "notifications/not_arriving.html", context)


@require_POST
def arriving_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have mail to one of them tried again. 404 for an address of somebody else's desk."""
    user: Any = request.user
    _staff_or_404(request)
    trouble = get_object_or_404(AddressTrouble.objects.filter(desks__user=user).distinct(), pk=pk)
    clear_trouble(by=user, trouble=trouble)
    messages.success(request, "Mail goes there again from now on. If it comes back, you will hear of it.")
    return redirect("notifications:not-arriving")


def _staff_or_404(request: HttpRequest) -> None:
    if not request.user.needs_second_factor:  # type: ignore[union-attr]
        raise Http404
