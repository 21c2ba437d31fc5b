"""A leader takes a week from a file to a published roster; others see what they may and no more."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.files import request_csv
from optimiser.metrics.registry import describe
from service.pages.versions import FIGURES
from service.store.tables import Role, RosterState, Solve, SolveState, StoredRequest, StoredRoster, Week, WeekState, now
from tests import builders as make
from tests.chromium import in_a_browser
from tests.service.access.browsers import browser_of
from tests.service.house import OWN, House, kept_roster, opened_week
from tests.service.pages.conftest import ROSTER, AtBrowser
from tests.service.pages.people import Person


@in_a_browser
def test_a_leader_takes_a_week_from_a_file_to_a_published_roster(home: House, at_browser: AtBrowser) -> None:
    leader = at_browser(Role.LEADER)
    opens_a_week(leader)
    submits(leader)
    plans_and_stops(leader)
    publishes(leader)
    with home.store.reading() as session:
        assert session.scalars(select(StoredRoster.state)).all() == [RosterState.PUBLISHED]
        assert session.scalars(select(Week.state)).all() == [WeekState.PUBLISHED]
    opens_the_week_after(leader)
    with home.store.reading() as session:
        first, second = session.scalars(select(Week).order_by(Week.id)).all()
        assert first.preference_limits["cannot_dates"] == 1
        assert (second.follows_week_id, (second.starts - first.starts).days) == (first.id, 7)


def opens_a_week(leader: Person) -> None:
    leader.goes_to("/")
    leader.page.get_by_role("link", name="Open a week").click()
    leader.finds_the_page_sound()
    leader.page.get_by_label("Preferences are taken until").fill("2026-01-09T18:00")
    file = leader.page.get_by_label("Rota request")
    csv = request_csv(make.request())
    csv["visits.csv"] = csv["visits.csv"].replace(b",30,", b",thirty,")
    csv["workers.csv"] = csv["workers.csv"].replace(b"Yardley", b"=1")
    file.set_input_files([as_file(name, content) for name, content in csv.items()])
    leader.presses("Open the week")
    assert "visits.csv, row 2, column minutes: " in leader.is_told()
    assert "workers.csv, row 2, column constituency: " in leader.is_told()
    leader.finds_the_page_sound()
    file.set_input_files([as_file("request.json", make.request().model_dump_json().encode())])
    leader.unfolds("The most a worker may state")
    leader.page.get_by_label("Dates they cannot work").fill("1")
    leader.presses("Open the week")
    leader.page.get_by_role("heading", name="12 to 18 January 2026").wait_for()


def as_file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def submits(leader: Person) -> None:
    leader.reads("0 of 1")
    leader.finds_the_page_sound()
    leader.presses("Submit")
    leader.page.get_by_role("button", name="Plan", exact=True).wait_for()
    assert leader.page.get_by_role("button", name="Submit").count() == 0


def plans_and_stops(leader: Person) -> None:
    leader.page.get_by_label("Time to plan").select_option(label="10 minutes")
    leader.finds_the_page_sound()
    leader.presses("Plan")
    leader.reads("Planning. The best checked roster so far:", seconds=60)  # its process starts, and a machine is busy
    figures = {name: leader.page.locator(f"[data-figure={name}]").inner_text() for name in ("contact", "objective")}
    assert figures == {"contact": "8.3%", "objective": "£4.50"}
    leader.finds_the_page_sound()
    leader.presses("Stop and keep the best")
    leader.reads("Solved on", seconds=60)


def publishes(leader: Person) -> None:
    version = leader.page.locator(".version")
    assert "8.3%" in version.inner_text()
    assert version.get_by_role("link", name="Report of version 1").count() == 1
    leader.unfolds("Publish version 1")
    leader.reads("Every worker whose rota is new or changed is told, once.")
    leader.finds_the_page_sound()
    leader.presses("Yes, publish version 1")
    leader.reads("; published on")


def opens_the_week_after(leader: Person) -> None:
    leader.goes_to("/weeks/new")
    form = leader.page.locator("section", has=leader.page.get_by_role("heading", name="From the week before"))
    form.get_by_label("Preferences are taken until").fill("2026-01-16T18:00")
    form.get_by_role("button").click()
    leader.page.get_by_role("heading", name="19 to 25 January 2026").wait_for()


@in_a_browser
def test_what_stands_in_the_way_of_a_plan_is_told_all_at_once(home: House, on_phone: AtBrowser) -> None:
    too_long = {"contract_minutes_per_week": 3_600, "tolerance_under_minutes": 0, "pattern_ids": ("early",)}
    workers = (make.worker("W1", **too_long), make.worker("W2", **too_long))
    week_id = opened_week(home, make.request(workers=workers))
    leader = on_phone(Role.LEADER)
    leader.goes_to(f"/weeks/{week_id}")
    leader.unfolds("Submit before the deadline")
    leader.presses("Submit")
    assert "2 problems; nothing was changed." in leader.is_told()
    leader.finds_the_page_sound()


@in_a_browser
def test_a_leader_moves_the_deadline(home: House, on_phone: AtBrowser) -> None:
    leader = on_phone(Role.LEADER)
    leader.goes_to(f"/weeks/{opened_week(home, make.request())}")
    leader.unfolds("Move the deadline")
    leader.page.get_by_label("Preferences are taken until").fill("2026-01-12T01:00")
    leader.presses("Move it")
    assert "E8204" in leader.is_told()
    leader.page.get_by_label("Preferences are taken until").fill("2026-01-11T12:30")
    leader.presses("Move it")
    leader.reads("They were taken until Sunday 11 January at 12:30.")


@in_a_browser
def test_what_stops_no_plan_is_told_before_going_on(home: House, on_phone: AtBrowser) -> None:
    hoist = make.visit(skills=("hoist",))
    week_id = opened_week(home, make.request(visits=(hoist,)), until=-timedelta(days=1))
    leader = on_phone(Role.LEADER)
    leader.goes_to(f"/weeks/{week_id}")
    leader.presses("Submit")
    leader.reads("(E3102)")
    assert not leader.page.get_by_role("button", name="Submit").is_visible()
    leader.finds_the_page_sound()
    leader.presses("Go on", role="link")
    leader.page.get_by_role("button", name="Plan", exact=True).wait_for()


def test_no_limit_of_preferences_is_offered_that_the_service_refuses(small_home: House) -> None:
    text = browser_of(small_home, Role.LEADER).ask("GET", "/weeks/new").text
    assert 'name="preference_limits.cannot_dates" data-number required min="0" max="7" value="2"' in text
    assert 'name="preference_limits.strength_points" data-number required min="0" max="300" value="9"' in text


def week_with_a_draft(home: House) -> str:
    """The address of a submitted week with a draft, straight in the store."""
    week_id = opened_week(home, make.request())
    kept_roster(home, week_id, ROSTER)
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = WeekState.SUBMITTED
    return f"/weeks/{week_id}"


@pytest.mark.parametrize(("role", "offered"), [(Role.LEADER, True), (Role.ADMINISTRATOR, True), (Role.AUDITOR, False)])
def test_only_who_may_plan_and_publish_is_offered_to(small_home: House, role: Role, offered: bool) -> None:
    text = browser_of(small_home, role).ask("GET", week_with_a_draft(small_home)).text
    assert "Version 1" in text
    assert ("/publish" in text, "/solves" in text) == (offered, offered)


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE])
def test_who_reads_no_rosters_is_refused_in_words_and_led_elsewhere(small_home: House, role: Role) -> None:
    address = week_with_a_draft(small_home)
    browser = browser_of(small_home, role)
    refused = browser.ask("GET", address)
    assert (refused.status_code, "E8102" in refused.text) == (403, True)
    assert f'href="{address}"' not in browser.ask("GET", "/").text


def test_a_time_limit_longer_than_the_operator_allows_is_not_offered(small_home: House) -> None:
    address = week_with_a_draft(small_home)
    settings = small_home.client.app.state.settings  # type: ignore[attr-defined]
    small_home.client.app.state.settings = settings.model_copy(update={"most_solve_seconds": 60})  # type: ignore[attr-defined]
    text = browser_of(small_home, Role.LEADER).ask("GET", address).text
    assert '<option value="60" selected>1 minute</option>' in text
    assert "2 minutes" not in text


def week_with_a_solve(home: House, **fields: Any) -> str:
    """The address of a submitted week with a solve, straight in the store."""
    week_id = opened_week(home, make.request())
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = WeekState.SUBMITTED
        request_id = session.scalar(select(StoredRequest.id).where(StoredRequest.week_id == week_id))
        of = {"week_id": week_id, "team_id": home.teams[OWN], "request_id": request_id, "turn": 0}
        session.add(Solve(**of, **{"options": {}, **fields}))
    return f"/weeks/{week_id}"


def test_a_plan_that_came_to_nothing_says_why_and_may_be_asked_for_again(small_home: House) -> None:
    problem = {"code": "E4001", "cause": "two rules clash", "action": "lift one"}
    address = week_with_a_solve(small_home, state=SolveState.FAILED, problems=[problem])
    text = browser_of(small_home, Role.LEADER).ask("GET", address).text
    assert "Two rules clash: lift one." in text
    assert "<button>Plan</button>" in text


@pytest.mark.parametrize(("role", "may_stop"), [(Role.LEADER, True), (Role.AUDITOR, False)])
def test_a_plan_that_waits_is_watched_by_all_and_stopped_by_who_may(
    small_home: House, role: Role, may_stop: bool
) -> None:
    address = week_with_a_solve(small_home, state=SolveState.QUEUED)
    text = browser_of(small_home, role).ask("GET", address).text
    assert "It waits for its turn." in text
    assert "data-seconds" not in text
    assert "<button>Plan</button>" not in text
    assert ("Stop and keep the best" in text) is may_stop


@pytest.mark.parametrize("ceiling", [True, False])
def test_a_ceiling_is_spoken_of_where_one_was_asked_for(small_home: House, ceiling: bool) -> None:
    address = week_with_a_solve(small_home, state=SolveState.RUNNING, options={"ceiling": ceiling}, began_at=now())
    text = browser_of(small_home, Role.LEADER).ask("GET", address).text
    assert ("data-ceiling" in text) is ceiling


def test_figures_of_a_version_are_metrics_of_the_registry_in_their_units() -> None:
    known = describe()
    assert [known[each.slug]["unit"] for each in FIGURES] == [each.unit for each in FIGURES]
