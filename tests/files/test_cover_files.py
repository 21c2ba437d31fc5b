"""Cover and line terms as a person types them: cells, roles left open, and going on without a pattern they name."""

from pathlib import Path
from typing import Any

import pytest

from models.cover import Cover
from models.files import read_request, read_roster, write_request
from models.files.cells import CellError
from models.files.nested_cells import BOUNDS, SUCCESSIONS
from models.line_terms import BoundKind, LineBound, LineTerms
from models.problems import InputError
from models.rules import Rules, Succession
from tests.builders import MONDAY, PATTERNS, pattern, request, worker

NIGHTS = LineBound(kind=BoundKind.DUTIES_OF_PATTERN, pattern_id="waking night: long", most=3)


def bounds(text: str) -> list[LineBound]:
    return [LineBound.model_validate(each) for each in BOUNDS.read(text, None)]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("consecutive_duties: 2-5", {"least": 2, "most": 5}),
        ("consecutive_duties:2-5 @30/50", {"least": 2, "most": 5, "least_pence": 30, "most_pence": 50}),
        ("consecutive_duties: 2- @30/", {"least": 2, "least_pence": 30}),
        ("consecutive_duties: -5 @/0", {"most": 5, "most_pence": 0}),
    ],
)
def test_a_bound_has_a_least_a_most_or_both_and_a_price_for_either(text: str, fields: dict[str, Any]) -> None:
    assert bounds(text) == [LineBound(kind=BoundKind.CONSECUTIVE_DUTIES, **fields)]


def test_a_bound_names_its_pattern_whatever_stands_in_the_name() -> None:
    assert bounds("duties_of_pattern waking night: long: -3") == [NIGHTS]
    assert BOUNDS.write((NIGHTS,), None) == "duties_of_pattern waking night: long: -3"


@pytest.mark.parametrize("text", ["consecutive_duties", "consecutive_duties: 5", "2-5", "duties: 2-5 30/50"])
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        BOUNDS.read(text, None)


def test_a_succession_is_two_patterns_in_order() -> None:
    assert SUCCESSIONS.read("night > early; late>early", None) == (
        {"pattern_id": "night", "next_pattern_id": "early"},
        {"pattern_id": "late", "next_pattern_id": "early"},
    )
    with pytest.raises(CellError):
        SUCCESSIONS.read("night early", None)


def covers(*skills: str) -> tuple[Cover, ...]:
    return tuple(
        Cover(id=skill, date=MONDAY, pattern_id="early", skill=skill, wanted=1, under_pence=5) for skill in skills
    )


@pytest.mark.parametrize(
    ("asked", "typed", "role"),
    [
        (("hoist",), "", "hoist"),
        (("hoist", "medication"), "", None),
        (("hoist", "medication"), "medication", "medication"),
        (("driving",), "", None),
    ],
)
def test_a_role_left_open_is_the_only_one_there_can_be(
    tmp_path: Path, asked: tuple[str, ...], typed: str, role: str | None
) -> None:
    own = request(workers=(worker(skills=("hoist", "medication")),), visits=(), covers=covers(*asked))
    path = tmp_path / "roster.csv"
    path.write_text(f"worker,date,start,end,pattern,role\nW1,2026-01-12,07:00,13:00,early,{typed}\n")
    assert [duty.role for duty in read_roster(path, own).duties] == [role]


def with_teas(folder: Path, **fields: Any) -> Path:
    """A week with a pattern `tea` that cover, line terms and successions name, in files."""
    own = request(
        patterns=(*PATTERNS, pattern("tea", "15:00", "16:00")),
        covers=(*covers("hoist"), Cover(id="T", date=MONDAY, pattern_id="tea", wanted=1, under_pence=5)),
        line_terms=(LineTerms(id="teas", bounds=(NIGHTS.model_copy(update={"pattern_id": "tea"}),)),),
        rules=Rules(
            forbidden_successions=(
                Succession(pattern_id="late", next_pattern_id="early"),
                Succession(pattern_id="tea", next_pattern_id="early"),
            )
        ),
        **fields,
    )
    write_request(own, folder / "week")
    return folder / "week"


def test_what_names_a_rejected_pattern_is_left_out_and_told(tmp_path: Path) -> None:
    week = with_teas(tmp_path)
    patterns = week / "patterns.csv"
    patterns.write_text(patterns.read_text().replace("tea,early,", "tea,nothing like it,"))
    read, report = read_request(week, skip_rejected=True)
    assert [cover.id for cover in read.covers] == ["hoist"]
    assert read.line_terms == ()
    assert [each.pattern_id for each in read.rules.forbidden_successions] == ["late"]
    assert any(
        "rules.csv" in line and "tea" in line and "only this pair is left out" in line for line in report.lines()
    )


def test_a_mistyped_pattern_in_a_succession_is_never_passed_over(tmp_path: Path) -> None:
    week = with_teas(tmp_path)
    rules = week / "rules.csv"
    rules.write_text(rules.read_text().replace("late > early", "lte > early"))
    with pytest.raises(InputError, match='refers to pattern "lte"'):
        read_request(week, skip_rejected=True)
