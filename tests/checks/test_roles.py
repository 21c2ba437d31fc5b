"""R26: one skill of its worker for each duty that covers of its date and pattern may count."""

from typing import Any

from models.cover import Cover
from models.rules import RuleCode
from tests.builders import duty, request, roster, worker
from tests.checks.judging import broken, day

R26 = RuleCode.ROLES
COVERS = tuple(
    Cover(id=skill, date=day(0), pattern_id="early", skill=skill, wanted=1, under_pence=900)
    for skill in ("hoist", "medication")
)


def judged(role: str | None, skills: tuple[str, ...] = ("hoist", "medication"), **fields: Any) -> list[str]:
    asked = request(workers=(worker(skills=skills),), visits=(), covers=COVERS)
    return [violation.sentence for violation in broken(R26, asked, roster(duty(role=role, **fields)))]


def test_r26_binds_on_a_skill_the_worker_does_not_have() -> None:
    assert judged("medication", skills=("hoist",)) == [
        "W1's duty of early on Mon 12 Jan is counted for medication; it can be counted for hoist."
    ]


def test_r26_binds_on_a_duty_counted_for_nothing_so_that_no_cover_has_too_many() -> None:
    assert judged(None) == [
        "W1's duty of early on Mon 12 Jan is not counted for any skill; it can be counted for hoist and medication."
    ]


def test_r26_binds_on_a_skill_that_no_cover_names_there() -> None:
    assert judged("hoist", day=1) == [
        "W1's duty of early on Tue 13 Jan is counted for hoist; no cover there names a skill of theirs."
    ]
    assert len(judged("driving", skills=("driving",))) == 1


def test_r26_holds_for_any_one_of_the_skills_named() -> None:
    assert judged("hoist") == []
    assert judged("medication") == []


def test_r26_holds_without_a_role_where_nothing_of_the_workers_is_named_and_at_a_post() -> None:
    assert judged(None, skills=("driving",)) == []
    assert judged(None, pattern_id="late") == []
    assert judged(None, post_id="desk") == []
