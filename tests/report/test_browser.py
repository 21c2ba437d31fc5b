"""The page in a real browser: no error, nothing fetched, every section seen, tabs, filter and keyboard at work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.report import write_report
from service.report.page import SECTIONS
from tests.chromium import in_a_browser
from tests.report.bundles import large_bundle

pytestmark = in_a_browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(large_bundle(), path)
    return path


@pytest.fixture
def page(browser: Any, report: Path) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.heard = []
    page.on("console", lambda message: page.heard.append(message.text))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.on("request", lambda request: page.heard.append(request.url))
    page.goto(report.as_uri())
    yield page
    page.close()


def test_the_page_opens_without_an_error_and_asks_for_nothing_but_itself(page: Any, report: Path) -> None:
    assert page.heard == [report.as_uri()]


def test_every_section_is_seen(page: Any) -> None:
    for key, title, _ in SECTIONS:
        assert page.locator(f"#{key}").is_visible()
        assert page.locator(f"#{key} h2").inner_text() == title


def test_a_day_tab_shows_its_day_alone(page: Any) -> None:
    tabs = page.locator("#days [role=tab]")
    assert tabs.count() == 7
    tabs.nth(2).click()
    assert page.locator("#days .panel:visible").count() == 1
    assert page.locator("#days .panel:visible h3").inner_text().startswith("Wednesday 14 January 2026")


def test_tabs_follow_the_arrow_keys(page: Any) -> None:
    first = page.locator("#days [role=tab]").first
    first.focus()
    first.press("ArrowRight")
    assert page.locator("#days [role=tab][aria-selected=true]").inner_text() == "Tue 13 Jan"


def test_a_duty_opens_to_its_visits_in_words(page: Any) -> None:
    page.locator("#days .panel:visible .duty summary").first.press("Enter")
    assert page.locator("#days .stops:visible").first.inner_text().startswith("07:00–07:10 handover")


def test_a_table_filter_hides_other_rows(page: Any) -> None:
    page.get_by_label("Filter by worker or constituency").fill("hara")
    rows = page.locator("#tables details tbody tr:visible")
    assert rows.count() == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() > 1, "a printed table is whole"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows.count() == 1


def test_a_long_table_shows_a_hundred_rows_at_a_time(page: Any) -> None:
    rows = page.evaluate("""() => {
        const table = document.querySelector("#wishes .scroll > table");
        const rows = table.tBodies[0];
        while (rows.rows.length < 150) rows.append(rows.rows[0].cloneNode(true));
        addRows(table);
        table.closest(".scroll").nextElementSibling.id = "more";
        return rows.rows.length;
    }""")
    assert rows == 150
    shown = page.locator("#wishes .scroll > table").first.locator("tbody tr:visible")
    assert (shown.count(), page.locator("#more").inner_text()) == (100, "Show 100 more: 100 of 150 rows are shown")
    page.locator("#more").click()
    assert (shown.count(), page.locator("#more").is_visible()) == (150, False)


def test_a_table_sorts_by_the_column_pressed(page: Any) -> None:
    column = page.locator("#tables details thead th", has_text="Contract")
    column.locator("button").click()
    assert column.get_attribute("aria-sort") == "descending"


def test_a_phone_need_not_scroll_sideways(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_every_day_is_there_to_read(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("#days .panel:visible").count() == 7
    context.close()
