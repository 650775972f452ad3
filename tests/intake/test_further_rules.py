"""The further rules: what is no fault, what is said once, and what becomes of the products table."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.reading import RowCount
from planner.programme.fairness import GiniCeiling, LeastBenefit

from .example import SUPPLIERS, UPGRADES, read, refused, said, write

PRODUCTS = "supplier_id,product,share,units_per_year,source\nB,EV9,1,40000,\nA,EV9,0.25,40000,assumed\n"
OBJECTIVE = "objective: {maximise: lifetime_tonnes}"


def objective(text: str) -> tuple[str, str]:
    return OBJECTIVE, text


def with_rules(*lines: str) -> tuple[str, str]:
    return "ignore_columns: remark\n", "\n".join(("ignore_columns: remark", *lines, ""))


def test_products_are_read_and_counted(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"products.csv": PRODUCTS.encode()}))
    assert reading.rows[-1] == RowCount("products.csv", 2, 2, 0)
    assert [(row.product, row.supplier_id, row.share * 4) for row in reading.programme.products] == [
        ("EV9", "A", 1),
        ("EV9", "B", 4),
    ]
    assert "products.csv" in {file.path for file in reading.programme.files}


def test_products_change_the_hash_but_not_by_their_order(tmp_path: Path) -> None:
    header, first, second = PRODUCTS.splitlines()
    orders = [[header, first, second], [header, second, first], [header, first]]
    found = [
        read(write(tmp_path / str(number), {"products.csv": "\n".join(rows).encode()})).programme.inputs_hash
        for number, rows in enumerate(orders)
    ]
    assert found[0] == found[1]
    assert found[2] not in (found[0], read(write(tmp_path / "none")).programme.inputs_hash)


def test_a_refused_product_row_makes_no_false_alarm(tmp_path: Path) -> None:
    edits = {
        "model.yaml": [with_rules("footprint: [{product: bus, year: 2030, at_least_kg: 1}]")],
        "products.csv": (PRODUCTS + "A,,0.5,10,\n").encode(),
    }
    assert said(refused(write(tmp_path, edits)).faults) == [("E-201", "products.csv › line 4, product")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("objective: {minimise: public_won, reach: {annual_tonnes: x}}", "line 5, objective.reach.annual_tonnes"),
        ("objective:\n  minimise: public_won\n  reach:\n    annual_tonnes: x", "line 8, objective.reach.annual_tonnes"),
        ("objective:\n  - maximise: annual_tonnes\n  - ratio:\n      deploy_at_least: x",
         "line 8, objective.1.ratio.deploy_at_least"),
        ("objective:\n  leximin:\n    of: support\n    levels: x", "line 8, objective.leximin.levels"),
    ],
)  # fmt: skip
def test_places_in_objectives(tmp_path: Path, text: str, place: str) -> None:
    """A single map stands for a list of one, and its places are those of the map."""
    error = refused(write(tmp_path, {"model.yaml": [objective(text)]}))
    assert said(error.faults) == [("E-104", f"model.yaml › {place}")]


def test_a_fault_in_one_objective_leaves_the_others(tmp_path: Path) -> None:
    lines = "objective:\n  - maximise: tones\n  - maximise: tonnes_in_2036\n  - maximise: tonnes_in_2037"
    assert said(refused(write(tmp_path, {"model.yaml": [objective(lines)]})).faults) == [
        ("E-103", "model.yaml › line 6, objective.0.maximise"),
        ("E-132", "model.yaml › line 7, objective.1.maximise"),
        ("E-132", "model.yaml › line 8, objective.2.maximise"),
    ]


def test_each_fairness_rule_has_keys_of_its_own(tmp_path: Path) -> None:
    """Where a key tells the kind, only the keys of that kind are named; where none does, those of all kinds."""
    rule = "{floor: 0.1, of: support, by: region, group: south}"
    known = "{gini: 0.5, of: count, quota: 1}"
    (fault,) = refused(write(tmp_path / "a", {"model.yaml": [(rule, known)]})).faults
    assert "use one of: of, by, group, gini, source" in str(fault)
    (fault,) = refused(
        write(tmp_path / "b", {"model.yaml": [(rule, "{floor: 1, of: count, by: tier, quota: 1}")]})
    ).faults
    assert {"floor", "payers", "least", "gini"} <= set(str(fault.remedy).rstrip(".").replace(",", "").split())


def test_benefits_are_read_as_what_they_are(tmp_path: Path) -> None:
    rules = ["{least: 1000, of: support, group: south}", "{gini: 0.9, of: tonnes_per_cost, by: tier}"]
    edits = [("fairness:\n", "fairness:\n" + "".join(f"  - {rule}\n" for rule in rules))]
    found = read(write(tmp_path, {"model.yaml": edits})).programme.rules.fairness
    assert [type(rule) for rule in found[:2]] == [LeastBenefit, GiniCeiling]
    assert len(found) == 4


def test_a_supplier_outside_the_group_needs_no_divisor(tmp_path: Path) -> None:
    """Busan is A, Daegu B: 007 of Seoul is not measured."""
    suppliers = (
        SUPPLIERS.replace("remark", "revenue_won")
        .replace(",any", ",5")
        .replace("small,moulding,No,,", "small,moulding,No,,7")
    )
    edits = {
        "suppliers.csv": suppliers.encode(),
        "model.yaml": [objective("objective: {leximin: {of: support_per_revenue, group: south}}")],
    }  # fmt: skip
    assert len(read(write(tmp_path, edits)).programme.rules.objective) == 1


def test_a_divisor_is_asked_for_once(tmp_path: Path) -> None:
    rules = ["{least: 1, of: support_per_baseline_t}", "{gini: 0.9, of: tonnes_per_baseline_t}"]
    edits = [("fairness:\n", "fairness:\n" + "".join(f"  - {rule}\n" for rule in rules))]
    error = refused(write(tmp_path, {"model.yaml": edits}))
    assert said(error.faults) == [("E-426", f"suppliers.csv › line {line}, baseline_t") for line in (2, 3, 4)]


def test_who_cannot_be_supported_needs_no_divisor(tmp_path: Path) -> None:
    """With a support rate of 0 for tier 2 only A is measured."""
    edits = {
        "model.yaml": [
            objective("objective: {max_min: {of: support_per_revenue}}"),
            ("{tier: 2, at_most: 0.7}", "{tier: 2, at_most: 0}"),
        ],
        "upgrades.csv": [("YES", "no")],
    }
    error = refused(write(tmp_path, edits))
    assert said(error.faults) == [("E-426", "suppliers.csv › line 2, revenue_won")]


@pytest.mark.parametrize(
    ("rules", "faults"),
    [
        (["{funder: MSS, share: 0.6, of: {size: small}}", "{funder: MSS, share: 0.6, of: {region: Seoul}}"], 0),
        (["{funder: MSS, share: 0.6, of: {region: Seoul}}", "{funder: MSS, share: 0.4, of: {region: Daegu}}"], 0),
        (["{funder: MSS, share: 0.6, of: {region: Seoul}}", "{funder: HMC, share: 0.6, of: {region: Busan}}"], 0),
        (["{funder: MSS, share: 0.6, of: {region: Seoul}}", "{funder: MSS, share: 0.5, of: {region: Daegu}}"], 1),
        (["{funder: MSS, won: 27_000_001, of: {region: Seoul}}"], 1),
        (["{funder: MSS, won: 9_000_000, over: year, of: {region: Seoul}}"], 0),
        (["{funder: MSS, won: 9_000_001, over: year, of: {region: Seoul}}"], 1),
        (["{funder: MSS, won: 20_000_000, of: {region: Seoul}}", "{funder: MSS, won: 7_000_000, of: {tier: 1}}"], 0),
        (["{funder: MSS, won: 20_000_000, of: {region: Seoul}}", "{funder: MSS, won: 7_000_001, of: {tier: 1}}"], 1),
        (
            [
                "{funder: MSS, share: 0.5, of: {region: Seoul}}",
                "{funder: MSS, share: 0.4, of: {region: Daegu}}",
                "{funder: MSS, share: 0.3, of: {supplier: '007'}}",
            ],
            0,
        ),
    ],
)
def test_reserves_of_one_purse(tmp_path: Path, rules: list[str], faults: int) -> None:
    """MSS has 9 million won in each of three years. Who is meant by two reserves may take from both."""
    model = write(tmp_path, {"model.yaml": [with_rules("reserved:", *(f"  - {rule}" for rule in rules))]})
    if not faults:
        assert len(read(model).programme.rules.reserved) == len(rules)
        return
    assert [code for code, _ in said(refused(model).faults)] == ["E-144"] * faults


def test_emissions_that_rise_first_are_said(tmp_path: Path) -> None:
    """A heat pump takes 100 MWh/yr and saves 21 t/yr of gas: 21 - 100 × 0.34 = -13.0 t in 2026, +9.0 t in 2035.

    The grid falls from 0.34 by 0.024 t/MWh a year, -13.0 + 2.4 (y - 2026): below zero until 2031 (-1.0 t), and
    over ten years 10 × -13.0 + 2.4 × 45 = -22.0 t. Over six years from 2028 on, 6 × -8.2 + 2.4 × 15 = -13.2 t.
    """
    rows = "".join(
        f"{name},A,pump,9000000,-100,,21,0,{life},{first},,,,\n"
        for name, life, first in (("early", 10, ""), ("late", 6, 2028), ("short", 3, ""))
    )
    header = UPGRADES.splitlines()[0].replace("tonnes", "other_t") + "\n"
    model = {"model.yaml": [("{2023: 0.4173, 2035: 0.12}", "{2026: 0.34, 2035: 0.124}")]}
    edits = model | {"upgrades.csv": (header + rows).encode(), "cost_lines.csv": None}
    (note,) = (remark for remark in read(write(tmp_path, edits)).remarks if remark.code == "N-401")
    assert note.place == "upgrades.csv"
    assert "and cut them later: 2." in str(note)
    assert "early (-13.0; 2031; -22.0), late (-8.2; 2031; -13.2)." in str(note)


def test_what_others_need_may_save_nothing_itself(tmp_path: Path) -> None:
    """u1, on which u2 and u4 wait, saves nothing: an audit of the works, say."""
    assert "W-401" not in {remark.code for remark in read(write(tmp_path, {"upgrades.csv": [(",50,", ",0,")]})).remarks}


def test_what_must_be_may_save_nothing(tmp_path: Path) -> None:
    """u1 as before, but nothing waits on it, and it is mandatory."""
    edits = [(",50,5000000,10,,,,,", ",0,5000000,10,,,,,yes"), ("2027,,u1,", "2027,,,"), ("u1; u3", "u3")]
    assert "W-401" not in {remark.code for remark in read(write(tmp_path, {"upgrades.csv": edits})).remarks}


def test_a_grid_scenario_that_is_chosen_counts(tmp_path: Path) -> None:
    scenarios = "  grid_scenarios: {slow: {2026: 0.4}, fast: {2026: 0.4, 2035: 0}}\n  grid_t_per_mwh:"
    model = write(tmp_path, {"model.yaml": [("  grid_t_per_mwh:", scenarios)]})
    assert read(model, "factors.scenario=slow").programme.grid_factors[2035] * 10 == 4
    assert read(model, "factors.scenario=fast").programme.grid_factors[2035] == 0
    error = refused(model, "factors.scenario=slw")
    assert said(error.faults) == [("E-103", "--set factors.scenario")]


def test_scenarios_can_stand_without_a_usual_path(tmp_path: Path) -> None:
    model = write(tmp_path, {"model.yaml": [("  grid_t_per_mwh: {", "  scenario: a\n  grid_scenarios: {a: {"),
                                            ("2035: 0.12}", "2035: 0.12}}")]})  # fmt: skip
    assert read(model).programme.grid_factors[2035] * 100 == 12


def test_tonnes_are_not_asked_of_grids_that_nobody_knows(tmp_path: Path) -> None:
    """A cap per tonne and a mandatory upgrade need the grid; without one only the missing factor is a fault."""
    edits = {
        "model.yaml": [("  grid_t_per_mwh:", "  #"), ("caps: [", "caps: [{won_per_lifetime_tonne: 50_000}, ")],
        "upgrades.csv": [("2026,2027,,u1,", "2026,2027,,u1,yes")],
    }
    assert said(refused(write(tmp_path, edits)).faults) == [("E-135", "model.yaml › line 6, factors")]
