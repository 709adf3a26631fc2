"""Pictures: their registry, and the sheets on which several lie."""

import re

import pytest

from localoffer.terms import TAXONOMIES
from portal.look.templatetags.look import picture
from portal.pictures.drawing import DrawingRefused, sheet, shorter
from portal.pictures.vocabulary import CODE, PICTURES, SHEETS, find_picture, on_sheet

DRAWN = '<svg id="emoji" viewBox="0 0 72 72" xmlns="http://www.w3.org/2000/svg">{}</svg>'


def test_every_picture_has_a_code_words_and_one_sheet():
    assert all(CODE.fullmatch(one.code) and one.words for one in PICTURES.values())
    assert sum(len(on_sheet(one)) for one in SHEETS.values()) == len(PICTURES)


def test_every_term_of_the_directory_names_a_picture_we_have():
    terms = [term for one in TAXONOMIES for term in one.terms]
    assert [term.picture for term in terms if term.picture and not find_picture(term.picture)] == []


def test_sheet_holds_each_drawing_once_and_no_id_of_theirs():
    line = DRAWN.format('<g id="line"><path id="p" d="M1.23456,2"/></g>')
    text = sheet([("A", line), ("B", DRAWN.format(""))])

    assert re.findall('id="([^"]*)"', text) == ["A", "B"]
    assert text.count('viewBox="0 0 72 72"') == 2
    assert 'd="M1.23,2"' in text


def test_sheet_keeps_groups_that_change_how_things_are_drawn():
    text = sheet(
        [("A", DRAWN.format('<g transform="rotate(.12345)"><g><line x1="1"/></g></g><g id="hair"/>'))]
    )

    assert '<g transform="rotate(.12345)"><line x1="1" /></g></symbol>' in text
    assert text.count("<g") == 1


def test_sheet_refuses_a_drawing_whose_parts_name_each_other():
    with pytest.raises(DrawingRefused, match="A has parts"):
        sheet([("A", DRAWN.format('<path fill="url(#sky)"/>'))])


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("M58,60.8857c0,0,0-3-1-7", "M58,60.88c0,0,0-3-1-7"),
        ("1.0001.5", "1.0.5"),
        ("0.9999", "0.99"),
        ("a1 1 0 011.5004.25", "a1 1 0 011.5.25"),
        ("1.500 \n 2", "1.5 2"),
    ],
)
def test_numbers_grow_shorter_and_stay_apart(long, short):
    assert shorter(long) == short


def test_picture_of_an_everyday_list_comes_from_its_sheet():
    assert str(picture("rainbow")["part"]).partition("#")[2] == PICTURES["rainbow"].code
    assert "src" in picture("happy")
    assert "part" in picture("happy", from_sheet=True)
    assert picture("no-such-picture") == {"alt": "", "size": ""}
