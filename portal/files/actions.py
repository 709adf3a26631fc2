"""Keeping and removing files. Keyword-only, the actor named; nothing here takes a request."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import models, transaction

from portal.audit.actions import record
from portal.people.models import YoungPerson

from .checking import Checked, check
from .kinds import FileKind, kind_called
from .limits import MOST_LOOSE
from .models import StoredFile
from .queries import orphans, strays
from .refusing import Refused
from .scanning import Verdict, ask
from .storage import forget_content, private_storage

__all__ = [
    "Refused",
    "check_upload",
    "keep",
    "remove",
    "remove_orphans",
    "remove_strays",
    "scan_waiting",
    "tie",
]

State = StoredFile.State


def check_upload(*, upload: Any, kind: str) -> Checked:
    """Check a file and make the copy to keep, before the transaction in which `keep` is called with it.

    Raises Refused with one sentence for the person; LookupError for a kind that nobody registered.
    """
    return check(upload, kind_called(kind))


def keep(
    *,
    by: Any,
    upload: Any,
    kind: str,
    young_person: YoungPerson | None = None,
    for_thing: models.Model | None = None,
) -> StoredFile:
    """Keep a file that `by` gave (None: somebody who is not signed in).

    `upload` is a Django file, or a Checked from `check_upload`.

    Raises Refused with one sentence for the person; LookupError for a kind that nobody registered.
    """
    facts = kind_called(kind)
    checked = upload if isinstance(upload, Checked) else check(upload, facts)
    return _keep(by, checked, facts, young_person, for_thing)


@transaction.atomic
def _keep(
    by: Any,
    checked: Checked,
    kind: FileKind,
    young_person: YoungPerson | None,
    for_thing: models.Model | None,
) -> StoredFile:
    _few_enough(by, kind, for_thing)
    stored = StoredFile(
        kind=kind.key,
        state=State.WAITING if checked.must_wait else State.KEPT,
        given_by=by,
        young_person=young_person,
        thing=for_thing._meta.label_lower if for_thing else "",
        thing_id=str(for_thing.pk) if for_thing else "",
        format=checked.format.key,
        size=checked.size,
        digest=checked.digest,
        seconds=checked.seconds,
        name=checked.name,
    )
    with checked.content as content:
        content.seek(0)
        stored.content.save("", File(content), save=False)
    stored.save(force_insert=True)
    facts = {"kind": kind.key, "format": checked.format.key, "bytes": checked.size}
    record(by=by, action="files.kept", thing=stored, young_person=young_person, facts=facts)
    return stored


def _few_enough(by: Any, kind: FileKind, for_thing: models.Model | None) -> None:
    files = StoredFile.objects.filter(kind=kind.key)
    if for_thing is not None and files.of(for_thing).count() >= kind.most_each:
        raise Refused(f"You can add up to {kind.most_each} files here. Take one away, then add this one.")
    if for_thing is None and by is not None and files.loose().filter(given_by=by).count() >= MOST_LOOSE:
        raise Refused("You have added many files that are not sent yet. Send them first, then add this one.")


@transaction.atomic
def tie(*, by: Any, stored: StoredFile, to: models.Model) -> None:
    """Say what a loose file belongs to. Raises ValueError for one that belongs to something already."""
    changed = StoredFile.objects.filter(pk=stored.pk, thing="").update(
        thing=to._meta.label_lower, thing_id=str(to.pk)
    )
    if not changed:
        raise ValueError("This file belongs to something already.")
    stored.refresh_from_db(fields=["thing", "thing_id"])
    record(by=by, action="files.tied", thing=stored, young_person=stored.young_person)


@transaction.atomic
def remove(*, by: Any, stored: StoredFile) -> None:
    """Remove a file and its content for good."""
    record(by=by, action="files.removed", thing=stored, young_person=stored.young_person)
    forget_content(stored)
    stored.delete()


def scan_waiting(*, by: Any, at: datetime) -> int:
    """Show the virus checker each file that waits; return how many it has seen. Stops when it is silent."""
    seen = 0
    for stored in StoredFile.objects.waiting().select_related("young_person").iterator():
        with stored.content.open("rb") as content:
            verdict = ask(content.file)
        if verdict is Verdict.NO_ANSWER:
            break
        _settle(by=by, stored=stored, is_clean=verdict is Verdict.CLEAN)
        seen += 1
    return seen


@transaction.atomic
def _settle(*, by: Any, stored: StoredFile, is_clean: bool) -> None:
    if not is_clean:
        forget_content(stored)
        stored.content = ""
    stored.state = State.KEPT if is_clean else State.REFUSED
    stored.save(update_fields=["state", "content"])
    record(by=by, action=f"files.{stored.state}", thing=stored, young_person=stored.young_person)


def remove_orphans(*, by: Any, at: datetime) -> int:
    """Remove files that belong to nothing since a day, or to a thing that is no more; return how many."""
    found = orphans(at)
    for stored in found:
        remove(by=by, stored=stored)
    return len(found)


def remove_strays(*, at: datetime) -> int:
    """Remove content that no file speaks of, of a failed transaction or an erased record; return how many."""
    found = strays(at)
    for name in found:
        private_storage().delete(name)
    return len(found)
