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
    "override",
    [
        "objective=[{leximin: {of: support_per_cost}}, {maximise: lifetime_tonnes}]",
        "objective={minimise: public_won, reach: {annual_tonnes: 5}}",
        "objective={max_min: {of: support, by: region, group: south}}",
        "objective.maximise=tonnes_in_2030",
        "factors.grid_scenarios={slow: {2026: 0.4}}",
        "factors.grid_scenarios.slow.2026=0.4",
        "fairness=[{least: 1000, of: support}, {gini: 0.9, of: count, by: tier}]",
        "fairness.0={least: 1000, of: support}",
        "reserved=[{funder: MSS, share: 0.5, of: {size: small}, over: year}]",
        "ceiling_phases=[{year: [2026, 2027], won_per_lifetime_tonne: 200_000, of: {tier: 2}}]",
        "thresholds=[{least_annual_tonnes: 1, of: {tier: 1}}]",
        "clawback={tied_share: 0.3, free_shortfall: 0.1}",
        "clawback.tied_share=0.3",
        "targets=[{year: 2030, tonnes: 5}, {of: annual_tonnes, tonnes: 5}]",
        "contributions=[{year: 2030, sector: industry, sector_t: 37_000_000}]",
        "footprint=[{product: EV9, year: 2030, target_kg: 0.5}]",
        "offsets={share_of_obligation: 0.05, obligation_t: {2026: 1_000_000}, crediting: {years: 7, renewals: 2}}",
        "caps.0.lines=shared",
    ],
)
def test_every_further_rule_can_be_set(tmp_path: Path, override: str) -> None:
    """What is set is in the rules as written: read back as plain data it is the same."""
    model = write(tmp_path, {"products.csv": b"supplier_id,product,share,units_per_year\nA,EV9,1,40000\n"})
    before, after = (read(model, *given).programme.rules.normalised() for given in ((), (override,)))
    key = override.partition("=")[0].partition(".")[0]
    assert {name for name in before | after if before.get(name) != after.get(name)} == {key}


def test_parts_of_lists_can_be_set(tmp_path: Path) -> None:
    listed = "objective=[{leximin: {of: support, levels: 2}}, {maximise: lifetime_tonnes}]"
    found = rules(tmp_path, listed, "objective.0.leximin.levels=3", "objective.1.maximise=annual_tonnes")
    assert found.objective[0].leximin is not None
    assert found.objective[0].leximin.levels == 3
    assert found.objective[1].maximise == "annual_tonnes"


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
        ("objective=[{maximise: tones}, {leximin: {of: support}}]", "E-103", "annual_tonnes"),
        ("objective.maximise=tonnes_in_2040", "E-132", "2026 to 2035"),
        ("targets=[{year: 2040, tonnes: 5}]", "E-132", "2026 to 2035"),
        ("factors.scenario=slow", "E-106", "not among"),
        ("offsets.lend_back.funder=HMC", "E-102", "share_of_obligation"),
        ("fairness.0={gini: 0.5, of: support, group: sout}", "E-149", '"south"'),
        ("reserved=[{funder: MSS, share: 1.2, of: {}}]", "E-105", "1 or less"),
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
