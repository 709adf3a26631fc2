"""The demo area on one machine: SQLite, local files, mail to files. `make run` uses this."""

import environ

from .base import *  # noqa: F403
from .base import PAGES_CACHE, VAR_DIR

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "demo-only-not-a-secret-" + "golden-thread" * 3
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMO_AREA = True
FEED_HOSTS_ALLOWED = env.list("FEED_HOSTS_ALLOWED", default=[])  # such as 127.0.0.1:8001, to try an import

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "demo.sqlite3",
        "CONN_MAX_AGE": None,  # opening the file again for each page costs more than most pages
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}
if address := env.str("DATABASE_URL", default=""):  # the measurements run the demo on PostgreSQL too
    DATABASES = {"default": env.db_url_config(address)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": PAGES_CACHE,
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
EMAIL_BACKEND = "portal.notifications.mail_files.MailFiles"
DEFAULT_FROM_EMAIL = "golden.thread@larkshire.example"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")  # the demo command says its port
ANYMAIL = {"WEBHOOK_SECRET": env.str("ANYMAIL_WEBHOOK_SECRET", default="")}  # to try a provider's reports
WHITENOISE_USE_FINDERS = True  # built and packaged files are served from where they lie
WHITENOISE_AUTOREFRESH = DEBUG
# One process serves the demo, so its memory cache is shared by all who post.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
