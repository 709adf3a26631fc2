"""How the code is built: sizes, names, writing only in actions, words that may not be there."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("portal", "localoffer")
CODE = sorted(
    file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MODULE_LINES, TEST_FILE_LINES, FUNCTION_LINES = 400, 800, 60
VAGUE_NAMES = {"utils.py", "helpers.py", "services.py"}


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


@pytest.mark.parametrize("limit", [(MODULE_LINES, CODE), (TEST_FILE_LINES, TESTS)], ids=["code", "tests"])
def test_files_stay_short(limit):
    most, files = limit
    long = {_name(file): lines for file in files if (lines := len(file.read_text().splitlines())) > most}

    assert long == {}


def test_functions_stay_short():
    long = [
        f"{_name(file)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for file in CODE
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]

    assert long == []


def test_no_module_has_a_vague_name():
    assert [_name(file) for file in CODE if file.name in VAGUE_NAMES] == []


def test_actions_never_take_a_request():
    taking = [
        f"{_name(file)} {node.name}"
        for file in CODE
        if file.name == "actions.py" or "actions" in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        and any(argument.arg == "request" for argument in [*node.args.args, *node.args.kwonlyargs])
    ]

    assert taking == []


PUBLIC_MODULES = ("actions.py", "permissions.py", "queries.py")


def test_public_actions_permissions_and_queries_are_typed_and_explained():
    bare = [
        f"{_name(file)} {node.name}"
        for file in CODE
        if file.name in PUBLIC_MODULES
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and (ast.get_docstring(node) is None or node.returns is None)
    ]

    assert bare == []


TRUSTED_MARKUP = re.compile(r"\bmark_safe\b|\bSafeString\((?!\"\"\))")


def test_no_code_trusts_markup_it_did_not_make():
    assert [_name(file) for file in CODE if TRUSTED_MARKUP.search(file.read_text())] == []


def test_no_script_writes_markup_from_words():
    writing = re.compile(r"\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\(")
    scripts = (ROOT / "static").rglob("*.js")

    assert [_name(file) for file in scripts if writing.search(file.read_text())] == []


# A repository's files speak of the project alone. Spelt in parts, so that this file passes too.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"\bpypi\." + r"org\b",
            r"registry\.npmjs\." + r"org",
            r"/work/" + "main",
            r"/tmp" + "/gt",
            r"\bTO" + r"DO\b",
            r"\bFIX" + r"ME\b",
            r"\bx" + r"fail\b",
            r"pytest\.mark\." + "skip",
        ]
    )
)
TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".json", ".lock", ".csv", ".txt", ".sh", ".yml", ""}


def test_no_file_speaks_of_machines_registries_or_unfinished_work():
    found = [
        f"{_name(file)}: {match.group()}"
        for file in _tracked()
        if file.suffix in TEXT and (match := FORBIDDEN.search(file.read_text(errors="ignore")))
    ]

    assert found == []


def test_every_management_command_says_what_it_does():
    ours = {name: app for name, app in get_commands().items() if str(app).startswith(ROOMS)}
    silent = [name for name, app in ours.items() if not load_command_class(app, name).help]

    assert ours
    assert silent == []


def test_no_model_sets_an_order_for_everyone():
    ordered = [
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith(ROOMS)
        for model in config.get_models()
        if "ordering" in vars(model).get("Meta", object).__dict__
    ]

    assert ordered == []
