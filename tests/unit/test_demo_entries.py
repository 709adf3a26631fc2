"""What the demo area's files promise: each entry in words of its own, easy to read, with safe numbers."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from localoffer.demo import reading
from localoffer.demo.building import stable_uuid
from localoffer.demo.contacts import email_of, phone_of, web_of
from localoffer.demo.larger import LargerTexts, larger_uuid
from localoffer.demo.schools import school_answers, school_entries, school_providers
from localoffer.headings import SEN_REPORT, TEN_POINTS
from localoffer.terms import TAXONOMIES
from portal.pictures.vocabulary import find_picture
from tests.reading_age import reading_age

TODAY = date(2026, 3, 3)
OWN_WORDS = ("summary", "what", "who", "start")
SHINGLE = 3
MOST_ALIKE = 0.08
OLDEST_READER = 12
MEAN_READER = 10
FICTIONAL_NUMBER = re.compile(r"01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3}|020 7946 0\d{3}")
NUMBERED = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")


def every_entry():
    return reading.entries() + school_entries()


def words_of(entry):
    return " ".join(entry.get(key, "") for key in OWN_WORDS)


def shingles(text):
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def alike(first, second):
    """Jaccard: how many runs of three words two texts share, of all that either has."""
    return len(first & second) / len(first | second) if first | second else 0.0


def every_string(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from every_string(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from every_string(one)


def data_strings():
    for path in sorted(reading.DATA.rglob("*.toml")):
        yield from every_string(reading.read(path.relative_to(reading.DATA).with_suffix("").as_posix()))


def test_there_are_more_than_four_hundred_and_twenty_entries_besides_schools():
    assert len(reading.entries()) >= 420
    assert len(school_entries()) >= 30


def test_no_two_entries_say_nearly_the_same():
    texts = {entry["name"]: shingles(words_of(entry)) for entry in reading.entries() if words_of(entry)}
    close = [
        (name, other)
        for (name, one), (other, two) in combinations(texts.items(), 2)
        if alike(one, two) > MOST_ALIKE
    ]
    assert close == []


def test_no_two_schools_make_nearly_the_same_offer():
    texts = {entry["name"]: shingles(entry["what"]) for entry in school_entries()}
    close = [
        (name, other)
        for (name, one), (other, two) in combinations(texts.items(), 2)
        if alike(one, two) > MOST_ALIKE
    ]
    assert close == []


def test_no_sentence_of_a_description_is_used_in_three_entries():
    sentences = Counter(
        sentence
        for entry in reading.entries()
        for sentence in set(re.split(r"(?<=[.!?]) ", entry.get("what", "")))
        if len(sentence.split()) > 4
    )
    assert [sentence for sentence, times in sentences.items() if times > 2] == []


def test_names_summaries_and_addresses_are_each_used_once():
    entries = every_entry()
    for key in ("name", "summary", "what"):
        used = Counter(entry[key] for entry in entries if key in entry)
        assert [text for text, times in used.items() if times > 1] == []


def test_entries_are_read_with_ease_by_a_child_of_about_nine_to_eleven():
    ages = {
        entry["name"]: reading_age(" ".join(entry.get(key, "") for key in ("summary", "what", "who")))
        for entry in every_entry()
        if "what" in entry
    }
    assert {name: round(age, 1) for name, age in ages.items() if age > OLDEST_READER} == {}
    assert sum(ages.values()) / len(ages) < MEAN_READER


def test_answers_of_schools_are_read_with_ease():
    by_school = {}
    for key, _, answer, _ in school_answers(TODAY):
        by_school.setdefault(key, []).append(answer)
    ages = {key: reading_age("\n".join(answers)) for key, answers in by_school.items()}
    assert {key: round(age, 1) for key, age in ages.items() if age > OLDEST_READER} == {}
    assert sum(ages.values()) / len(ages) < MEAN_READER


def test_every_summary_fits_a_card():
    assert [one["name"] for one in every_entry() if len(one.get("summary", "")) > 160] == []


def test_numbers_and_addresses_belong_to_nobody():
    keys = reading.providers() | school_providers()
    assert all(FICTIONAL_NUMBER.fullmatch(phone_of(key)) for key in keys)
    assert all(re.fullmatch(r"[a-z-]+@[a-z0-9-]+\.example", email_of(key)) for key in keys)
    assert all(re.fullmatch(r"https://www\.[a-z0-9-]+\.example/", web_of(key)) for key in keys)


def test_words_of_the_demo_hold_no_real_number_address_or_postcode():
    for text in data_strings():
        assert all(FICTIONAL_NUMBER.fullmatch(number) for number in NUMBERED.findall(text)), text
        assert all(found.endswith(".example") for found in re.findall(r"@([\w.-]+)", text)), text
        assert not re.search(r"https?://|www\.", text), text
        assert all(code.startswith("ZZ") for code in re.findall(r"\b[A-Z]{1,2}\d{1,2}\w? \d[A-Z]{2}\b", text))


def test_every_term_has_a_picture_of_the_vocabulary():
    missing = [
        f"{one.key}/{term.slug}: {term.picture}"
        for one in TAXONOMIES
        for term in one.terms
        if find_picture(term.picture) is None
    ]
    assert missing == []


@pytest.mark.parametrize("kind", ["need", "help", "access"])
def test_no_two_terms_of_a_list_say_the_same(kind):
    (one,) = [terms for terms in TAXONOMIES if terms.key == kind]
    assert len({term.name for term in one.terms}) == len(one.terms)
    assert len({term.description for term in one.terms}) == len(one.terms)


def test_identity_of_an_entry_never_changes():
    # Other sites keep these: a change here would break their links and their copies of the feed.
    assert str(stable_uuid("service", "sleep-helpline")) == "410e48aa-c860-5ac7-88d3-c38eaa572013"
    assert str(stable_uuid("provider", "sendiass")) == "5394c70b-68c1-5ec4-b32e-0b0fb1337ec7"
    assert str(stable_uuid("place", "hollin-clinic")) == "8370c807-9180-5e5d-8d4c-776c7ed0cae2"
    assert str(larger_uuid(7, 0)) == "b6fe9785-599d-5c81-ac38-5f65312038b6"


def test_every_school_answers_in_its_own_way():
    answers = {}
    for key, code, answer, _ in school_answers(TODAY):
        answers.setdefault(key, {})[code] = answer
    schools = {entry["by"] for entry in school_entries()}
    full = [key for key in schools if {point.code for point in SEN_REPORT} <= answers[key].keys()]
    assert len(full) >= 25
    assert len(schools & answers.keys()) >= 30
    for code in ("sen-1", "sen-3", "sen-6"):
        said = [answers[key][code] for key in schools if code in answers[key]]
        assert len(set(said)) == len(said)


def test_some_answers_of_schools_are_missing():
    given = Counter(key for key, *_ in school_answers(TODAY))
    schools = {entry["by"] for entry in school_entries()}
    whole = len(SEN_REPORT) + len(TEN_POINTS)
    assert sum(given[key] < whole for key in schools) >= 5
    assert all(given[key] >= whole // 2 for key in schools)


def test_providers_that_are_not_schools_answer_the_ten_points():
    schools = {entry["by"] for entry in school_entries()}
    points = {}
    for key, code, *_ in school_answers(TODAY):
        if key not in schools:
            points.setdefault(key, set()).add(code)
    assert len(points) >= 20
    assert all(codes <= {point.code for point in TEN_POINTS} for codes in points.values())
    kinds = {reading.providers()[key].kind for key in points}
    assert {"training", "charity", "council", "private"} <= kinds


def test_a_nursery_a_special_school_and_a_college_do_not_share_answers():
    answers = {}
    for key, code, answer, _ in school_answers(TODAY):
        answers.setdefault(key, {})[code] = answer
    own = [code for code in answers["rowan-tree"] if code not in {"sen-4", "sen-11", "sen-13"}]
    for code in own:
        said = {
            answers[key][code] for key in ("rowan-tree", "larkfield", "larkminster-college", "weir-primary")
        }
        assert len(said) == 4, code


def test_larger_directory_is_the_same_for_one_seed_and_not_for_another():
    first, again, other = LargerTexts(7), LargerTexts(7), LargerTexts(8)
    numbers = range(40)
    made = [first.make(number) for number in numbers]
    assert made == [again.make(number) for number in numbers]
    assert made != [other.make(number) for number in numbers]
    # Whatever was made before it, an entry comes out the same.
    assert first.make(39) == again.make(39) == made[39]
    assert {larger_uuid(7, number) for number in numbers}.isdisjoint(larger_uuid(8, n) for n in numbers)
