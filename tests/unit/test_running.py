"""The small parts that run the site: log lines, visitors' addresses, processes and ports."""

import logging
import os
import re
import socket
import sys

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from portal.notifications.mail_files import MailFiles
from portal.running.addresses import visitor_address
from portal.running.logs import WithoutPeople, clean
from portal.running.processes import Part, is_port_free, run_together
from tests.house.addresses import every_address


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "Internal Server Error: /my-list/shared/Xy12-secret/",
            "Internal Server Error: /my-list/shared/.../",
        ),
        ("GET /find-help/?words=autism&postcode=ZZ3+4AB took long", "GET /find-help/?... took long"),
        ("could not write to jo.bloggs@larkshire.example today", "could not write to ... today"),
        ("The worker stopped", "The worker stopped"),
    ],
)
def test_log_line_leaves_people_out(line, kept):
    assert clean(line) == kept


def test_no_secret_of_any_address_is_logged():
    secret = re.compile(r"<str:(?:secret|token|key)>")
    routes = [one.route for one in every_address() if secret.search(one.route)]

    assert len(routes) >= 12
    assert [route for route in routes if "a-secret" in clean("/" + secret.sub("a-secret", route))] == []


def test_log_filter_cleans_the_arguments_too():
    record = logging.LogRecord("django", logging.ERROR, "", 1, "Error: %s", ("/my-list/shared/abc/",), None)

    assert WithoutPeople().filter(record)
    assert record.getMessage() == "Error: /my-list/shared/.../"


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "1.1.1.1", "10.0.0.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
        (1, "", "10.0.0.1"),
        (2, "1.1.1.1", "10.0.0.1"),
    ],
)
def test_visitor_address_believes_only_our_own_proxies(proxies, told, address, settings):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)

    assert visitor_address(request) == address


def test_processes_stop_together_when_one_ends(tmp_path):
    mark = tmp_path / "pid"
    lives = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    waits = f"""
import os, time
while not os.path.exists({str(mark)!r}) or not os.path.getsize({str(mark)!r}):
    time.sleep(0.02)
"""

    ended = run_together(
        [Part("long", [sys.executable, "-c", lives]), Part("short", [sys.executable, "-c", waits])],
        os.environ,
    )

    assert ended == "short"
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_port_that_is_taken_is_not_free():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        assert not is_port_free("127.0.0.1", port)
    assert is_port_free("127.0.0.1", port)


def test_demo_on_a_taken_port_says_the_way_out():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is taken.*PORT={port + 1}"):
            call_command("demo", port=port)


def test_demo_refuses_a_real_site(settings):
    settings.DEMO_AREA = False

    with pytest.raises(CommandError, match="demo area only"):
        call_command("demo")


def test_log_line_of_an_error_leaves_people_out_of_what_was_raised():
    try:
        raise ValueError("jo.bloggs@larkshire.example has no mailbox at /following/stop/abc:def/")
    except ValueError:
        record = logging.LogRecord("django_tasks", logging.ERROR, "", 1, "Task", (), sys.exc_info())

    WithoutPeople().filter(record)
    line = logging.Formatter("%(message)s").format(record)
    assert "ValueError: ... has no mailbox at /following/stop/.../" in line


def test_same_mail_handed_over_twice_is_one_file(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path
    mail = EmailMessage(
        "Hello", "There is news.", to=["jo@larkshire.example"], headers={"Message-ID": "<1@x>"}
    )
    other = EmailMessage("Hello", "There is news.", to=["jo@larkshire.example"])

    MailFiles().send_messages([mail])
    MailFiles().send_messages([mail, other])

    assert len(list(tmp_path.glob("*.eml"))) == 2
    assert not list(tmp_path.glob(".*"))
