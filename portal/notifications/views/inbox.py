"""The inbox of somebody who signs in, and what they choose to be told by email."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.realtime.fragments import live_fragment

from .. import actions
from ..forms import ChoicesForm
from ..models import MailWishes, Notice
from ..queries import inbox, unread_count
from .numbers import number_in

ON_A_PAGE = 30


@require_safe
def notices_page(request: HttpRequest) -> HttpResponse:
    """What this person was told: what is not read yet first, then the newest."""
    return render(request, "notifications/notices.html", _shown(request))


@live_fragment("inbox", "reader")
def notices_list(request: HttpRequest, reader: int) -> HttpResponse:
    """The first page's list alone, fetched again when something new came. 404 for another's."""
    if reader != request.user.pk:
        raise Http404
    return render(request, "notifications/notices_list.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    numbers = Paginator(range(Notice.objects.filter(recipient=user).count()), ON_A_PAGE)
    page = numbers.get_page(request.GET.get("page"))
    wishes = MailWishes.objects.filter(user=user).first() or MailWishes()
    first = page.start_index() - 1 if numbers.count else 0
    told = inbox(user, wishes.language, wishes.easy_read, first, first + ON_A_PAGE)
    return {
        "part": "my-space",
        "told": told,
        # On one page what may not be shown any more is not counted either.
        "unread": unread_count(user)
        if numbers.num_pages > 1
        else sum(not one.notice.read_at for one in told),
        "newest": max((one.notice.pk for one in told), default=0),
        "page": page.number,
        "pages": numbers.num_pages,
    }


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, and go to what it is about when that was asked for. 404 for another's."""
    notice = get_object_or_404(Notice, pk=pk, recipient=request.user)
    actions.mark_read(by=request.user, notice=notice)
    if "open" in request.POST:
        return redirect(notice.link)
    return redirect("notifications:notices")


@require_POST
def notices_all_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was on the page."""
    newest = number_in(request.POST.get("newest", ""))
    marked = actions.mark_all_read(by=request.user, up_to=newest or 0)
    messages.success(request, f"We marked {marked} as read." if marked else "There was nothing new to mark.")
    return redirect("notifications:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def choices_page(request: HttpRequest) -> HttpResponse:
    """What comes by email, how soon, to which address and in which form."""
    user: Any = request.user
    form = ChoicesForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.choose(
            by=user,
            how=form.chosen(),
            address=form.cleaned_data.get("address", ""),
            language=form.cleaned_data["language"],
            easy_read=form.cleaned_data["easy_read"],
        )
        messages.success(request, "We will tell you as you chose.")
        return redirect("notifications:choices")
    context = {"part": "my-space", "form": form, "has_email": bool(user.email)}
    return render(request, "notifications/choices.html", context)
