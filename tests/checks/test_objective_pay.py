"""Pay, mileage and hours in the objective, against pennies worked out by hand."""

from datetime import date, time
from typing import Any

import pytest

from models.base import Employment, StartsFrom, TravelMode
from models.clock import Horizon, at
from models.money import Prices
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Span
from models.workers import Absence, AbsenceKind, CarriedIn, Training
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, user, visit, window, worker
from tests.checks.judging import day, shift, span, term

SHORTENED = pattern("shortened", "07:00", "13:00", end_earlier_minutes=360)
SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")

# Overtime and bank pay.


def employed(**fields: Any) -> RotaRequest:
    return request(workers=(worker(**fields),), patterns=(*PATTERNS, SHORTENED))


def lasting(minutes: int, offset: int = 0) -> Duty:
    end = f"{7 + minutes // 60:02}:{minutes % 60:02}"
    return shift(SHORTENED, offset, parts=(span("07:00", end, offset),))


def test_overtime_is_the_minutes_above_contract_at_a_quarter_more_than_pay() -> None:
    # 61 minutes over at 1,233 an hour and 125%: 61 x 1233 x 125 / 6000 = 1,566.9375.
    asked = employed(contract_minutes_per_week=360, pay_pence_per_hour=1_233)
    assert term("overtime_pay", asked, duty(), lasting(61, 1)) == 1_567
    assert term("overtime_pay", asked, duty()) == 0
    assert term("overtime_pay", asked, lasting(359)) == 0


def test_overtime_rounds_each_workers_week_by_itself() -> None:
    # A minute at 1,224 an hour and 125% is 25.5 pence: 26 in each of two weeks for each of two workers.
    own = {"contract_minutes_per_week": 359, "pay_pence_per_hour": 1_224}
    asked = request(horizon=Horizon(start=MONDAY, days=14), workers=(worker(**own), worker("W2", **own)))
    worked = [duty(name, day=first) for name in ("W1", "W2") for first in (0, 7)]
    assert term("overtime_pay", asked, *worked) == 4 * 26


def test_overtime_in_one_week_is_not_made_good_by_the_next() -> None:
    asked = request(horizon=Horizon(start=MONDAY, days=14), workers=(worker(contract_minutes_per_week=360),))
    # Twelve hours in the first week, none in the second: 360 minutes at 1,200 x 125%.
    assert term("overtime_pay", asked, duty(), duty(day=1)) == 9_000


def test_leave_counts_towards_overtime() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(3), paid_minutes=60
    )
    asked = employed(contract_minutes_per_week=360).model_copy(update={"absences": (leave,)})
    assert term("overtime_pay", asked, duty()) == 1_500


def test_overtime_in_a_short_last_week_is_counted_above_the_scaled_contract() -> None:
    # 840 x 3 // 7 = 360 minutes owed in the last three days; 60 more at 1,200 x 125%.
    asked = request(
        horizon=Horizon(start=MONDAY, days=10),
        workers=(worker(contract_minutes_per_week=840),),
        patterns=(*PATTERNS, SHORTENED),
    )
    assert term("overtime_pay", asked, duty(day=7), lasting(60, 8)) == 1_500


def test_an_unpaid_break_is_not_overtime_and_a_paid_one_is() -> None:
    rest = span("10:00", "10:30")
    for paid, pence in [(False, 0), (True, 750)]:
        resting = pattern("resting", "07:00", "13:30", break_minutes=30, break_paid=paid)
        asked = request(workers=(worker(contract_minutes_per_week=360),), patterns=(resting,))
        assert term("overtime_pay", asked, shift(resting, rest_break=rest)) == pence


def test_only_the_minutes_of_an_unpaid_break_inside_the_shift_are_unpaid() -> None:
    resting = pattern("resting", "07:00", "13:30", break_minutes=30)
    asked = request(workers=(worker(contract_minutes_per_week=360),), patterns=(resting,))
    for rest, overtime in [(span("13:20", "13:50"), 20), (span("15:00", "15:30"), 30), (span("06:30", "07:10"), 20)]:
        assert term("overtime_pay", asked, shift(resting, rest_break=rest)) == overtime * 25


@pytest.mark.parametrize("employment", [Employment.BANK, Employment.AGENCY])
def test_bank_and_agency_hours_cost_their_pay_and_no_overtime(employment: Employment) -> None:
    asked = employed(employment=employment, contract_minutes_per_week=60, pay_pence_per_hour=1_233)
    # 361 minutes at 1,233 an hour: 7,418.55.
    assert term("bank_pay", asked, duty(), lasting(1, 1)) == 7_419
    assert term("overtime_pay", asked, duty(), lasting(1, 1)) == 0
    assert term("hours_balance", asked, duty()) == 0


def test_permanent_hours_are_no_bank_pay() -> None:
    assert term("bank_pay", request(), duty()) == 0


def test_bank_pay_is_for_duties_only_and_rounds_each_week_by_itself() -> None:
    # A minute at 1,230 an hour is 20.5 pence, in each of two weeks 21; leave is not the bank's to pay.
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(3), paid_minutes=60
    )
    asked = request(
        horizon=Horizon(start=MONDAY, days=14),
        workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_230),),
        patterns=(*PATTERNS, SHORTENED),
        absences=(leave,),
    )
    assert term("bank_pay", asked, lasting(1), lasting(1, 7)) == 42


