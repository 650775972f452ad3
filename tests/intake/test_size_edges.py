"""Sizes at the edge of what is believed, and one beyond; what is said of them, word for word by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from planner.intake.checks.sizes.rows import SupplierSizes
from planner.intake.checks.sizes.suppliers import _outside

from .test_sizes import MODEL, SUPPLIERS, UPGRADES, Cell, sizes_of, upgrade, warned, written

ASK = "; if the row is right, write yes under confirmed."


@pytest.mark.parametrize(
    ("inside", "outside", "code"),
    [
        ({("upgrades", 2, "life_years"): 60}, {("upgrades", 2, "life_years"): 61}, "W-510"),
        (
            {("upgrades", 2, "tonnes"): 250_000, ("upgrades", 2, "electricity_mwh"): "",
             ("suppliers", 2, "baseline_t"): "", ("upgrades", 2, "cost_won"): 25_000_000_000,
             ("upgrades", 2, "saving_won"): ""},
            {("upgrades", 2, "tonnes"): 250_001, ("upgrades", 2, "electricity_mwh"): "",
             ("suppliers", 2, "baseline_t"): "", ("upgrades", 2, "cost_won"): 25_000_000_000,
             ("upgrades", 2, "saving_won"): ""},
            "W-508",
        ),
        (
            {("upgrades", 2, "cost_low_won"): 100_000_002, ("upgrades", 2, "cost_high_won"): 100_000_002},
            {("upgrades", 2, "cost_low_won"): 100_000_003, ("upgrades", 2, "cost_high_won"): 100_000_002},
            "W-511",
        ),
        ({("upgrades", 2, "cost_low_won"): 100_000_002}, {("upgrades", 2, "cost_low_won"): 100_000_003}, "W-512"),
        ({("upgrades", 2, "cost_high_won"): 100_000_002}, {("upgrades", 2, "cost_high_won"): 100_000_001}, "W-512"),
        (
            {("upgrades", 2, "tonnes"): 4_000, ("upgrades", 2, "cost_won"): 4_000_000_000,
             ("upgrades", 2, "saving_won"): ""},
            {("upgrades", 2, "tonnes"): 4_001, ("upgrades", 2, "cost_won"): 4_000_000_000,
             ("upgrades", 2, "saving_won"): ""},
            "W-506",
        ),
    ],
)  # fmt: skip
def test_the_edge_is_believed_and_one_beyond_is_not(
    tmp_path: Path, inside: Mapping[Cell, object], outside: Mapping[Cell, object], code: str
) -> None:
    assert [fault.code for fault in warned(tmp_path / "inside", inside)] == []
    assert [fault.code for fault in warned(tmp_path / "outside", outside)] == [code]


SENTENCES = [
    ({("upgrades", 2, "cost_won"): 100_000}, "upgrades.csv › line 4, cost_won",
     "1,000 won for a tonne a year, but 1,000,000 in the middle of its peers (motor, 6 rows). "
     "Is the unit thousand won? Then write 100,000,000 won"),
    ({("upgrades", 2, "electricity_mwh"): 250_000}, "upgrades.csv › line 4, electricity_mwh",
     '"u2" saves 100,000 t a year, but its supplier emits only 4,000 t (baseline_t, line 4). '
     "Is the unit kWh? Then write 250 MWh"),
    ({("upgrades", 3, "gas_gj"): 2}, "upgrades.csv › line 5, gas_gj",
     "40,000,000 won a year are saved with energy that is worth about 40,000 won. "
     "Is the unit TJ? Then write 2,000 GJ"),
    ({("upgrades", 2, "life_years"): 120}, "upgrades.csv › line 4, life_years",
     f"120 years is longer than any equipment lasts (60). Write years, not months{ASK}"),
    ({("upgrades", 2, "cost_low_won"): 120_000_000, ("upgrades", 2, "cost_high_won"): 90_000_000},
     "upgrades.csv › line 4, cost_low_won",
     f"the low estimate 120000000 is above the high estimate 90000000. Exchange or mend them{ASK}"),
    ({("upgrades", 2, "cost_low_won"): 110_000_000}, "upgrades.csv › line 4, cost_won",
     f"100000002 lies outside of its own estimates, 110000000 to …. Mend the value or the estimates{ASK}"),
    ({("upgrades", 2, "cost_high_won"): 90_000_000}, "upgrades.csv › line 4, cost_won",
     f"100000002 lies outside of its own estimates, … to 90000000. Mend the value or the estimates{ASK}"),
    ({("suppliers", 2, "baseline_t"): 4_000_000}, "suppliers.csv › line 4, baseline_t",
     "revenue_won over baseline_t is 20,000, but 20,000,000 in the middle of 6 suppliers. "
     "Is the unit kg? Then write 4,000 t"),
    ({("suppliers", 2, "repay_capacity_won"): 40}, "suppliers.csv › line 4, repay_capacity_won",
     "repay_capacity_won over revenue_won is 5e-10, but 0.0005 in the middle of 6 suppliers. "
     "Is the unit million won? Then write 40,000,000 won"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "place", "words"), SENTENCES, ids=[words[:40] for _, _, words in SENTENCES])
def test_the_sentence(tmp_path: Path, edits: Mapping[Cell, object], place: str, words: str) -> None:
    (fault,) = warned(tmp_path, edits)
    assert fault.place == place
    assert str(fault).partition(": ")[2].startswith(words)


@pytest.mark.parametrize(("rows", "code"), [(2, "W-509"), (3, "W-501"), (4, "W-501")])
def test_three_rows_make_a_column(tmp_path: Path, rows: int, code: str) -> None:
    """Costs a million times too small: of two rows each is named, of three the column."""
    folder = written(tmp_path, {("upgrades", number, "cost_won"): 100 for number in range(rows)})
    table = tmp_path / "tables" / "upgrades.csv"
    table.write_text("\n".join(table.read_text().splitlines()[: rows + 1]) + "\n")
    found = sizes_of(folder)
    assert {fault.code for fault in found} == {code}
    if code == "W-501":
        assert f"in the middle of {rows} rows" in str(found[0])


@pytest.mark.parametrize(("peers", "name"), [(4, "all upgrades"), (5, "kiln")])
def test_five_rows_are_peers(tmp_path: Path, peers: int, name: str) -> None:
    """One cost in thousand won, among so many of its technology."""
    more = [upgrade(2 * number) | {"technology": "kiln"} for number in range(6, 6 + peers)]
    more[0]["cost_won"] = 100_000
    (fault,) = warned(tmp_path, {}, more)
    rows = peers if name == "kiln" else len(UPGRADES) + peers
    assert (fault.code, fault.place) == ("W-503", f"upgrades.csv › line {len(UPGRADES) + 2}, cost_won")
    assert f"its peers ({name}, {rows} rows)" in str(fault)


def test_electricity_may_be_fed_into_the_grid_to_ten_times_the_emissions(tmp_path: Path) -> None:
    """10,000 MWh are 4,000 t, ten times 400 t; one more megawatt hour is beyond."""
    for size, codes in ((10_000, []), (10_001, ["W-506"])):
        edits: dict[Cell, object] = {
            ("upgrades", 2, "electricity_mwh"): size,
            ("upgrades", 2, "cost_won"): 4_000_000_000,
            ("upgrades", 2, "saving_won"): 1_500_000_000,
            ("suppliers", 2, "baseline_t"): 400,
        }
        assert [fault.code for fault in warned(tmp_path / str(size), edits)] == codes


def test_columns_of_suppliers_in_another_unit(tmp_path: Path) -> None:
    """All capacities in million won: 40 over 80 billion."""
    edits: dict[Cell, object] = {("suppliers", n, "repay_capacity_won"): 40 for n in range(len(SUPPLIERS))}
    (fault,) = warned(tmp_path, edits)
    assert (fault.code, fault.place) == ("W-501", "suppliers.csv › line 2, repay_capacity_won")
    assert "(repay_capacity_won, revenue_won): 5e-10 in the middle of 6 rows, where 1e-06 to 1 is plausible" in str(
        fault
    )
    assert "mend the unit of repay_capacity_won" in str(fault)


def test_budgets_in_another_unit(tmp_path: Path) -> None:
    """9,000 won for twelve costs of 100 million and, numbered, 66 won more."""
    folder = written(tmp_path, {})
    folder.write_text(MODEL.replace("300_000_000", "3_000").replace("projects: whole", "projects: divisible"))
    (fault,) = sizes_of(folder)
    assert (fault.code, fault.place) == ("W-501", "model.yaml › line 7, funders")
    assert "(budget, cost_won): 7.5e-06 in the middle of 12 rows, where 0.0001 to 300 is plausible" in str(fault)


def test_a_confirmed_supplier_does_not_hide_the_next(tmp_path: Path) -> None:
    edits: dict[Cell, object] = {
        ("suppliers", 0, "confirmed"): "yes",
        ("suppliers", 0, "baseline_t"): 4_000_000,
        ("suppliers", 2, "baseline_t"): 4_000_000,
    }
    assert [fault.place for fault in warned(tmp_path, edits)] == ["suppliers.csv › line 4, baseline_t"]


@pytest.mark.parametrize(("revenue", "outside"), [(0.99, True), (1, False), (90_000, False), (90_001, True)])
def test_three_hundred_times_the_middle_is_not_outside(revenue: float, outside: bool) -> None:
    """Around 300 won a tonne: from 1 to 90,000."""
    pair = ("revenue_won", "baseline_t")
    found = _outside(SupplierSizes(1, revenue, 0, 0), {pair: (300.0, 6)}, 300)
    assert found == ({pair: revenue} if outside else {})
    assert _outside(SupplierSizes(1, revenue, 0, 0), {}, 300) == {}


def test_savings_of_a_column_against_costs_alone(tmp_path: Path) -> None:
    """Tonnes are given, no energy; 38 won saved a year for 100 million of cost are 38 million in million won."""
    edits: dict[Cell, object] = {}
    for number in range(len(UPGRADES)):
        edits |= {("upgrades", number, name): "" for name in ("electricity_mwh", "gas_gj")}
        edits |= {("upgrades", number, "tonnes"): 100, ("upgrades", number, "saving_won"): 38}
    (fault,) = warned(tmp_path, edits)
    assert (fault.code, fault.place) == ("W-501", "upgrades.csv › line 2, saving_won")
    assert "(saving_won, cost_won): 3.8e-07 in the middle of 12 rows, where 0.001 to 100 is plausible" in str(fault)
    assert "Is the unit million won? Then mend the unit of saving_won" in str(fault)
