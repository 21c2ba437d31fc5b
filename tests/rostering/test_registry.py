"""Every rule and goal file is in its registry; every rule has a test in which it binds and one in which it holds."""

from pathlib import Path

from models.rules import RuleCode
from optimiser.checks.registry import CHECKS
from optimiser.rostering import goals, rules, unary
from optimiser.rostering.goals import GOALS
from optimiser.rostering.rules import RULES
from optimiser.rostering.unary import UNARY_RULES

VISITS_ONLY = {
    RuleCode.KNOWN_IDS,
    RuleCode.VISIT_WORKERS,
    RuleCode.WINDOWS,
    RuleCode.GENDER,
    RuleCode.EXCLUDED_WORKERS,
    RuleCode.TRAVEL,
    RuleCode.VISIT_GAPS,
    RuleCode.INSIDE_SHIFT,
}
TESTS = Path(__file__).parent


def modules(package: object, without: set[str]) -> set[str]:
    """The names of a package's modules but for helpers."""
    folder = Path(str(package.__file__)).parent
    return {path.stem for path in folder.glob("*.py")} - {"__init__", *without}


def test_every_rule_file_is_registered_once() -> None:
    registered = [rule.add.__module__.rsplit(".", 1)[-1] for rule in RULES]
    assert len(registered) == len(set(registered))
    assert set(registered) == modules(rules, {"apart"})


def test_every_unary_rule_file_is_registered_once() -> None:
    registered = [rule.prepare.__module__.rsplit(".", 1)[-1] for rule in UNARY_RULES]
    assert len(registered) == len(set(registered))
    assert set(registered) == modules(unary, set())


def test_every_goal_file_is_registered_under_its_own_name() -> None:
    assert [goal.name for goal in GOALS] == [goal.price.__module__.rsplit(".", 1)[-1] for goal in GOALS]
    assert {goal.name for goal in GOALS} == modules(goals, {"scale"})


def test_every_rule_about_shifts_is_in_rostering_and_has_a_check() -> None:
    codes = {rule.code for rule in RULES} | {rule.code for rule in UNARY_RULES}
    assert codes == set(RuleCode) - VISITS_ONLY
    assert codes <= set(CHECKS)


def test_every_rule_is_tested_where_it_binds_and_where_it_holds() -> None:
    text = "".join((TESTS / name).read_text() for name in ("test_rules.py", "test_cover_rules.py", "test_unary.py"))
    for code in set(RuleCode) - VISITS_ONLY:
        assert f"def test_{code.value.lower()}_binds_" in text, code
        assert f"def test_{code.value.lower()}_holds_" in text, code
