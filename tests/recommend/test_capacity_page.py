"""The page of room left: darker where there is more, every figure said, and readable on a phone."""

from pathlib import Path
from typing import Any

from optimiser.recommend.capacity import Room
from service.report.capacity_page import capacity_page
from service.report.charts.heat_map import COLOURS, level
from service.report.sections import capacity
from service.report.standalone import write_page
from tests import builders as make
from tests.chromium import in_a_browser

HALF_HOURS = tuple(30 * (slot == 18) + 90 * (slot == 33) for slot in range(48))
TIMES = {"morning": 30, "tea": 90}
ROOMS = [Room("Yardley", make.MONDAY, HALF_HOURS, TIMES, 120), Room("Selly Oak", make.MONDAY, (0,) * 48, {}, 0)]


def test_nothing_is_palest_and_the_most_darkest() -> None:
    assert [level(value, 4.0) for value in (0, 0.5, 4.0)] == [0, 1, len(COLOURS) - 1]


def test_the_section_names_where_there_is_most_room() -> None:
    yardley, selly_oak = capacity.view(ROOMS).constituencies
    assert (yardley.best, selly_oak.best) == ("Most on Monday, tea: 1.5 h.", "")
    assert yardley.lines[0].cells == ("0.5", "1.5")
    assert "Mon 12 Jan 16:30, 1.5 h" in yardley.chart


@in_a_browser
def test_a_phone_need_not_scroll_the_page_sideways(tmp_path: Path, browser: Any) -> None:
    write_page(capacity_page(make.request(), ROOMS), tmp_path / "room.html")
    heard: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto((tmp_path / "room.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("svg.heat").count() == 2
    assert heard == []
