"""The tests' settings with the pages of this folder. Things are kept in files, which every process sees."""

from portal.settings.test import *  # noqa: F403
from portal.settings.test import BASE_DIR, CACHES, INSTALLED_APPS, TEMPLATES, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "tests.live_site"]
ROOT_URLCONF = "tests.live_site.urls"
LOGIN_URL = "live_site:sign-in"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "live_site" / "templates")
CACHES["things"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": VAR_DIR / "things",
}
