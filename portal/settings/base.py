"""Settings every environment shares. demo.py, test.py and production.py add what differs."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .signing_in import *  # noqa: F403
from .signing_in import SIGNING_IN_APPS

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))  # all that the running site writes

INSTALLED_APPS = [
    "portal.running",
    "portal.accounts",
    "portal.access",
    "portal.audit",
    "portal.people",
    "portal.files",
    "portal.notifications",
    "portal.realtime",
    "portal.datarights",
    "portal.look",
    "portal.inputs",
    "portal.pictures",
    "portal.search",
    "portal.pages",
    "localoffer",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    *SIGNING_IN_APPS,
    "modelcluster",
    "taggit",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "anymail",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.access.headers.SecurityHeadersMiddleware",
    "portal.access.methods.MethodsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.people.card_session.PictureCardMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.inputs.middleware.AccessSettingsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.look.context.site_furniture",
            ],
            "builtins": ["portal.look.templatetags.look", "portal.realtime.templatetags.live"],
        },
    },
]
FORM_RENDERER = "portal.look.forms.LookFormRenderer"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("bn", _("Bengali")),
    ("pl", _("Polish")),
    ("ro", _("Romanian")),
    ("ur", _("Urdu")),
]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Whole public pages, compressed, in each process's own memory: some 10 KB a page, so 10 MB when full.
PAGES_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 1000},
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
BUILT_ASSETS = VAR_DIR / "assets"  # filled by `manage.py build_assets`
for folder in (STATIC_ROOT, BUILT_ASSETS):
    folder.mkdir(parents=True, exist_ok=True)  # Django and Whitenoise warn of a folder that is not there yet
STATICFILES_DIRS = [
    BUILT_ASSETS,  # before its sources: a script that stands apart has the same name in both
    BASE_DIR / "static",
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"  # portal.running.views.picture answers here, wherever uploads are kept
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # What people give us (portal.files). No address leads here but the view that asks who may open it.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "file_permissions_mode": 0o600},
    },
}
CLAMAV = ""  # a virus checker's address, such as tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl
CLAMAV_MAY_WAIT = False  # when it is silent: True keeps the file unopened until it answers, False refuses it

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# How mail goes out, and the shared secret of the provider's reports about it (docs/running.md).
ANYMAIL: dict[str, object] = {}
EMAIL_FILE_PATH = VAR_DIR / "mail"  # where the demo keeps its mail

# Reading another area's feed. Hosts as "name:port" that are read though they are inside a private network:
# for tests and the demo only. Production never sets it, and `check --deploy` says so.
FEED_HOSTS_ALLOWED: list[str] = []
CHECKING_PERIODS_FILE = os.environ.get("CHECKING_PERIODS_FILE", "")  # an area's own: docs/checking.md
FEED_RETRY_PAUSES: tuple[float, ...] = (1, 3, 9)  # seconds before a feed that stumbles is asked again

WAGTAIL_SITE_NAME = "Golden Thread"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.pages.photographs.PlainPhotographForm"  # no place, no time, no camera
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt", "vtt", "ics", "mp4", "webm"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.pages.documents.CheckedDocumentForm"  # content must match the ending
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no page calls another site

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames our own pages
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Public pages: no inline script or style, nothing from another host.
# portal.access.headers swaps in ADMIN_CONTENT_SECURITY_POLICY under /cms/ alone, because Wagtail's
# admin writes inline scripts and styles (docs/decisions/002).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a service with many times and costs posts many fields

# How often open pages' hub looks in the table for changes that no message told of: a worker's in the demo
# (whose channel layer stays inside one process), lost ones elsewhere (docs/decisions/007).
LIVE_LOOK_SECONDS = 1.0

AREA_NAME = "Larkshire"
LEAVE_QUICKLY_TO = "https://www.bbc.co.uk/weather"  # where "Leave quickly" leads: a page that says nothing
DEMO_AREA = False  # True loads and shows the invented area, with sign-ins whose password is public
TRUSTED_PROXIES = 0  # how many proxies of our own stand in front and add to X-Forwarded-For
RATELIMIT_IP_META_KEY = "portal.running.addresses.visitor_address"

# Logs say what broke, never who was there: no addresses of requests, no search words, no mail of tracebacks.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_people": {"()": "portal.running.logs.WithoutPeople"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_people"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
