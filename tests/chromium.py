"""The browser that pages are opened in, where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
in_a_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium to open the page in")

NAMELESS = """[...document.querySelectorAll("input:not([type=hidden], [hidden]), select, button, a, summary")]
    .filter((each) => !(each.labels?.length || each.textContent.trim() || each.ariaLabel)).length"""
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map((each) => Number(each.tagName[1]))"
IDS = "[...document.querySelectorAll('[id]')].map((each) => each.id)"


@contextmanager
def started_browser() -> Iterator[Any]:
    """Gives a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=120_000)
        yield browser
        browser.close()


def sound(page: Any) -> None:
    """Hold that every field has a name, headings are in order, and nothing is wider than the window."""
    page.wait_for_load_state()  # one of two style sheets alone makes a phone's page too wide
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert page.evaluate(NAMELESS) == 0
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    ids = page.evaluate(IDS)
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
