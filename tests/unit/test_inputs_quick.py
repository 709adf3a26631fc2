"""One press changes one setting."""

from hypothesis import given
from hypothesis import strategies as st

from portal.inputs.quick import quick_changes, with_change
from portal.inputs.settings import CHOICES, DEFAULT, AccessSettings


def changes(current: AccessSettings) -> list[str]:
    return [one.change for one in quick_changes(current)]


def test_words_grow_and_shrink_one_step_and_stop_at_the_ends() -> None:
    sizes = list(CHOICES["text_size"])
    grown = DEFAULT
    for size in sizes[1:]:
        grown = with_change(grown, next(one for one in changes(grown) if one.startswith("text_size")))
        assert grown.text_size == size
    assert [one for one in changes(grown) if one.startswith("text_size")] == [f"text_size:{sizes[-2]}"]
    assert "text_size:large" in changes(DEFAULT)


def test_every_button_changes_something_and_nothing_else() -> None:
    current = AccessSettings(theme="dark", text_size="large", read_aloud=True, pictures=False)
    for change in changes(current):
        name, _colon, value = change.partition(":")
        assert with_change(current, change).as_words() == current.as_words() | {name: value}
        assert with_change(current, change) != current


@given(st.text(max_size=60))
def test_unknown_change_changes_nothing(text: str) -> None:
    name, _colon, value = text.partition(":")
    if value not in CHOICES.get(name, {}):
        assert with_change(DEFAULT, text) == DEFAULT
