import re

import pytest

from localoffer.headings import HEADINGS, SEN_REPORT, TEN_POINTS, heading, point


def test_there_are_nineteen_headings_in_order():
    assert [one.number for one in HEADINGS] == list(range(1, 20))
    assert len({one.slug for one in HEADINGS}) == 19


def test_only_known_paragraphs_are_called_the_laws_own():
    assert [one.number for one in HEADINGS if one.is_law_number] == [1, 2, 3, 5, 15, 17]
    assert all(bool(one.law_label) == one.is_law_number for one in HEADINGS)


def test_points_have_the_codes_that_answers_use():
    assert [one.code for one in TEN_POINTS] == [f"point-{letter}" for letter in "abcdefghij"]
    assert [one.code for one in SEN_REPORT] == [f"sen-{number}" for number in range(1, 14)]


def test_no_heading_uses_a_word_families_have_to_look_up():
    words = " ".join(f"{one.title} {one.plain}" for one in (*HEADINGS, *TEN_POINTS, *SEN_REPORT))
    assert set(re.findall(r"\b[A-Z]{2,}\b", words)) == {"SENCO"}  # explained in its own plain words


def test_an_unknown_heading_or_point_is_refused():
    with pytest.raises(LookupError):
        heading(20)
    with pytest.raises(LookupError):
        heading(0)
    with pytest.raises(LookupError):
        point("sen-14")
    assert heading(5).slug == "heading-5"
    assert point("point-a") is TEN_POINTS[0]
