"""Every row of the audits is accounted for, and the planner reads every one that is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.edge import run
from tests.real.audits import NEGATIVE_SAVING, Audits
from tests.real.compare import counts
from tests.real.models import cascade, one_purse


def test_no_row_is_lost(audits: Audits) -> None:
    assert audits.rows == 549
    assert len(audits.used) + sum(audits.dropped.values()) == audits.rows
    assert audits.dropped == {}, counts(audits)
    assert audits.changed == {NEGATIVE_SAVING: 1}
    assert len({each.upgrade_id for each in audits.used}) == len(audits.used)
    assert len(audits.plants) == 99


def test_a_plant_is_described_alike_in_all_its_rows(audits: Audits) -> None:
    """One plant, one set of marks: else it would matter which of its rows becomes the supplier."""
    assert len({each.plant for each in audits.used}) == len(audits.plants)


@pytest.mark.parametrize("kind", ["one purse", "cascade"])
def test_check_finds_no_fault(audits: Audits, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = cascade(audits, tmp_path) if kind == "cascade" else one_purse(audits, tmp_path, "whole")
    assert run(["check", str(model), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["faults"] == []
    assert document["size"]["upgrades"] == len(audits.used)
    assert document["size"]["tier_1_suppliers"] + document["size"]["tier_2_suppliers"] == 99
