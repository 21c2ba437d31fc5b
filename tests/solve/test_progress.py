"""Progress says what a search has reached in the ledger's and the referee's figures, as it happens."""

import pytest

import optimiser.progress
from models.roster import Roster
from models.visits import Need
from optimiser.checks.objective import recompute
from optimiser.costs import costs
from optimiser.improve.incumbent import Incumbent
from optimiser.ledger import ledger
from optimiser.progress import Progress, Reporter, progress_of
from tests.builders import request, visit, window, worker
from tests.improve.plans import incumbent_with_some_shifts
from tests.routing.plans import shift


@pytest.fixture
def incumbent() -> Incumbent:
    """Two on Monday's early make a visit together; two promised visits and one waiting are left, one lacks nothing."""
    nowhere = (window("18:00", "19:00", day=3),)
    asked = request(
        workers=(worker(), worker("W2")),
        visits=(
            visit(workers_needed=2),
            visit("V2", windows=nowhere),
            visit("V3", windows=nowhere, workers_needed=2),
            visit("V4", windows=nowhere, need=Need.WAITING_LIST),
        ),
    )
    begun = incumbent_with_some_shifts(asked, 1)
    begun.replace_shifts(["W1", "W2"], [])
    begun.replace_shifts(["W1", "W2"], [shift(asked, "W1"), shift(asked, "W2")])
    begun.plan.fill_all()
    return begun


def test_progress_counts_what_the_ledger_counts(incumbent: Incumbent) -> None:
    roster = Roster(duties=incumbent.plan.duties())
    minutes = ledger(incumbent.request, roster).groupby("category")["minutes"].sum()
    now = progress_of(incumbent, 1.5, "by hand")
    assert (now.elapsed_seconds, now.source) == (1.5, "by hand")
    assert now.contact_minutes == minutes["contact"] == 60
    assert now.paid_minutes == minutes.drop(["unrostered", "absence"], errors="ignore").sum() == 720
    assert now.objective_pence == sum(recompute(incumbent.request, roster).values())


def test_a_promised_visit_nobody_makes_counts_once_and_a_waiting_one_not(incumbent: Incumbent) -> None:
    assert progress_of(incumbent, 0.0, "").visits_required_unserved == 2


def test_the_listener_hears_all_and_at_first_what_a_contact_hour_costs(incumbent: Incumbent) -> None:
    heard: list[Progress] = []
    reporter = Reporter(0.0, heard.append)
    reporter.better(incumbent, "first roster")
    roster = Roster(duties=incumbent.plan.duties())
    total = costs(incumbent.request, roster, ledger(incumbent.request, roster)).total_pence
    assert heard == reporter.history
    assert heard[0].cost_per_contact_hour_pence == pytest.approx(total, abs=1)


def test_costing_is_for_those_who_listen(incumbent: Incumbent) -> None:
    reporter = Reporter.silent()
    reporter.better(incumbent, "first roster")
    assert [now.cost_per_contact_hour_pence for now in reporter.history] == [None]


def test_costing_again_waits_until_it_is_a_small_share_of_the_time(
    incumbent: Incumbent, monkeypatch: pytest.MonkeyPatch
) -> None:
    costed: list[Roster] = []
    monkeypatch.setattr(
        optimiser.progress, "costs", lambda asked, roster, table: costed.append(roster) or costs(asked, roster, table)
    )
    clock = iter(range(100, 10_000))
    monkeypatch.setattr(Reporter, "_elapsed", lambda self: float(next(clock)))
    reporter = Reporter(0.0, lambda now: None)
    for _ in range(20):
        reporter.better(incumbent, "weeks freed")
    assert len(costed) == 2


def test_parts_are_added_up(incumbent: Incumbent) -> None:
    one = progress_of(incumbent, 0.0, "part")
    reporter = Reporter.silent()
    reporter.parts([one, one], "part 2 of 2")
    (both,) = reporter.history
    assert both.source == "part 2 of 2"
    for name in ("objective_pence", "contact_minutes", "paid_minutes", "visits_required_unserved"):
        assert getattr(both, name) == 2 * getattr(one, name), name
