"""Tests: SQLite, or the PostgreSQL and Redis that DATABASE_URL and REDIS_URL name."""

from urllib.parse import urlsplit, urlunsplit

import environ

from .base import *  # noqa: F403
from .base import PAGES_CACHE, STORAGES, TEMPLATES, VAR_DIR
from .strictness import UndefinedIsAnError

env = environ.Env()

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO_AREA = True

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'test.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
    }
    # A file, not memory: threads may share it, and the next run need not migrate again.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}

if redis_url := env("REDIS_URL", default=""):
    # Each process of a parallel run has a database of its own: one that clears its cache clears no other's.
    process = int(env("PYTEST_XDIST_WORKER", default="gw0").removeprefix("gw"))
    redis_url = urlunsplit(urlsplit(redis_url)._replace(path=f"/{process % 16}"))
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url},
        "pages": PAGES_CACHE,
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [redis_url]},
        }
    }
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": PAGES_CACHE,
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedIsAnError()
WHITENOISE_USE_FINDERS = True  # journeys serve the built assets as they are
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if env.bool("MAIL_FILES", default=False):  # the running site of journeys: they read its mail
    EMAIL_BACKEND = "portal.notifications.mail_files.MailFiles"
DEFAULT_FROM_EMAIL = "golden.thread@larkshire.example"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
ANYMAIL = {"WEBHOOK_SECRET": "provider:only-for-tests"}
MEDIA_ROOT = VAR_DIR / "test-media"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "test-private"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
