"""The project's own rules: which way imports run, what stands where, and what every rule of a roster must have."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules import RULE_NAMES, RuleCode
from optimiser.checks.registry import CHECKS
from optimiser.rules import keepers

ROOT = Path(__file__).parent.parent
FOLDERS = {".ci", "benchmarks", "fixtures", "models", "optimiser", "service", "tests"}
FILES = {".gitignore", "LICENSE", "Makefile", "README.md", "constraints.txt", "pyproject.toml"}
MAY_IMPORT = {
    "models": {"models"},
    "fixtures": {"models", "fixtures"},
    "optimiser": {"models", "optimiser"},
    "service": {"models", "optimiser", "service", "fixtures"},
}
OWN = {"models", "optimiser", "service", "fixtures", "benchmarks", "tests"}
NOT_IN_MODELS = {"ortools", "numba", "pandas", "fastapi"}
NOT_IN_CHECKS = {"ortools", "numba", "numpy", "pandas"}
REGISTRIES = re.compile(
    r"py" r"pi\.(org|python)|files\.python" r"hosted|(extra-)?index" r"-url|find" r"-links|npm" r"js\."
)
BY_CONSTRUCTION = {RuleCode.KNOWN_IDS}  # a plan holds rows of the request and no ids, so nothing can bind


def tracked() -> list[Path]:
    """The files git keeps, or every one outside hidden folders where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]
    return [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and not _is_hidden(path)]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)


def imported(source: Path) -> Iterator[str]:
    """The full name of every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source} imports by dots"
            yield node.module or ""


def imports_of(folder: str) -> Iterator[tuple[Path, str]]:
    """Each (file, module imported) of a folder."""
    for source in sorted((ROOT / folder).rglob("*.py")):
        for name in imported(source):
            yield source.relative_to(ROOT), name


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package: str) -> None:
    wrong = {
        (str(source), name)
        for source, name in imports_of(package)
        if (top := name.split(".")[0]) in OWN and top not in MAY_IMPORT[package]
    }
    assert not wrong


def test_the_models_know_no_solver_no_tables_and_no_service() -> None:
    assert not [(str(source), name) for source, name in imports_of("models") if name.split(".")[0] in NOT_IN_MODELS]


def test_the_referee_shares_nothing_with_the_solver() -> None:
    for source, name in imports_of("optimiser/checks"):
        top = name.split(".")[0]
        assert top not in NOT_IN_CHECKS, (source, name)
        assert top != "optimiser" or name.startswith("optimiser.checks"), (source, name)


def test_nothing_else_stands_at_the_top() -> None:
    names = tracked()
    assert {path.parts[0] for path in names if len(path.parts) > 1} == FOLDERS
    assert {path.name for path in names if len(path.parts) == 1} == FILES


def test_no_file_names_a_registry() -> None:
    named = [str(path) for path in tracked() if REGISTRIES.search((ROOT / path).read_text(errors="ignore"))]
    assert not named


def test_every_dependency_is_pinned_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    listed = re.findall(r'^    "([A-Za-z0-9-]+)[^"]*",$', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    assert "ortools" in listed
    assert set(listed) <= pinned


@pytest.mark.parametrize("rule", RuleCode, ids=lambda rule: rule.value)
def test_a_rule_has_a_name_a_check_and_a_place_where_planning_keeps_it(rule: RuleCode) -> None:
    assert RULE_NAMES[rule]
    assert CHECKS[rule].__module__.startswith("optimiser.checks.")
    assert keepers(rule)
    assert all(not keeper.__module__.startswith("optimiser.checks") for keeper in keepers(rule))


@pytest.mark.parametrize("rule", RuleCode, ids=lambda rule: rule.value)
def test_a_check_is_tested_where_its_rule_binds_and_where_it_holds(rule: RuleCode) -> None:
    assert verdicts(rule, ("checks",)) == {"binds", "holds"}


@pytest.mark.parametrize("rule", sorted(set(RuleCode) - BY_CONSTRUCTION), ids=lambda rule: rule.value)
def test_planning_is_tested_where_a_rule_binds_and_where_it_holds(rule: RuleCode) -> None:
    assert verdicts(rule, ("rostering", "routing")) == {"binds", "holds"}


def verdicts(rule: RuleCode, folders: tuple[str, ...]) -> set[str]:
    """Which of `binds` and `holds` a rule has a test of in these folders of tests."""
    names = names_of_tests(folders)
    code = rule.value.lower()
    return {word for word in ("binds", "holds") if any(name.startswith(f"test_{code}_{word}_") for name in names)}


def names_of_tests(folders: tuple[str, ...]) -> list[str]:
    """Every test's name in these folders of tests."""
    sources = [source for folder in folders for source in sorted((ROOT / "tests" / folder).glob("test_*.py"))]
    trees = [ast.parse(source.read_text(encoding="utf-8")) for source in sources]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [node.name.lower() for node in functions]
