"""Every minute of a duty is one thing, and the minutes of a worker are what payroll pays."""

from datetime import date

import pytest

from models.base import Employment, StartsFrom
from models.clock import Horizon
from models.patterns import PatternKind
from models.roster import PlannedTraining
from models.visits import Period, Together
from models.workers import Absence, AbsenceKind, Training
from optimiser.ledger import COLUMNS, ledger
from tests.builders import MONDAY, duty, moment, pattern, request, roster, user, visit, worker
from tests.ledger.helpers import PATTERNS, minutes_by_category, post, span, split_duty, stretches

TWO_USERS = (user("U1", place_id="P1"), user("U2", place_id="P2", constituency="Ladywood"))
TWO_VISITS = (visit("V1", "U1"), visit("V2", "U2"))
MORNING = duty(visits=(("V1", "08:00"), ("V2", "09:00")))


def test_a_worker_from_home_is_paid_from_the_first_minute_of_the_shift_to_the_last_and_not_for_the_commute():
    table = ledger(request(service_users=TWO_USERS, visits=TWO_VISITS), roster(MORNING))
    assert stretches(table) == [
        "07:00 handover 10",
        "07:10 wait 50",
        "08:00 contact 30",
        "08:30 travel 6",
        "08:36 wait 24",
        "09:00 contact 30",
        "09:30 wait 210",
    ]


def test_a_worker_from_a_base_is_paid_for_the_first_and_the_last_journey():
    at_base = worker(starts_from=StartsFrom.BASE)
    table = ledger(request(workers=(at_base,), service_users=TWO_USERS, visits=TWO_VISITS), roster(MORNING))
    assert stretches(table) == [
        "07:00 handover 10",
        "07:10 travel 6",
        "07:16 wait 44",
        "08:00 contact 30",
        "08:30 travel 6",
        "08:36 wait 24",
        "09:00 contact 30",
        "09:30 travel 9",
        "09:39 wait 201",
    ]


def test_a_worker_who_ends_elsewhere_is_paid_for_the_journey_there():
    # From the second visit, at P2, one step to P3; or none to home.
    ends = [
        ({"starts_from": StartsFrom.BASE, "end_place_id": "P3"}, ["07:10 travel 6", "09:30 travel 6"]),
        ({"starts_from": StartsFrom.BASE, "ends_at": StartsFrom.HOME}, ["07:10 travel 6"]),
        ({"ends_at": StartsFrom.BASE}, ["09:30 travel 9"]),
    ]
    for fields, journeys in ends:
        case = request(workers=(worker(**fields),), service_users=TWO_USERS, visits=TWO_VISITS)
        travel = [each for each in stretches(ledger(case, roster(MORNING))) if "travel" in each]
        assert [each for each in travel if not each.startswith("08:30")] == journeys


def test_each_of_two_workers_in_sequence_has_the_visit_at_their_own_time():
    both = visit(workers_needed=2, together=Together.SEQUENCE, second_least_minutes=60)
    case = request(workers=(worker(), worker("W2")), visits=(both,))
    worked = roster(duty(visits=(("V1", "08:00"),)), duty("W2", visits=(("V1", "09:30"),)))
    contact = [each for each in stretches(ledger(case, worked)) if "contact" in each]
    assert contact == ["08:00 contact 30", "09:30 contact 30"]


def test_travel_and_wait_belong_to_the_constituency_of_the_next_visit_and_what_follows_the_last_to_the_workers():
    table = ledger(request(service_users=TWO_USERS, visits=TWO_VISITS), roster(MORNING))
    rostered = table[table["start"].notna()]
    assert rostered["constituency"].tolist() == ["Yardley"] * 3 + ["Ladywood"] * 3 + ["Yardley"]
    assert rostered["visit_id"].tolist() == [None, None, "V1", None, None, "V2", None]
    assert rostered["programme"].tolist() == [None, None, "enablement", None, None, "enablement", None]


def test_a_ledger_has_its_columns_even_when_nobody_is_paid():
    table = ledger(request(workers=(worker(contract_minutes_per_week=0),)), roster())
    assert table.empty
    assert tuple(table.columns) == COLUMNS


def test_an_unpaid_break_is_in_no_category():
    table = ledger(request(), roster(duty(pattern_id="night")))
    assert minutes_by_category(table[table["start"].notna()]) == {"handover": 10, "wait": 510}
    assert "02:00 wait" not in " ".join(stretches(table))


def test_a_paid_break_is_paid_as_break():
    paid = pattern("night", "22:00", "07:00", kind=PatternKind.NIGHT, break_minutes=20, break_paid=True)
    table = ledger(request(patterns=(paid,)), roster(duty(pattern_id="night")))
    assert "02:00 break 20" in stretches(table)
    assert minutes_by_category(table[table["start"].notna()]) == {"handover": 10, "wait": 510, "break": 20}


