"""The way the site is for: from home to help that is kept and printed, on either database."""

import re


def test_family_finds_keeps_and_prints_help(page, axe):
    page.goto("/")
    page.get_by_role("link", name=re.compile("find help", re.IGNORECASE)).first.click()
    page.wait_for_url("**/find-help/**")

    page.goto("/find-help/?words=speech+therapy&postcode=ZZ3+4AB&age=7&diagnosis=no")
    axe(page)
    first = page.locator("main a[href^='/find-help/entry/']").first
    name = first.inner_text()
    first.click()
    page.wait_for_url("**/find-help/entry/**")
    axe(page)

    page.get_by_role("button", name=re.compile("keep", re.IGNORECASE)).first.click()
    page.goto("/my-list/")
    assert name in page.locator("main").inner_text()
    axe(page)
    page.emulate_media(media="print")
    assert page.locator("main").get_by_text(name).first.is_visible()
