"""The blocks that editors build pages from. Each has a template in templates/pages/blocks/.

What a block asks for is checked when the page is published; a draft may still lack it, as for any field.
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from . import registry
from .choosing import PICTURE_NAMES

# Headings are blocks of their own, so a page's outline never skips a level.
WORDS = ["bold", "link", "document-link", "ul", "ol"]
PLAIN_WORDS = ["bold", "link"]
VIDEO_TYPES = {"mp4", "webm"}


class HeadingBlock(blocks.CharBlock):
    """A heading inside the page (h2)."""

    class Meta:
        icon = "title"
        template = "pages/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = "Words"
        template = "pages/blocks/text.html"


class PictureNameBlock(blocks.ChoiceBlock):
    """One of our pictures, by what it shows. Its name is no word of the page."""

    choices = PICTURE_NAMES

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"search_index": False, **options})


class PictureValue(blocks.StructValue):
    """A picture by name or an uploaded one."""

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to show beside the words."""
        return bool(self.get("image") or self.get("picture"))


class PictureWordsBlock(blocks.StructBlock):
    """A picture to the left of the words it helps."""

    picture = PictureNameBlock(required=False, help_text="One of our pictures.")
    image = ImageChooserBlock(required=False, help_text="Or a photograph of your own.")
    alt = blocks.CharBlock(
        required=False,
        max_length=160,
        label="What the photograph shows",
        help_text="Leave empty when the words already say it.",
    )
    words = blocks.RichTextBlock(features=PLAIN_WORDS)

    class Meta:
        icon = "image"
        label = "Picture with words"
        template = "pages/blocks/picture_words.html"
        value_class = PictureValue

    def clean(self, value: Any) -> Any:
        """Ask for a picture: words alone belong in a Words block. Raises StructBlockValidationError."""
        cleaned = super().clean(value)
        if not cleaned.has_picture and not self.is_deferred_validation:
            missing = ValidationError("Choose one of our pictures, or a photograph.")
            raise StructBlockValidationError(block_errors={"picture": missing})
        return cleaned


class StepBlock(blocks.StructBlock):
    """One step: what happens, who does it, how long it takes."""

    title = blocks.CharBlock(max_length=120)
    who = blocks.CharBlock(required=False, max_length=120, label="Who does this")
    how_long = blocks.CharBlock(
        required=False, max_length=120, label="How long it takes", help_text="Such as: about 2 weeks"
    )
    words = blocks.RichTextBlock(features=WORDS)

    class Meta:
        icon = "order"
        template = "pages/blocks/step.html"


class StepsBlock(blocks.StructBlock):
    """Numbered steps inside a page."""

    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=120)),
                ("words", blocks.RichTextBlock(features=WORDS, required=False)),
            ]
        ),
        min_num=2,
    )

    class Meta:
        icon = "list-ol"
        label = "Numbered steps"
        template = "pages/blocks/steps.html"


class KeyFactsBlock(blocks.StructBlock):
    """Short facts, each under its own short question."""

    title = blocks.CharBlock(required=False, max_length=120)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [("label", blocks.CharBlock(max_length=80)), ("value", blocks.CharBlock(max_length=250))]
        ),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = "Key facts"
        template = "pages/blocks/key_facts.html"


class QuestionsBlock(blocks.StructBlock):
    """Questions people ask, with the answers."""

    title = blocks.CharBlock(required=False, max_length=120)
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(max_length=160)),
                ("answer", blocks.RichTextBlock(features=WORDS)),
            ]
        ),
        min_num=1,
    )

    class Meta:
        icon = "help"
        label = "Questions and answers"
        template = "pages/blocks/questions.html"


class VideoBlock(blocks.StructBlock):
    """A video of our own with captions, the words of it, and a place for British Sign Language."""

    title = blocks.CharBlock(max_length=120)
    video = DocumentChooserBlock(help_text="An MP4 or WebM file.")
    captions = DocumentChooserBlock(help_text="A WebVTT file (.vtt). A video cannot be shown without it.")
    sign_language = DocumentChooserBlock(
        required=False,
        label="The same in British Sign Language",
        help_text="A video file with someone signing it.",
    )
    transcript = blocks.RichTextBlock(features=WORDS, label="The words of the video")

    class Meta:
        icon = "media"
        template = "pages/blocks/video.html"

    def clean(self, value: Any) -> Any:
        """Check that each file is of the kind its place needs. Raises StructBlockValidationError."""
        cleaned = super().clean(value)
        errors = {}
        for name in ("video", "sign_language"):
            if cleaned.get(name) and cleaned[name].file_extension.lower() not in VIDEO_TYPES:
                errors[name] = ValidationError("Choose an MP4 or WebM video.")
        if cleaned.get("captions") and cleaned["captions"].file_extension.lower() != "vtt":
            errors["captions"] = ValidationError("Choose a WebVTT captions file. Its name ends in .vtt")
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class TranscriptBlock(blocks.StructBlock):
    """The words of a recording that is elsewhere on the page."""

    title = blocks.CharBlock(max_length=120)
    words = blocks.RichTextBlock(features=WORDS)

    class Meta:
        icon = "doc-full-inverse"
        template = "pages/blocks/transcript.html"


