"""A roster typed by hand may break any rule: its ledger still holds every paid minute once."""

from models.roster import PlannedVisit
from optimiser.ledger import ledger
from tests.builders import duty, moment, request, roster, user, visit
from tests.ledger.helpers import PATTERNS, costs_of, minutes_by_category, span, split_duty, stretches

TWO = request(visits=(visit("V1"), visit("V2")))


def test_where_two_visits_overlap_the_later_one_has_only_what_is_left():
    table = ledger(TWO, roster(duty(visits=(("V2", "08:15"), ("V1", "08:00")))))
    assert stretches(table)[2:4] == ["08:00 contact 30", "08:30 contact 15"]
    assert table["minutes"].sum() == 1_260


def test_a_visit_outside_the_shift_is_not_paid_and_one_across_its_end_only_up_to_it():
    table = ledger(TWO, roster(duty(visits=(("V1", "06:00"), ("V2", "12:50")))))
    assert minutes_by_category(table)["contact"] == 10


def test_a_visit_in_the_handover_is_handover_and_one_in_an_unpaid_break_is_not_paid():
    shift = duty(visits=(("V1", "07:00"), ("V2", "10:00")), rest_break=span("10:10", "10:20"))
    table = ledger(TWO, roster(shift))
    assert stretches(table) == [
        "07:00 handover 10",
        "07:10 contact 20",
        "07:30 wait 150",
        "10:00 contact 10",
        "10:20 contact 10",
        "10:30 wait 150",
    ]


def test_a_journey_that_does_not_fit_takes_the_gap_there_is():
    users = (user("U1", place_id="P1"), user("U2", place_id="P2"))
    case = request(service_users=users, visits=(visit("V1", "U1"), visit("V2", "U2")))
    table = ledger(case, roster(duty(visits=(("V1", "08:00"), ("V2", "08:34")))))
    assert stretches(table)[2:5] == ["08:00 contact 30", "08:30 travel 4", "08:34 contact 30"]


def test_ids_nobody_knows_are_left_to_the_referee_and_their_time_is_waiting():
    stray = PlannedVisit(visit_id="V9", start=moment("08:00"))
    shift = duty(pattern_id="early").model_copy(update={"visits": (stray,), "pattern_id": "unknown"})
    table = ledger(TWO, roster(shift, duty("W9"), duty(day=-1)))
    assert minutes_by_category(table) == {"handover": 10, "wait": 350, "unrostered": 900}


def test_two_duties_on_one_day_are_both_paid_and_a_visit_in_overlapping_parts_counts_once():
    overlapping = split_duty(("V1", "09:00")).model_copy(
        update={"parts": (span("08:00", "11:00"), span("08:30", "11:30"))}
    )
    table = ledger(TWO.model_copy(update={"patterns": PATTERNS}), roster(overlapping, duty()))
    assert minutes_by_category(table)["contact"] == 30
    assert table.loc[table["start"].notna(), "minutes"].sum() == 2 * 180 + 360


def test_a_part_that_ends_before_it_starts_is_worth_nothing():
    backwards = duty().model_copy(update={"parts": (span("13:00", "07:00"),)})
    table = ledger(TWO, roster(backwards))
    assert minutes_by_category(table) == {"unrostered": 1_260}


def test_a_duty_that_ends_centuries_later_by_a_slip_of_the_pen_is_still_counted_quickly():
    centuries = duty().parts[0].model_copy(update={"end": moment("13:00").replace(year=2926)})
    typed = roster(duty().model_copy(update={"parts": (centuries,)}))
    table = ledger(TWO, typed)
    assert table["minutes"].sum() == centuries.minutes
    assert costs_of(TWO, typed).paid_minutes == centuries.minutes
