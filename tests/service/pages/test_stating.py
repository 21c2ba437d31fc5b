"""A worker states what they wish of a week, is told what cannot be, changes it, and reads it after the deadline."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.store.tables import Role, StatedPreferences, Week, now
from tests import builders as make
from tests.chromium import in_a_browser
from tests.service.access.browsers import browser_of
from tests.service.house import House, opened_week
from tests.service.pages.conftest import AtBrowser


def stated(home: House, week_id: int) -> list[Any]:
    """What the store holds of the worker's wishes."""
    with home.store.reading() as session:
        found = session.scalar(select(StatedPreferences.preferences).where(StatedPreferences.week_id == week_id))
        return found or []


def pass_deadline(home: House, week_id: int) -> None:
    with home.store.writing() as session:
        session.get_one(Week, week_id).preferences_until = now() - timedelta(minutes=1)


@in_a_browser
def test_a_worker_states_wishes_and_changes_them(home: House, at_browser: AtBrowser) -> None:
    week_id = opened_week(home, make.request())
    worker = at_browser(Role.WORKER)
    worker.goes_to("/")
    worker.page.get_by_role("link", name="State your preferences").click()
    worker.reads("Nobody else sees it before then")
    worker.reads("2 dates you cannot work, 3 wishes to work and 3 wishes rather not to work")
    worker.presses("Add a wish")
    worker.wish(1).get_by_label("Date").select_option(label="Tue 13 January")
    worker.wish(1).get_by_label("When").select_option(label="early, 07:00 to 13:00")
    worker.wish(1).get_by_label("How much").select_option(label="very much")
    worker.presses("Add a wish")
    worker.wish(2).get_by_label("That day I").select_option(label="cannot work")
    worker.wish(2).get_by_label("When").select_option(label="a part of the day")
    worker.wish(2).get_by_role("textbox", name="From").fill("07:00")
    worker.wish(2).get_by_role("textbox", name="To").fill("09:30")
    assert not worker.wish(2).get_by_label("How much").is_visible()
    worker.presses("Save")
    worker.reads("Saved. You can still change it until")
    want, cannot = stated(home, week_id)
    assert (want["kind"], want["date"], want["pattern_id"], want["strength"]) == ("want", "2026-01-13", "early", 3)
    assert (cannot["kind"], cannot["span"]["end"][:5]) == ("cannot", "09:30")
    worker.finds_the_page_sound()
    worker.presses("Remove wish 1")
    worker.presses("Save")
    worker.reads("Saved.")
    worker.page.reload()
    assert worker.wish(1).get_by_role("textbox", name="To").input_value() == "09:30"
    assert len(stated(home, week_id)) == 1


@in_a_browser
def test_what_cannot_be_wished_is_told_beside_the_wish(home: House, on_phone: AtBrowser) -> None:
    week_id = opened_week(home, make.request())
    worker = on_phone(Role.WORKER)
    worker.goes_to(f"/weeks/{week_id}/preferences")
    for number in (1, 2, 3):
        worker.presses("Add a wish")
        worker.wish(number).get_by_label("That day I").select_option(label="cannot work")
        worker.wish(number).get_by_label("Date").select_option(index=max(0, number - 2))
    worker.presses("Save")
    assert "Wish 2: " in worker.is_told()
    assert "E8304" in worker.is_told()
    assert [worker.wish(number).evaluate("row => row.classList.contains('wrong')") for number in (1, 2)] == [
        False,
        True,
    ]
    assert stated(home, week_id) == []
    worker.presses("Remove wish 2")
    worker.presses("Save")
    worker.reads("Saved.")
    worker.finds_the_page_sound()


@in_a_browser
def test_what_another_window_changed_meanwhile_is_not_overwritten(home: House, on_phone: AtBrowser) -> None:
    week_id = opened_week(home, make.request())
    first, second = on_phone(Role.WORKER), on_phone(Role.WORKER)
    for worker in (first, second):
        worker.goes_to(f"/weeks/{week_id}/preferences")
    first.presses("Save")
    first.reads("Saved.")
    second.presses("Save")
    assert "It was changed since you read it" in second.is_told()


def test_after_the_deadline_wishes_are_read_and_no_longer_changed(small_home: House) -> None:
    week_id = opened_week(small_home, make.request())
    browser = browser_of(small_home, Role.WORKER)
    own, page = f"/api/v1/weeks/{week_id}/preferences/own", f"/weeks/{week_id}/preferences"
    wish = {"kind": "rather_not", "date": "2026-01-14", "span": {"start": "07:00", "end": "08:00"}}
    assert browser.ask("PUT", own, json={"wishes": [wish]}, headers={"If-Match": '"0"'}).status_code == 200
    assert "<form" in browser.ask("GET", page).text.partition("<main")[2]
    pass_deadline(small_home, week_id)
    text = browser.ask("GET", page).text.partition("<main")[2]
    assert "<form" not in text
    assert "Wednesday 14 January, 07:00 to 08:00: you would rather not work (a little)." in text
    assert "Your preferences" in browser.ask("GET", "/").text


def test_who_is_not_in_the_request_is_told_so(small_home: House) -> None:
    week_id = opened_week(small_home, make.request(workers=(make.worker("W2"),)))
    text = browser_of(small_home, Role.WORKER).ask("GET", f"/weeks/{week_id}/preferences").text
    assert "ask your team leader to add worker W1" in text


def test_wishes_that_no_longer_fit_are_told_as_the_page_opens(small_home: House) -> None:
    week_id = opened_week(small_home, make.request())
    with small_home.store.writing() as session:
        gone = {"kind": "want", "date": "2026-01-14", "pattern_id": "twilight", "strength": 1}
        session.add(StatedPreferences(week_id=week_id, worker_id="W1", preferences=[gone]))
    text = browser_of(small_home, Role.WORKER).ask("GET", f"/weeks/{week_id}/preferences").text
    assert "The rota request has changed since you stated this" in text
    assert '<option value="twilight" selected>' in text
