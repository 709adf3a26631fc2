"""Exit with 0 when the browser that journeys use starts and opens a page."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Error, sync_playwright

from tests.journeys.browser import start_browser

try:
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        browser.new_page().set_content("<title>It works</title>")
        browser.close()
except Error as error:
    sys.exit(str(error))