@pytest.mark.parametrize(("saturday", "hours"), [(date(2026, 3, 28), 8), (date(2026, 10, 24), 10)])
def test_a_night_over_a_clock_change_is_paid_as_long_as_it_lasts(saturday: date, hours: int) -> None:
    sunday = date.fromordinal(saturday.toordinal() + 1)
    night = Duty(
        worker_id="W1",
        date=saturday,
        pattern_id="night",
        parts=(Span(start=at(saturday, time(22)), end=at(sunday, time(7))),),
    )
    asked = request(
        horizon=Horizon(start=saturday), workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_200),)
    )
    assert term("bank_pay", asked, night) == hours * 1_200


# Mileage: 1,446 metres a step of one place at 45 pence a mile of 1,609 metres: 40.44 pence; two steps 80.86.


def calling(**fields: Any) -> RotaRequest:
    return request(
        workers=(worker(**fields),),
        service_users=(user(), user("U2", place_id="P2"), user("U3", place_id="P3")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=(window("07:00", "21:00"),)) for n in (1, 2, 3)),
        patterns=(*PATTERNS, SPLIT),
        trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
    )


ROUND = [("V1", "08:00"), ("V2", "09:00"), ("V3", "10:00")]


def test_mileage_is_paid_between_visits_and_not_for_the_commute() -> None:
    assert term("mileage", calling(), duty(visits=ROUND)) == 40 + 40
    assert term("mileage", calling(), duty(visits=ROUND[:1])) == 0


def test_mileage_is_paid_to_and_from_a_base() -> None:
    # To the first person one step, between them one and one, from the third back three: 4,337 m, 121.30 pence.
    assert term("mileage", calling(starts_from=StartsFrom.BASE), duty(visits=ROUND)) == 40 + 40 + 40 + 121


def test_mileage_is_paid_to_the_base_where_the_worker_ends() -> None:
    # From the third person (P3) one step on to P4; or no leg at all where the day ends at home.
    base = {"starts_from": StartsFrom.BASE}
    assert term("mileage", calling(**base, end_place_id="P4"), duty(visits=ROUND)) == 40 + 40 + 40 + 40
    assert term("mileage", calling(**base, ends_at=StartsFrom.HOME), duty(visits=ROUND)) == 40 + 40 + 40
    assert term("mileage", calling(ends_at=StartsFrom.BASE), duty(visits=ROUND)) == 40 + 40 + 121


def test_mileage_runs_past_a_break_and_a_training_which_have_no_place() -> None:
    held = PlannedTraining(training_id="T1", start=moment("08:30"))
    paused = duty(visits=[("V1", "08:00"), ("V2", "10:00")], trainings=(held,), rest_break=span("09:00", "09:20"))
    assert term("mileage", calling(), paused) == 40


def test_mileage_begins_anew_in_each_part_of_a_split() -> None:
    parted = shift(SPLIT, visits=[("V1", "08:00"), ("V2", "09:00"), ("V3", "17:00")])
    assert term("mileage", calling(), parted) == 40
    assert term("mileage", calling(starts_from=StartsFrom.BASE), parted) == 40 + 40 + 81 + 121 + 121


@pytest.mark.parametrize("mode", [TravelMode.WALK, TravelMode.BUS])
def test_no_mileage_is_paid_on_foot_or_by_bus(mode: TravelMode) -> None:
    assert term("mileage", calling(travel_mode=mode), duty(visits=ROUND)) == 0


# Hours balance: 100 pence an hour away from zero.


@pytest.mark.parametrize(
    ("carried", "worked", "pence"),
    [
        (0, 360, 1_500),
        (0, 0, 2_100),
        (900, 360, 0),
        (930, 360, 50),
        (-900, 360, 3_000),
        (1_000, 360, 167),
    ],
)
def test_hours_away_from_balance_cost_their_price(carried: int, worked: int, pence: int) -> None:
    # The contract is 1,260 minutes a week.
    asked = request(workers=(worker(carried=CarriedIn(hours_balance_minutes=carried)),))
    assert term("hours_balance", asked, *([duty()] if worked else [])) == pence


def test_hours_balance_adds_up_over_weeks_and_counts_leave() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(4), paid_minutes=300
    )
    asked = request(
        horizon=Horizon(start=MONDAY, days=14), workers=(worker(contract_minutes_per_week=360),), absences=(leave,)
    )
    # First week 360 + 360 + 300 - 360 = 660 over, second 360 under: 300 minutes.
    assert term("hours_balance", asked, duty(), duty(day=1)) == 500


def test_hours_balance_of_a_short_last_week_is_against_the_scaled_contract() -> None:
    asked = request(horizon=Horizon(start=MONDAY, days=10), workers=(worker(contract_minutes_per_week=840),))
    # 840 owed in the first week and 840 x 3 // 7 = 360 in the last three days; 360 worked in each.
    assert term("hours_balance", asked, duty(), duty(day=7)) == 800


def test_rostered_time_is_priced_over_the_whole_roster_and_rounded_once() -> None:
    asked = request(prices=Prices(rostered_hour=90), workers=(worker(), worker("W2")), patterns=(*PATTERNS, SHORTENED))
    # 361 + 1 minutes at 90 an hour: 543 exactly, where each duty by itself would round up to 542 and 2.
    worked = [lasting(360), lasting(1, 1), lasting(1).model_copy(update={"worker_id": "W2"})]
    assert term("rostered_time", asked, *worked) == 543
    assert term("rostered_time", request(), duty()) == 0
