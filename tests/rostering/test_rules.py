"""Each rule of rostering alone: one case in which it binds, one next to it in which it holds."""

from datetime import date, time

from models.clock import Horizon, at
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.rules import RuleCode, Rules, WeeklyRest
from models.visits import Post
from models.wishes import Pin, PinKind
from models.workers import Absence, AbsenceKind, CarriedIn
from tests.builders import PATTERNS, moment, pattern, request, visit, window, worker
from tests.rostering.shifts_by_hand import day, keeps, shift

FORTNIGHT = Horizon(start=day(0), days=14)
SPLIT = ShiftPattern(
    id="split",
    kind=PatternKind.SPLIT,
    parts=(ClockSpan(start=time(7), end=time(11)), ClockSpan(start=time(16), end=time(20))),
)


def test_r01_binds_when_two_duties_begin_on_one_date() -> None:
    own = request()
    assert not keeps(own, RuleCode.ONE_DUTY_A_DAY, shift(own, 0), shift(own, 0, "late"))


def test_r01_binds_when_a_night_runs_into_the_next_early() -> None:
    own = request(patterns=(*PATTERNS, pattern("dawn", "06:00", "12:00")))
    assert not keeps(own, RuleCode.ONE_DUTY_A_DAY, shift(own, 0, "night"), shift(own, 1, "dawn"))


def test_r01_holds_when_an_early_begins_as_the_night_ends() -> None:
    own = request()
    assert keeps(own, RuleCode.ONE_DUTY_A_DAY, shift(own, 0, "night"), shift(own, 1, "early"))


def test_r05_binds_when_a_pinned_duty_is_missing() -> None:
    own = request(pins=(Pin(id="P1", kind=PinKind.DUTY, worker_id="W1", date=day(1)),))
    assert not keeps(own, RuleCode.PINS, shift(own, 0))


def test_r05_binds_when_the_pinned_duty_is_of_another_pattern() -> None:
    own = request(pins=(Pin(id="P1", kind=PinKind.DUTY, worker_id="W1", date=day(1), pattern_id="late"),))
    assert not keeps(own, RuleCode.PINS, shift(own, 1, "early"))


def test_r05_binds_on_a_pinned_day_off() -> None:
    own = request(pins=(Pin(id="P1", kind=PinKind.DAY_OFF, worker_id="W1", date=day(1)),))
    assert not keeps(own, RuleCode.PINS, shift(own, 1))


def test_r05_holds_when_the_pinned_duty_is_worked_as_pinned() -> None:
    own = request(pins=(Pin(id="P1", kind=PinKind.DUTY, worker_id="W1", date=day(1), pattern_id="late"),))
    assert keeps(own, RuleCode.PINS, shift(own, 1, "late"))


def test_r05_binds_when_whoever_is_pinned_to_a_visit_has_no_shift_then() -> None:
    own = request(pins=(Pin(id="P1", kind=PinKind.VISIT, worker_id="W1", visit_id="V1"),))
    assert not keeps(own, RuleCode.PINS, shift(own, 0, "late"))


def test_r05_binds_when_a_pinned_visit_would_lie_in_the_handover() -> None:
    morning = visit(windows=(window("07:00", "07:09"),))
    own = request(visits=(morning,), pins=(Pin(id="P1", kind=PinKind.VISIT, worker_id="W1", visit_id="V1"),))
    assert not keeps(own, RuleCode.PINS, shift(own, 0))


def test_r05_holds_when_the_shift_can_hold_the_pinned_visit() -> None:
    pin = Pin(id="P1", kind=PinKind.VISIT, worker_id="W1", visit_id="V1", start=moment("08:30"))
    own = request(pins=(pin,))
    assert keeps(own, RuleCode.PINS, shift(own, 0))


def test_r06_binds_a_minute_above_the_tolerance() -> None:
    own = request(workers=(worker(contract_minutes_per_week=700, tolerance_over_minutes=19),))
    assert not keeps(own, RuleCode.CONTRACT_HOURS, shift(own, 0), shift(own, 1))


