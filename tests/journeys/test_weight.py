"""A first visit is light enough for an old phone on a slow line."""

import pytest

from .browser import MOST_BYTES, MOST_REQUESTS, weigh

PAGES = ["/", "/find-help/", "/find-help/?words=speech+therapy&age=7", "/find-help/browse/", "/get-help-now/"]
# One with the most pictures, one with a video that must not load by itself, one in another alphabet.
PAGES += ["/ehc-plans/annual-review/easy-read/", "/first-steps/what-is-the-local-offer/"]
PAGES += ["/ur/help-at-school/sen-support/"]


@pytest.mark.parametrize("path", PAGES)
def test_first_visit_is_light(page, path):
    weight = weigh(page, path)

    assert weight.bytes < MOST_BYTES, str(weight)
    assert weight.requests < MOST_REQUESTS, str(weight)


def test_first_visit_to_an_entry_is_light(page, new_context):
    page.goto("/find-help/?words=sleep")
    entry = page.locator("a[href^='/find-help/entry/']").first.get_attribute("href")

    weight = weigh(new_context().new_page(), entry)

    assert weight.bytes < MOST_BYTES, str(weight)
    assert weight.requests < MOST_REQUESTS, str(weight)
