"""Every place of the rules that names something is looked at, and the fault stands at that very name."""

from __future__ import annotations

from pathlib import Path

import pytest

from .example import read, refused, said, write

OFFSETS = "offsets: {share_of_obligation: 0.1, obligation_t: {2026: 900}, price_won_per_t: {2026: 10_000}"


def adding(line: str) -> list[tuple[str, str]]:
    """A line at the end of the model, which is line 41."""
    return [("ignore_columns: remark\n", f"ignore_columns: remark\n{line}\n")]


@pytest.mark.parametrize(
    ("edits", "place"),
    [
        ([("base: [MOTIR, HMC]", "base: [MOTIR, X]")], "line 30, repayment.base.1"),
        ([("funder: MSS, at_most", "funder: [MSS, X], at_most")], "line 31, matching.0.funder.1"),
        ([("funder: HMC, of: MOTIR", "funder: X, of: MOTIR")], "line 32, co_funding.0.funder"),
        ([("funder: HMC, of: MOTIR", "funder: HMC, of: X")], "line 32, co_funding.0.of"),
        ([("funders: [MSS, pool]", "funders: [X, pool]")], "line 34, caps.0.funders.0"),
        ([("payers: [MSS, pool]", "payers: [MSS, X]")], "line 39, fairness.1.payers.1"),
        (adding("reserved: [{funder: X, share: 0.2, of: {size: small}}]"), "line 41, reserved.0.funder"),
        (adding(OFFSETS + ", lend_back: {funder: X}}"), "line 41, offsets.lend_back.funder"),
    ],
)
def test_an_unknown_purse(tmp_path: Path, edits: list[tuple[str, str]], place: str) -> None:
    """The pool is one only where rules speak of payers."""
    error = refused(write(tmp_path, {"model.yaml": edits}))
    found = [fault for fault in error.faults if fault.code == "E-124"]
    assert said(found) == [("E-124", f"model.yaml › {place}")]
    assert str(found[0]).partition(" › ")[2].startswith(f'{place}: there is no funder "X".')
    assert "HMC, MOTIR, MSS" in str(found[0])


def test_the_pool_is_no_purse_of_the_base(tmp_path: Path) -> None:
    error = refused(write(tmp_path, {"model.yaml": [("base: [MOTIR, HMC]", "base: [MOTIR, pool]")]}))
    assert said(error.faults) == [("E-124", "model.yaml › line 30, repayment.base.1")]


SELECTORS = [
    ([("tier: 2}\n    budget: {2026: 9_000_000, 2027: 9_000_000, 2028: 9_000_000}\n    rate: {small: 0.7, medium: 0.6}",
       "tier: 2, MARK}\n    budget: {2026: 9_000_000}")], "line 21, funders.MSS.pays"),
    ([("{tier: 2, at_most: 0.7}", "{tier: 2, at_most: 0.7}\n  - {MARK, at_most: 0.7}")], "line 30, support_rates.2"),
    ([("caps: [{funders", "caps: [{of: {MARK}, funders")], "line 34, caps.0.of"),
    ([("{region: [Busan, Daegu]}}", "{region: [Busan, Daegu]}, other: {MARK}}")], "line 36, groups.other"),
    (adding("reserved: [{funder: MSS, share: 0.2, of: {MARK}}]"), "line 41, reserved.0.of"),
    (adding("ceiling_phases: [{year: 2027, won_per_lifetime_tonne: 100_000, of: {MARK}}]"),
     "line 41, ceiling_phases.0.of"),
    (adding("thresholds: [{least_support_won: 5, of: {MARK}}]"), "line 41, thresholds.0.of"),
    (
        [("rate: {small: 0.7, medium: 0.6}", "rate: [{tier: 2, at_most: 0.7}, {MARK, at_most: 0.6}]")],
        "line 23, funders.MSS.rate.1",
    ),
    ([("pool: own_chain}", "pool: own_chain, pool_rate: [{MARK, at_most: 0.6}]}")], "line 30, repayment.pool_rate.0"),
]  # fmt: skip
MARKS = [
    ("region", "Ulsan", "Busan, Daegu, Seoul"),
    ("consortium", "Z", "K"),
    ("process", "milling", "casting, forging, moulding"),
    ("supplier", "C", "007, A, B"),
]


