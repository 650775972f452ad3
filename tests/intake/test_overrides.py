"""``--set KEY=VALUE``: where it leads, what it replaces, and what is said of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.intake import read_programme
from planner.programme.rules import Rules

from .example import read, refused, said, write


def rules(tmp_path: Path, *overrides: str) -> Rules:
    return read(write(tmp_path), *overrides).programme.rules


def test_list_entries_by_id(tmp_path: Path) -> None:
    found = rules(tmp_path, "funders.MOTIR.budget.2026=12_000_000_000")
    assert found.funders[0].budget[2026] == 12_000_000_000


def test_list_entries_by_number(tmp_path: Path) -> None:
    assert rules(tmp_path, "fairness.0.floor=0.4").fairness[0].floor == Fraction(2, 5)


def test_new_keys_and_maps(tmp_path: Path) -> None:
    found = rules(tmp_path, "discount.rate=0.03", "discount.base_year=2026", "funders.HMC.carry_over={at_most: 5}")
    assert found.discount is not None
    assert found.discount.rate == Fraction(3, 100)
    assert found.funders[1].carry_over != "none"


def test_new_years_of_a_budget(tmp_path: Path) -> None:
    assert rules(tmp_path, "funders.HMC.budget.2030=7").funders[1].budget[2030] == 7


def test_a_rule_can_be_taken_away(tmp_path: Path) -> None:
    assert rules(tmp_path, "affordability=").affordability is None


def test_names_with_dots(tmp_path: Path) -> None:
    renamed = [("id: HMC", "id: H.M.C"), ("[MOTIR, HMC]", "MOTIR"), ("funder: HMC", "funder: H.M.C")]
    model = write(tmp_path, {"model.yaml": renamed, "cost_lines.csv": [("HMC", "H.M.C")]})
    assert read(model, "funders.H.M.C.budget.2026=7").programme.rules.funders[1].budget[2026] == 7


def test_the_last_override_holds(tmp_path: Path) -> None:
    assert rules(tmp_path, "projects=whole", "projects=divisible").projects == "divisible"


@pytest.mark.parametrize(
    ("override", "code", "words"),
    [
        ("funders.MOTR.budget.2026=1", "E-117", '"MOTR" leads nowhere. Here one can go on with: MOTIR, HMC, MSS.'),
        ("fairness.7.floor=1", "E-117", '"7"'),
        ("projects.all=1", "E-117", "plain value"),
        ("projects=hole", "E-103", '"whole"'),
        ("projcts=whole", "E-101", '"projects"'),
        ("funders.HMC.budget.2026=1.2억", "E-104", "is not a number"),
        ("projects=[", "E-112", "not YAML"),
        ("fairness.0.floor=no", "E-114", "quote"),
        ("years.award=[2028, 2026]", "E-106", "after the last"),
        ("funders.HMC.budget={2026: 0}", "E-122", "HMC has no positive budget"),
        ("repayment.base=[MOTIR, HMX]", "E-124", '"HMC"'),
    ],
)
def test_faults_name_the_override(tmp_path: Path, override: str, code: str, words: str) -> None:
    error = refused(write(tmp_path), override)
    key = override.partition("=")[0]
    assert (code, f"--set {key}") in said(error.faults) or code == "E-106"
    assert any(words in str(fault) for fault in error.faults)


@pytest.mark.parametrize("override", ["projects", "=whole", ""])
def test_an_override_without_key_or_value_is_wrong_usage(tmp_path: Path, override: str) -> None:
    with pytest.raises(UsageError):
        read_programme(write(tmp_path), [override])
