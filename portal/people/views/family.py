"""My family: the young people whose parent or carer I am, and one record as I may see it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gates import may
from portal.access.roles import Permission
from portal.people import words
from portal.people.actions.rights import may_choose_on
from portal.people.asking import kinds_to_ask
from portal.people.circle import circle_for, invitations_for
from portal.people.gates import NOT_HERE, keeps_record, young_person_or_404
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.queries import invitations_to, people_near
from portal.people.rights import has_own_rights, rights_pass_on
from portal.people.rules import may_be_ended_by, sights_of


@login_required
@require_safe
def my_family(request: HttpRequest) -> HttpResponse:
    """The young people in my family who have a record here."""
    near = people_near(request.user, as_parent=True)
    shown = {"part": "my-space", "near": near, "asked": len(invitations_to(request.user))}
    return render(request, "people/my_family.html", shown)


@login_required
@require_safe
def family_record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One young person's record, as a parent may see it."""
    young_person = young_person_or_404(request.user, uuid, Sight.BASICS)
    if young_person.user_id == request.user.pk:
        raise Http404(NOT_HERE)  # theirs is My space
    return render(request, "people/family_record.html", record_shown(request, young_person))


def record_shown(request: HttpRequest, young_person: YoungPerson) -> dict[str, Any]:
    """What every page of a record shows: the circle as this reader may see it, and what they may do."""
    user: Any = request.user
    today = timezone.localdate()
    keeps = keeps_record(user, young_person)
    passed = has_own_rights(young_person.date_of_birth, today)
    is_parent = young_person.circle.filter(user=user, kind=Connection.Kind.PARENT).exists()
    return {
        "part": "my-space",
        "young_person": young_person,
        "sights": {sight.name.lower() for sight in sights_of(user, young_person, today)},
        "circle": [
            _place(one, user, keeps, passed, is_self=young_person.user_id == user.pk)
            for one in circle_for(user, young_person, today)
            .select_related("added_by", "confirmed_by")
            .order_by("pk")
        ],
        "invitations": [
            # The address is for those who typed it and those who keep the record, and on no other screen.
            {"one": one, "address": one.email if keeps or one.asked_by_id == user.pk else ""}
            for one in invitations_for(user, young_person).order_by("pk")
        ],
        "keeps": keeps,
        # Whoever works with both parents must know not to speak to one of the other; the parents must not.
        "says_kept_apart": may(user, Permission.JOIN_CIRCLES) and not is_parent,
        "may_ask": bool(kinds_to_ask(user, young_person, today)),
        "may_make_cards": may(user, Permission.MAKE_PICTURE_CARDS) and not (passed and is_parent),
        "may_tell": may(user, Permission.RECORD_TELLING),
        "passes_on": rights_pass_on(young_person.date_of_birth),
        "has_rights": passed,
        "age": young_person.age_on(today),
        "may_decide": keeps and may_choose_on(young_person.date_of_birth, today),
    }


def _place(place: Connection, user: Any, keeps: bool, passed: bool, *, is_self: bool) -> dict[str, Any]:
    kind = Connection.Kind(place.kind)
    return {
        "place": place,
        "is_me": place.user_id == user.pk,
        "is_parent": kind == Connection.Kind.PARENT,
        "name": words.name_of(place),
        "what": words.what_they_are(place),
        "address": place.user.email or "" if keeps else "",
        "picture": words.KIND_PICTURES[kind],
        "sees": words.sights_in_words(place.sees),
        "waits": place.confirmed_at is None,
        "added_by": words.staff_name(place.added_by),
        "confirmed_by": words.staff_name(place.confirmed_by),
        "may_end": may_be_ended_by(place, user, keeps_record=keeps, is_self=is_self, rights_passed=passed),
    }
