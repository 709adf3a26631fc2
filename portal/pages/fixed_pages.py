"""The home page and the pages that every area must have: made once, then kept by editors."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from .actions import Author, put_easy_read, put_page
from .fixed_words import EASY_READ_ROWS, FIXED_PAGES, HOME
from .models import AreaSettings, HomePage

REVIEW_EVERY = datetime.timedelta(days=365)
RESPONSIBLE = "Local Offer manager"

# Invented; numbers are from the ranges kept for drama (01632 960xxx, 07700 900xxx), so nobody's phone rings.
DEMO_AREA = {
    "phone": "01632 960123",
    "phone_hours": "Monday to Friday, 9am to 5pm",
    "text_phone": "07700 900123",
    "email": "localoffer@larkshire.example",
    "address": "SEND team, Larkshire County Council, Market Hall, Marlbridge, ZZ1 1AA",
    "front_door_name": "Larkshire Children's Front Door",
    "front_door_phone": "01632 960199",
    "front_door_out_of_hours": "01632 960198",
    "safety_people": "Dana Whitlow and Marcus Fen, who lead on safety at Larkshire County Council",
    "safety_hours": "Monday to Friday, 9am to 5pm",
    "sendiass_name": "Larkshire SENDIASS",
    "sendiass_phone": "01632 960145",
    "sendiass_email": "advice@larkshire-sendiass.example",
    "forum_name": "Larkshire Parent Carer Forum",
    "forum_email": "hello@larkshire-forum.example",
}


@transaction.atomic
def ensure_area(*, by: Author) -> AreaSettings:
    """The area's details, filled in with the demo area's where there are none yet."""
    return AreaSettings.objects.first() or AreaSettings.objects.create(**DEMO_AREA)


@transaction.atomic
def ensure_home(*, by: Author) -> HomePage:
    """The English home page, at the root of the site; Wagtail's own welcome page goes."""
    home = HomePage.objects.filter(locale=Locale.get_default()).order_by("pk").first()
    if home:
        return home
    root = Page.get_first_root_node()
    home = put_page(parent=root, kind=HomePage, slug="start", by=by, **HOME, **_review())
    old = {site.root_page_id for site in Site.objects.order_by("pk")}
    if not Site.objects.exists():
        Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    for page in Page.objects.filter(pk__in=old, depth=2).exclude(pk=home.pk).order_by("pk"):
        page.delete()
    return HomePage.objects.get(pk=home.pk)


@transaction.atomic
def ensure_fixed_pages(*, by: Author) -> int:
    """Make what is missing of the home page, the fixed pages, their Easy Read twins and the area's details.

    Returns how many pages it made. What editors changed stays changed; a second run makes nothing.
    """
    before = Page.objects.count()
    ensure_area(by=by)
    home = ensure_home(by=by)
    for kind, slug, fields in FIXED_PAGES:
        page = put_page(parent=home, kind=kind, slug=slug, by=by, **fields, **_review())
        if slug in EASY_READ_ROWS:
            put_easy_read(page=page, by=by, rows=EASY_READ_ROWS[slug], **_review())
    return Page.objects.count() - before


def _review() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "reviewed_date": today,
        "responsible_post": RESPONSIBLE,
        "next_review_date": today + REVIEW_EVERY,
    }
