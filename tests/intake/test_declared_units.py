"""A column stated in another unit is read in the programme's own, exactly, and it is said."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.intake.declared_units import factor_of, units_of
from planner.units import DECLARED_UNITS

from .example import UPGRADES, read, refused, said, write


@pytest.mark.parametrize(
    ("base", "written", "factor"),
    [
        ("won", "백만원", 10**6),
        ("won", "백만 원", 10**6),
        ("won", "억원", 10**8),
        ("won", "천원/년", 10**3),
        ("won", "Million won", 10**6),
        ("t", "kg", Fraction(1, 1000)),
        ("t", "tCO2e/yr", 1),
        ("t", "ｋｇ", Fraction(1, 1000)),
        ("MWh", "kWh", Fraction(1, 1000)),
        ("MWh", "MWh/년", 1),
        ("GJ", "TJ", 1000),
        ("share", "%", Fraction(1, 100)),
        ("share", "비율(0~1)", 1),
        ("won", "kg", None),
        ("t", "원", None),
    ],
)
def test_units_as_people_write_them(base: str, written: str, factor: Fraction | None) -> None:
    assert factor_of(base, written) == factor


@pytest.mark.parametrize("base", DECLARED_UNITS)
def test_what_people_are_told_to_write_is_known(base: str) -> None:
    assert all(factor_of(base, unit) is not None for unit in units_of(base))
    assert factor_of(base, base) == 1


def with_units(units: str, *edits: tuple[str, str]) -> bytes:
    header, *rows = UPGRADES.splitlines()
    text = "\n".join([header, units + "," * (header.count(",") - units.count(",")), *rows, ""])
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def test_a_row_of_units_in_a_csv_file(tmp_path: Path) -> None:
    """100 million won as 1.0 억원, 5 million as 5, 50 t as 50,000 kg, 120.5 MWh as 120,500 kWh: the same programme."""
    changed = with_units(
        "단위,,,억원,kWh,,kg,백만원",
        ("boiler,100000000,,,50,5000000", "boiler,1.0,,,50000,5"),
        ("motor,,120.5", "motor,,120500"),
        ("30000000.0", "0.3"),
        ("20000000,-5,,30", "0.2,-5000,,30000"),
    )
    reading = read(write(tmp_path / "units", {"upgrades.csv": changed}))
    assert reading.programme.inputs_hash == read(write(tmp_path)).programme.inputs_hash
    assert [code for code, place in said(reading.remarks) if code == "N-204"] == ["N-204"] * 4


def test_the_row_of_units_is_no_data_row(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"upgrades.csv": with_units("unit,,,won")}))
    assert reading.rows[2].present == 4


def test_a_fraction_of_a_won_in_a_larger_unit(tmp_path: Path) -> None:
    content = with_units("단위,,,억원", ("30000000.0", "0.3000000001"), ("100000000", "1"), ("20000000", "0.2"))
    error = refused(write(tmp_path, {"upgrades.csv": content}))
    assert said(error.faults) == [("E-212", "upgrades.csv › line 5, cost_won")]


def test_a_unit_of_another_kind(tmp_path: Path) -> None:
    error = refused(write(tmp_path, {"upgrades.csv": with_units("단위,,,kg")}))
    assert said(error.faults) == [("E-227", "upgrades.csv › line 2")]


def test_a_unit_where_there_is_none(tmp_path: Path) -> None:
    error = refused(write(tmp_path, {"upgrades.csv": with_units("단위,,원")}))
    assert said(error.faults) == [("E-226", "upgrades.csv › line 2")]


def test_what_to_write_is_told_in_the_declared_unit(tmp_path: Path) -> None:
    content = with_units("단위,,,백만원", ("30000000.0", "1.2억"), ("100000000", "100"), ("20000000", "20"))
    (fault,) = refused(write(tmp_path, {"upgrades.csv": content})).faults
    assert (fault.code, fault.place) == ("E-204", "upgrades.csv › line 5, cost_won")
    assert "Write 120." in str(fault)
