"""What the layout of a table must not hide is said with its place; sheets that are no tables may look as they like."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Fault
from planner.intake.places import CellPlace
from planner.intake.workbook.archive import Archive
from planner.intake.workbook.layout_faults import Extent, formula_errors, hostile_faults, link_faults, table_faults

from .builders import DATA, facts

TABLE = Extent(header_row=1, last_row=3, columns=2)


def said(found: list[Fault]) -> list[tuple[str, str]]:
    for fault in found:
        assert isinstance(fault.place, CellPlace)
        assert fault.remedy is not None
    return [(fault.code, fault.place.removeprefix("견적.xlsx › 사업 › ")) for fault in found]


def row(number: int, cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{cells}</row>'


def test_a_good_table(tmp_path: Path) -> None:
    assert table_faults(facts(tmp_path), TABLE) == []


@pytest.mark.parametrize(("merged", "place"), [("A2:A3", "A2"), ("A1:B1", "A1"), ("B3:C9", "B3"), ("A3:XFD3", "A3")])
def test_merged_cells(tmp_path: Path, merged: str, place: str) -> None:
    after = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'
    found = table_faults(facts(tmp_path, after=after), TABLE)
    assert said(found) == [("E-340", place)]
    assert merged in str(found[0])


@pytest.mark.parametrize("merged", ["D1:E2", "A5:B5", "A2:A2"])
def test_merged_cells_beside_the_table(tmp_path: Path, merged: str) -> None:
    after = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'
    assert table_faults(facts(tmp_path, after=after), TABLE) == []


def hidden(rows: str, *numbers: int) -> str:
    for number in numbers:
        rows = rows.replace(f'<row r="{number}"', f'<row r="{number}" hidden="1"')
    return rows


def test_hidden_rows(tmp_path: Path) -> None:
    found = table_faults(facts(tmp_path, hidden(DATA, 3)), TABLE)
    assert said(found) == [("E-341", "3")]
    assert "row 3" in str(found[0])
    found = table_faults(facts(tmp_path, hidden(DATA, 2, 3)), TABLE)
    assert said(found) == [("E-341", "2")]
    assert "rows 2 to 3" in str(found[0])


def test_a_hidden_row_without_data(tmp_path: Path) -> None:
    assert table_faults(facts(tmp_path, DATA + row(4, '<c r="A4" s="1"/>', ' hidden="1"')), TABLE) == []


def test_hidden_columns(tmp_path: Path) -> None:
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    assert said(table_faults(facts(tmp_path, before=columns), TABLE)) == [("E-341", "B")]
    columns = '<cols><col min="3" max="16384" hidden="1"/></cols>'
    assert table_faults(facts(tmp_path, before=columns), TABLE) == []


FILTER = (
    '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="u1"/></filters></filterColumn></autoFilter>'
)


def test_filtered_rows(tmp_path: Path) -> None:
    found = table_faults(facts(tmp_path, hidden(DATA, 2, 3), after=FILTER), TABLE)
    assert [(fault.code, fault.place) for fault in found] == [("E-343", "견적.xlsx › 사업")]
    assert "hides 2 rows" in str(found[0])


def test_a_filter_that_hides_nothing(tmp_path: Path) -> None:
    assert table_faults(facts(tmp_path, after=FILTER), TABLE) == []


def test_rows_that_are_hidden_beside_a_filter(tmp_path: Path) -> None:
    rows = DATA + row(4, '<c r="A4"><v>1</v></c>', ' hidden="1"')
    assert said(table_faults(facts(tmp_path, rows, after=FILTER), Extent(1, 4, 2))) == [("E-341", "4")]


def test_rows_hidden_by_the_filter_of_a_table_within_the_sheet(tmp_path: Path) -> None:
    found = table_faults(facts(tmp_path, hidden(DATA, 3), before='<sheetPr filterMode="1"/>'), TABLE)
    assert [fault.code for fault in found] == ["E-343"]


def test_stray_cells(tmp_path: Path) -> None:
    far = facts(tmp_path, DATA + row(900, '<c r="ZZ900"><v>1</v></c>'))
    assert said(table_faults(far, TABLE)) == [("E-344", "ZZ900")]
    beside = facts(tmp_path, DATA + row(4, '<c r="A4"><v>1</v></c><c r="D4"><v>1</v></c>'))
    assert said(table_faults(beside, Extent(1, 4, 2))) == [("E-344", "D4")]
    below = facts(tmp_path, DATA + row(9, '<c r="A9"><v>1</v></c>') + row(10, '<c r="A10"><v>1</v></c>'))
    assert said(table_faults(below, TABLE)) == [("E-344", "9")]


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA + row(4, '<c r="A4"><f>A2</f></c><c r="B4"><f>A2</f><v>1</v></c>'))
    assert said(table_faults(found, Extent(1, 4, 2))) == [("E-345", "A4")]


def test_more_such_formulas_than_one_lists(tmp_path: Path) -> None:
    rows = "".join(row(number, f'<c r="A{number}"><f>B1</f></c>') for number in range(1, 1_201))
    found = table_faults(facts(tmp_path, rows), Extent(1, 1_200, 1))
    assert len(found) == 1_001
    assert found[-1].code == "E-342"
    assert "200 further" in str(found[-1])


def test_errors_of_formulas(tmp_path: Path) -> None:
    found = list(formula_errors(facts(tmp_path, DATA + row(4, '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))))
    assert said(found) == [("E-209", "B4")]
    assert "#DIV/0!" in str(found[0])


def test_cells_that_refer_to_other_workbooks(tmp_path: Path) -> None:
    archive = Archive(links=("xl/externalLinks/externalLink1.xml",))
    found = facts(tmp_path, DATA + row(4, '<c r="B4"><f>[1]a!A1</f><v>1</v></c>'))
    assert said(hostile_faults(found)) == [("E-337", "B4")]
    assert link_faults(archive, "견적.xlsx", [facts(tmp_path), found]) == []


def test_links_that_no_cell_has(tmp_path: Path) -> None:
    archive = Archive(links=("xl/externalLinks/externalLink1.xml",))
    found = link_faults(archive, "견적.xlsx", [facts(tmp_path)])
    assert [(fault.code, fault.place) for fault in found] == [("E-337", "견적.xlsx")]
    assert link_faults(Archive(), "견적.xlsx", [facts(tmp_path)]) == []


def test_a_sheet_that_is_no_table_may_look_as_it_likes(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    rows = hidden(DATA, 2) + row(99, '<c r="ZZ99"><f>A1</f></c>')
    assert hostile_faults(facts(tmp_path, rows, '<cols><col min="1" max="1" hidden="1"/></cols>', after)) == []


def test_what_stopped_the_reading_of_a_sheet_is_hostile(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA + row(1_048_576, '<c r="XFD1048576"><v>1</v></c>'))
    assert [fault.code for fault in hostile_faults(found)] == ["E-346"]
