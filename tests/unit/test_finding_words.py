"""Words put aside, synonyms found, typing mistakes mended."""

from localoffer.finding.seed_synonyms import SEED_SYNONYMS
from localoffer.finding.words import Synonyms, Vocabulary, mend, parts, question
from portal.search.text import fold, tokens

SYNONYMS = Synonyms([["SALT", "speech therapy", "speech and language therapy"], ["respite", "short breaks"]])


def ways(words: str) -> list[set[str]]:
    return [
        {" ".join(phrase.words) for phrase in group}
        for group in question(parts(tokens(words), SYNONYMS)).groups
    ]


def test_little_words_are_put_aside_unless_alone():
    assert ways("help with my swimming") == [{"swimming"}]
    assert ways("help for my child") == [{"help"}, {"for"}, {"my"}, {"child"}]


def test_phrase_of_several_words_meets_its_synonyms():
    assert ways("speech and language therapy clubs") == [
        {"speech and language therapy", "salt", "speech therapy"},
        {"clubs"},
    ]


def test_synonym_meets_its_own_plural():
    assert ways("short break") == [{"short break", "short breaks", "respite"}]
    assert ways("speech therapies") == [
        {"speech therapies", "speech therapy", "salt", "speech and language therapy"}
    ]


def test_typed_words_may_stand_apart_and_synonyms_must_stand_together():
    (group,) = question(parts(["speech", "therapy"], SYNONYMS)).groups
    assert [phrase.together for phrase in group] == [False, True, True]


def test_phrase_that_says_not_must_stand_together():
    known = Synonyms(SEED_SYNONYMS)
    (group,) = question(parts(tokens("my son doesn't talk"), known)).groups
    assert {phrase.together for phrase in group} == {True}
    assert {"non verbal", "non speaking", "aac"} <= {" ".join(phrase.words) for phrase in group}


def test_something_and_anything_are_put_aside():
    assert ways("something for anything swimming") == [{"swimming"}]


def test_same_word_twice_asks_once():
    assert ways("swim swim") == [{"swim"}]


def test_mistakes_are_mended_from_the_directory_alone():
    vocabulary = Vocabulary(["speech therapy swimming", "speech autism", "speed dating"])
    assert mend(["speach", "therpy"], vocabulary) == ["speech", "therapy"]
    assert mend(["autsim", "swiming"], vocabulary) == ["autism", "swimming"]
    assert mend(["trampoline", "cat", "the"], vocabulary) == ["trampoline", "cat", "the"]


def test_the_word_more_entries_use_wins_a_tie():
    vocabulary = Vocabulary(["speech", "speech", "speeds"])
    assert vocabulary.nearest("speecs") == "speech"


def test_words_run_together_are_parted():
    assert mend(["shortbreaks"], Vocabulary(["short breaks", "breakfast"])) == ["short", "breaks"]
    assert mend(["shorttrips"], Vocabulary(["short breaks"])) == ["shorttrips"]


def test_short_word_two_slips_away_is_another_word():
    assert mend(["purple"], Vocabulary(["people"])) == ["purple"]
    assert mend(["disprxia"], Vocabulary(["dyspraxia"])) == ["dyspraxia"]


def test_some_of_the_words_may_be_single_words_of_a_phrase():
    asked = question(parts(["speech", "therapy"], SYNONYMS), need_all=False)
    assert [{" ".join(phrase.words) for phrase in group} for group in asked.groups][1:] == [
        {"speech"},
        {"therapy"},
    ]


def test_known_plural_is_not_a_mistake():
    vocabulary = Vocabulary(["therapy wheelchair"])
    assert mend(["therapies", "wheelchairs"], vocabulary) == ["therapies", "wheelchairs"]


def test_folding_takes_accents_and_apostrophes():
    assert fold("Zoë’s CAFÉ") == "zoes cafe"
    assert tokens("speech-therapy_for\0all\ud800!") == ["speech", "therapy", "for", "all"]


def test_seed_sets_have_forty_or_more_and_no_phrase_twice_in_one_set():
    assert len(SEED_SYNONYMS) >= 40
    for phrases in SEED_SYNONYMS:
        folded = [tuple(tokens(phrase)) for phrase in phrases if "&" not in phrase]
        assert len(phrases) >= 2
        assert () not in folded
