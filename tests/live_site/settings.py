"""The tests' settings with the pages of this folder. Things are kept in files, which every process sees."""

import os

from portal.settings.test import *  # noqa: F403
from portal.settings.test import BASE_DIR, CACHES, INSTALLED_APPS, TEMPLATES, VAR_DIR

REDIS_URL = os.environ.get("REDIS_URL", "")
INSTALLED_APPS = [*INSTALLED_APPS, "tests.live_site"]
ROOT_URLCONF = "tests.live_site.urls"
LOGIN_URL = "live_site:sign-in"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "live_site" / "templates")
# With Redis nothing is looked for in the table, so that only a message can bring a change.
LIVE_LOOK_SECONDS = 3600.0 if REDIS_URL else 0.5
CACHES["things"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": VAR_DIR / "things",
}
