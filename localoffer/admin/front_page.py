"""The admin's front page: what waits for an editor, or a provider's own entries and what to do with each."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from ..freshness import Freshness
from ..freshness_queries import with_freshness
from ..models import FamilyQuestion, MissingNote, Remark, Service
from ..permissions import is_editor, providers_of, visible_services
from .listing import answers_of, freshness_words, waiting_states, with_access_words

LONGEST_LIST = 30
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class ToDo:
    """One line for an editor: how many of what, and where they are."""

    count: int
    one: str
    several: str
    address: str

    @property
    def words(self) -> str:
        """Such as "3 edits wait for approval"."""
        return f"{self.count} {self.one if self.count == 1 else self.several}"


def editors_lines() -> list[ToDo]:
    """What waits in the directory, in five queries; lines with nothing in them are left out."""
    entries = reverse("wagtailsnippets_localoffer_service:list")
    shown = Service.objects.published()
    stale = with_freshness(shown, Freshness.STALE, timezone.localdate()).count()
    asked = FamilyQuestion.objects.filter(answer="").values("service").distinct().count()
    notes = MissingNote.objects.filter(created_at__gte=timezone.now() - RECENT).count()
    not_checked = "not checked for too long"
    no_answer = "with a question that nobody has answered"
    missing = "about missing help in the last 30 days"
    lines = [
        ToDo(
            waiting_states().count(),
            "edit waits for approval",
            "edits wait for approval",
            f"{entries}?waiting=yes",
        ),
        ToDo(
            Remark.objects.open().count(),
            "thing that a family told us waits for an answer",
            "things that families told us wait for an answer",
            reverse("localoffer_admin:remarks"),
        ),
        ToDo(stale, f"entry {not_checked}", f"entries {not_checked}", reverse("localoffer_admin:freshness")),
        ToDo(asked, f"entry {no_answer}", f"entries {no_answer}", f"{entries}?unanswered=yes"),
        ToDo(notes, f"note {missing}", f"notes {missing}", reverse("missingnote:index")),
    ]
    return [line for line in lines if line.count]


def own_entries(user: Any) -> list[dict[str, Any]]:
    """A provider's entries, each with its state in words. As many queries for many as for one."""
    sent = waiting_states().filter(object_id=Cast(OuterRef("pk"), CharField()))
    back = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    entries: QuerySet[Any] = with_access_words(visible_services(user)).annotate(
        is_waiting=Exists(sent), is_sent_back=Exists(back)
    )
    return [
        {"entry": entry, "state": _state(entry), "answers": answers_of(entry).words}
        for entry in entries.order_by("-is_sent_back", "next_check_date", "name")[:LONGEST_LIST]
    ]


def _state(entry: Any) -> str:
    if entry.is_sent_back:
        return "Sent back: open it to read why"
    return "Waits for an editor" if entry.is_waiting else freshness_words(entry)


class DirectoryPanel(Component):
    """What to do next, for whoever signs in."""

    name = "directory_to_do"
    template_name = "localoffer_admin/front_page.html"
    order = 40

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Lines for an editor, own entries for somebody who speaks for a provider, nothing for others."""
        user = parent_context["request"].user
        if is_editor(user):
            return {"lines": editors_lines(), "entries": []}
        return {"lines": [], "entries": own_entries(user) if providers_of(user) else []}


def add_directory_panel(request: Any, panels: list[Any]) -> None:
    """Put what waits first on the front page."""
    panels.append(DirectoryPanel())


def only_what_a_provider_needs(request: Any, items: list[MenuItem]) -> None:
    """Reports are about pages and other people's work: no use to somebody who keeps their own entries."""
    if not is_editor(request.user) and providers_of(request.user):
        items[:] = [item for item in items if item.name != "reports"]
