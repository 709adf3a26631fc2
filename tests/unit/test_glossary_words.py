"""Which words of a text are explained: the rule alone, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from portal.pages.glossary import KnownTerm, compile_glossary, is_acronym, split_text


def term(name: str, *forms: str, explain: bool = True) -> KnownTerm:
    return KnownTerm(name, name.lower().replace(" ", "-"), (name, *forms), "", f"about {name}", explain)


GLOSSARY = compile_glossary(
    (
        term("ACT"),
        term("EHCP", "EHC plan", "EHC plans"),
        term("SALT", "SLT"),
        term("SEN"),
        term("SEN support"),
        term("Short break", "Short breaks"),
        term("Outcome", explain=False),
    )
)


def found(text: str, seen: set[str] | None = None) -> list[str]:
    return [words for words, one in split_text(text, GLOSSARY, set() if seen is None else seen) if one]


def test_glossary_marks_only_the_first_use() -> None:
    assert found("An EHCP is a plan. Your EHCP has sections.") == ["EHCP"]


def test_glossary_counts_another_form_as_the_same_term() -> None:
    assert found("An EHC plan, or EHCP, is for SLT or SALT.") == ["EHC plan", "SLT"]


def test_glossary_minds_capitals_of_an_acronym() -> None:
    assert found("We act with salt. ACT with SALT.") == ["ACT", "SALT"]


def test_glossary_finds_words_however_they_are_written() -> None:
    assert found("Ask about short breaks.") == ["short breaks"]


def test_glossary_prefers_the_longer_term() -> None:
    assert found("She gets SEN support for her SEN.") == ["SEN support", "SEN"]


def test_glossary_leaves_part_of_a_word_alone() -> None:
    assert found("SENs, ESSEN and pre-SEN are not it; (SEN) is.") == ["SEN"]


def test_glossary_leaves_everyday_words_alone() -> None:
    assert found("What outcome do you want?") == []


def test_glossary_leaves_out_what_was_seen_before_on_the_page() -> None:
    assert found("SEN again, and SALT.", {"sen"}) == ["SALT"]


def test_glossary_without_terms_gives_the_text_back() -> None:
    assert list(split_text("SEN", compile_glossary(()), set())) == [("SEN", None)]


def test_is_acronym_knows_words_from_letters() -> None:
    assert [is_acronym(form) for form in ("SEN", "SEN support", "nasen", "Short break", "DfE")] == [
        True,
        True,
        False,
        False,
        True,
    ]


@given(
    st.lists(st.sampled_from(["SEN", "EHC plan", "short break", " ", ",", "a", "<b>", "ACTing"]), max_size=12)
)
def test_glossary_pieces_joined_are_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(words for words, _term in split_text(text, GLOSSARY, set())) == text
