"""R22: two visits of one person lie neither closer together nor further apart than agreed."""

from typing import Any

from models.request import RotaRequest
from models.rules import RuleCode
from models.visits import Gap, Together
from tests.builders import MONDAY, duty, request, roster, visit, window, worker
from tests.checks.judging import broken

R22 = RuleCode.VISIT_GAPS
ALL_DAY = (window("07:00", "21:00"),)


def asked(least: int = 120, most: int | None = 240, **fields: Any) -> RotaRequest:
    """Two visits of one person with a gap; `fields` are the first's."""
    gap = Gap(after_visit_id="V1", least_minutes=least, most_minutes=most)
    return request(
        workers=(worker(), worker("W2")),
        visits=(
            visit(windows=ALL_DAY, **fields),
            visit("V2", windows=ALL_DAY, gaps=(gap,)),
        ),
    )


def judged(second: str, least: int = 120, most: int | None = 240) -> list[str]:
    """The first visit ends at 08:00; W2 makes the second."""
    worked = roster(duty(visits=[("V1", "07:30")]), duty("W2", visits=[("V2", second)]))
    return [violation.sentence for violation in broken(R22, asked(least, most), worked)]


def test_r22_binds_one_minute_too_close() -> None:
    worked = roster(duty(visits=[("V1", "07:30")]), duty("W2", visits=[("V2", "09:59")]))
    (violation,) = broken(R22, asked(), worked)
    assert violation.worker_ids == ("W1", "W2")
    assert violation.visit_ids == ("V1", "V2")
    assert violation.date == MONDAY
    assert violation.sentence == (
        "visit V2 starts Mon 12 Jan 09:59, 1 h 59 min after the end of visit V1; at least 2 h is agreed."
    )


def test_r22_binds_one_minute_too_far_apart() -> None:
    assert judged("12:01") == [
        "visit V2 starts Mon 12 Jan 12:01, 4 h 1 min after the end of visit V1; at most 4 h is agreed."
    ]


def test_r22_binds_when_the_later_visit_comes_first() -> None:
    assert judged("07:10", least=0) == [
        "visit V2 starts Mon 12 Jan 07:10, 50 min before the end of visit V1; at least 0 min is agreed."
    ]


def test_r22_binds_when_the_later_visit_follows_at_once() -> None:
    assert judged("08:00") == [
        "visit V2 starts Mon 12 Jan 08:00, 0 min after the end of visit V1; at least 2 h is agreed."
    ]


def test_r22_binds_from_the_last_end_to_the_first_start_where_two_workers_do_not_start_together() -> None:
    worked = [
        duty("W1", visits=[("V1", "07:30"), ("V2", "12:30")]),
        duty("W2", visits=[("V1", "11:00")]),
        duty("W2", day=1, visits=[("V2", "12:30")]),
    ]
    (violation,) = broken(R22, asked(workers_needed=2), roster(*worked))
    assert violation.date == MONDAY
    assert "Mon 12 Jan 12:30, 1 h after the end of visit V1; at least 2 h" in violation.sentence


def test_r22_holds_and_binds_on_independent_workers_by_the_last_end_and_the_first_start() -> None:
    made = [duty("W1", visits=[("V1", "07:10"), ("V2", "12:30")]), duty("W2", visits=[("V1", "08:00")])]
    independent = {"workers_needed": 2, "together": Together.INDEPENDENT}
    assert broken(R22, asked(most=240, **independent), roster(*made)) == []
    assert len(broken(R22, asked(most=239, **independent), roster(*made))) == 1
    assert len(broken(R22, asked(least=241, most=None, **independent), roster(*made))) == 1


def test_r22_holds_at_both_limits() -> None:
    assert judged("10:00") == []
    assert judged("12:00") == []
    assert judged("08:00", least=0) == []


def test_r22_holds_without_an_upper_limit() -> None:
    assert judged("20:00", most=None) == []


def test_r22_holds_when_either_visit_is_not_made() -> None:
    assert broken(R22, asked(), roster(duty(visits=[("V2", "07:30")]))) == []
    assert broken(R22, asked(), roster(duty(visits=[("V1", "07:30")]))) == []


def test_r22_holds_for_a_two_worker_visit_by_its_one_start() -> None:
    both = [duty(name, visits=[("V1", "07:30")]) for name in ("W1", "W2")]
    both[0] = duty(visits=[("V1", "07:30"), ("V2", "10:00")])
    assert broken(R22, asked(workers_needed=2), roster(*both)) == []