class DownloadBlock(blocks.StructBlock):
    """A file to save, with its kind and size shown."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(
        required=False, max_length=160, help_text="Leave empty to use the file's own title."
    )
    words = blocks.CharBlock(required=False, max_length=250, label="What is in it")

    class Meta:
        icon = "download"
        template = "pages/blocks/download.html"


class ContactBlock(blocks.StructBlock):
    """Who to ring, write to or visit."""

    title = blocks.CharBlock(max_length=120)
    words = blocks.CharBlock(required=False, max_length=250, label="When to use it")
    phone = blocks.CharBlock(required=False, max_length=40)
    text_phone = blocks.CharBlock(required=False, max_length=40, label="Text message")
    email = blocks.EmailBlock(required=False)
    address = blocks.TextBlock(required=False, rows=3)
    hours = blocks.CharBlock(required=False, max_length=160, label="When it is open")
    is_urgent = blocks.BooleanBlock(required=False, label="This is for an emergency")

    class Meta:
        icon = "mail"
        template = "pages/blocks/contact.html"

    def clean(self, value: Any) -> Any:
        """Ask for at least one way to get in touch. Raises StructBlockValidationError."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not any(cleaned.get(way) for way in ("phone", "text_phone", "email", "address")):
            missing = ValidationError("Give a phone number, a text number, an email or an address.")
            raise StructBlockValidationError(block_errors={"phone": missing})
        return cleaned


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words. They agreed to share them, and are not named."""

    words = blocks.TextBlock(rows=3)
    who = blocks.CharBlock(
        max_length=120, label="Who said it", help_text="Such as: a parent carer, Marlbridge"
    )

    class Meta:
        icon = "openquote"
        template = "pages/blocks/quote.html"


class LinkValue(blocks.StructValue):
    """A link to one of our pages or to an address."""

    @property
    def href(self) -> str:
        """The address to go to; empty when the page has gone."""
        page = self.get("page")
        return (page.url or "") if page else self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """The words of a link and where it goes."""

    text = blocks.CharBlock(max_length=120)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(
        required=False, max_length=300, help_text="Or an address, such as /find-help/ or https://example.org/"
    )

    class Meta:
        icon = "link"
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        """Ask for one way to go, and refuse an address that is not ours or the web's."""
        cleaned = super().clean(value)
        address = cleaned.get("address") or ""
        if not cleaned.get("page") and not address and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"page": ValidationError("Choose a page, or write an address.")}
            )
        if address and not address.startswith(("/", "https://", "http://", "mailto:", "tel:")):
            wrong = ValidationError("Start the address with / or https://")
            raise StructBlockValidationError(block_errors={"address": wrong})
        return cleaned


class ActionBlock(LinkBlock):
    """One thing to do now, as a large link."""

    words = blocks.CharBlock(required=False, max_length=250, label="Words above the button")

    class Meta:
        icon = "success"
        label = "Call to action"
        template = "pages/blocks/action.html"
        value_class = LinkValue


class PopularBlock(LinkBlock):
    """A popular way in, on the home page."""

    words = blocks.CharBlock(required=False, max_length=160)
    picture = PictureNameBlock(required=False)

    class Meta:
        icon = "link"
        template = "pages/blocks/popular.html"
        value_class = LinkValue


class ListingBlock(blocks.StructBlock):
    """A list that another part of the site finds, such as services for a search."""

    kind = blocks.ChoiceBlock(choices=registry.listing_choices, label="List of")
    title = blocks.CharBlock(max_length=120)
    query = blocks.CharBlock(
        required=False,
        max_length=300,
        label="Search",
        help_text="Make the search on the site, then copy what follows the ? in its address.",
    )
    limit = blocks.IntegerBlock(default=5, min_value=1, max_value=20, label="How many to show")

    class Meta:
        icon = "search"
        label = "List by search"
        template = "pages/blocks/listing.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what the search finds now, as `listing`."""
        context = super().get_context(value, parent_context=parent_context)
        query = (value.get("query") or "").lstrip("?")
        context["listing"] = registry.find_listing(value["kind"], query, value.get("limit") or 5)
        return context


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body may hold."""

    heading = HeadingBlock()
    text = TextBlock(features=WORDS)
    picture_words = PictureWordsBlock()
    steps = StepsBlock()
    key_facts = KeyFactsBlock()
    questions = QuestionsBlock()
    video = VideoBlock()
    transcript = TranscriptBlock()
    download = DownloadBlock()
    contact = ContactBlock()
    quote = QuoteBlock()
    action = ActionBlock()
    listing = ListingBlock()


class StepByStepBlock(blocks.StreamBlock):
    """The steps of a step by step page, in order."""

    step = StepBlock()


class EasyReadBlock(blocks.StreamBlock):
    """An Easy Read page: headings, and rows with a picture left of the words."""

    heading = HeadingBlock()
    row = PictureWordsBlock()
    video = VideoBlock()
    contact = ContactBlock()
    action = ActionBlock()


class PopularLinksBlock(blocks.StreamBlock):
    """The popular ways in on the home page."""

    link = PopularBlock()
