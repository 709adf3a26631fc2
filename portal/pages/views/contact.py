"""The contact form, below the words of its page."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django_ratelimit.core import is_ratelimited

from ..actions import send_contact_message
from ..contact import ContactForm
from ..models import ContactMessage

if TYPE_CHECKING:
    from ..models import ContactPage

# A library's or a school's computers share one address, so a few families must be able to write in an hour.
RATE = "20/h"
TOO_MANY = "We have had many messages from where you are. Please wait an hour and send it again, or ring us."


def contact(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """Show the form, the form with what to put right, or the receipt."""
    if request.method == "POST":
        return _take(request, page)
    if "received" in request.GET:
        return _receipt(request, page)
    form = ContactForm(initial={"topic": request.GET.get("about", ""), "sending": uuid.uuid4()})
    return _show(request, page, form)


def _take(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form)
    if form.is_from_a_machine():
        return redirect(f"{page.get_url(request)}?received={form.cleaned_data['sending']}")
    if is_ratelimited(request, group="contact", key="ip", rate=RATE, method="POST", increment=True):
        form.add_error(None, TOO_MANY)
        return _show(request, page, form, status=429)
    message = send_contact_message(at=timezone.now(), **form.message())
    return redirect(f"{page.get_url(request)}?received={message.sending}")


def _receipt(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    try:
        sending = uuid.UUID(request.GET["received"])
    except ValueError:
        return redirect(page.get_url(request))
    message = ContactMessage.objects.filter(sending=sending).first()
    context = {**page.get_context(request), "message": message}
    return TemplateResponse(request, "pages/contact_receipt.html", context)


def _show(request: HttpRequest, page: "ContactPage", form: ContactForm, status: int = 200) -> HttpResponse:
    context = {**page.get_context(request), "form": form}
    return TemplateResponse(request, page.template, context, status=status)
