"""Production: everything that differs between areas comes from the environment.

A missing variable stops the start with one sentence that names it. docs/running.md explains each.
"""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import PAGES_CACHE

env = environ.Env()


def required(name: str, what: str) -> str:
    """Return the environment variable `name`; raise ImproperlyConfigured saying `what` it is."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}. docs/running.md lists every setting.")
    return value


def required_address(name: str, what: str, schemes: tuple[str, ...]) -> str:
    """Return a required address; raise ImproperlyConfigured when it does not start as one of `schemes`."""
    value = required(name, what)
    if not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        raise ImproperlyConfigured(f"{name} must be {what}. docs/running.md lists every setting.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that only this site knows")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the site's host names, separated by commas").split(",")
WAGTAILADMIN_BASE_URL = required_address(
    "BASE_URL", "the site's own address, such as https://send.example.org", ("https", "http")
)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
PASSKEY_HOST = urlsplit(WAGTAILADMIN_BASE_URL).hostname or ""  # a passkey made under one name stays with it
AREA_NAME = required("AREA_NAME", "the area's name as families say it, such as Larkshire")
WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Golden Thread")
LEAVE_QUICKLY_TO = env.str("LEAVE_QUICKLY_TO", default="https://www.bbc.co.uk/weather")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)

required_address(
    "DATABASE_URL",
    "the PostgreSQL database, such as postgres://user:password@host:5432/name",
    ("postgres", "postgresql", "psql"),
)
DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}

REDIS_URL = required_address(
    "REDIS_URL", "the Redis or Valkey server, such as redis://host:6379/0", ("redis", "rediss", "unix")
)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
    "pages": PAGES_CACHE,
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
}
LIVE_LOOK_SECONDS = 15.0  # Redis tells; looking only mends what it lost

BUCKET = {
    "bucket_name": required("MEDIA_BUCKET", "the object storage bucket for uploaded files"),
    "endpoint_url": env.str("MEDIA_ENDPOINT_URL", default=None),
    "default_acl": "private",
}
STORAGES = {
    "default": {"BACKEND": "portal.running.storage.UploadStorage", "OPTIONS": BUCKET},
    # What people give us, in a part of the bucket that no view but portal.files' own reads.
    "private": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**BUCKET, "location": "private"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CLAMAV = env.str("CLAMAV", default="")
CLAMAV_MAY_WAIT = env.bool("CLAMAV_MAY_WAIT", default=False)

DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("FROM_EMAIL", "the address the site's mail comes from")
if EMAIL_BACKEND := env.str("EMAIL_BACKEND", default=""):  # an Anymail backend, with its ANYMAIL_ settings
    ANYMAIL = {
        key.removeprefix("ANYMAIL_"): value
        for key, value in env.ENVIRON.items()
        if key.startswith("ANYMAIL_")
    }
else:
    mail = required_address(
        "EMAIL_URL",
        "the mail server, such as smtp+tls://user:password@host:587 (or set EMAIL_BACKEND)",
        ("smtp", "smtps", "smtp+tls", "smtp+ssl"),
    )
    vars().update(env.email_url_config(mail))

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked from inside, without the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

# Wagtail's preview panel frames our own pages, so X-Frame-Options is SAMEORIGIN.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
