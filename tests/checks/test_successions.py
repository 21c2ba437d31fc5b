"""R27: patterns that must not follow one another on consecutive dates."""

from models.rules import RuleCode, Rules, Succession
from models.workers import CarriedIn
from tests.builders import duty, request, roster, worker
from tests.checks.judging import broken, day

R27 = RuleCode.SUCCESSIONS
LATE_THEN_EARLY = Rules(forbidden_successions=(Succession(pattern_id="late", next_pattern_id="early"),))


def judged(*worked: tuple[int, str], carried: CarriedIn | None = None) -> list[str]:
    asked = request(workers=(worker(carried=carried or CarriedIn()),), visits=(), rules=LATE_THEN_EARLY)
    duties = [duty(day=number, pattern_id=pattern_id) for number, pattern_id in worked]
    return [violation.sentence for violation in broken(R27, asked, roster(*duties))]


def test_r27_binds_on_an_early_the_date_after_a_late() -> None:
    asked = request(visits=(), rules=LATE_THEN_EARLY)
    (violation,) = broken(R27, asked, roster(duty(pattern_id="late"), duty(day=1)))
    assert violation.date == day(1)
    assert violation.worker_ids == ("W1",)
    assert violation.sentence == "W1 has early on Tue 13 Jan, the date after late: forbidden."


def test_r27_binds_on_the_first_date_after_a_late_carried_in() -> None:
    late = CarriedIn(consecutive_days_worked=1, last_pattern_id="late", same_pattern_days=1)
    assert len(judged((0, "early"), carried=late)) == 1


def test_r27_holds_the_other_way_round_after_a_day_off_and_for_another_worker() -> None:
    assert judged((0, "early"), (1, "late")) == []
    assert judged((0, "late"), (2, "early")) == []
    asked = request(workers=(worker(), worker("W2")), visits=(), rules=LATE_THEN_EARLY)
    assert broken(R27, asked, roster(duty(pattern_id="late"), duty("W2", day=1))) == []