def test_r06_binds_a_minute_below_the_tolerance() -> None:
    own = request(workers=(worker(contract_minutes_per_week=800, tolerance_under_minutes=79),))
    assert not keeps(own, RuleCode.CONTRACT_HOURS, shift(own, 0), shift(own, 1))


def test_r06_holds_at_either_edge_of_the_tolerance() -> None:
    for contract in (700, 740):
        terms = {"tolerance_under_minutes": 20, "tolerance_over_minutes": 20, "contract_minutes_per_week": contract}
        own = request(workers=(worker(**terms),))
        assert keeps(own, RuleCode.CONTRACT_HOURS, shift(own, 0), shift(own, 1))


def test_r06_counts_paid_absence_towards_the_contract() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(4), last_date=day(6), paid_minutes=361
    )
    own = request(
        workers=(worker(contract_minutes_per_week=720, tolerance_over_minutes=0, tolerance_under_minutes=60),),
        absences=(leave,),
    )
    assert not keeps(own, RuleCode.CONTRACT_HOURS, shift(own, 0))
    assert keeps(
        request(workers=own.workers, absences=(leave.model_copy(update={"paid_minutes": 360}),)),
        RuleCode.CONTRACT_HOURS,
        shift(own, 0),
    )


def test_r06_leaves_the_unpaid_break_of_the_longer_shifts_out() -> None:
    long = pattern("long", "07:00", "13:30", end_earlier_minutes=60)
    own = request(
        patterns=(long,),
        workers=(worker(pattern_ids=("long",), contract_minutes_per_week=370, tolerance_over_minutes=0),),
    )
    assert keeps(own, RuleCode.CONTRACT_HOURS, shift(own, 0, "long"))


def test_r07_binds_when_a_late_is_followed_too_soon() -> None:
    own = request(patterns=(*PATTERNS, pattern("dawn", "07:59", "13:00")))
    assert not keeps(own, RuleCode.DAILY_REST, shift(own, 0, "late"), shift(own, 1, "dawn"))


def test_r07_holds_at_eleven_hours() -> None:
    own = request(patterns=(*PATTERNS, pattern("dawn", "08:00", "13:00")))
    assert keeps(own, RuleCode.DAILY_REST, shift(own, 0, "late"), shift(own, 1, "dawn"))


def test_r07_binds_from_a_night_to_the_late_of_the_day_it_ends() -> None:
    own = request(rules=Rules(daily_rest_minutes=481))
    assert not keeps(own, RuleCode.DAILY_REST, shift(own, 0, "night"), shift(own, 1, "late"))
    enough = request(rules=Rules(daily_rest_minutes=480))
    assert keeps(enough, RuleCode.DAILY_REST, shift(own, 0, "night"), shift(own, 1, "late"))


def test_r07_binds_from_the_last_duty_before_the_horizon() -> None:
    late = worker(carried=CarriedIn(last_duty_end=moment("20:01", -1)))
    assert not keeps(request(workers=(late,)), RuleCode.DAILY_REST, shift(request(), 0))


def test_r07_holds_when_the_last_duty_before_the_horizon_is_long_enough_ago() -> None:
    late = worker(carried=CarriedIn(last_duty_end=moment("20:00", -1)))
    assert keeps(request(workers=(late,)), RuleCode.DAILY_REST, shift(request(), 0))


def test_r08_binds_when_no_day_of_the_week_is_free() -> None:
    own = request()
    assert not keeps(own, RuleCode.WEEKLY_REST, *(shift(own, number) for number in range(7)))


def test_r08_holds_with_one_day_off() -> None:
    own = request()
    assert keeps(own, RuleCode.WEEKLY_REST, *(shift(own, number) for number in range(6)))


