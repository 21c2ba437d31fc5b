"""R10: a night worker averages at most eight hours a working day, six days a week."""

from models.clock import Horizon
from models.request import RotaRequest
from models.rules import RuleCode, Rules
from models.workers import CarriedIn
from tests.builders import MONDAY, PATTERNS, pattern, request, roster, worker
from tests.checks.judging import broken, shift, span

R10 = RuleCode.NIGHT_AVERAGE
WAKING = pattern("waking", "21:00", "07:00", kind="night", start_later_minutes=600)
LONG_DAY = pattern("long day", "08:00", "18:00", kind="long")
RULES = Rules(break_minutes=0)


def asked(history: tuple[int, ...] = (), days: int = 7, opted_out: bool = True) -> RotaRequest:
    carried = CarriedIn(worked_minutes_by_week=history)
    return request(
        horizon=Horizon(start=MONDAY, days=days),
        patterns=(*PATTERNS, WAKING, LONG_DAY),
        workers=(worker(carried=carried, opted_out_of_48_hours=opted_out, night_volunteer=True),),
        rules=RULES,
    )


def nights(minutes_of_the_fifth: int) -> list[object]:
    """Four waking nights of ten hours and a fifth that starts late enough to last the minutes given."""
    clock = (24 + 7) * 60 - minutes_of_the_fifth
    start = f"{clock // 60 % 24:02}:{clock % 60:02}"
    fifth = shift(WAKING, 4, parts=(span(start, "07:00", 4 if clock < 1_440 else 5, 5),))
    return [*(shift(WAKING, each) for each in range(4)), fifth]


def test_r10_binds_one_minute_above_six_times_eight_hours_even_when_opted_out() -> None:
    (violation,) = broken(R10, asked(), roster(*nights(481)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 works nights and averages 48 h 1 min a week over 1 week to Sun 18 Jan; the limit for night workers is 48 h."
    )


def test_r10_holds_at_exactly_six_times_eight_hours() -> None:
    assert broken(R10, asked(), roster(*nights(480))) == []


def test_r10_holds_when_a_lighter_history_is_averaged_in() -> None:
    assert broken(R10, asked((2_820,)), roster(*nights(540))) == []
    assert len(broken(R10, asked((2_821,)), roster(*nights(540)))) == 1


def test_r10_holds_for_the_same_hours_by_day() -> None:
    by_day = [shift(LONG_DAY, each) for each in range(6)]
    assert broken(R10, asked(), roster(*by_day)) == []


def test_r10_binds_on_heavy_days_in_one_week_with_a_night_in_another() -> None:
    by_day = [shift(LONG_DAY, each) for each in range(6)]
    violations = broken(R10, asked(days=14), roster(*by_day, shift(WAKING, 9)))
    assert [violation.date for violation in violations] == [MONDAY]


def test_r10_holds_under_a_higher_agreed_average() -> None:
    agreed = asked().model_copy(update={"rules": RULES.model_copy(update={"night_average_minutes": 481})})
    assert broken(R10, agreed, roster(*nights(486))) == []
    assert len(broken(R10, agreed, roster(*nights(487)))) == 1
