"""The register of rule families is the one list: search, audit, edge tests and documentation hold the same names."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

import planner
from planner.audit.register import CHECKS
from planner.audit.report import STATEMENTS
from planner.programme.families import FAMILIES, Family

PACKAGE = Path(planner.__file__).parent
ROOT = PACKAGE.parent
EDGE_TESTS = ROOT / "tests" / "audit"

FORMULATION_BESIDE = {
    "__init__",
    "assemble",
    "benefits",
    "changes",
    "commitments",
    "exact",
    "gini",
    "guaranteed",
    "levels",
    "model",
    "objective",
    "protection",
    "ratios",
    "shares",
    "tonnes",
    "worst_case",
}
"""Files of the formulation that are no family: what the families share, and the table of contents."""

PLAIN_DATA = {
    "planner.plan.certificate",
    "planner.plan.infeasibility",
    "planner.plan.place",
    "planner.plan.plan",
    "planner.plan.record",
    "planner.programme.canonical",
    "planner.programme.credits",
    "planner.programme.fairness",
    "planner.programme.families",
    "planner.programme.funder",
    "planner.programme.measures",
    "planner.programme.objective",
    "planner.programme.past",
    "planner.programme.programme",
    "planner.programme.quantities",
    "planner.programme.rules",
    "planner.programme.selector",
    "planner.programme.supplier",
    "planner.programme.targets",
    "planner.programme.uncertainty",
    "planner.programme.upgrade",
}
"""What the audit may read of the rooms before it; every other file of theirs is forbidden to it."""

families = pytest.mark.parametrize("family", FAMILIES, ids=[family.name for family in FAMILIES])


class Row(NamedTuple):
    """A row of the table of rules."""

    family: str
    rule: str
    built_by: str
    checked_by: str
    proven_by: str


def _documented() -> list[Row]:
    """The rows of docs/rules.md: family, rule, formula, words, built by, checked by, set by, proven by."""
    lines = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")
    ]
    return [Row(c[0], c[1], c[4], c[5], c[7]) for c in cells if c[0] != "family"]


def _called_by_assemble() -> set[str]:
    """What ``assemble.py`` calls: ``module.function`` of a module, the bare name of what it imports by name."""
    tree = ast.parse((PACKAGE / "formulation" / "assemble.py").read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {ast.unparse(function) for function in called}


def _public_functions(module: str) -> list[ast.FunctionDef]:
    tree = ast.parse((PACKAGE / "formulation" / f"{module}.py").read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def _has(home: str, name: str) -> bool:
    """Whether ``module.name`` is there, below that package."""
    module, _, attribute = name.rpartition(".")
    return hasattr(importlib.import_module(f"{home}.{module}"), attribute)


def test_names_are_given_once() -> None:
    rules = [rule for family in FAMILIES for rule in family.rules]
    assert len(rules) == len(set(rules))
    assert len(FAMILIES) == len({family.name for family in FAMILIES})


def test_the_formulation_has_a_file_for_each_family_and_no_other() -> None:
    files = {file.stem for file in (PACKAGE / "formulation").glob("*.py")}
    assert files - FORMULATION_BESIDE == {family.name for family in FAMILIES}
    assert files >= FORMULATION_BESIDE


@families
def test_the_formulation_is_called(family: Family) -> None:
    """Something of the family's own file, other than what says which payers it tells apart."""
    called = _called_by_assemble()
    names = {f"{family.name}.{f.name}" for f in _public_functions(family.name) if f.name != "readers"}
    classes = {"Money"} if family.name == "funding" else set()
    assert called & (names | classes)


@families
def test_the_audit_has_a_file_with_every_rule(family: Family) -> None:
    module = importlib.import_module(f"planner.audit.{family.name}")
    assert tuple(rule.__name__ for rule in module.RULES) == family.rules
    assert CHECKS[family.name] == module.RULES


def test_the_audit_has_no_other_family() -> None:
    assert [name for name in CHECKS if name != STATEMENTS] == [family.name for family in FAMILIES]


@families
def test_every_rule_has_edge_tests(family: Family) -> None:
    """Some test of the audit expects rows of the rule by their name."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in EDGE_TESTS.glob("test_*.py"))
    assert [rule for rule in family.rules if not re.search(rf"""["']{rule}\[""", text)] == []


def test_the_table_of_rules_is_complete() -> None:
    listed = [(row.family, row.rule) for row in _documented()]
    assert listed == [(family.name, rule) for family in FAMILIES for rule in family.rules]


@pytest.mark.parametrize("row", _documented(), ids=[row.rule for row in _documented()])
def test_the_table_of_rules_names_what_is_there(row: Row) -> None:
    home = "planner" if row.built_by.startswith("programme.") else "planner.formulation"
    assert _has(home, row.built_by)
    assert _has("planner.audit", row.checked_by)
    assert row.checked_by.rpartition(".")[2] == row.rule
    file, _, test = row.proven_by.partition("::")
    assert f"def {test}(" in (EDGE_TESTS / file).read_text(encoding="utf-8")


@families
def test_the_documentation_says_what_the_register_says(family: Family) -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert f"\n\n{family.says.to('en')}\n\n" in text


@families
def test_every_public_function_states_its_formula(family: Family) -> None:
    """Each rule's docstring carries a formula, its own or its helpers'; what only hands on data says what it gives."""
    bare = [
        function.name
        for function in _public_functions(family.name)
        if ".. math::" not in (doc := ast.get_docstring(function) or "") and not _is_data(function, doc)
    ]
    tree = ast.parse((PACKAGE / "formulation" / f"{family.name}.py").read_text(encoding="utf-8"))
    formulas = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and ".. math::" in str(node.value)]
    assert bare == []
    assert formulas


def _is_data(function: ast.FunctionDef, doc: str) -> bool:
    """A function that builds no row of its own: it returns something, or its helpers carry the formulas."""
    returns_something = not (isinstance(function.returns, ast.Constant) and function.returns.value is None)
    return bool(doc) and (returns_something or function.name == "yearly_budget")


def test_the_audit_is_kept_from_everything_but_plain_data() -> None:
    """The contract that import-linter holds names every file of plan and programme that computes anything."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(
        c for c in settings["tool"]["importlinter"]["contracts"] if c.get("source_modules") == ["planner.audit"]
    )
    rooms = [
        f"planner.{room}.{file.stem}"
        for room in ("plan", "programme")
        for file in (PACKAGE / room).glob("*.py")
        if file.stem != "__init__"
    ]
    whole = {"planner.certificate", "planner.formulation", "planner.solving", "planner.study", "planner.intake"}
    assert set(contract["forbidden_modules"]) == (set(rooms) - PLAIN_DATA) | whole
    assert set(rooms) >= PLAIN_DATA
