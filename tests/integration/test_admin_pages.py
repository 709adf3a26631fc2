"""What editors may leave unfinished in a page, and what is asked for before it is published."""

import pytest
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.rich_text import RichText

from portal.pages.blocks import BodyBlock

pytestmark = pytest.mark.django_db

KINDS = list(BodyBlock().child_blocks)


def stream(block: BodyBlock, kind: str, **given: object) -> StreamValue:
    """A body with one block of `kind`, as it stands right after it is added, with `given` filled in."""
    child = block.child_blocks[kind]
    value = child.get_default()
    if given:
        value.update(given)
    return StreamValue(block, [(kind, value)])


@pytest.mark.parametrize("kind", KINDS)
def test_draft_with_an_unfinished_block_is_kept(kind: str) -> None:
    block = BodyBlock()
    cleaned = block.clean_deferred(stream(block, kind))
    assert [child.block_type for child in cleaned] == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_page_with_an_unfinished_block_is_not_published(kind: str) -> None:
    block = BodyBlock()
    with pytest.raises(StreamBlockValidationError):
        block.clean(stream(block, kind))


def test_picture_that_is_none_of_ours_is_refused() -> None:
    block = BodyBlock()
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(
            stream(block, "picture_words", picture="schol", words=RichText("<p>Ask at the school.</p>"))
        )
    assert "schol" in str(refused.value.as_json_data())


def test_address_that_is_no_address_is_refused_in_a_draft_too() -> None:
    block = BodyBlock()
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean_deferred(stream(block, "action", text="Find a school", address="www.larkshire.example"))
    assert "Start the address with" in str(refused.value.as_json_data())
