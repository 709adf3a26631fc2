"""What the Local Offer holds about people: who keeps an entry, who checked it, who asked for an answer."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from portal.datarights.registry import Erase, Held, hold, hold_work
from portal.datarights.retention import Expires, expire

from .models import Service

CHECKER = "assurer_email"


def _forget_checker_in_versions(rows: QuerySet[Any]) -> None:
    """Every version of an entry keeps what its fields held: the address goes from those too."""
    addresses = {address.casefold() for address in rows.values_list(CHECKER, flat=True)}
    kind = ContentType.objects.get_for_model(Service)
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    versions = Revision.objects.filter(base_content_type=kind, object_id__in=keys).order_by("pk")
    for version in versions.iterator():
        if str(version.content.get(CHECKER, "")).casefold() in addresses:
            version.content[CHECKER] = ""
            version.save(update_fields=["content"])


hold(
    Held(
        "localoffer.Service",
        "Entries that you checked",
        of_email=(CHECKER,),
        not_personal=("email",),
        did=("locked_by",),
        shows=("name", CHECKER, "assured_date"),
        on_erase=Erase.CLEAR,
        clears={CHECKER: ""},
        why="The entry is the provider's. It says no more who checked it, only in which post.",
        remove=_forget_checker_in_versions,
    )
)
hold(Held("localoffer.ProviderMember", "Providers you speak for", of_user=("user",)))
hold(
    Held(
        "localoffer.EntryOwner",
        "Entries that you keep right",
        of_user=("user",),
        of_email=("email",),
        hides=("link_version",),
        on_erase=Erase.CLEAR,
        clears={"user": None, "email": "", "given_up_words": ""},
        why="The entry still needs somebody: its editors see that nobody keeps it.",
    )
)
hold(
    Held(
        "localoffer.Remark",
        "Mistakes, questions and comments with your address",
        of_email=("email",),
        did=("typed_by",),
        hides=("uuid", "sending"),
        on_erase=Erase.CLEAR,
        clears={"email": ""},
        why="Nothing that was said is lost. Nobody can tell any more who said it.",
    )
)
hold_work("localoffer.Provider", "Providers", not_personal=("email", "senco_email"))
hold_work("localoffer.Contact", "Contacts of an entry, shown to everyone", not_personal=("email",))
for model, title, link in (
    ("localoffer.LiveFact", "Places left, waits and closures", "by"),
    ("localoffer.CheckStep", "When an entry was asked about", "by"),
    ("localoffer.SuggestedChange", "Changes suggested", "by"),
    ("localoffer.RemarkStep", "What was done about a mistake, a question or a comment", "by"),
    ("localoffer.ImportRun", "Imports", "started_by"),
):
    hold_work(model, title, link)


def _forget_address(rows: QuerySet[Any], at: datetime) -> None:
    rows.order_by().update(email="")


expire(
    Expires(
        "remark-address",
        "localoffer.Remark",
        lambda kept: Q(closed_at__date__lt=kept) & ~Q(email=""),
        remove=_forget_address,
    )
)
