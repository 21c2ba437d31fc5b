"""A worker's calendar shows their duties in London time and says nothing about anybody by name."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from models.clock import Horizon, at, span_on
from models.roster import Duty, PlannedTraining, Span
from models.visits import Together
from service.calendars import calendar, file_names, write_calendars
from tests import builders as make


def events(request, *duties: Duty):
    return Calendar.from_ical(calendar(request, "W1", duties).to_ical()).walk("VEVENT")


def test_a_duty_is_an_event_at_london_time() -> None:
    (event,) = events(make.request(), make.duty(visits=[("V1", "08:00")]))
    assert event["dtstart"].dt.isoformat() == "2026-01-12T07:00:00+00:00"
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtend"].dt.isoformat() == "2026-01-12T13:00:00+00:00"


def test_a_visit_is_named_by_id_and_place_id_only() -> None:
    (event,) = events(make.request(), make.duty(visits=[("V1", "08:00")]))
    assert event["description"] == "08:00 visit V1 at P1, 30 minutes"


@pytest.mark.parametrize(
    ("together", "words"),
    [
        (Together.SIMULTANEOUS, "two workers"),
        (Together.SEQUENCE, "two workers, one after the other"),
        (Together.INDEPENDENT, "two workers, each at their own time"),
    ],
)
def test_a_visit_by_two_says_how_they_start(together: Together, words: str) -> None:
    asked = make.request(visits=(make.visit(workers_needed=2, together=together),))
    (event,) = events(asked, make.duty(visits=[("V1", "08:00")]))
    assert event["description"] == f"08:00 visit V1 at P1, 30 minutes, {words}"


def test_break_and_supervision_stand_between_the_visits_in_order_of_time() -> None:
    duty = make.duty(
        visits=[("V1", "08:00")],
        trainings=(PlannedTraining(training_id="T1", start=make.moment("09:00")),),
        rest_break=Span(start=make.moment("10:00"), end=make.moment("10:20")),
    )
    (event,) = events(make.request(), duty)
    assert [line[:5] for line in event["description"].splitlines()] == ["08:00", "09:00", "10:00"]


def test_each_part_of_a_split_duty_is_an_event_with_its_own_visits() -> None:
    parts = tuple(Span(start=make.moment(a), end=make.moment(b)) for a, b in (("07:00", "10:00"), ("16:00", "20:00")))
    duty = Duty(worker_id="W1", date=make.MONDAY, pattern_id="early", parts=parts)
    request = make.request(visits=(make.visit("V1"), make.visit("V2")))
    duty = duty.model_copy(update={"visits": make.duty(visits=[("V1", "08:00"), ("V2", "17:00")]).visits})
    first, second = events(request, duty)
    assert ("V1" in first["description"], "V2" in first["description"]) == (True, False)
    assert ("V1" in second["description"], "V2" in second["description"]) == (False, True)
    assert first["uid"] != second["uid"]


@pytest.mark.parametrize(("night", "hours"), [(date(2026, 3, 28), 8), (date(2026, 10, 24), 10)])
def test_a_night_across_a_clock_change_keeps_its_real_length(night: date, hours: int) -> None:
    request = make.request(horizon=Horizon(start=night, days=7))
    start, end = span_on(night, make.PATTERNS[2].parts[0].start, make.PATTERNS[2].parts[0].end)
    duty = Duty(worker_id="W1", date=night, pattern_id="night", parts=(Span(start=start, end=end),))
    (event,) = events(request, duty)
    assert event["dtend"].dt.timestamp() - event["dtstart"].dt.timestamp() == hours * 3600


def test_a_time_that_london_clocks_show_twice_is_given_in_utc() -> None:
    night = date(2026, 10, 24)
    end = at(date(2026, 10, 25), make.PATTERNS[2].parts[0].end)
    twice = end.replace(hour=1, minute=30)
    duty = Duty(worker_id="W1", date=night, pattern_id="night", parts=(Span(start=twice, end=end),))
    text = calendar(make.request(horizon=Horizon(start=night, days=7)), "W1", [duty]).to_ical().decode()
    assert "DTSTART:20261025T013000Z" in text


def test_the_same_roster_gives_the_same_bytes() -> None:
    request, duty = make.request(), make.duty(visits=[("V1", "08:00")])
    assert calendar(request, "W1", [duty]).to_ical() == calendar(request, "W1", [duty]).to_ical()


def test_every_worker_has_a_calendar_whether_on_duty_or_not(tmp_path: Path) -> None:
    request = make.request(workers=(make.worker("W1"), make.worker("W2")))
    write_calendars(request, make.roster(make.duty()), tmp_path / "calendars")
    assert {path.name for path in (tmp_path / "calendars").iterdir()} == {"W1.ics", "W2.ics"}


def test_ids_that_no_file_may_be_called_still_give_different_files() -> None:
    names = file_names(["A/1", "A:1", "a_1", "B.."])
    assert names == {"A/1": "A_1.ics", "A:1": "A_1_2.ics", "a_1": "a_1_3.ics", "B..": "B...ics"}
