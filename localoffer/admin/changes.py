"""What an edit that waits would change, field by field; approve all of it, part of it, or send it back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ..edit_actions import LONGEST_REASON, Changed, approve_all, approve_part, return_all
from ..entry_changes import Change, changes_between
from ..models import Service
from ..permissions import service_policy, visible_services

ALL, PART, BACK = "all", "part", "back"
TOO_LATE = (
    "Somebody has decided about this edit already, or the provider took it back. Nothing of yours was sent."
)


class DecideForm(forms.Form):
    """What to do with the edit. Which fields, for a part; why, for what goes back."""

    decide = forms.ChoiceField(choices=[(ALL, "All"), (PART, "Part"), (BACK, "Back")])
    revision = forms.IntegerField(min_value=1)
    fields = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "The changes are not the same any more. Look again."},
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": "Use 2,000 letters or fewer for the reason."},
    )

    def __init__(self, changes: list[Change], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self["fields"].field
        chosen.choices = [(change.key, change.label) for change in changes]

    def clean(self) -> dict[str, Any]:
        """Check that what goes back has a reason, and that a part is neither nothing nor all."""
        cleaned: dict[str, Any] = super().clean() or {}
        decide, chosen = cleaned.get("decide"), cleaned.get("fields") or []
        if decide in (PART, BACK) and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why it goes back: the provider reads these words.")
        if decide == PART and not 0 < len(chosen) < len(self["fields"].field.choices):
            self.add_error("fields", "Tick the changes to publish: not none, and not all.")
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def entry_changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The difference by field with the choices. 404 for an entry that this person may not know of."""
    service = get_object_or_404(visible_services(request.user).select_related("provider"), pk=pk)
    if not service_policy.user_has_permission_for_instance(request.user, "publish", service):
        raise PermissionDenied
    task_state = service.current_workflow_task_state if service.workflow_in_progress else None
    if task_state is None:
        return _nothing(request, service)
    live = Service.objects.get(pk=service.pk) if service.live else None
    changes = changes_between(live, task_state.revision.as_object())
    data = request.POST if request.method == "POST" else None
    form = DecideForm(changes, data, initial={"revision": task_state.revision_id})
    if data is not None and form.is_valid():
        try:
            said = _decide(service, request.user, form.cleaned_data)
        except (Changed, ValueError) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, said)
            return redirect("wagtailsnippets_localoffer_service:edit", pk)
    chosen = form.data.getlist("fields") if data is not None else []
    context = {
        "service": service,
        "changes": [(change, change.key in chosen) for change in changes],
        "form": form,
        "sent": task_state.workflow_state.created_at,
        "revision": task_state.revision_id,
        "reason": form.data.get("reason", "") if data is not None else "",
        "may_choose": service.live and len(changes) > 1,
    }
    return render(request, "localoffer_admin/changes.html", context)


def _nothing(request: HttpRequest, service: Service) -> HttpResponse:
    """Say that nothing waits; to somebody who came second also what became of it, and what they wrote."""
    unsent = ""
    if request.method == "POST":
        messages.warning(request, TOO_LATE)
        unsent = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    context = {"service": service, "changes": [], "form": None, "unsent": unsent}
    return render(request, "localoffer_admin/changes.html", context)


def _decide(service: Service, user: Any, said: dict[str, Any]) -> str:
    facts = {"service": service, "by": user, "revision": said["revision"]}
    if said["decide"] == ALL:
        approve_all(**facts)
        return f"“{service.name}” is approved, and families see it now."
    if said["decide"] == BACK:
        return_all(**facts, reason=said["reason"])
        return f"“{service.name}” went back with your reason."
    if said["decide"] == PART:
        approve_part(**facts, fields=said["fields"], reason=said["reason"])
        return f"Families see what you ticked of “{service.name}”. The rest went back with your reason."
    raise Http404("There is nothing else to decide.")
