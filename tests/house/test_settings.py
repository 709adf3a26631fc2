"""Production's settings: a missing one is a helpful sentence, each is documented, Django's checks pass."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = {
    "SECRET_KEY": "example-only-Zq8-long-enough-to-pass-the-check-4f1c9b7e2a",
    "ALLOWED_HOSTS": "send.example.org",
    "BASE_URL": "https://send.example.org",
    "AREA_NAME": "Larkshire",
    "DATABASE_URL": "postgres://portal:example@database.example.org:5432/portal",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "MEDIA_BUCKET": "portal-uploads",
    "FROM_EMAIL": "local.offer@send.example.org",
    "EMAIL_URL": "smtp+tls://portal:example@mail.example.org:587",
}
ASK = "import portal.settings.production as s; print({})"


def _production(tmp_path: Path, words: list[str], **changes: str | None) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in (EXAMPLE | changes).items() if value is not None}
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        **ours,
    }
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", EXAMPLE)
def test_production_without_a_setting_says_which(name, tmp_path):
    refused = _production(tmp_path, ["-c", "import portal.settings.production"], **{name: None})

    assert refused.returncode != 0
    assert f"ImproperlyConfigured: Set {name}:" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///x.sqlite3"),
        ("REDIS_URL", "host:6379"),
        ("BASE_URL", "send.example.org"),
        ("EMAIL_URL", "mail.example.org"),
    ],
)
def test_production_with_a_wrong_address_says_what_it_must_be(name, value, tmp_path):
    refused = _production(tmp_path, ["-c", "import portal.settings.production"], **{name: value})

    assert refused.returncode != 0
    assert f"ImproperlyConfigured: {name} must be" in refused.stderr


def test_production_passes_the_deployment_check(tmp_path):
    checked = _production(tmp_path, ["manage.py", "check", "--deploy", "--fail-level", "WARNING"])

    assert checked.returncode == 0, checked.stderr


def test_production_takes_an_anymail_backend_instead_of_a_mail_server(tmp_path):
    shown = _production(
        tmp_path,
        ["-c", ASK.format("s.EMAIL_BACKEND, s.ANYMAIL")],
        EMAIL_URL=None,
        EMAIL_BACKEND="anymail.backends.mailgun.EmailBackend",
        ANYMAIL_MAILGUN_API_KEY="key",
    )

    assert shown.stdout.strip() == "anymail.backends.mailgun.EmailBackend {'MAILGUN_API_KEY': 'key'}"


def test_production_keeps_cookies_and_uploads_to_itself(tmp_path):
    words = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.DEBUG, s.DEMO_AREA"
    shown = _production(tmp_path, ["-c", ASK.format(words)])
    bucket = _production(tmp_path, ["-c", ASK.format("s.STORAGES['default']['OPTIONS']['default_acl']")])

    assert shown.stdout.split() == ["True", "True", "True", "False", "False"]
    assert bucket.stdout.strip() == "private"


def _variables_in_code() -> set[str]:
    """The names that the settings ask the environment for."""
    found = set()
    for file in (ROOT / "portal" / "settings").glob("*.py"):
        if file.name == "test.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            asked = ast.unparse(node.func)
            if asked.startswith(("env.", "required", "os.environ.")):
                found.add(str(node.args[0].value))
    return found - {","}  # the comma that host names are split at


def test_every_setting_is_documented():
    table = (ROOT / "docs" / "running.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))

    assert documented == _variables_in_code()
