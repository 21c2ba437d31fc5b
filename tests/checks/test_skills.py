"""R18: each worker at a visit or post has every skill it needs."""

from models.rules import RuleCode
from models.visits import Post
from tests.builders import MONDAY, duty, moment, request, roster, visit, worker
from tests.checks.judging import broken

R18 = RuleCode.SKILLS
VISIT = visit(skills=("hoist", "medication"), workers_needed=2)
DESK = Post(
    id="desk", place_id="P2", constituency="Yardley", start=moment("07:00"), end=moment("13:00"), skills=("telephone",)
)
BOTH = ("medication", "hoist", "telephone")


def test_r18_binds_on_each_skill_missing() -> None:
    (violation,) = broken(R18, request(visits=(VISIT,)), roster(duty(visits=[("V1", "08:00")])))
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1 makes visit V1 without the skill hoist and medication."


def test_r18_binds_on_the_second_worker_when_only_the_first_is_skilled() -> None:
    asked = request(visits=(VISIT,), workers=(worker(skills=BOTH), worker("W2", skills=("hoist",))))
    both = [duty(name, visits=[("V1", "08:00")]) for name in ("W1", "W2")]
    assert [each.sentence for each in broken(R18, asked, roster(*both))] == [
        "W2 makes visit V1 without the skill medication."
    ]


def test_r18_binds_on_a_post() -> None:
    covering = duty().model_copy(update={"post_id": "desk"})
    (violation,) = broken(R18, request(posts=(DESK,)), roster(covering))
    assert violation.sentence == "W1 covers post desk without the skill telephone."


def test_r18_holds_when_every_worker_has_every_skill() -> None:
    asked = request(visits=(VISIT,), posts=(DESK,), workers=(worker(skills=BOTH), worker("W2", skills=BOTH)))
    worked = [duty(name, visits=[("V1", "08:00")]) for name in ("W1", "W2")]
    worked.append(duty("W1").model_copy(update={"post_id": "desk"}))
    assert broken(R18, asked, roster(*worked)) == []


def test_r18_holds_when_nothing_is_needed() -> None:
    assert broken(R18, request(), roster(duty(visits=[("V1", "08:00")]))) == []