def test_r08_binds_when_the_night_before_shortens_the_only_day_off() -> None:
    own = request(patterns=(*PATTERNS, pattern("dawn", "06:59", "13:00")))
    nights = [shift(own, number, "night") for number in range(5)]
    assert not keeps(own, RuleCode.WEEKLY_REST, *nights, shift(own, 6, "dawn"))
    assert keeps(own, RuleCode.WEEKLY_REST, *nights, shift(own, 6, "early"))


def test_r08_binds_when_the_last_duty_before_the_horizon_runs_into_the_day_off() -> None:
    late = worker(carried=CarriedIn(last_duty_end=moment("00:01")))
    own = request(workers=(late,), patterns=(pattern("evening", "00:00", "06:00"),))
    worked = [shift(own, number, "evening") for number in range(1, 7)]
    assert not keeps(own, RuleCode.WEEKLY_REST, *worked)
    assert keeps(request(patterns=own.patterns), RuleCode.WEEKLY_REST, *worked)


def test_r08_asks_for_a_day_off_only_where_r12_asks_for_it_too() -> None:
    for most in (6, 7):
        own = request(rules=Rules(most_consecutive_days=most))
        worked = [shift(own, number) for number in range(4)] + [shift(own, number, "late") for number in range(4, 7)]
        assert (
            keeps(own, RuleCode.WEEKLY_REST, *worked) == keeps(own, RuleCode.CONSECUTIVE_DAYS, *worked) == (most == 7)
        )


def test_r08_binds_on_a_day_off_that_the_clock_change_shortens() -> None:
    spring = Horizon(start=date(2026, 3, 23), days=7)
    patterns = (pattern("late", "18:00", "00:00", kind=PatternKind.LATE),)
    changing, ordinary = request(horizon=spring, patterns=patterns), request(patterns=patterns)
    assert not keeps(changing, RuleCode.WEEKLY_REST, *(shift(changing, number, "late") for number in range(6)))
    assert keeps(ordinary, RuleCode.WEEKLY_REST, *(shift(ordinary, number, "late") for number in range(6)))


def test_r08_binds_without_48_free_hours_in_14_days() -> None:
    own = request(horizon=FORTNIGHT, rules=Rules(weekly_rest=WeeklyRest.TWO_IN_FOURTEEN_DAYS))
    assert not keeps(own, RuleCode.WEEKLY_REST, *(shift(own, number) for number in range(13)))


def test_r08_holds_with_two_days_off_in_one_week_of_fourteen_days() -> None:
    own = request(horizon=FORTNIGHT, rules=Rules(weekly_rest=WeeklyRest.TWO_IN_FOURTEEN_DAYS))
    assert keeps(own, RuleCode.WEEKLY_REST, *(shift(own, number) for number in range(14) if number not in (2, 9)))
    assert keeps(own, RuleCode.WEEKLY_REST, *(shift(own, number) for number in range(14) if number not in (2, 3)))


def test_r09_binds_when_the_weeks_before_were_long() -> None:
    long = worker(carried=CarriedIn(worked_minutes_by_week=(2_880,) * 15 + (5_041,)))
    own = request(workers=(long,))
    assert not keeps(own, RuleCode.AVERAGE_WEEK, *(shift(own, number) for number in (0, 1)))


def test_r09_holds_at_48_hours_on_average_and_for_whoever_opted_out() -> None:
    carried = CarriedIn(worked_minutes_by_week=(2_880,) * 15 + (5_040,))
    own = request(workers=(worker(carried=carried),))
    assert keeps(own, RuleCode.AVERAGE_WEEK, *(shift(own, number) for number in (0, 1)))
    free = request(workers=(worker(carried=carried, opted_out_of_48_hours=True),))
    assert keeps(free, RuleCode.AVERAGE_WEEK, *(shift(own, number) for number in range(6)))


def test_r10_binds_for_night_workers_even_when_opted_out() -> None:
    carried = CarriedIn(worked_minutes_by_week=(5_000,))
    own = request(workers=(worker(carried=carried, opted_out_of_48_hours=True),))
    assert not keeps(own, RuleCode.NIGHT_AVERAGE, shift(own, 0, "night"), shift(own, 2))


