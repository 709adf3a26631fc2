"""Videos, photographs and documents: checked when they come in, served from our own address."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as PillowImage
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from portal.pages.actions import put_page
from portal.pages.blocks import VideoBlock
from portal.pages.documents import check_content
from portal.pages.models import GuidancePage

from .pages_site import small_site

pytestmark = pytest.mark.django_db

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"


def office(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", office("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("a.csv", "name,café\n".encode()),
        ("a.vtt", CAPTIONS),
        ("a.ics", b"BEGIN:VCALENDAR\r\n"),
        ("a.mp4", FILM),
        ("a.webm", b"\x1a\x45\xdf\xa3rest"),
    ],
)
def test_document_is_taken_when_it_is_what_its_name_says(name: str, content: bytes) -> None:
    file = SimpleUploadedFile(name, content)
    check_content(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>"),
        ("a.docx", b"PK not a zip"),
        ("a.docx", office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", office("[Content_Types].xml", "word/document.xml")),
        ("a.csv", b"MZ\x00\x01"),
        ("a.vtt", b"<html>"),
        ("a.exe", b"MZ"),
        ("a", b""),
    ],
)
def test_document_refused_when_it_is_something_else(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="does not look like"):
        check_content(SimpleUploadedFile(name, content))


@pytest.fixture
def film() -> Document:
    return Document.objects.create(title="A film", file=ContentFile(FILM, "film.mp4"))


@pytest.fixture
def captions() -> Document:
    return Document.objects.create(title="Words", file=ContentFile(CAPTIONS, "film.vtt"))


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)


def test_video_is_served_part_by_part(client: Client, film: Document) -> None:
    address = f"/watch/{film.pk}/{film.filename}"
    response = client.get(address, headers={"Range": "bytes=4-11"})
    assert (response.status_code, body(response)) == (206, b"ftypmp42")
    assert response["Content-Range"] == f"bytes 4-11/{len(FILM)}"
    assert body(client.get(address)) == FILM
    assert body(client.get(address, headers={"Range": "bytes=-5"})) == FILM[-5:]
    assert client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416


@pytest.mark.parametrize("span", ["bytes=abc", "bytes=-", "lines=1-2", "bytes=0-1,4-5"])
def test_video_with_a_strange_range_comes_whole(client: Client, film: Document, span: str) -> None:
    response = client.get(f"/watch/{film.pk}/{film.filename}", headers={"Range": span})
    assert (response.status_code, len(body(response))) == (200, len(FILM))


def test_video_in_a_private_collection_is_not_found(client: Client, film: Document) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    Document.objects.filter(pk=film.pk).update(collection=private)
    assert client.get(f"/watch/{film.pk}/{film.filename}").status_code == 404


def test_other_documents_are_not_watched_but_downloaded(client: Client) -> None:
    leaflet = Document.objects.create(title="Leaflet", file=ContentFile(b"%PDF-1.7", "leaflet.pdf"))
    assert client.get(f"/watch/{leaflet.pk}/{leaflet.filename}").status_code == 404
    response = client.get(leaflet.url)
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"


def video(film: Document, captions: Document, **changes: object) -> dict[str, object]:
    given = {"title": "How we help", "video": film.pk, "captions": captions.pk, "sign_language": None}
    return given | {"transcript": "<p>Hello</p>"} | changes


def test_video_block_refuses_captions_of_another_kind(film: Document, captions: Document) -> None:
    block = VideoBlock()
    block.clean(block.to_python(video(film, captions)))
    with pytest.raises(ValidationError):
        block.clean(block.to_python(video(film, film)))
    with pytest.raises(ValidationError):
        block.clean(block.to_python(video(captions, captions)))


def test_page_with_a_video_has_captions_and_its_words(
    client: Client, film: Document, captions: Document
) -> None:
    site = small_site()
    given = [{"type": "video", "value": video(film, captions, sign_language=film.pk)}]
    put_page(parent=site.section, kind=GuidancePage, slug="film", by=None, title="Film", body=given)
    page = client.get("/money/film/").content.decode()
    assert f'<track kind="captions" srclang="en" label="English" src="/watch/{captions.pk}/' in page
    assert "The same in British Sign Language" in page
    assert "Read the words of this video" in page


def test_photograph_is_shown_as_a_rendition_only(client: Client) -> None:
    drawn = io.BytesIO()
    PillowImage.new("RGB", (600, 600), "teal").save(drawn, "JPEG")
    photo = Image.objects.create(title="Pool", file=ContentFile(drawn.getvalue(), "pool.jpg"))
    site = small_site()
    value = {"picture": "", "image": photo.pk, "alt": "A pool", "words": "<p>We swim.</p>"}
    given = [{"type": "picture_words", "value": value}]
    put_page(parent=site.section, kind=GuidancePage, slug="swim", by=None, title="Swim", body=given)
    page = client.get("/money/swim/").content.decode()
    address = page.split('<img class="gt-picture-words__photo" src="')[1].split('"')[0]
    response = client.get(address)
    assert response["Content-Type"] == "image/webp"
    assert body(response)[8:12] == b"WEBP"
    assert "original_images" not in page
    assert client.get("/photos/pool.jpg").status_code == 404


def photograph_with_a_place(kind: str = "JPEG") -> bytes:
    taken = io.BytesIO()
    exif = PillowImage.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    PillowImage.new("RGB", (400, 200), "teal").save(taken, kind, exif=exif)
    return taken.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photograph_keeps_nothing_but_what_is_seen(admin_client: Client, kind: str) -> None:
    content = photograph_with_a_place(kind)
    assert b"SecretCamera" in content
    name = f"day-out.{kind.lower()}"
    file = SimpleUploadedFile(name, content, f"image/{kind.lower()}")
    collection = Collection.get_first_root_node()
    sent = {"title": "A day out", "file": file, "collection": collection.pk, "tags": "", "description": ""}
    assert admin_client.post("/cms/images/add/", sent).status_code == 302
    kept = Image.objects.get()
    with kept.file.open("rb") as stored:
        assert b"SecretCamera" not in (held := stored.read())
    assert not PillowImage.open(io.BytesIO(held)).getexif()
    assert (kept.width, kept.height) == (200, 400)  # upright


def test_file_that_is_no_photograph_comes_back_with_a_reason(admin_client: Client) -> None:
    file = SimpleUploadedFile("day-out.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    sent = {"title": "A day out", "file": file, "collection": Collection.get_first_root_node().pk, "tags": ""}
    response = admin_client.post("/cms/images/add/", sent)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not Image.objects.exists()
