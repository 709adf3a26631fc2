"""Small files of every kind, made byte by byte, with a place, a time or a name hidden where one can hide."""

import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from portal.files.ogg_sound import checksum

PLACE = b"+53.0123-000.9456/"  # an invented place, as phones write it
NAME = b"Robin of Otterby"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # harmless; eicar.org
FRAMES = b"frame-of-a-film!" * 4


def upload(content: bytes, name: str = "x") -> SimpleUploadedFile:
    """What a form gives the view; the type that the browser claims is a lie on purpose."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """A picture, red at its left half; as a JPEG it says where and by whom, and lies on its side."""
    made, file = Image.new(mode, size), io.BytesIO()
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    if kind != "JPEG":
        made.save(file, kind)
        return file.getvalue()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to see it upright
    exif[0x013B] = NAME.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(53), IFDRational(1), IFDRational(2))})
    made.save(file, kind, exif=exif, comment=PLACE)
    return file.getvalue()


def box(name: bytes, *inside: bytes) -> bytes:
    """One box of an MP4 file."""
    content = b"".join(inside)
    return struct.pack(">I4s", 8 + len(content), name) + content


def table(name: bytes, *numbers: int) -> bytes:
    """A box that holds version, flags and numbers of four bytes."""
    return box(name, struct.pack(f">{len(numbers) + 1}I", 0, *numbers))


def track(kind: bytes, at: int, length: int) -> bytes:
    """A track with one sample of `length` bytes at `at`, made at a time that must not stay."""
    samples = box(b"stbl", table(b"stsc", 1, 1, 1, 1), table(b"stsz", length, 1), table(b"stco", 1, at))
    handler = box(b"hdlr", bytes(8) + kind + bytes(12))
    media = box(b"mdia", table(b"mdhd", 7777, 7777, 1000, 2500), handler, box(b"minf", samples))
    return box(b"trak", table(b"tkhd", 7777, 7777), media, box(b"meta", NAME))


def mp4(*kinds: bytes, place: bytes = PLACE) -> bytes:
    """A film, or a sound, of 2.5 seconds, with the place in its labels and in a track of its own."""
    kinds = kinds or (b"vide", b"soun", b"meta")
    begins = box(b"ftyp", b"isom", bytes(4), b"isomiso2")
    sounds = {kind: FRAMES for kind in kinds} | ({b"meta": place} if b"meta" in kinds else {})

    def moov(first: int) -> bytes:
        tracks, at = b"", first
        for kind in kinds:
            tracks += track(kind, at, len(sounds[kind]))
            at += len(sounds[kind])
        labels = box(b"udta", box(b"\xa9xyz", place), box(b"\xa9nam", NAME))
        return box(b"moov", table(b"mvhd", 7777, 7777, 1000, 2500), tracks, labels)

    first = len(begins) + len(moov(0)) + 8
    return begins + moov(first) + box(b"mdat", *(sounds[kind] for kind in kinds)) + box(b"uuid", place)


def element(number: str, content: bytes, length: bytes | None = None) -> bytes:
    """One element of a WebM file; its length in one byte, or as given."""
    return bytes.fromhex(number) + (length or bytes([0x80 | len(content)])) + content


def webm(kind: int = 1) -> bytes:
    """A film (1) or a sound (2) as browsers record it, length not known, with a title, a date and tags."""
    info = element("1549A966", element("7BA9", NAME) + element("4461", bytes(7) + b"\x09"))
    tracks = element("1654AE6B", element("AE", element("83", bytes([kind])) + element("536E", NAME)))
    unknown = b"\x01" + b"\xff" * 7
    cluster = element("1F43B675", element("E7", b"\x00") + element("A3", FRAMES[:60]), unknown)
    tags = element("1254C367", element("7373", PLACE))
    head = element("1A45DFA3", element("4282", b"webm"))
    return head + element("18538067", info + tracks + cluster + tags, unknown)


def ogg() -> bytes:
    """A sound of three pages: what it is, its comments (with a place), and a little sound."""

    def page(packet: bytes, number: int, flags: int) -> bytes:
        pieces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
        head = struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, 42, number, 0) + bytes([len(pieces)])
        whole = head + pieces + packet
        return whole[:22] + struct.pack("<I", checksum(whole)) + whole[26:]

    comment = b"LOCATION=" + PLACE + b" " * 300
    comments = (
        b"OpusTags" + struct.pack("<I", len(NAME)) + NAME + struct.pack("<II", 1, len(comment)) + comment
    )
    return page(b"OpusHead" + bytes(11), 0, 2) + page(comments, 1, 0) + page(FRAMES, 2, 4)


def mp3() -> bytes:
    """Two frames of silence between labels that name somebody."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s at 44,100 Hz: 417 bytes
    front = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(NAME)]) + NAME
    return front + frame * 2 + b"TAG" + NAME.ljust(125, b"\x00")


def wav(seconds: float = 0.5) -> bytes:
    """Silence at 8,000 bytes a second, with a list of names."""
    sound = bytes(int(8000 * seconds))
    chunks = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    chunks += b"LIST" + struct.pack("<I", len(NAME)) + NAME + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def pdf(trailer: bytes = b"<< /Size 1 >>") -> bytes:
    """A paper with nothing on it."""
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n" + trailer + b"\nstartxref\n9\n%%EOF\n"


def office(*names: str, mimetype: str = "") -> bytes:
    """A zip file with these names in it, as Word (.docx) and LibreOffice (.odt) save theirs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def docx() -> bytes:
    """A Word paper, as far as it is looked at."""
    return office("[Content_Types].xml", "word/document.xml")
