"""Messages sent by the contact form: read them, and say that one was answered."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ..actions import mark_message_answered
from ..models import ContactMessage

MAY_READ = "pages.view_contactmessage"
ON_ONE_PAGE = 50


@permission_required(MAY_READ, raise_exception=True)
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """Those that wait first, then those that were answered."""
    messages = ContactMessage.objects.order_by(F("answered_at").desc(nulls_first=True), "sent_at", "pk")
    page = Paginator(messages, ON_ONE_PAGE).get_page(request.GET.get("p"))
    return render(request, "pages/admin/messages.html", {"page": page})


@permission_required(MAY_READ, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; a POST says that it was answered."""
    message = get_object_or_404(ContactMessage.objects.select_related("answered_by"), pk=pk)
    if request.method == "POST":
        mark_message_answered(message=message, by=request.user, at=timezone.now())
        return redirect("pages_messages:message", pk=pk)
    return render(request, "pages/admin/message.html", {"message": message})
