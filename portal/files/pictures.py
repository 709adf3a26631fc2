"""Pictures made anew: upright, and with nothing in them but what is seen. No place, no time, no camera."""

from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from .refusing import Refused

# A picture of 50 million dots takes 200 MB of memory when it is unpacked; phones save up to 12, seldom 50.
MOST_DOTS = 50_000_000
QUALITY = {"JPEG": 90, "WEBP": 90, "AVIF": 80}  # hardly to be told from the original
MADE_AS = {"GIF": "PNG", "MPO": "JPEG"}  # of a moving picture, the first one; of a stereo photo, one
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"L", "LA", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}}
BROKEN = "We cannot read this picture. Open it to check, save it again as a JPEG, then add that."
TOO_MANY_DOTS = (
    "This picture is too large to open safely. Save it smaller, or take a photo of it, then add that."
)
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError)


def only_what_is_seen(picture: Image.Image) -> Image.Image:
    """A new picture of the same dots: whatever else the file carried is not copied. Of several, the first."""
    plain = picture.convert("RGBA") if picture.mode == "P" else picture
    seen = Image.new(plain.mode, plain.size)
    seen.paste(plain)
    return seen


def make_anew(file: BinaryIO, target: BinaryIO) -> str:
    """Write the picture in `file` into `target`, made anew; return the format it has there ("JPEG").

    Raises Refused when it cannot be read, is cut short, or would take too much memory to open.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise Refused(TOO_MANY_DOTS)
            kind = MADE_AS.get(picture.format or "", picture.format or "")
            seen = only_what_is_seen(_fitting(ImageOps.exif_transpose(picture), kind))
            seen.save(target, kind, **({"quality": QUALITY[kind]} if kind in QUALITY else {}))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_DOTS) from error
    except UNREADABLE as error:
        raise Refused(BROKEN) from error
    return kind


def _fitting(picture: Image.Image, kind: str) -> Image.Image:
    """The picture in a way of writing colours that every browser shows (not that of printers)."""
    if picture.mode in MODES[kind]:
        return picture
    has_clear_parts = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if has_clear_parts and "RGBA" in MODES[kind] else "RGB")
