"""From audit to upgrade, on made-up rows: units, factors, and every row used or counted with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from planner.intake import read_programme
from planner.programme.carbon import kilograms
from tests.real.audits import NEGATIVE_SAVING, NO_ENERGY, NO_FACTOR, WON_PER_USD, ZERO_COST, audits_of
from tests.real.models import cascade, one_purse
from tests.real.place import VARIABLE, audits_file

_ROW: Mapping[str, str] = {
    "upgrade_id": "U1",
    "supplier": "S1",
    "tier": "1",
    "region": "South",
    "naics": "336390",
    "employees": "150.0",
    "sales": "25000000.0",
    "arc2": "2",
    "impstatus": "I",
    "stream": "EC",
    "energy_saved": "1000.0",
    "saving_usd_per_year": "100",
    "cost_usd": "200",
}


def _rows(*changes: Mapping[str, str]) -> list[Mapping[str, str]]:
    return [{**_ROW, "upgrade_id": f"U{number}", **change} for number, change in enumerate(changes, start=1)]


def test_units_and_factors() -> None:
    electricity, gas, lpg = audits_of(_rows({}, {"stream": "E2"}, {"stream": "E3"})).used
    assert electricity.electricity_mwh == 1
    assert gas.gas_gj == Fraction("1055.056")
    assert lpg.other_t == Fraction("61.71")
    assert [each.tonnes for each in (electricity, gas, lpg)] == [
        Fraction("0.41565"),
        Fraction("53.06"),
        Fraction("61.71"),
    ]
    assert electricity.cost_won == 200 * WON_PER_USD
    assert electricity.saving_won == 100 * WON_PER_USD


def test_what_cannot_be_used_is_counted_with_its_reason() -> None:
    audits = audits_of(
        _rows(
            {},
            {"cost_usd": "0"},
            {"cost_usd": ""},
            {"energy_saved": ""},
            {"energy_saved": "-5"},
            {"stream": "E12"},
            {"saving_usd_per_year": "-78"},
        )
    )
    assert audits.dropped == {ZERO_COST: 2, NO_ENERGY: 2, NO_FACTOR: 1}
    assert audits.changed == {NEGATIVE_SAVING: 1}
    assert [each.saving_won for each in audits.used] == [100 * WON_PER_USD, 0]
    assert audits.rows == len(audits.used) + sum(audits.dropped.values())


def test_an_unknown_fate_is_not_taken_for_done() -> None:
    audits = audits_of(_rows({}, {"impstatus": "N"}, {"impstatus": ""}))
    assert [each.upgrade_id for each in audits.implemented] == ["U1"]


def test_the_planner_reads_the_same_tonnes(tmp_path: Path) -> None:
    """The tonnes counted here and those that the planner counts from the tables are the same, exactly."""
    audits = audits_of(_rows({}, {"stream": "E2", "energy_saved": "123.457"}, {"stream": "E5"}))
    programme = read_programme(one_purse(audits, tmp_path, "whole")).programme
    assert {name: kilograms(programme, upgrade, 2026) for name, upgrade in programme.upgrades.items()} == {
        each.upgrade_id: 1_000 * each.tonnes for each in audits.used
    }


def test_both_models_are_read_without_a_remark(tmp_path: Path) -> None:
    audits = audits_of(_rows({}, {"stream": "E2", "supplier": "S2", "tier": "2", "energy_saved": "10"}))
    for name, model in (("one", one_purse(audits, tmp_path / "one", "divisible")), ("two", cascade(audits, tmp_path))):
        assert read_programme(model).remarks == (), name


def test_a_folder_that_is_named_must_hold_the_audits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not set: skip. Set and not there: fail, so that a broken path never looks like a stranger's clone."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert audits_file() is None
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(FileNotFoundError, match=VARIABLE):
        audits_file()
