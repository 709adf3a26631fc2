"""Uploaded documents: what a file is called must be what it is."""

import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

HEAD = 4096


def _is_text(file: BinaryIO) -> bool:
    head = file.read(HEAD)
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter may be cut in two at the end of what was read.
        return error.start >= len(head) - 3
    return True


def _begins(*starts: bytes) -> Callable[[BinaryIO], bool]:
    def check(file: BinaryIO) -> bool:
        return file.read(HEAD).lstrip(b"\xef\xbb\xbf").startswith(starts)

    return check


def _is_office(folder: str) -> Callable[[BinaryIO], bool]:
    def check(file: BinaryIO) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile:
            return False
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and any(n.startswith(folder) for n in names) and not has_macros

    return check


def _is_mp4(file: BinaryIO) -> bool:
    return file.read(12)[4:8] == b"ftyp"


# Each file ending we take, and how the content shows that it is so.
CHECKS: dict[str, Callable[[BinaryIO], bool]] = {
    "pdf": _begins(b"%PDF-"),
    "docx": _is_office("word/"),
    "xlsx": _is_office("xl/"),
    "csv": _is_text,
    "txt": _is_text,
    "vtt": _begins(b"WEBVTT"),
    "ics": _begins(b"BEGIN:VCALENDAR"),
    "mp4": _is_mp4,
    "webm": _begins(b"\x1a\x45\xdf\xa3"),
}


def check_content(file: Any) -> None:
    """Raise ValidationError when the content of an uploaded `file` is not what its name says."""
    ending = file.name.rpartition(".")[2].lower()
    check = CHECKS.get(ending)
    file.seek(0)
    is_right = check is not None and check(file)
    file.seek(0)
    if not is_right:
        raise ValidationError(
            f"This does not look like a .{ending} file inside. Save it again as .{ending} and upload that."
        )


class CheckedDocumentForm(BaseDocumentForm):
    """The form for documents in the admin (WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

    def clean_file(self) -> Any:
        """Refuse a new file whose content is not what its name says."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_content(file)
        return file
