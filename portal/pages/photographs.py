"""Uploaded photographs: a phone writes where and when into them, and that must not stay."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images.forms import BaseImageForm

from portal.files.pictures import QUALITY, only_what_is_seen


def without_metadata(file: Any) -> SimpleUploadedFile:
    """Return the same photograph, upright, with nothing in it but what is seen.

    Raises ValidationError for a file that cannot be read as a photograph.
    """
    file.seek(0)
    try:
        with Image.open(file) as photograph:
            kept, kind = BytesIO(), photograph.format or ""
            seen = only_what_is_seen(ImageOps.exif_transpose(photograph))
            seen.save(kept, kind, **({"quality": QUALITY[kind]} if kind in QUALITY else {}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            "We cannot read this photograph. Save it again as a JPEG and upload that."
        ) from error
    return SimpleUploadedFile(file.name, kept.getvalue(), Image.MIME[kind])


class PlainPhotographForm(BaseImageForm):
    """The form for photographs in the admin (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def clean_file(self) -> Any:
        """A new photograph without what its camera wrote into it."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        return without_metadata(file)
