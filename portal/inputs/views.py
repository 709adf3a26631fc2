"""How I use this site: read the choices, keep them with the reader, go back to where they were."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from portal.access.limits import limit_posts
from portal.inputs.actions import choose_settings
from portal.inputs.forms import AccessForm, sample
from portal.inputs.quick import quick_changes, with_change
from portal.inputs.settings import COOKIE_NAME, COOKIE_SECONDS, DEFAULT, AccessSettings

SAVED = "We have saved how you use this site. It works on every page from now on."


def safe_way_back(request: HttpRequest, address: str) -> str:
    """Return path and query of `address` if it is a page of this site other than this one, else ""."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(address)
    if parts.path in ("", reverse("inputs:settings")) or not parts.path.startswith("/"):
        return ""
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    # A path such as //elsewhere.example would be read as another host.
    return path if url_has_allowed_host_and_scheme(path, None) else ""


def remember(request: HttpRequest, response: HttpResponse, chosen: AccessSettings) -> HttpResponse:
    """Keep the choices: with the person who is signed in, and on this device in the reader's cookie.

    No cookie at all where nothing differs from the start, nor on a shared tablet that a picture card opened:
    there the next child must not find the last one's choices.
    """
    if request.user.is_authenticated:
        choose_settings(user=request.user, chosen=chosen, by=request.user)
    if getattr(request, "picture_card", None) is not None:
        return response
    if chosen == DEFAULT:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE_NAME,
        chosen.to_cookie(),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("60/m")
def how_i_use(request: HttpRequest) -> HttpResponse:
    """Show the questions; on a post keep the answers and go back to the page the reader came from."""
    current: AccessSettings = getattr(request, "access_settings")  # noqa: B009  (see the middleware)
    if getattr(request, "card_time_is_over", False) and request.method == "POST":
        # Nobody is known any more: what this child chose must not become the tablet's, for the next child.
        return redirect("people:card-finished")
    if request.method != "POST":
        back = safe_way_back(request, request.GET.get("back") or request.headers.get("Referer", ""))
        return _page(request, AccessForm(current=current), back)
    back = safe_way_back(request, request.POST.get("back", ""))
    if "reset" in request.POST:
        messages.success(request, "Everything is back to how it was at the start.")
        return remember(request, _here(back), DEFAULT)
    if "change" in request.POST:
        messages.success(request, SAVED)
        changed = with_change(current, request.POST["change"])
        return remember(request, _here(back, at="quick"), changed)
    form = AccessForm(request.POST, current=current)
    if not form.is_valid():
        return _page(request, form, back, status=422)
    messages.success(request, SAVED)
    stays = "stay" in request.POST or not back
    return remember(request, _here(back) if stays else HttpResponseRedirect(back), form.chosen())


def _here(back: str, at: str = "") -> HttpResponse:
    """Stay on the settings page, still knowing the way back; `at` is the part of it to go on from."""
    query = {"back": back} if back else None
    return HttpResponseRedirect(reverse("inputs:settings", query=query, fragment=at or None))


def _page(request: HttpRequest, form: AccessForm, back: str, status: int = 200) -> HttpResponse:
    current: AccessSettings = getattr(request, "access_settings")  # noqa: B009  (see the middleware)
    context = {
        "form": form,
        "back": back,
        "part": "inputs",
        "quick": [(one, sample(*one.change.split(":"))) for one in quick_changes(current)],
        "follows_you": request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.user.is_authenticated,
    }
    return render(request, "inputs/how_i_use.html", context, status=status)
