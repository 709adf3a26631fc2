"""The traps that tests set must themselves work."""

import pytest
from django.template import Context, Engine

from portal.settings.strictness import UndefinedIsAnError, UndefinedVariableError


def test_undefined_variable_in_our_template_raises(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.settings.strictness.OUR_TEMPLATES", str(tmp_path))
    (tmp_path / "greeting.html").write_text("Hello {{ nobody }}")

    with pytest.raises(UndefinedVariableError, match="nobody"):
        _strict_engine(tmp_path).get_template("greeting.html").render(_context())


@pytest.mark.parametrize("words", ["{% if nobody %}x{% endif %}", '{{ nobody|default:"" }}'])
def test_undefined_variable_that_says_what_to_do_is_allowed(words, tmp_path, monkeypatch):
    monkeypatch.setattr("portal.settings.strictness.OUR_TEMPLATES", str(tmp_path))
    (tmp_path / "greeting.html").write_text(words)

    assert _strict_engine(tmp_path).get_template("greeting.html").render(_context()) == ""


def test_undefined_variable_in_a_package_template_is_empty(tmp_path):
    (tmp_path / "greeting.html").write_text("Hello {{ nobody }}")

    assert _strict_engine(tmp_path).get_template("greeting.html").render(_context()) == "Hello "


def _strict_engine(folder):
    return Engine(dirs=[str(folder)], string_if_invalid=UndefinedIsAnError())


def _context():
    return Context({})
