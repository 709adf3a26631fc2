"""Addresses of built files, with their content's fingerprint so that a browser may keep them for long."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static


def assets_dir() -> Path:
    """Return the folder that `manage.py build_assets` fills."""
    return Path(settings.VAR_DIR) / "assets"


@lru_cache(maxsize=256)
def _fingerprint(path: Path, changed_at: int) -> str:
    """Return ten hex digits of the file's content; `changed_at` only renews the cache when it changes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset_url(name: str) -> str:
    """Return the address of a built file such as "css/site.css".

    Where the storage already puts a fingerprint in the name (production) its address is used as it is.
    Elsewhere `?v=` is added, except for fonts: the style sheet names them without it, and a second
    address would fetch them twice. A file not built yet gets its plain address.
    """
    if hasattr(staticfiles_storage, "stored_name") or name.startswith("fonts/"):
        return static(name)
    path = assets_dir() / name
    try:
        changed_at = path.stat().st_mtime_ns
    except FileNotFoundError:
        return static(name)
    return f"{static(name)}?v={_fingerprint(path, changed_at)}"
