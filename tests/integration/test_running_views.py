"""Is the site well, and pictures sent through our own address."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

pytestmark = pytest.mark.django_db


def test_healthz_says_well_and_nothing_else(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"well\n")


def test_healthz_without_a_database_says_only_not_well(client):
    def broken(execute, sql, params, many, context):
        raise DatabaseError("the password of the database is secret")

    with connection.execute_wrapper(broken):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"not well\n")


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    default_storage.save("images/cat.png", ContentFile(b"\x89PNG"))
    default_storage.save("images/cat.html", ContentFile(b"<script>"))
    default_storage.save("imports/names.png", ContentFile(b"private"))
    return tmp_path


def test_picture_is_sent_with_its_kind_to_a_stranger(client, uploads):
    answer = client.get("/media/images/cat.png")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content) == b"\x89PNG"


@pytest.mark.parametrize(
    "path",
    [
        "/media/imports/names.png",
        "/media/images/../imports/names.png",
        "/media/images/%2e%2e/imports/names.png",
        "/media/images/cat.html",
        "/media/images/dog.png",
    ],
)
def test_anything_else_that_was_uploaded_is_not_there(path, client, uploads):
    assert client.get(path).status_code == 404
