"""The demo's settings with two topics to measure."""

from portal.settings.demo import *  # noqa: F403
from portal.settings.demo import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.live_topics.LiveBench"]
ROOT_URLCONF = "bench.live_urls"
