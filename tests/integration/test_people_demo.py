"""The demo's families: there once, whatever the day, with everyone as old as their part needs."""

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from portal.accounts.models import User
from portal.people.circle import hidden_from
from portal.people.demo.family import DAD, MUM, SKYS_MUM, load_family
from portal.people.models import Sight, YoungPerson
from portal.people.rights import has_own_rights
from portal.people.rules import sights_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["2026-11-23", "2027-06-24", "2027-06-26", "2028-02-29", "2028-09-01"])
def test_demo_families_fit_their_parts_on_any_day(day):
    with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
        today = timezone.localdate()

        assert load_family(today=today) == 3
        assert load_family(today=today) == 0

        robin, wren, sky = (YoungPerson.objects.get(known_as=name) for name in ("Robin", "Wren", "Sky"))
        assert [has_own_rights(one.date_of_birth, today) for one in (robin, wren, sky)] == [
            False,
            False,
            True,
        ]
        assert wren.age_on(today) in (15, 16)
        mum, dad, skys_mum = (User.objects.get(email=one.email) for one in (MUM, DAD, SKYS_MUM))
        assert hidden_from(mum, robin) == {dad.pk}
        assert sights_of(skys_mum, sky, today) == {Sight.BASICS, Sight.PLAN}


def test_demo_families_are_refused_outside_the_demo(settings):
    settings.DEMO_AREA = False

    with pytest.raises(ImproperlyConfigured):
        load_family(today=timezone.localdate())

    assert not User.objects.exists()