def test_the_time_between_the_parts_of_a_split_is_the_workers_own_and_so_is_the_journey_across_it():
    case = request(patterns=PATTERNS, service_users=TWO_USERS, visits=TWO_VISITS)
    table = ledger(case, roster(split_duty(("V1", "09:00"), ("V2", "17:00"))))
    assert stretches(table) == [
        "08:00 handover 10",
        "08:10 wait 50",
        "09:00 contact 30",
        "09:30 wait 90",
        "16:00 wait 60",
        "17:00 contact 30",
        "17:30 wait 90",
    ]


def test_the_journey_around_a_training_is_made_in_one_piece_in_the_first_gap_that_holds_it():
    session = Training(id="T1", worker_id="W1", minutes=60, first_date=MONDAY, last_date=MONDAY)
    case = request(service_users=TWO_USERS, visits=TWO_VISITS, trainings=(session,))
    held = PlannedTraining(training_id="T1", start=moment("08:35"))
    table = ledger(case, roster(duty(visits=(("V1", "08:00"), ("V2", "09:45")), trainings=(held,))))
    assert stretches(table)[3:7] == ["08:30 wait 5", "08:35 training 60", "09:35 travel 6", "09:41 wait 4"]
    assert table.loc[table["category"] == "training", "training_id"].tolist() == ["T1"]


def test_two_workers_at_one_visit_are_both_in_contact():
    both = (visit(workers_needed=2),)
    case = request(workers=(worker("W1"), worker("W2")), visits=both)
    table = ledger(case, roster(duty("W1", visits=(("V1", "08:00"),)), duty("W2", visits=(("V1", "08:00"),))))
    assert minutes_by_category(table)["contact"] == 60


def test_a_post_is_standby_without_handover_and_belongs_to_the_posts_constituency_and_programme():
    table = ledger(
        request(posts=(post(),)), roster(duty(pattern_id="late", post_id="desk", rest_break=span("18:00", "18:20")))
    )
    rostered = table[table["start"].notna()]
    assert stretches(table) == ["15:00 standby 180", "18:20 standby 160"]
    assert set(rostered["constituency"]) == {"Ladywood"}
    assert set(rostered["programme"]) == {"out of hours"}


def test_an_absence_is_spread_over_its_dates_and_only_those_in_the_horizon_are_paid_here():
    first = date.fromordinal(MONDAY.toordinal() - 1)
    away = Absence(
        id="A1",
        worker_id="W1",
        kind=AbsenceKind.LEAVE,
        first_date=first,
        last_date=date.fromordinal(MONDAY.toordinal() + 1),
        paid_minutes=500,
    )
    table = ledger(request(absences=(away,)), roster())
    absent = table[table["category"] == "absence"]
    assert absent["minutes"].tolist() == [167, 166]
    assert minutes_by_category(table) == {"absence": 333, "unrostered": 1_260 - 333}


def test_contracted_minutes_nobody_rostered_are_owed_each_week_and_a_short_last_week_owes_its_share():
    case = request(horizon=Horizon(start=MONDAY, days=10))
    table = ledger(case, roster(duty(day=0), duty(day=8)))
    owed = table[table["category"] == "unrostered"]
    assert owed["minutes"].tolist() == [1_260 - 360, 540 - 360]
    assert [day.day for day in owed["date"]] == [12, 19]


def test_a_bank_worker_without_contract_is_paid_for_duties_only():
    bank = worker(employment=Employment.BANK, contract_minutes_per_week=0)
    table = ledger(request(workers=(bank,)), roster(duty()))
    assert table["minutes"].sum() == 360
    assert set(table["employment"]) == {"bank"}


def test_a_night_duty_is_night_but_a_visit_keeps_its_own_label_and_the_way_to_it_too():
    case = request(visits=(visit(period=Period.NIGHT),))
    table = ledger(case, roster(duty(visits=(("V1", "08:00"),)), duty(day=1, pattern_id="night")))
    monday = table[(table["date"] == MONDAY) & table["start"].notna()]
    assert monday["period"].tolist() == ["day", "night", "night", "day"]
    assert set(table.loc[table["pattern_id"] == "night", "period"]) == {"night"}


@pytest.mark.parametrize(("hours", "period"), [(("20:00", "02:00"), "night"), (("19:00", "01:59"), "day")])
def test_three_hours_of_night_time_make_a_duty_a_night_duty(hours, period):
    long_evening = pattern("early", *hours)
    start, end = long_evening.parts_on(MONDAY)[0]
    evening = duty().model_copy(
        update={"parts": (span("20:00", "20:01").model_copy(update={"start": start, "end": end}),)}
    )
    table = ledger(request(patterns=(long_evening,)), roster(evening))
    assert set(table.loc[table["start"].notna(), "period"]) == {period}
