"""Production's settings with the bare page beside the site's own."""

from portal.settings.production import *  # noqa: F403
from portal.settings.production import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.site_urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
