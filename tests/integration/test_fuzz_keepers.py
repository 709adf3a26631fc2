"""Many odd inputs for every form behind the signed link: no error of ours, no markup that comes back."""

from typing import Any

import pytest
from django.test import Client

from localoffer.models import LiveFact, SuggestedChange
from tests.integration.checking_area import own, page_of
from tests.integration.directory_people import make_area
from tests.integration.forms_found import every_form
from tests.integration.forms_fuzzed import BROKEN_OUT, Maker

pytestmark = pytest.mark.django_db
SEED = 20261124
INPUTS = 300
OURS = ("localoffer:still-right", "localoffer:right-now")


def test_odd_inputs_behind_the_link_give_no_error_and_no_script(client: Client, settings: Any) -> None:
    settings.RATELIMIT_ENABLE = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    area = make_area()
    link = page_of(own(area.own))
    forms = every_form(client, [link], lambda name: name.startswith(OURS))
    # The form that gives the entry up comes last: after it the link opens nothing.
    forms.sort(key=lambda form: "not-mine" in form.action)
    maker, wrong = Maker(SEED), []
    for number in range(INPUTS):
        form = forms[number * len(forms) // INPUTS]
        kind, body = maker.request(form)
        answer = client.generic("POST", form.action, body, content_type=kind, follow=True)
        if answer.status_code >= 500 or any(mark in answer.content for mark in BROKEN_OUT):
            wrong.append(f"input {number}, {form.action}: {answer.status_code}")

    assert len(forms) >= 6
    assert wrong == []
    assert SuggestedChange.objects.filter(words__contains="<zqx").exists()
    assert LiveFact.objects.filter(words__contains="<zqx").exists()
    for page in (link, area.own.get_absolute_url(), "/find-help/"):
        content = client.get(page).content
        assert not any(mark in content for mark in BROKEN_OUT)
