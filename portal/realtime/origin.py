"""Which pages may open a socket: ours alone. Pure: headers and settings come in."""

from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from django.http.request import validate_host


def is_our_page(
    headers: Iterable[tuple[bytes, bytes]], allowed: Collection[str], trusted: Collection[str]
) -> bool:
    """Whether the page that asks is of this site.

    Its origin names the very host that was asked, which is one of `allowed`; or it is one of the `trusted`
    origins, for a proxy that leaves the port out of the host. Without an origin it is no page.
    """
    told = {name.lower(): value.decode("latin-1") for name, value in headers}
    origin, host = told.get(b"origin", ""), told.get(b"host", "")
    if origin in trusted:
        return True
    try:
        asked = urlsplit(origin)
        name = asked.hostname or ""
    except ValueError:
        return False
    return asked.scheme in {"http", "https"} and asked.netloc == host and validate_host(name, list(allowed))
