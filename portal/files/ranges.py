"""Sending part of a file: players on phones ask for a range and play nothing without it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")  # more digits than any file has bytes


def one_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a header such as "bytes=0-499"; None when there is none to obey.

    A first byte at or past `size` means that the range cannot be met. Several ranges at once, and what is not
    written as RFC 9110 14.1.1 says, are no range: the whole file is the answer to those.
    """
    asked = ONE_RANGE.fullmatch(header.strip())
    if not asked or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0) if int(last) else size, size - 1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1


def send(file: BinaryIO, *, size: int, content_type: str, asked: str) -> HttpResponseBase:
    """The answer to a request with the Range header `asked`: 200 with all, 206 with a part, or 416.

    `file` is closed when it has been sent, or here.
    """
    span = one_range(asked, size)
    response: HttpResponseBase
    if span is None:
        response = FileResponse(file, content_type=content_type)
        response["Content-Length"] = str(size)
    elif span[0] >= size:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(file, span, size, content_type)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part(file: BinaryIO, span: tuple[int, int], size: int, content_type: str) -> StreamingHttpResponse:
    first, last = span
    length = last - first + 1
    response = StreamingHttpResponse(_read(file, first, length), status=206, content_type=content_type)
    response["Content-Length"] = str(length)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _read(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
