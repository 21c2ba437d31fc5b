"""R15: each post is covered by exactly one duty that is the post and nothing else."""

from typing import Any

from models.roster import Duty, PlannedTraining
from models.rules import RuleCode
from models.visits import Post
from models.workers import Training
from tests.builders import MONDAY, duty, moment, request, roster, worker
from tests.checks.judging import broken, span

R15 = RuleCode.POSTS
DESK = Post(id="desk", place_id="P2", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
ASKED = request(
    posts=(DESK,),
    workers=(worker(), worker("W2")),
    trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
)


def at_desk(worker_id: str = "W1", **fields: Any) -> Duty:
    return duty(worker_id).model_copy(update={"post_id": "desk", **fields})


def faults(*duties: Duty) -> list[str]:
    return [violation.sentence for violation in broken(R15, ASKED, roster(*duties))]


def test_r15_binds_on_a_post_nobody_covers() -> None:
    (violation,) = broken(R15, ASKED, roster(duty()))
    assert violation.worker_ids == ()
    assert violation.date == MONDAY
    assert violation.sentence == (
        "post desk, Mon 12 Jan 07:00 to Mon 12 Jan 13:00, is covered by nobody; it needs one duty."
    )


def test_r15_binds_on_a_post_covered_twice() -> None:
    (violation,) = broken(R15, ASKED, roster(at_desk(), at_desk("W2")))
    assert violation.worker_ids == ("W1", "W2")
    assert "is covered by 2 duties of W1 and W2" in violation.sentence


def test_r15_binds_one_minute_off_at_either_end() -> None:
    for start, end in [("07:01", "13:00"), ("06:59", "13:00"), ("07:00", "12:59"), ("07:00", "13:01")]:
        (sentence,) = faults(at_desk(parts=(span(start, end),)))
        assert sentence == (
            f"W1's duty covering post desk on Mon 12 Jan 07:00 runs Mon 12 Jan {start} to Mon 12 Jan {end}; "
            "the post is Mon 12 Jan 07:00 to Mon 12 Jan 13:00."
        )


def test_r15_binds_on_a_post_covered_in_two_parts() -> None:
    (sentence,) = faults(at_desk(parts=(span("07:00", "10:00"), span("11:00", "13:00"))))
    assert sentence.endswith("has 2 parts; a post is covered in one.")


def test_r15_binds_on_a_visit_or_training_in_a_posts_duty() -> None:
    with_visit = at_desk(visits=duty(visits=[("V1", "09:00")]).visits)
    (violation,) = broken(R15, ASKED, roster(with_visit))
    assert violation.visit_ids == ("V1",)
    assert violation.worker_ids == ("W1",)
    assert violation.sentence.endswith("also holds V1; a post's duty holds nothing else.")
    (sentence,) = faults(at_desk(trainings=(PlannedTraining(training_id="T1", start=moment("09:00")),)))
    assert sentence.endswith("also holds T1; a post's duty holds nothing else.")


def test_r15_holds_when_one_duty_is_the_post() -> None:
    assert faults(at_desk(), duty("W2", visits=[("V1", "08:00")])) == []


def test_r15_holds_with_a_break_in_the_posts_duty() -> None:
    assert faults(at_desk(rest_break=span("10:00", "10:20"))) == []


def test_r15_holds_where_the_worker_is_unknown_and_told_as_r00() -> None:
    assert faults(at_desk("W9")) == []
