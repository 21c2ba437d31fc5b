"""What each section shows agrees with the ledger, the costs and the referee."""

from datetime import timedelta

import pytest

from models.wishes import PreferenceKind
from models.workers import Absence, AbsenceKind
from optimiser.gain import GainStep
from optimiser.ledger import Category
from optimiser.progress import Progress
from service.bundle import make_bundle
from service.report.palette import CATEGORY_BY_KEY
from service.report.sections import days, demand, gains, paid_hour, roster_grid, routes, run, tables, unserved, wishes
from tests.builders import MONDAY, duty, roster
from tests.report.bundles import bundle, empty_bundle

BUNDLE = bundle()


def test_the_waterfall_falls_from_sixty_minutes_to_contact_without_a_gap() -> None:
    rows = paid_hour.view(BUNDLE).rows
    assert sum(row.planned for row in rows) == pytest.approx(60)
    assert sum(row.as_was or 0 for row in rows) == pytest.approx(60)
    assert rows[-1].category.key == "contact"
    assert rows[-1].planned_minutes == BUNDLE.metrics["contact_minutes"]


def test_every_category_of_the_ledger_has_a_colour_and_a_step() -> None:
    assert set(CATEGORY_BY_KEY) == {category.value for category in Category} == set(paid_hour.STEPS)


def test_the_waterfall_holds_every_paid_minute() -> None:
    view = paid_hour.view(BUNDLE)
    assert sum(row.planned_minutes for row in view.rows) == view.planned_minutes == BUNDLE.metrics["paid_minutes"]


def test_each_step_of_the_gain_says_what_it_added_and_what_it_saved() -> None:
    steps = (
        GainStep("as-was", "Today.", 27.5, 6_751, 0.0, 0, 39_000, 10_725),
        GainStep("better shifts", "The same rounds.", 36.0, 5_501, 8.5, 1_250, 29_800, 10_725),
        GainStep("better routes", "Shared out anew.", 35.0, 5_601, -1.0, -100, 30_600, 10_725),
    )
    rows = gains.view(bundle(gain=steps))
    assert [row.points for row in rows] == ["", "+8.5", "−1.0"]
    assert [row.change for row in rows] == ["", "−£12.50", "+£1.00"]
    assert ["loss" in row.chart for row in rows] == [False, False, True]


def test_the_grid_has_a_row_a_worker_and_a_cell_a_day() -> None:
    grid = roster_grid.view(BUNDLE)
    rows = [row for group in grid.groups for row in group.rows]
    assert {row.worker.id for row in rows} == set(BUNDLE.request.worker_by_id)
    assert all(len(row.cells) == BUNDLE.request.horizon.days for row in rows)
    assert rows[-1].cells[0].lines == ("07:00–13:00",)
    assert rows[-1].cells[1].css == "off"


def test_two_duties_on_one_day_are_both_shown_though_a_rule_forbids_them() -> None:
    twice = bundle(planned=make_bundle(BUNDLE.request, roster(duty(), duty(pattern_id="late"))).planned)
    assert roster_grid.view(twice).groups[-1].rows[0].cells[0].lines == ("07:00–13:00", "15:00–21:00")
    rows = days.view(twice)[0].groups[0].rows
    assert [[stop[:5] for stop in row.stops] for row in rows] == [["07:00", "07:10"], ["15:00", "15:10"]]


def test_a_day_of_leave_shows_as_absence() -> None:
    leave = Absence(
        id="L", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=MONDAY + timedelta(days=3),
        last_date=MONDAY + timedelta(days=3), paid_minutes=360,
    )  # fmt: skip
    grid = roster_grid.view(bundle(request=BUNDLE.request.changed(absences=(leave,))))
    assert grid.groups[-1].rows[0].cells[3].lines == ("leave",)


def test_a_wish_is_marked_granted_or_refused_as_the_referee_judges_it() -> None:
    view = wishes.view(BUNDLE)
    assert {(wish.kind, wish.granted) for wish in view.wishes} == {
        (PreferenceKind.WANT, True),
        (PreferenceKind.RATHER_NOT, False),
    }
    assert (view.asked, view.granted) == (2, 1)


def test_the_stretches_of_a_duty_fill_it_but_for_the_unpaid_break() -> None:
    monday = days.view(BUNDLE)[0]
    row = next(row for group in monday.groups for row in group.rows if row.worker_id == "O'Hara & W2")
    assert "10:30–11:00 break (unpaid)" in row.stops
    assert row.stops[0].startswith("07:00–07:10 handover")


def test_a_visit_by_two_workers_names_the_other_one_and_is_marked() -> None:
    monday = days.view(BUNDLE)[0]
    row = next(row for group in monday.groups for row in group.rows if row.worker_id == "W1")
    assert any("visit V2, U2, with O'Hara & W2" in stop for stop in row.stops)
    assert row.bar.count('class="two"') == 1


def test_a_map_draws_a_route_for_each_worker_with_visits_and_nobodys_home() -> None:
    monday, tuesday = routes.view(BUNDLE)[:2]
    assert {route.key for route in monday.whole.routes} == {"W1", "O'Hara & W2"}
    assert {len(route.points) for route in monday.whole.routes} == {2, 1}
    assert tuesday.whole.routes == ()


def test_what_is_asked_for_sums_to_the_minutes_of_the_visits() -> None:
    asked = demand.asked(BUNDLE.request)
    minutes = sum(visit.minutes * visit.workers_needed for visit in BUNDLE.request.visits)
    assert sum(value for slots in asked.values() for value in slots) * demand.SLOT == pytest.approx(minutes)


def test_required_visits_and_the_waiting_list_are_told_apart() -> None:
    view = unserved.view(BUNDLE)
    assert [row.visit.id for row in view.required] == ["V3"]
    assert [(reason.code, reason.visits) for reason in view.reasons] == [("full", 1)]


def test_every_cost_table_sums_to_the_whole_to_the_penny() -> None:
    view = tables.view(BUNDLE)
    assert {split.part for split in view.splits} == {"Programme", "Funder", "Period"}
    for rows in (view.constituencies, view.workers, *(split.rows for split in view.splits)):
        assert sum(row.cost_pence for row in rows) == view.total.cost_pence
    assert sum(pence for _, pence in view.components) == view.total.cost_pence


def test_every_time_table_sums_to_the_whole_to_the_minute() -> None:
    view = tables.view(BUNDLE)
    for rows in (view.constituencies, view.workers):
        assert sum(row.rostered_minutes + row.away_minutes for row in rows) == view.total.paid_minutes
        assert sum(row.minutes["contact"] for row in rows) == view.total.contact_minutes


def test_the_objectives_terms_sum_to_what_is_said_to_be_the_objective() -> None:
    view = run.view(BUNDLE)
    assert sum(term.pence for term in view.terms) == view.objective_pence


def test_every_term_of_the_objective_has_a_name_in_words() -> None:
    assert set(run.TERM_WORDS) == set(BUNDLE.planned.objective_terms)


def test_a_result_without_duties_has_empty_days_and_maps() -> None:
    assert [day.duties for day in days.view(empty_bundle())] == [0] * 7
    assert [day.whole.routes for day in routes.view(empty_bundle())] == [()] * 7


def test_a_solves_progress_is_drawn_as_contact_time_and_objective() -> None:
    steps = (Progress(1.0, 90_000, 90, 360, 1, "first"), Progress(2.5, 80_000, 120, 360, 0, "better"))
    curves = dict(run.view(bundle(progress=steps)).curves)
    contact, objective = curves.values()
    assert "25.0%" in contact and "33.3%" in contact
    assert "£800" in objective and "£900" in objective
