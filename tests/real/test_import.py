"""The shipped map makes of the audits, row by row, what the trials' own reading of them makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.cli.edge import run
from planner.importing.map_file import read_map
from planner.importing.run import Import, imported
from planner.importing.vocabulary import ImportMap
from planner.intake.sheets import SUPPLIERS, UPGRADES, SheetKind
from planner.intake.table import Habits
from planner.intake.tables import read_table
from tests.real.audits import Audits
from tests.real.place import audits_file
from tests.real.tables import write_inputs

MAP = Path(__file__).parents[2] / "models" / "maps" / "us-auto-audits.yaml"


@pytest.fixture(scope="module")
def result(audits: Audits) -> Import:
    chart, file = read_map(MAP), audits_file()
    assert isinstance(chart, ImportMap)
    assert file is not None
    return imported([file], chart)


def test_the_same_rows_are_used_and_left_out(result: Import, audits: Audits) -> None:
    (gathered,) = result.gathered
    count = gathered.count
    assert result.faults == []
    assert (count.present, count.became, count.refused) == (audits.rows, len(audits.used), 0)
    reasons = [str(reason) for reason in gathered.left_out.values()]
    assert {reason: reasons.count(reason) for reason in reasons} == audits.dropped


def test_the_tables_are_the_same_row_by_row(audits: Audits, tmp_path: Path) -> None:
    """One figure alone differs: a bill that rises is kept as such, where the trials enter no saving."""
    write_inputs(audits, tmp_path / "expected")
    arguments = ["import", str(audits_file()), "--map", "us-auto-audits", "--into", str(tmp_path / "found")]
    assert run(arguments) == 0
    assert _rows(tmp_path / "found", SUPPLIERS) == _rows(tmp_path / "expected", SUPPLIERS)
    pairs = list(zip(_rows(tmp_path / "found", UPGRADES), _rows(tmp_path / "expected", UPGRADES), strict=True))
    rising = [found for found, expected in pairs if found != expected]
    assert all(found.saving_won < 0 for found in rising)
    assert len(rising) == sum(audits.changed.values())
    for found, expected in pairs:
        assert found.model_copy(update={"saving_won": max(0, found.saving_won)}) == expected
        assert found.fixed_tonnes(1) == expected.fixed_tonnes(1)


def _rows(folder: Path, kind: SheetKind) -> list[Any]:
    table = read_table(folder, kind, Habits())
    assert table.faults == []
    return table.items
