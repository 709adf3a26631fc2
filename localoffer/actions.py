"""Every write to the directory. Keyword-only, the actor named, one transaction each; none takes a request."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Page

from portal.realtime.publishing import publish_on_commit

from .copying import fresh_copy
from .finding.index import reindex
from .freshness import next_check
from .models import HeadingPage, Service, ServiceTerm, TaxonomyTerm
from .models.service import CostKind, Status
from .setting_up import ensure_groups, ensure_taxonomies, ensure_workflow
from .topics import DIRECTORY, ENTRY, EVERYTHING

if TYPE_CHECKING:
    from portal.accounts.models import User

__all__ = [
    "NOBODY_CONFIRMED",
    "add_term",
    "announce",
    "announce_directory",
    "close_for_now",
    "confirm_checked",
    "copy_service",
    "end_service",
    "ensure_groups",
    "ensure_taxonomies",
    "ensure_workflow",
    "link_heading_page",
    "publish_service",
    "reopen",
    "set_responsible",
    "unlink_heading_page",
    "unpublish_service",
]

# Why an entry is hidden when its owner was told four times and said nothing. Confirming brings it back.
NOBODY_CONFIRMED = "Nobody confirmed in time that it is still right"


def _save_facts(service: Service, *, by: "User | None", action: str, fields: list[str]) -> None:
    """Save facts that belong to the entry itself, not to one version of its text, and log who did it."""
    service.save(update_fields=[*fields, "last_modified"])
    reindex([service.pk])
    log(service, action, user=by)
    announce(service)


def announce(service: Service) -> None:
    """Once this transaction is kept, let open pages that show the entry fetch that part again.

    For actions only.
    """
    publish_on_commit(ENTRY, str(service.uuid))
    announce_directory()


def announce_directory() -> None:
    """Once this transaction is kept, let open pages of many entries fetch them again. For actions only."""
    publish_on_commit(DIRECTORY, EVERYTHING)


def changes_quickly(service: Service) -> bool:
    """Whether the entry gives times, fees or a waiting time: what goes out of date first."""
    says_fee = service.cost_kind in {CostKind.SOME, CostKind.PAID} or bool(service.fees_description)
    says_wait = bool(service.wait_time) or service.wait_weeks is not None
    return says_fee or says_wait or service.schedules.exists() or service.cost_options.exists()


@transaction.atomic
def confirm_checked(*, service: Service, by: "User | None", role: str, on: date, email: str = "") -> Service:
    """Record that `role` checked the published text on `on`, and set the day of the next check.

    A draft that waits is left as it is: these facts belong to the entry, not to a version of its text.
    An entry that was hidden because nobody confirmed it is public again at once. `email` is that of a
    checker who has no account.
    """
    service.assured_date = on
    service.assured_by_role = role
    service.assurer_email = (by.email or "") if by else email
    service.next_check_date = next_check(on, changes_quickly=changes_quickly(service))
    fields = ["assured_date", "assured_by_role", "assurer_email", "next_check_date"]
    if service.hidden_reason == NOBODY_CONFIRMED:
        service.hidden_reason = ""
        fields.append("hidden_reason")
    _save_facts(service, by=by, action="localoffer.checked", fields=fields)
    return service


@transaction.atomic
def publish_service(*, service: Service, by: "User | None", at: datetime | None = None) -> Service:
    """Make the latest text of `service` public: its newest draft, or the row itself when there is none.

    `at` dates the first publication of an entry brought in from elsewhere.
    """
    revision = service.latest_revision or service.save_revision(user=by)
    if at and not service.first_published_at:
        service.first_published_at = at
        service.save(update_fields=["first_published_at"])
    revision.publish(user=by)
    service.refresh_from_db()
    return service


@transaction.atomic
def unpublish_service(*, service: Service, by: "User | None") -> Service:
    """Take `service` off the public site; its text and history stay."""
    # Wagtail asks its own permission only of pages; who may is asked where the request comes in.
    UnpublishAction(service, user=by).execute(skip_permission_checks=True)
    service.refresh_from_db()
    return service


@transaction.atomic
def close_for_now(*, service: Service, by: "User | None", until: date | None = None) -> Service:
    """Show the entry as closed for now, until `until` if that is known."""
    service.status = Status.CLOSED_FOR_NOW
    service.closed_until = until
    _save_facts(service, by=by, action="localoffer.closed_for_now", fields=["status", "closed_until"])
    return service


@transaction.atomic
def reopen(*, service: Service, by: "User | None") -> Service:
    """Show the entry as running again."""
    service.status = Status.ACTIVE
    service.closed_until = None
    _save_facts(service, by=by, action="localoffer.reopened", fields=["status", "closed_until"])
    return service


@transaction.atomic
def end_service(*, service: Service, by: "User | None") -> Service:
    """Mark the service as ended: families no longer see it; the open feed says it is over."""
    service.status = Status.ENDED
    service.closed_until = None
    _save_facts(service, by=by, action="localoffer.ended", fields=["status", "closed_until"])
    return service


@transaction.atomic
def set_responsible(*, service: Service, by: "User | None", post: str) -> Service:
    """Name the post that keeps this entry right."""
    service.responsible = post
    _save_facts(service, by=by, action="localoffer.responsible_set", fields=["responsible"])
    return service


@transaction.atomic
def copy_service(*, service: Service, by: "User | None") -> Service:
    """Make a draft with the newest text of `service`; it and every part of it get identities of their own."""
    copy = fresh_copy(service.get_latest_revision_as_object())
    copy.save()
    revision = copy.save_revision(user=by)
    log(copy, "wagtail.copy", user=by, revision=revision)
    return copy


@transaction.atomic
def add_term(*, service: Service, by: "User | None", term: TaxonomyTerm) -> bool:
    """File the published entry, and a draft that waits, under `term`; False when it was there already."""
    if service.service_terms.filter(term=term).exists():
        return False
    draft = service.get_latest_revision_as_object() if service.has_unpublished_changes else None
    ServiceTerm.objects.create(service=service, term=term)
    service.save(update_fields=["last_modified"])
    if draft is not None and all(row.term_id != term.pk for row in draft.service_terms.all()):
        draft.service_terms.add(ServiceTerm(term=term))
        draft.save_revision(user=by)
    elif draft is None:
        revision = Service.objects.get(pk=service.pk).save_revision(user=by)
        if service.live:
            revision.publish(user=by)
    reindex([service.pk])
    log(service, "localoffer.term_added", user=by)
    return True


@transaction.atomic
def link_heading_page(*, heading: int, page: Page, by: "User | None") -> HeadingPage:
    """Say that `page` tells families about heading number `heading`; saying it twice changes nothing."""
    link, made = HeadingPage.objects.get_or_create(heading=heading, page=page)
    if made:
        log(page, "localoffer.page_linked", user=by, data={"heading": heading})
    return link


@transaction.atomic
def unlink_heading_page(*, link: HeadingPage, by: "User | None") -> None:
    """Say that a page no longer counts for its heading."""
    log(link.page, "localoffer.page_unlinked", user=by, data={"heading": link.heading})
    link.delete()
