"""Files that the demo area's pages offer: kept once as documents, and found again by their title."""

import io
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.models import Collection

FOLDER = Path(__file__).parent / "files"
# The least that a word processor needs to open a letter; the words are put into the third file.
LETTER_PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
    "word/document.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body>{words}</w:body></w:document>"
    ),
}
PARAGRAPH = (
    '<w:p><w:pPr><w:spacing w:after="200"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    '<w:sz w:val="28"/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same letter is the same file, whenever it is made


def letter(words: str) -> bytes:
    """A letter to fill in, as a .docx file in Arial 14: one paragraph for each line of `words`."""
    paragraphs = "".join(PARAGRAPH.format(words=escape(line)) for line in words.splitlines())
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in LETTER_PARTS.items():
            whole = content.replace("{words}", paragraphs)
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), whole, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


@cache
def read_file(name: str) -> bytes:
    """The bytes of a file that a page offers. A letter is written here as text and offered as .docx.

    Raises FileNotFoundError for a name we have no file for.
    """
    if name.endswith(".docx"):
        return letter((FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8"))
    return (FOLDER / name).read_bytes()


def ensure_document(name: str, title: str) -> int:
    """The number of the document with this title, made from the file `name` where there is none yet."""
    documents = get_document_model()
    found = documents.objects.filter(title=title).order_by("pk").first()
    if found:
        return found.pk
    content = read_file(name)
    document = documents(title=title, collection=Collection.get_first_root_node())
    document.file.name = _keep(f"documents/{name}", content)
    document._set_document_file_metadata()
    document.save()
    return document.pk


def _keep(path: str, content: bytes) -> str:
    """Where the storage keeps `content`; a file that is there with the same bytes is not doubled."""
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            if kept.read() == content:
                return path
    return default_storage.save(path, ContentFile(content))
