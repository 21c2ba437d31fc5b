"""R00: the roster names only what the request holds."""

from models.roster import PlannedTraining, Roster, Unserved
from models.rules import RuleCode
from models.workers import Training
from optimiser.checks import check
from tests.builders import MONDAY, duty, moment, request, roster
from tests.checks.judging import broken


def training() -> Training:
    return Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY)


def test_r00_binds_on_an_unknown_worker() -> None:
    (violation,) = check(request(), roster(duty("W9", visits=[("V1", "08:00")])))
    assert violation.code == "R00"
    assert violation.worker_ids == ("W9",)
    assert violation.date == MONDAY
    assert violation.sentence == "W9's duty on Mon 12 Jan is for worker W9, who is not in the request."


def test_r00_binds_on_a_date_outside_the_horizon() -> None:
    (violation,) = check(request(), roster(duty(day=7)))
    assert violation.sentence == "W1's duty on Mon 19 Jan is outside the horizon, Mon 12 Jan to Sun 18 Jan."
    (violation,) = check(request(), roster(duty(day=-1)))
    assert violation.sentence == "W1's duty on Sun 11 Jan is outside the horizon, Mon 12 Jan to Sun 18 Jan."


def test_r00_binds_on_every_unknown_id_of_one_duty_at_once() -> None:
    odd = duty(visits=[("V9", "08:00")], trainings=(PlannedTraining(training_id="T9", start=moment("09:00")),))
    odd = odd.model_copy(update={"pattern_id": "tea", "post_id": "desk"})
    violations = broken(RuleCode.KNOWN_IDS, request(), roster(odd))
    assert [violation.sentence for violation in violations] == [
        "W1's duty on Mon 12 Jan covers post desk, which is not in the request.",
        "W1's duty on Mon 12 Jan has training T9, which is not in the request.",
        "W1's duty on Mon 12 Jan is of pattern tea, which is not in the request.",
        "W1's duty on Mon 12 Jan has visit V9, which is not in the request.",
    ]
    assert violations[-1].visit_ids == ("V9",)


def test_r00_binds_on_a_visit_or_training_named_twice_in_one_duty() -> None:
    twice = (PlannedTraining(training_id="T1", start=moment("11:00")),) * 2
    odd = duty(visits=[("V1", "08:00"), ("V1", "09:00")], trainings=twice)
    violations = broken(RuleCode.KNOWN_IDS, request(trainings=(training(),)), roster(odd))
    assert [violation.sentence for violation in violations] == [
        "W1's duty on Mon 12 Jan names training T1 2 times.",
        "W1's duty on Mon 12 Jan names visit V1 2 times.",
    ]


def test_r00_binds_on_an_unknown_visit_listed_as_unserved() -> None:
    listed = Roster(unserved=(Unserved(visit_id="V9", reason_code="U1", reason="no time"),))
    (violation,) = check(request(), listed)
    assert violation.sentence == "the list of unserved visits names V9, which is not in the request."
    assert violation.visit_ids == ("V9",)


def test_r00_holds_when_everything_is_known_and_named_once() -> None:
    held = PlannedTraining(training_id="T1", start=moment("11:00"))
    known = Roster(
        duties=(duty(visits=[("V1", "08:00")], trainings=(held,)), duty(day=6)),
        unserved=(Unserved(visit_id="V1", reason_code="U1", reason="no time"),),
    )
    assert broken(RuleCode.KNOWN_IDS, request(trainings=(training(),)), known) == []


def test_r00_holds_for_a_hand_typed_roster_without_unserved_list_hash_or_versions() -> None:
    typed = Roster.model_validate({"duties": [duty(visits=[("V1", "08:00")]).model_dump()]})
    assert (typed.request_sha256, typed.versions, typed.unserved) == ("", {}, ())
    assert check(request(), typed) == []
