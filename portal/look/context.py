"""What the frame of every page needs: names, and the places that never move."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from portal.pages.area import get_area
from portal.pages.languages import other_languages


@dataclass(frozen=True)
class Place:
    """One link in the frame of the page."""

    href: str
    text: str
    part: str = ""
    is_here: bool = False
    is_this_page: bool = False


FIXED_PLACES = (
    Place("/", "Home", "home"),
    Place("/find-help/", "Find help", "find-help"),
    Place("/my-list/", "My list", "my-space"),
    Place("/listen/", "Listen", "listen"),
    Place("/how-i-use-this-site/", "How I use this site", "inputs"),
    Place("/search/", "Search this site", "search"),
)
# Named in themselves, so that somebody who reads no English can find them from any page.
OTHER_WAYS = "/easy-read-and-languages/"
FOOTER_PLACES = (
    Place("/accessibility-statement/", "How easy this site is to use"),
    Place("/privacy/", "Privacy"),
    Place("/contact/", "Contact us"),
    Place("/how-to-complain/", "How to complain"),
    Place("/glossary/", "What words mean"),
    Place("/find-help/a-to-z/", "A to Z of help"),
    Place("/find-help/what-is-covered/", "What is covered"),
    Place("/picture-credits/", "Who made the pictures"),
)


def is_inside(path: str, place: Place) -> bool:
    """Say whether the address `path` is the place itself or below it. Home holds only itself."""
    return path == place.href if place.href == "/" else path.startswith(place.href)


def site_furniture(request: HttpRequest) -> dict[str, object]:
    """Return the site's name, the area's name and the links of header and footer for one request."""
    places = [
        Place(place.href, place.text, place.part, is_inside(request.path, place), request.path == place.href)
        for place in FIXED_PLACES
    ]
    area = get_area()
    return {
        "site_name": area.site_title,
        "area_name": area.area_name,
        "is_demo_area": getattr(settings, "DEMO_AREA", False),
        "fixed_places": places,
        "footer_places": FOOTER_PLACES,
        "other_ways": OTHER_WAYS,
        "other_languages": other_languages(),
        "leave_quickly_to": settings.LEAVE_QUICKLY_TO,
    }
