"""Page links, dates in words, and the built files."""

import datetime
import gzip
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.template import engines

from portal.look.building import MissingSource, build, smaller_css
from portal.look.paging import page_address, pagination, shown_pages
from portal.pictures.vocabulary import PICTURES, find_picture


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (3, 5, [1, 2, 3, 4, 5]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
    ],
)
def test_pages_beside_this_one_are_shown(page: int, pages: int, shown: list[int | None]) -> None:
    assert shown_pages(page, pages) == shown


def test_page_address_keeps_the_search_and_first_page_has_no_number() -> None:
    assert page_address("/find-help/?words=a+b&page=4&need=x", 2) == "/find-help/?words=a+b&need=x&page=2"
    assert page_address("/find-help/?page=4", 1) == "/find-help/"


def test_pagination_of_one_page_is_nothing() -> None:
    assert pagination(page=1, pages=1, address="/") == {}


def test_day_month_says_the_date_as_people_do() -> None:
    template = engines["django"].from_string("{{ day|day_month }}|{{ none|day_month }}")

    found = template.render({"day": datetime.date(2026, 3, 3), "none": None})

    assert found == "Tuesday 3 March 2026|"


def test_component_block_escapes_what_is_not_html() -> None:
    template = engines["django"].from_string(
        '{% component "details" summary_text=words %}<p>{{ words }}</p>{% endcomponent %}'
    )

    found = template.render({"words": "<script>"})

    assert "<p>&lt;script&gt;</p>" in found
    assert "<script>" not in found


def test_picture_is_found_by_name_and_by_code_and_unknown_is_none() -> None:
    assert find_picture("school") == find_picture("1f3eb") == PICTURES["school"]
    assert find_picture("no such picture") is None


def test_css_is_made_smaller_without_changing_what_it_says() -> None:
    css = "/* words */\na  >  b {\n  margin: calc(1rem + 2px);\n}\n"

    assert smaller_css(css) == "a > b{margin: calc(1rem + 2px)}"


def build_here(target: Path) -> list[Path]:
    return build(
        static=settings.BASE_DIR / "static", node_modules=settings.BASE_DIR / "node_modules", target=target
    )


def test_build_writes_every_file_with_its_compressed_twins(tmp_path: Path) -> None:
    made = build_here(tmp_path)

    css = tmp_path / "css" / "site.css"
    assert css in made
    assert gzip.decompress(css.with_name("site.css.gz").read_bytes()) == css.read_bytes()
    assert brotli.decompress(css.with_name("site.css.br").read_bytes()) == css.read_bytes()
    assert all((tmp_path / picture.path).exists() for picture in PICTURES.values())


def test_build_again_changes_nothing_and_takes_strays_away(tmp_path: Path) -> None:
    build_here(tmp_path)
    before = (tmp_path / "js" / "site.js").stat().st_mtime_ns
    (tmp_path / "js" / "old.js.gz").write_bytes(b"old")

    build_here(tmp_path)

    assert (tmp_path / "js" / "site.js").stat().st_mtime_ns == before
    assert not (tmp_path / "js" / "old.js.gz").exists()


def test_every_page_needs_under_100_kilobytes_of_built_files(tmp_path: Path) -> None:
    build_here(tmp_path)
    font = tmp_path / "fonts" / "atkinson-hyperlegible-next.woff2"
    sent = [tmp_path / "css" / "site.css.br", tmp_path / "js" / "site.js.br", font]

    assert sum(path.stat().st_size for path in sent) < 60_000


def test_build_without_the_packages_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="npm ci"):
        build(static=settings.BASE_DIR / "static", node_modules=tmp_path, target=tmp_path / "out")
