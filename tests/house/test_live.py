"""Pages hear of changes from actions alone."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(file for room in ("portal", "localoffer") for file in (ROOT / room).rglob("*.py"))
PUBLISHERS = {"publish_on_commit", "right_lost_on_commit"}
OWN = ROOT / "portal" / "realtime"  # where they are made; a sign-out is told from Django's own signal


def _called(tree: ast.AST) -> set[str]:
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {getattr(one, "id", None) or getattr(one, "attr", "") for one in functions}


def _is_actions(file: Path) -> bool:
    return "actions" in file.parts or file.name.endswith("actions.py")


def _wrappers() -> set[str]:
    """Functions of topics.py files that publish for their own app's actions."""
    return {
        node.name
        for file in CODE
        if file.name == "topics.py"
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and _called(node) & PUBLISHERS
    }


def test_changes_are_published_from_actions_only():
    publishers = PUBLISHERS | _wrappers()
    strays = {
        str(file.relative_to(ROOT)): found
        for file in CODE
        if not _is_actions(file) and file.name != "topics.py" and not file.is_relative_to(OWN)
        if (found := _called(ast.parse(file.read_text())) & publishers)
    }

    assert strays == {}


def test_only_the_ground_of_live_pages_uses_the_channel_layer():
    using = [
        str(file.relative_to(ROOT))
        for file in CODE
        if not file.is_relative_to(OWN) and "get_channel_layer" in file.read_text()
    ]

    assert using == []
