"""The ceiling stands in every result: in its metrics, its progress and its report."""

from optimiser.ceiling.result import Ceiling
from optimiser.metrics import describe
from optimiser.progress import Progress
from optimiser.solve import Solution
from service.bundle import make_bundle
from service.report import render
from service.report.sections import headline, run
from tests.report.bundles import PLANNED, REQUEST

STEPS = [Progress(seconds, 1_000, contact, 720, 0, "found") for seconds, contact in ((1.0, 60), (2.0, 120))]
CEILING = Ceiling(contact_time_pct=40.0, cost_per_contact_hour_pence=2_500)
SOLUTION = Solution(PLANNED, {}, 2.0, 1.0, STEPS)


def test_metrics_hold_the_ceiling_and_how_far_below_it_the_plan_is() -> None:
    found = make_bundle(REQUEST, PLANNED, ceiling=CEILING).metrics
    assert (found["contact_time_ceiling_pct"], found["cost_per_contact_hour_least_pence"]) == (40.0, 2_500)
    assert found["contact_time_below_ceiling_points"] == round(40.0 - found["contact_time_pct"], 2)
    assert describe()["contact_time_ceiling_pct"]["denominator"] == describe()["contact_time_pct"]["denominator"]


def test_a_roster_that_is_only_scored_has_no_ceiling() -> None:
    found = make_bundle(REQUEST, PLANNED)
    assert found.metrics["contact_time_ceiling_pct"] is None
    assert headline.view(found).ceiling is None


def test_progress_is_drawn_under_its_ceiling() -> None:
    found = make_bundle(REQUEST, PLANNED, solution=SOLUTION, ceiling=CEILING)
    assert {step.ceiling_pct for step in found.progress} == {40.0}
    title, chart = run.view(found).curves[0]
    assert "under its ceiling" in title
    assert 'class="limit"' in chart
    assert "40.0%" in chart


def test_the_headline_says_that_no_roster_has_more() -> None:
    page = render(make_bundle(REQUEST, PLANNED, ceiling=CEILING))
    assert "The ceiling is 40.0%: no roster has more that keeps the rules and the promises kept here" in page
