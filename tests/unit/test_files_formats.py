"""What a file is, and what is taken out of it: bytes in, bytes out."""

import io
import struct
import zlib

import pytest
from PIL import Image

from portal.files import boxes, elements, mpeg_sound, ogg_sound, pictures, ranges, wave_sound
from portal.files.formats import recognise
from portal.files.refusing import Refused
from tests import file_samples as samples

pytestmark = pytest.mark.one_database


def _found(content: bytes) -> str:
    return recognise(io.BytesIO(content)).key


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (samples.picture("JPEG"), "jpeg"),
        (samples.picture("PNG"), "png"),
        (samples.picture("WEBP"), "webp"),
        (samples.picture("GIF"), "gif"),
        (samples.mp4(), "mp4"),
        (samples.mp4(b"soun"), "m4a"),
        (samples.webm(1), "webm"),
        (samples.webm(2), "weba"),
        (samples.ogg(), "ogg"),
        (samples.mp3(), "mp3"),
        (samples.wav(), "wav"),
        (samples.pdf(), "pdf"),
        (samples.docx(), "docx"),
        (samples.office(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("Dear all, \u00e9\u00e8".encode() * 300, "txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_format_is_found_from_the_content(content, key):
    assert _found(content) == key


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "cannot tell"),
        (b"\n <html><script>alert(1)</script>", "cannot tell"),
        (b"MZ\x90\x00" + bytes(400), "cannot tell"),
        (b"\x7fELF" + bytes(400), "cannot tell"),
        (b"\xff\xfb\x90\x00" + bytes(400), "cannot tell"),  # one frame alone is chance
        (samples.mp4(b"meta"), "cannot tell"),
        (samples.mp4()[:-30], "cut short"),
        (samples.webm().replace(b"webm", b"mpeg"), "cannot tell"),
        (samples.pdf()[:30], "broken"),
        (samples.pdf(b"<< /Encrypt 5 0 R >>"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
        (samples.office("[Content_Types].xml", "word/vbaProject.bin"), "macros"),
        (samples.office("a.txt"), "cannot tell"),
        (samples.docx()[:40], "broken"),
        (b"   \n", "cannot tell"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_we_do_not_take_is_refused_with_a_sentence(content, says):
    with pytest.raises(Refused, match=says):
        _found(content)


@pytest.mark.parametrize(
    "sample", [samples.mp4(), samples.webm(), samples.ogg(), samples.mp3(), samples.wav()]
)
def test_recording_cut_anywhere_is_taken_or_refused_and_never_an_error(sample):
    cleaners = (boxes.take_out_metadata, elements.take_out_metadata, ogg_sound.take_out_metadata)
    for at in range(0, len(sample), 7):
        for broken in (sample[:at], sample[:at] + b"\xff\xff\xff\xff" + sample[at + 4 :]):
            for clean in cleaners:
                try:
                    recognise(io.BytesIO(broken))
                    clean(io.BytesIO(broken))
                    wave_sound.copy_sound(io.BytesIO(broken), io.BytesIO())
                    mpeg_sound.copy_without_labels(io.BytesIO(broken), io.BytesIO())
                except Refused:
                    continue


def test_film_loses_place_name_and_time_and_nothing_moves():
    given = samples.mp4()
    file = io.BytesIO(given)

    boxes.take_out_metadata(file)

    kept = file.getvalue()
    assert len(kept) == len(given)
    assert samples.PLACE not in kept
    assert samples.NAME not in kept
    assert struct.pack(">I", 7777) not in kept  # when it was made
    assert kept.count(samples.FRAMES) == 2  # the film and the sound are where they were
    assert kept.index(samples.FRAMES) == given.index(samples.FRAMES)
    assert boxes.shows_film(file) is True
    assert boxes.seconds(file) == 2.5


@pytest.mark.parametrize(("in_each_chunk", "each", "count"), [(1, 1_000_000, 9), (0xFFFFFFFF, 1, 0xFFFFFFFF)])
def test_film_whose_samples_are_longer_than_itself_is_refused_at_once(in_each_chunk, each, count):
    chunks = samples.table(b"stco", 9, *([0] * 9))
    tables = samples.table(b"stsc", 1, 1, in_each_chunk, 1), samples.table(b"stsz", each, count), chunks
    handler = samples.box(b"hdlr", bytes(8) + b"meta" + bytes(12))
    media = samples.box(b"mdia", handler, samples.box(b"minf", samples.box(b"stbl", *tables)))
    moov = samples.box(b"moov", samples.track(b"soun", 0, 4), samples.box(b"trak", media))

    with pytest.raises(Refused):
        boxes.take_out_metadata(io.BytesIO(samples.box(b"ftyp", b"isom") + moov))


def test_webm_loses_title_date_and_tags_and_nothing_moves():
    given = samples.webm()
    file = io.BytesIO(given)

    elements.take_out_metadata(file)

    kept = file.getvalue()
    assert len(kept) == len(given)
    assert samples.PLACE not in kept
    assert samples.NAME not in kept
    assert b"\x44\x61\x88" not in kept
    assert samples.FRAMES[:60] in kept
    assert elements.shows_film(file) is True


@pytest.mark.parametrize("total", [2, 60, 128, 129, 300, 70_000])
def test_void_element_has_exactly_the_length_it_stands_for(total):
    void = elements._void(total)

    assert len(void) == total
    assert [(found.number, found.end) for found in elements.elements(io.BytesIO(void))] == [(0xEC, total)]


def test_ogg_loses_its_comments_and_its_pages_are_whole():
    file = io.BytesIO(samples.ogg())

    ogg_sound.take_out_metadata(file)

    kept = file.getvalue()
    assert samples.PLACE not in kept
    assert samples.NAME not in kept
    assert samples.FRAMES in kept
    for page in ogg_sound._pages(file):
        whole = kept[page.start : page.end]
        assert struct.unpack("<I", whole[22:26])[0] == ogg_sound.checksum(whole[:22] + bytes(4) + whole[26:])


def test_checksum_of_a_page_is_that_of_the_standard():
    # CRC-32/CKSUM's polynomial without its last turning round: the catalogue's check value for "123456789".
    assert ogg_sound.checksum(b"123456789") == 0x89A1897F


def test_mp3_loses_its_labels():
    target = io.BytesIO()

    mpeg_sound.copy_without_labels(io.BytesIO(samples.mp3()), target)

    assert target.getvalue() == (b"\xff\xfb\x90\x00" + bytes(413)) * 2


def test_wav_keeps_format_and_sound_alone():
    target = io.BytesIO()

    wave_sound.copy_sound(io.BytesIO(samples.wav()), target)

    assert samples.NAME not in target.getvalue()
    assert wave_sound.seconds(target) == 0.5
    assert _found(target.getvalue()) == "wav"


def test_photo_is_made_upright_with_nothing_in_it_but_what_is_seen():
    target = io.BytesIO()

    kind = pictures.make_anew(io.BytesIO(samples.picture("JPEG")), target)

    assert kind == "JPEG"
    assert samples.NAME not in target.getvalue()
    assert samples.PLACE not in target.getvalue()
    with Image.open(target) as made:
        assert made.size == (20, 40)
        assert not made.getexif()
        red, _green, _blue = made.getpixel((10, 5))  # what was left is above
        assert red > 200


@pytest.mark.parametrize(
    ("kind", "mode", "made"),
    [
        ("PNG", "RGBA", "PNG"),
        ("PNG", "1", "PNG"),
        ("WEBP", "RGB", "WEBP"),
        ("GIF", "P", "PNG"),
        ("JPEG", "L", "JPEG"),
    ],
)
def test_picture_of_each_kind_can_be_seen_again(kind, mode, made):
    file, target = io.BytesIO(), io.BytesIO()
    Image.new(mode, (9, 9)).save(file, kind)

    assert pictures.make_anew(file, target) == made
    with Image.open(target) as again:
        again.load()


def test_printers_jpeg_becomes_one_for_screens():
    file, target = io.BytesIO(), io.BytesIO()
    Image.new("CMYK", (9, 9)).save(file, "JPEG")

    pictures.make_anew(file, target)

    with Image.open(target) as made:
        assert made.mode == "RGB"


def test_picture_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    whole = samples.picture("PNG")
    header = b"IHDR" + struct.pack(">II", 60_000, 60_000) + whole[24:29]
    whole = whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + whole[33:]

    with pytest.raises(Refused, match="too large"):
        pictures.make_anew(io.BytesIO(whole), io.BytesIO())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_picture_cut_short_is_refused(kind):
    whole = samples.picture(kind, (400, 300))

    with pytest.raises(Refused, match="cannot read this picture"):
        pictures.make_anew(io.BytesIO(whole[: len(whole) // 2]), io.BytesIO())


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-4", (0, 4)),
        ("bytes=5-", (5, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=2-99", (2, 9)),
        ("bytes=10-", (10, 9)),
        ("bytes=-0", (10, 9)),
        ("bytes=4-2", None),
        ("bytes=0-1,3-4", None),
        ("bytes=-", None),
        ("bytes=\u0661-", None),
        ("pages=1-2", None),
        ("", None),
    ],
)
def test_range_is_read_as_the_standard_says(header, span):
    assert ranges.one_range(header, 10) == span
