"""Every rule has one check in the registry, in order, and tests in which it binds and in which it holds."""

import ast
import importlib
import inspect
import pkgutil
import sys
from pathlib import Path

import pytest

import optimiser.checks
from models.rules import RULE_NAMES, RuleCode
from optimiser.checks.registry import CHECKS

SOURCES = sorted(Path(optimiser.checks.__path__[0]).glob("*.py"))


def named_tests(rule: RuleCode) -> list[str]:
    module = importlib.import_module(f"tests.checks.test_{rule.name.lower()}")
    return [name for name, _ in inspect.getmembers(module, inspect.isfunction) if name.startswith("test_")]


def test_every_rule_has_exactly_one_check_in_the_order_of_its_code() -> None:
    assert list(CHECKS) == sorted(RuleCode, key=lambda rule: rule.value) == list(RULE_NAMES)
    assert len(set(CHECKS.values())) == len(CHECKS)


@pytest.mark.parametrize("rule", RuleCode)
def test_each_check_stands_in_the_file_named_after_its_rule(rule: RuleCode) -> None:
    assert CHECKS[rule].__module__ == f"optimiser.checks.{rule.name.lower()}"
    docstring = sys.modules[CHECKS[rule].__module__].__doc__
    assert docstring is not None
    assert docstring.startswith(f"{rule.value} ")


@pytest.mark.parametrize("rule", RuleCode)
def test_each_rule_has_a_test_in_which_it_binds_and_one_in_which_it_holds(rule: RuleCode) -> None:
    names, code = named_tests(rule), rule.value.lower()
    assert any(name.startswith(f"test_{code}_binds_") for name in names)
    assert any(name.startswith(f"test_{code}_holds_") for name in names)
    assert all(name.startswith((f"test_{code}_binds_", f"test_{code}_holds_")) for name in names)


def test_every_file_with_a_check_is_in_the_registry() -> None:
    modules = [module.name for module in pkgutil.iter_modules(optimiser.checks.__path__)]
    with_check = [name for name in modules if hasattr(importlib.import_module(f"optimiser.checks.{name}"), "check")]
    assert sorted(with_check) == sorted(rule.name.lower() for rule in CHECKS)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_referee_imports_nothing_but_the_models_and_the_standard_library(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported = [node.module or ""]
        for name in imported:
            is_own = name == "optimiser.checks" or name.startswith("optimiser.checks.")
            top = name.split(".")[0]
            assert is_own or top == "models" or top in sys.stdlib_module_names, f"{source.name} imports {name}"
