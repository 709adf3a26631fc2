"""Invented ways to get in touch.

Numbers come from the ranges that Ofcom sets aside for drama (01632 960000 to 960999, 0808 157 0000 to 0999);
addresses end in `.example`, which nobody can register (RFC 2606).
"""

import zlib

from localoffer.demo.reading import providers

# These two stand on the site's own pages too (portal.pages.fixed_pages.DEMO_AREA), so they are the same here.
ON_OUR_PAGES = {
    "sendiass": ("01632 960145", "advice@larkshire-sendiass.example"),
    "forum": ("01632 960621", "hello@larkshire-forum.example"),
}


def email_of(key: str, mailbox: str = "hello") -> str:
    """An email address for the provider or school with this key."""
    if mailbox == "hello" and key in ON_OUR_PAGES:
        return ON_OUR_PAGES[key][1]
    return f"{mailbox}@{key}.example"


def web_of(key: str, page: str = "") -> str:
    """A web address for the provider or school with this key."""
    return f"https://www.{key}.example/{page}"


def phone_of(key: str) -> str:
    """A phone number for this provider or school, the same each time. Calls to charities are free."""
    if key in ON_OUR_PAGES:
        return ON_OUR_PAGES[key][0]
    number = zlib.crc32(key.encode()) % 1000
    known = providers().get(key)
    if known and known.kind == "charity":
        return f"0808 157 0{number:03d}"
    return f"01632 960{number:03d}"
