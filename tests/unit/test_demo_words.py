"""How the demo area's guidance is read from its files, and how old a reader must be."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from portal.pages.demo.files import letter
from portal.pages.demo.reading import WordsError, read_file, read_sections, to_html
from tests.reading_age import prose_of, reading_age, syllables

TOP = "title: Sleep\nsummary: About sleep.\norder: 2\n\n"


def written(folder: Path, words: str, name: str = "sleep.txt"):
    file = folder / name
    file.write_text(TOP + words, encoding="utf-8")
    return read_file(file)


def test_words_become_paragraphs_lists_bold_words_and_links():
    html = to_html("A **big** <day>\nout.\n\n- one\n- [two](/two/)")

    assert html == (
        '<p>A <b>big</b> &lt;day&gt; out.</p><ul><li>one</li><li><a href="/two/">two</a></li></ul>'
    )


def test_blocks_come_in_the_order_they_are_written(tmp_path):
    page = written(
        tmp_path, "Hello.\n\n## Why?\n\n@picture bed\n  Rest.\n\n@facts Short\n  Cost | None\n\nBye."
    )

    assert [block["type"] for block in page.blocks] == [
        "text",
        "heading",
        "picture_words",
        "key_facts",
        "text",
    ]
    assert page.blocks[3]["value"] == {"title": "Short", "facts": [{"label": "Cost", "value": "None"}]}


def test_questions_keep_every_paragraph_of_an_answer(tmp_path):
    page = written(tmp_path, "@questions More\n  * Why?\n    Because.\n\n    - it is\n  * When?\n    Now.")

    assert page.blocks[0]["value"]["questions"] == [
        {"question": "Why?", "answer": "<p>Because.</p><ul><li>it is</li></ul>"},
        {"question": "When?", "answer": "<p>Now.</p>"},
    ]


def test_page_with_steps_is_step_by_step(tmp_path):
    page = written(tmp_path, "@step Look\n  who: You\n  time: A week\n  Write it down.")

    assert page.is_step_by_step
    assert page.blocks[0]["value"] == {
        "title": "Look",
        "words": "<p>Write it down.</p>",
        "who": "You",
        "how_long": "A week",
    }


def test_name_of_a_file_says_which_version_it_is(tmp_path):
    assert written(tmp_path, "Hello.").version == ""
    assert written(tmp_path, "@row bed\n  Rest.", "sleep.easy-read.txt").version == "easy-read"
    assert written(tmp_path, "Cześć.", "sleep.pl.txt").version == "pl"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("@dance now\n  Words.", "there is no block called dance"),
        ("@picture bed\n\nWords.", "nothing stands in the block @picture bed"),
        ("@steps\n  Words.", "this should begin with a star: Words."),
    ],
)
def test_block_that_is_written_wrongly_is_refused_with_its_file(tmp_path, words, problem):
    with pytest.raises(WordsError, match=problem) as caught:
        written(tmp_path, words)

    assert "sleep.txt" in str(caught.value)


def test_unknown_line_at_the_top_is_refused(tmp_path):
    file = tmp_path / "sleep.txt"
    file.write_text("titel: Sleep\n\nHello.", encoding="utf-8")

    with pytest.raises(WordsError, match="this line is not known: titel: Sleep"):
        read_file(file)


def test_folder_without_words_of_its_own_is_refused(tmp_path):
    (tmp_path / "rest").mkdir()

    with pytest.raises(WordsError, match=r"rest has no section\.txt"):
        read_sections(tmp_path)


def test_letter_holds_every_line_and_is_the_same_each_time():
    made = letter("Dear team\n\nI <ask> & hope")

    assert made == letter("Dear team\n\nI <ask> & hope")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        words = archive.read("word/document.xml").decode()
    lines = [unescape(line) for line in re.findall(r"<w:t [^>]*>(.*?)</w:t>", words)]
    assert lines == ["Dear team", "", "I <ask> & hope"]


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("little", 2), ("quiet", 2), ("moved", 1), ("wanted", 2), ("education", 4), ("idea", 3)],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_hard_words_need_an_older_reader():
    easy = "You can ask for help. It is free."
    hard = (
        "The authority must secure the special educational provision specified in the plan, and the "
        "responsible commissioning body must arrange the specified health care provision."
    )

    assert reading_age(easy) < 8
    assert reading_age(hard) > 18


def test_prose_leaves_out_headings_and_explanations():
    html = (
        "<article><h2>Short</h2><p>Ask the <span>SENCO"
        '<span class="gt-definition__meaning">long words</span></span>.</p></article>'
    )

    assert prose_of(html, "article") == "Ask the SENCO."
