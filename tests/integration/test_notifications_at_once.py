"""Two workers gather at the same moment: each notice is in one mail. On committed rows, both databases."""

import threading
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.notifications.gathering import gather_due
from portal.notifications.models import Delivery, Notice
from tests.people_factories import user

ROUNDS, PEOPLE = 5, 4


def test_two_workers_that_gather_at_the_same_moment_make_one_mail_for_each_person(
    django_db_setup: None, django_db_blocker: Any, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    now, gate = timezone.now(), threading.Barrier(2)

    def gather_all() -> None:
        for number in range(ROUNDS):
            gate.wait(timeout=30)
            gather_due(now + timedelta(days=number))
            gate.wait(timeout=30)
        connection.close()

    with django_db_blocker.unblock():
        people = [user() for _ in range(PEOPLE)]
        try:
            Notice.objects.bulk_create(
                Notice(
                    recipient=person,
                    kind="tests.plain",
                    thing="tests.thing",
                    thing_id=str(number),
                    link="/x/",
                    mail_due_at=now + timedelta(days=number),
                )
                for person in people
                for number in range(ROUNDS)
            )
            threads = [threading.Thread(target=gather_all) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=60)
            mails, in_line = (
                Delivery.objects.filter(recipient__in=people).count(),
                DBTaskResult.objects.count(),
            )
            unclaimed = Notice.objects.filter(recipient__in=people, delivery__isnull=True).count()
        finally:
            DBTaskResult.objects.all().delete()
            get_user_model().objects.filter(pk__in=[person.pk for person in people]).delete()

    assert (mails, in_line, unclaimed) == (PEOPLE * ROUNDS, PEOPLE * ROUNDS, 0)
