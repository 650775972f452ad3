"""All faults of all files come in one run, in the order of their places, and no row is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.intake import ReadingError, read_programme
from planner.intake.columns import columns_of
from planner.intake.faults import in_order
from planner.intake.sheets import SUPPLIERS as SUPPLIERS_TABLE
from planner.intake.sheets import UPGRADES
from planner.intake.table import Habits
from planner.intake.tables import read_table

from .example import MODEL, SUPPLIERS, refused, said, write

FIVE = {
    "model.yaml": [("carry_over", "carry_ovr"), ("2026: 20_000_000", "2026: 0")],
    "links.csv": [("share", "part")],
    "upgrades.csv": [("u3,007", "u3,008"), ("30000000.0", "-30000000")],
}


def test_five_faults_of_three_files_in_one_run(tmp_path: Path) -> None:
    error = refused(write(tmp_path, FIVE))
    assert said(error.faults) == [
        ("E-101", "model.yaml › line 14, funders.MOTIR.carry_ovr"),
        ("E-122", "model.yaml › line 18, funders.HMC.budget"),
        ("E-312", "links.csv › line 1"),
        ("E-314", "links.csv › line 1"),
        ("E-206", "upgrades.csv › line 4, cost_won"),
        ("E-403", "upgrades.csv › line 4, supplier_id"),
    ]
    assert [(count.file, count.present, count.refused) for count in error.rows] == [
        ("suppliers.csv", 3, 0),
        ("links.csv", 3, 3),
        ("upgrades.csv", 4, 1),
        ("cost_lines.csv", 2, 0),
    ]
    assert [remark.code for remark in error.remarks] == ["N-201"]


def test_faults_are_sorted_by_place_with_numbers_as_numbers(tmp_path: Path) -> None:
    header, row, *_ = SUPPLIERS.splitlines()
    rows = [row.replace("A,", f"S{number},", 1).replace("medium", "huge") for number in range(12)]
    error = refused(write(tmp_path, {"suppliers.csv": "\n".join([header, *rows]).encode()}))
    assert list(error.faults) == sorted(error.faults, key=in_order)
    lines = [fault.place for fault in error.faults if fault.code == "E-221"]
    assert lines == [f"suppliers.csv › line {number}, size" for number in range(2, 14)]


def test_a_model_that_is_no_yaml_below_its_inputs_still_has_its_tables_read(tmp_path: Path) -> None:
    error = refused(
        write(tmp_path, {"model.yaml": [("projects: divisible", "]")], "upgrades.csv": [("u3,007", "u3,8")]})
    )
    assert {"E-112", "E-403"} == {fault.code for fault in error.faults}


def test_a_lost_table_makes_no_false_alarms_in_others(tmp_path: Path) -> None:
    error = refused(write(tmp_path, {"suppliers.csv": b"\xff\xff\n1\n2\n"}))
    assert said(error.faults) == [("E-306", "suppliers.csv › line 1")]
    assert (error.rows[0].present, error.rows[0].refused) == (2, 2)


def test_a_refused_row_still_counts_as_known(tmp_path: Path) -> None:
    error = refused(write(tmp_path, {"suppliers.csv": [("Busan,medium", "Busan,Medium")]}))
    assert said(error.faults) == [("E-221", "suppliers.csv › line 2, size")]


@pytest.mark.parametrize("key", ["funders", "years", "inputs", "programme"])
def test_a_missing_part_of_the_model_makes_no_false_alarms(tmp_path: Path, key: str) -> None:
    lines = MODEL.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(key))
    end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith(" "))
    error = refused(write(tmp_path, {"model.yaml": "".join(lines[:start] + lines[end:]).encode()}))
    assert [fault.code for fault in error.faults] == ["E-102"]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["", "A", "1", "2", "-5", "0.5", "medium", "yes", "1,000", " ", '"', "합계", "\u200b", "\r\n", "=1", "N/A"]
)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_read_and_refused_are_the_rows_present(tmp_path: Path, rows: list[list[str]]) -> None:
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [["supplier_id", "tier", "size", "baseline_t", "revenue_won", "ets_covered", "name"], *rows]
    )
    (tmp_path / "suppliers.csv").write_bytes(text.getvalue().encode())
    table = read_table(tmp_path, SUPPLIERS_TABLE, Habits())
    assert table.count is not None
    assert table.count.present == len(rows)
    assert table.count.read + table.count.refused == len(rows)
    assert bool(table.count.refused) <= bool(table.faults)
    for row in table.rows:
        if row.item is not None:
            assert {name: getattr(row.item, name) for name in row.values} == row.values


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_a_table_fail_unexpectedly(tmp_path: Path, content: bytes) -> None:
    header = ",".join(column.name for column in columns_of(UPGRADES.row)).encode() + b"\n"
    for whole in (content, header + content):
        (tmp_path / "upgrades.csv").write_bytes(whole)
        count = read_table(tmp_path, UPGRADES, Habits()).count
        assert count is None or count.read + count.refused == count.present


PIECES = st.sampled_from(
    [
        *MODEL.splitlines(keepends=True),
        "a: [",
        "- 1\n",
        "&x ",
        "*x",
        "? ",
        "{",
        "}",
        "]",
        "|\n",
        "!!set ",
        ": ",
        "\t",
        "'",
        "1e99",
    ]
)


@given(pieces=st.lists(PIECES, max_size=40), junk=st.text(max_size=10))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_a_model_fail_unexpectedly(tmp_path: Path, pieces: list[str], junk: str) -> None:
    model = write(tmp_path, {"model.yaml": ("".join(pieces) + junk).encode("utf-8", "replace")})
    with pytest.raises(ReadingError):
        read_programme(model)
