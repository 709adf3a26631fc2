"""Production: everything that differs between areas comes from the environment.

A missing variable stops the start with one sentence that names it.
"""

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403

env = environ.Env()


def required(name: str, what: str) -> str:
    """Return the environment variable `name`; raise ImproperlyConfigured saying `what` it is."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}. docs/running.md lists every setting.")
    return value


DEBUG = False
DEMO_AREA = False
SECRET_KEY = required("SECRET_KEY", "a long random text that only this site knows")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the site's host names, separated by commas").split(",")
WAGTAILADMIN_BASE_URL = required("BASE_URL", "the site's own address, such as https://send.example.org")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

required("DATABASE_URL", "the PostgreSQL database, such as postgres://user:password@host:5432/name")
DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}

REDIS_URL = required("REDIS_URL", "the Redis or Valkey server, such as redis://host:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
}

STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": required("MEDIA_BUCKET", "the object storage bucket for uploaded files"),
            "endpoint_url": env.str("MEDIA_ENDPOINT_URL", default=None),
            "querystring_auth": True,
            "default_acl": "private",
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("FROM_EMAIL", "the address the site's mail comes from")
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="anymail.backends.amazon_ses.EmailBackend")
ANYMAIL = {key: value for key, value in env.ENVIRON.items() if key.startswith("ANYMAIL_")}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