def test_r10_holds_without_a_night_and_within_the_average() -> None:
    carried = CarriedIn(worked_minutes_by_week=(5_000,))
    own = request(workers=(worker(carried=carried, opted_out_of_48_hours=True),))
    assert keeps(own, RuleCode.NIGHT_AVERAGE, shift(own, 0, "late"), shift(own, 2), shift(own, 3))
    assert keeps(own, RuleCode.NIGHT_AVERAGE, shift(own, 0, "night"))


def test_r12_binds_on_the_day_after_the_longest_run() -> None:
    own = request(rules=Rules(most_consecutive_days=3))
    assert not keeps(own, RuleCode.CONSECUTIVE_DAYS, *(shift(own, number) for number in (2, 3, 4, 5)))


def test_r12_holds_for_the_longest_run() -> None:
    own = request(rules=Rules(most_consecutive_days=3))
    assert keeps(own, RuleCode.CONSECUTIVE_DAYS, *(shift(own, number) for number in (0, 1, 2, 4, 5, 6)))


def test_r12_counts_the_run_carried_in() -> None:
    tired = worker(carried=CarriedIn(consecutive_days_worked=2))
    own = request(workers=(tired,), rules=Rules(most_consecutive_days=3))
    assert not keeps(own, RuleCode.CONSECUTIVE_DAYS, shift(own, 0), shift(own, 1))
    assert keeps(own, RuleCode.CONSECUTIVE_DAYS, shift(own, 0), shift(own, 2), shift(own, 3), shift(own, 4))


def test_r13_binds_on_the_third_split_of_a_week() -> None:
    own = request(patterns=(*PATTERNS, SPLIT))
    assert not keeps(own, RuleCode.SPLIT_DUTIES, *(shift(own, number, "split") for number in (0, 2, 4)))


def test_r13_holds_for_two_splits_in_each_week() -> None:
    own = request(patterns=(*PATTERNS, SPLIT), horizon=FORTNIGHT)
    assert keeps(own, RuleCode.SPLIT_DUTIES, *(shift(own, number, "split") for number in (4, 6, 7, 9)))


def test_r14_binds_on_the_second_weekend_in_a_row() -> None:
    own = request(horizon=FORTNIGHT)
    assert not keeps(own, RuleCode.WEEKENDS, shift(own, 5), shift(own, 13))


def test_r14_holds_for_both_days_of_one_weekend() -> None:
    own = request(horizon=FORTNIGHT)
    assert keeps(own, RuleCode.WEEKENDS, shift(own, 5), shift(own, 6), shift(own, 11))


def test_r14_counts_the_weekends_carried_in() -> None:
    own = request(workers=(worker(carried=CarriedIn(weekends_worked_in_a_row=1)),))
    assert not keeps(own, RuleCode.WEEKENDS, shift(own, 6))
    assert keeps(own, RuleCode.WEEKENDS, shift(own, 4))


POST = Post(id="desk", place_id="P0", constituency="Yardley", start=at(day(0), time(7)), end=at(day(0), time(13)))


def test_r15_binds_on_a_post_without_a_duty() -> None:
    own = request(posts=(POST,))
    assert not keeps(own, RuleCode.POSTS, shift(own, 0))


def test_r15_binds_on_a_post_with_two_duties() -> None:
    own = request(posts=(POST,), workers=(worker("W1"), worker("W2")))
    both = [shift(own, 0, worker_id=worker_id, post_id="desk") for worker_id in ("W1", "W2")]
    assert not keeps(own, RuleCode.POSTS, *both)


def test_r15_holds_on_a_post_with_one_duty() -> None:
    own = request(posts=(POST,), workers=(worker("W1"), worker("W2")))
    duties = [shift(own, 0, post_id="desk"), shift(own, 0, worker_id="W2")]
    assert keeps(own, RuleCode.POSTS, *duties)