@pytest.mark.parametrize(("edits", "place"), SELECTORS, ids=[place for _, place in SELECTORS])
@pytest.mark.parametrize(("mark", "value", "known"), MARKS, ids=[mark for mark, _, _ in MARKS])
def test_a_mark_that_no_supplier_has(
    tmp_path: Path, edits: list[tuple[str, str]], place: str, mark: str, value: str, known: str
) -> None:
    worded = [(old, new.replace("MARK", f"{mark}: {value}")) for old, new in edits]
    remarks = read(write(tmp_path, {"model.yaml": worded})).remarks
    (fault,) = [fault for fault in remarks if fault.place == f"model.yaml › {place}.{mark}"]
    assert value in str(fault)
    assert known in str(fault)


@pytest.mark.parametrize(("edits", "place"), SELECTORS[1:3] + SELECTORS[4:], ids=lambda value: str(value)[:40])
def test_a_class_that_is_none(tmp_path: Path, edits: list[tuple[str, str]], place: str) -> None:
    worded = [(old, new.replace("MARK", "technology_class: [heat, cold]")) for old, new in edits]
    (fault,) = refused(write(tmp_path, {"model.yaml": worded})).faults
    assert (fault.code, fault.place) == ("E-125", f"model.yaml › {place}.technology_class.1")
    assert 'no technology class "cold"' in str(fault)
    assert "heat, power" in str(fault)


@pytest.mark.parametrize(
    ("edits", "place"),
    [
        ([("heat: [boiler, dryer]", "heat: [boiler, oven]")], "line 25, technology_classes.heat.1"),
        ([("technology: motor", "technology: oven")], "line 35, technology_limits.0.technology"),
        (
            [("{tier: 2, at_most: 0.7}", "{tier: 2, at_most: 0.7}\n  - {technology: oven, at_most: 0.7}")],
            "line 30, support_rates.2.technology",
        ),
    ],
)
def test_a_technology_that_no_upgrade_has(tmp_path: Path, edits: list[tuple[str, str]], place: str) -> None:
    remarks = read(write(tmp_path, {"model.yaml": edits})).remarks
    (fault,) = [fault for fault in remarks if fault.place == f"model.yaml › {place}"]
    assert "oven" in str(fault)
    assert "boiler, dryer, motor" in str(fault)


def test_a_technology_of_two_classes_or_twice_of_one(tmp_path: Path) -> None:
    for power, code, place in (
        ("[motor, dryer]", "E-126", "technology_classes.power.1"),
        ("[motor, motor]", "E-138", "technology_classes.power.1"),
    ):
        (tmp_path / code).mkdir()
        error = refused(write(tmp_path / code, {"model.yaml": [("power: motor", f"power: {power}")]}))
        assert said(error.faults) == [(code, f"model.yaml › line 26, {place}")]


def test_a_mark_that_could_not_be_read_makes_no_warning(tmp_path: Path) -> None:
    """Which regions there are is not known where one of them is spoiled."""
    edits = [("[Busan, Daegu]", "[Busan, Ulsan]")]
    error = refused(write(tmp_path, {"suppliers.csv": [("Seoul", "#REF!")], "model.yaml": edits}))
    assert [fault.code for fault in error.faults] == ["E-209"]
    assert [fault.code for fault in error.remarks] == ["N-201"]


def test_each_side_of_a_ratio_has_its_own_purses(tmp_path: Path) -> None:
    edits = [("funder: HMC, of: MOTIR", "funder: [HMC, MSS], of: [MSS, MOTIR]")]
    (fault,) = refused(write(tmp_path, {"model.yaml": edits})).faults
    assert (fault.code, fault.place) == ("E-130", "model.yaml › line 32, co_funding.0")
    assert "MSS" in str(fault)
    assert "HMC" not in str(fault)
