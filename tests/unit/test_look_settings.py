"""The settings cookie: known names and values only, whatever it holds."""

from hypothesis import given
from hypothesis import strategies as st

from portal.inputs.settings import CHOICES, DEFAULT, AccessSettings, from_cookie, from_words


def test_cookie_and_back_is_the_same() -> None:
    chosen = AccessSettings(theme="dark", text_size="largest", ruler=True, pictures=False)

    assert chosen.to_cookie() == "text_size:largest|theme:dark|ruler:on|pictures:off"
    assert from_cookie(chosen.to_cookie()) == chosen


def test_start_is_an_empty_cookie() -> None:
    assert DEFAULT.to_cookie() == ""
    assert from_cookie("") == DEFAULT


@given(st.text())
def test_any_cookie_gives_known_values(text: str) -> None:
    words = from_cookie(text).as_words()

    assert all(value in CHOICES[name] for name, value in words.items())


@given(st.dictionaries(st.sampled_from([*CHOICES, "other"]), st.sampled_from(["dark", "on", '"><script>'])))
def test_unknown_words_are_left_out(words: dict[str, str]) -> None:
    attributes = from_words(words).as_attributes()

    assert '"><script>' not in attributes.values()
    assert "data-other" not in attributes
