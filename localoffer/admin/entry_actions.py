"""One page for each thing that can be done with an entry itself: a question, and a button that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from .. import actions
from ..live_fact_actions import tell_message
from ..models import Service
from ..permissions import service_policy, visible_services
from .service_views import checked_role, today


class Sure(forms.Form):
    """No more to say than yes."""


class UntilForm(forms.Form):
    """When a service that is closed for now opens again."""

    until = forms.DateField(
        label="When does it open again?",
        help_text="Leave empty if nobody knows yet.",
        required=False,
        widget=AdminDateInput,
    )

    def clean_until(self) -> Any:
        """The day. Raises ValidationError for one that has passed."""
        until = self.cleaned_data["until"]
        if until and until < today():
            raise forms.ValidationError("That day has passed. Choose a day to come, or leave it empty.")
        return until


@dataclass(frozen=True)
class EntryAction:
    """One thing to do: its words, who may, and the action behind it."""

    title: str
    question: str
    button: str
    done: str
    permission: str
    do: Callable[[Service, Any, dict[str, Any]], object]
    form: type[forms.Form] = Sure


ENTRY_ACTIONS = {
    "mark_checked": EntryAction(
        title="Mark as checked today",
        question="Is everything that families see on this page right today? Look at the public page first.",
        button="Yes, it is all right",
        done="“{name}” is marked as checked today.",
        permission="change",
        do=lambda service, user, data: actions.confirm_checked(
            service=service, by=user, role=checked_role(user), on=today()
        ),
    ),
    "close": EntryAction(
        title="Close for now",
        question="The entry stays on the site with a notice that it is closed for now.",
        button="Close it for now",
        done="“{name}” is closed for now.",
        permission="publish",
        do=lambda service, user, data: actions.close_for_now(service=service, by=user, until=data["until"]),
        form=UntilForm,
    ),
    "reopen": EntryAction(
        title="Open again",
        question="The entry goes back to running, and the notice goes away.",
        button="Open it again",
        done="“{name}” is running again.",
        permission="publish",
        do=lambda service, user, data: actions.reopen(service=service, by=user),
    ),
    "end": EntryAction(
        title="Mark as ended",
        question="Families will no longer find this entry. Its history stays, and you can open it again.",
        button="Mark it as ended",
        done="“{name}” is marked as ended.",
        permission="publish",
        do=lambda service, user, data: actions.end_service(service=service, by=user),
    ),
    "line": EntryAction(
        title="Take the line for families away",
        question="Whoever keeps this entry right can put one line on it, and families read it at once. "
        "Take it away when it should not be there.",
        button="Take it away",
        done="Families no longer read a line on “{name}”.",
        permission="publish",
        do=lambda service, user, data: tell_message(
            service=service, words="", by=user, role=checked_role(user), at=timezone.now()
        ),
    ),
    "copy": EntryAction(
        title="Copy this entry",
        question="You get a draft with the same answers, times and places. Families do not see it yet.",
        button="Make the copy",
        done="This is the copy. Give it its own name.",
        permission="add",
        do=lambda service, user, data: actions.copy_service(service=service, by=user),
    ),
}


def entry_action(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then do one of ENTRY_ACTIONS. 404 for an entry that this person may not know of."""
    service = get_object_or_404(visible_services(request.user).select_related("provider"), pk=pk)
    action = ENTRY_ACTIONS[name]
    if not service_policy.user_has_permission_for_instance(request.user, action.permission, service):
        raise PermissionDenied
    form = action.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        result = action.do(service, request.user, form.cleaned_data)
        messages.success(request, action.done.format(name=service.name))
        target = result if isinstance(result, Service) else service
        return redirect("wagtailsnippets_localoffer_service:edit", target.pk)
    edit_url = reverse("wagtailsnippets_localoffer_service:edit", args=[service.pk])
    context = {"service": service, "action": action, "form": form, "edit_url": edit_url}
    return render(request, "localoffer_admin/entry_action.html", context)
