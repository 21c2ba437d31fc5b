"""Covers that cannot be met: told before solving where plainly impossible, otherwise with the rules they clash with."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.cover import Cover
from models.line_terms import BoundKind
from models.request import RotaRequest
from models.rules import Rules, Succession
from models.wishes import Pin, PinKind
from models.workers import CarriedIn
from optimiser.conflicts import explain_infeasible
from optimiser.preflight import preflight
from optimiser.shifts import Shift, candidate_shifts
from tests.builders import request, worker
from tests.checks.lines import asking, bound
from tests.rostering.shifts_by_hand import day


def cover(number: int, **fields: Any) -> Cover:
    own = {"id": f"C{number}", "date": day(number), "pattern_id": "early", "wanted": 1, "least": 1, "under_pence": 0}
    return Cover(**{**own, **fields})


def explained(own: RotaRequest) -> list[str]:
    return [str(problem) for problem in explain_infeasible(own, candidate_shifts(own))]


def test_more_duties_than_workers_who_could_have_them_is_told_before_solving() -> None:
    crew = (worker(skills=("hoist",)), worker("W2"), worker("W3", pattern_ids=("late",)))
    own = request(workers=crew, covers=(cover(0, wanted=3, least=3), cover(1, skill="hoist", wanted=2, least=2)))
    texts = [str(problem) for problem in preflight(own).fatal]
    assert [text[:5] for text in texts] == ["E3012", "E3012"]
    assert "3 duties of early on 2026-01-12, which 2 workers could work" in texts[0]
    assert "2 duties of early counted for hoist on 2026-01-13, which 1 workers could work" in texts[1]


def test_as_many_as_there_are_workers_is_no_problem_before_solving() -> None:
    assert preflight(request(workers=(worker(), worker("W2")), covers=(cover(0, wanted=2, least=2),))).fatal == ()


def test_a_cover_that_a_forbidden_succession_leaves_out_of_reach_is_named_with_it() -> None:
    pair = Succession(pattern_id="late", next_pattern_id="early")
    late_then_early = Rules(daily_rest_minutes=0, forbidden_successions=(pair,))
    own = request(covers=(cover(0, pattern_id="late"), cover(1), cover(4)), rules=late_then_early)
    (text,) = explained(own)
    assert text.startswith("E4003 R25 least cover and R27 forbidden successions clash for W1")
    assert "cover C0 asks for at least 1 of late on 2026-01-12" in text and "C1" in text and "C4" not in text
    assert "never late then early" in text


def test_a_line_that_cannot_be_as_long_as_its_terms_keep_it_is_named_for_its_worker() -> None:
    own = asking("-" * 7, bound(BoundKind.DUTIES, least=3)).changed(
        pins=tuple(Pin(id=f"P{n}", kind=PinKind.DAY_OFF, worker_id="W1", date=day(n)) for n in range(5))
    )
    (text,) = explained(own)
    assert "R05 pins and R29 totals of a line clash for W1" in text
    assert "duties at least 3" in text and "price the bound" in text


def test_a_run_carried_in_that_must_go_on_is_named_with_the_day_off_in_its_way() -> None:
    runs = bound(BoundKind.CONSECUTIVE_DUTIES, least=3)
    own = asking("-" * 7, runs, carried=CarriedIn(consecutive_days_worked=1)).changed(
        pins=(Pin(id="P1", kind=PinKind.DAY_OFF, worker_id="W1", date=day(1)),)
    )
    (text,) = explained(own)
    assert "R28 runs of duties and days off" in text and "consecutive duties at least 3" in text


class Refusing(Mapping[str, list[Shift]]):
    """Candidates that nobody may look at."""

    def __getitem__(self, worker_id: str) -> list[Shift]:
        raise AssertionError(f"asked for the shifts of {worker_id}")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("asked for everybody's shifts")

    def __len__(self) -> int:
        return 1


def test_covers_without_a_least_are_told_without_listing_anybodys_shifts() -> None:
    covers = tuple(cover(number, least=0) for number in range(7))
    flexible = worker(contract_minutes_per_week=0)
    assert preflight(request(workers=(flexible,), visits=(), covers=covers), Refusing()).fatal == ()
