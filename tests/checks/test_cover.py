"""R25: as many duties as a cover must have."""

from typing import Any

from models.cover import Cover
from models.rules import RuleCode
from tests.builders import duty, request, roster, worker
from tests.checks.judging import broken, day, term

R25 = RuleCode.COVER


def cover(**fields: Any) -> Cover:
    """At least one early duty on Monday, two wanted."""
    own = {"id": "C1", "date": day(0), "pattern_id": "early", "wanted": 2, "least": 1, "under_pence": 900}
    return Cover(**{**own, **fields})


def asked(*covers: Cover) -> Any:
    crew = (worker(skills=("hoist", "medication")), worker("W2", skills=("hoist",)), worker("W3"))
    return request(workers=crew, visits=(), covers=covers)


def judged(*duties: Any, **fields: Any) -> list[str]:
    return [violation.sentence for violation in broken(R25, asked(cover(**fields)), roster(*duties))]


def test_r25_binds_where_nobody_begins_the_duty_there_must_be() -> None:
    (violation,) = broken(R25, asked(cover()), roster(duty(day=1), duty(pattern_id="late")))
    assert violation.date == day(0)
    assert violation.sentence == "cover C1 has 0 duties of early on Mon 12 Jan; 1 is the least."


def test_r25_binds_where_the_duties_are_counted_for_another_skill() -> None:
    counted = duty(role="hoist")
    assert judged(counted, skill="medication") == [
        "cover C1 has 0 duties of early counted for medication on Mon 12 Jan; 1 is the least."
    ]


def test_r25_binds_where_a_duty_covers_a_post_elsewhere() -> None:
    assert len(judged(duty(post_id="desk"))) == 1


def test_r25_holds_with_the_least_though_more_are_wanted() -> None:
    assert judged(duty()) == []
    assert judged(duty(role="hoist"), duty("W2", role="hoist"), skill="hoist", least=2) == []


def test_r25_holds_for_a_cover_without_skill_whatever_its_duties_are_counted_for() -> None:
    assert judged(duty(role="hoist"), duty("W3"), least=2) == []


def test_r25_holds_below_what_is_wanted_at_the_price_of_each_duty_lacking_or_too_many() -> None:
    request_ = asked(cover(wanted=2, least=0, under_pence=900, over_pence=70))
    duties = [duty("W1"), duty("W2"), duty("W3")]
    assert [term("under_cover", request_, *duties[:number]) for number in range(4)] == [1_800, 900, 0, 0]
    assert [term("over_cover", request_, *duties[:number]) for number in range(4)] == [0, 0, 0, 70]
