"""Uploaded files on object storage, never shown from there."""

from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage


class UploadStorage(S3Storage):
    """Keeps uploads in a private bucket. Pages name them by our own address (`portal.running.views.picture`
    sends pictures, Wagtail's own view sends documents), so a reader's browser never calls the bucket."""

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """The address under MEDIA_URL, whatever the bucket's own is."""
        return settings.MEDIA_URL + quote(name)
