"""The layout of a sheet as it is written, in whatever way it is written; and what stops the pass over it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.intake.places import CellPlace
from planner.intake.workbook.archive import SheetPart, scanned
from planner.intake.workbook.facts import facts_of
from planner.intake.workbook.formulas import leads_elsewhere
from planner.intake.workbook.limits import LIMITS
from planner.intake.workbook.plain_rows import PlainRows
from planner.intake.workbook.ranges import Cell, Range, cell_of, range_of
from planner.intake.workbook.sheet_facts import SheetFacts

from .builders import DATA, MAIN, SHEET, facts, facts_in, packed, parts, saved


def row(number: int, cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{cells}</row>'


def refused(found: SheetFacts) -> tuple[str, str, str]:
    """The code, place and sentence of the only fault."""
    assert len(found.faults) == 1, found
    fault = found.faults[0]
    assert isinstance(fault.place, CellPlace)
    assert fault.remedy is not None
    return fault.code, str(fault.place), fault.problem.to("en")


def test_a_plain_table(tmp_path: Path) -> None:
    found = facts(tmp_path)
    assert found.faults == []
    assert (found.cell_count, found.row_count, found.last_row, found.last_column) == (6, 3, 3, 2)
    assert found.columns == {1: 1, 2: 1}
    assert found.place(Cell(17, 4)) == "견적.xlsx › 사업 › D17"


def test_an_empty_sheet(tmp_path: Path) -> None:
    found = facts(tmp_path, "")
    assert (found.row_count, found.last_row, found.last_column) == (0, 0, 0)


def test_gaps_between_rows(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA + row(7, '<c r="C7"><v>1</v></c>'))
    assert found.filled_rows == [(1, 3), (7, 7)]
    assert found.columns[3] == 7


def test_cells_that_are_styled_and_empty_are_no_data(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA + row(900, '<c r="ZZ900" s="3"/>') + row(901, '<c r="A901" s="3"></c>'))
    assert (found.last_row, found.last_column, found.cell_count) == (3, 2, 6)


def test_rows_and_cells_without_references(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>"
    found = facts(tmp_path, rows)
    assert found.filled_rows == [(1, 1), (3, 3)]
    assert found.columns == {1: 1, 2: 1}


def test_references_that_are_given_now_and_then(tmp_path: Path) -> None:
    found = facts(tmp_path, '<row r="5"><c><v>1</v></c><c r="D5"><v>2</v></c><c><v>3</v></c></row><row><c/></row>')
    assert sorted(found.columns) == [1, 4, 5]
    assert found.filled_rows == [(5, 5)]


def test_rows_and_cells_in_reverse_order(tmp_path: Path) -> None:
    rows = row(9, '<c r="B9"><v>1</v></c><c r="A9"><v>1</v></c>') + row(2, '<c r="A2"><v>1</v></c>')
    found = facts(tmp_path, rows)
    assert found.filled_rows == [(2, 2), (9, 9)]
    assert (found.last_row, found.last_column) == (9, 2)


def test_prefixed_names_of_the_strict_format(tmp_path: Path) -> None:
    text = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="4" hidden="1"><x:c r="B4"><x:f>1+1</x:f></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    found = facts_in(tmp_path, parts() | {SHEET: text})
    assert found.hidden_filled_rows == [(4, 4)]
    assert found.uncalculated.first == [Cell(4, 2)]
    assert list(map(str, found.merges)) == ["A1:B2"]


# hidden, merged, filtered


@pytest.mark.parametrize("attribute", [' hidden="1"', ' hidden="true"', ' ht="0"', ' ht="0.0" customHeight="1"'])
def test_hidden_rows(tmp_path: Path, attribute: str) -> None:
    cells = '<c r="A{0}"><v>1</v></c>'
    rows = DATA + row(4, cells.format(4), attribute) + row(5, cells.format(5), attribute) + row(6, "", attribute)
    found = facts(tmp_path, rows)
    assert found.hidden_rows == [(4, 6)]
    assert found.hidden_filled_rows == [(4, 5)]


def test_rows_that_say_that_they_are_not_hidden(tmp_path: Path) -> None:
    attributes = ' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0"'
    assert facts(tmp_path, row(4, '<c r="A4"><v>1</v></c>', attributes)).hidden_rows == []


def test_hidden_columns(tmp_path: Path) -> None:
    columns = '<cols><col min="2" max="9" hidden="1" width="9"/><col min="1" max="1" width="9.1"/></cols>'
    found = facts(tmp_path, DATA, columns)
    assert found.hidden_columns == [(2, 9)]
    assert found.hidden_filled_columns == [2]


def test_a_column_without_width(tmp_path: Path) -> None:
    assert facts(tmp_path, DATA, '<cols><col min="1" max="1" width="0"/></cols>').hidden_filled_columns == [1]


def test_merged_ranges(tmp_path: Path) -> None:
    merged = '<mergeCells count="2"><mergeCell ref="D5:D9"/><mergeCell ref="$B$2:A1"/></mergeCells>'
    assert list(map(str, facts(tmp_path, DATA, after=merged).merges)) == ["D5:D9", "A1:B2"]


def test_a_filter(tmp_path: Path) -> None:
    criterion = '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="u1"/></filters></filterColumn>'
    found = facts(tmp_path, DATA, after=criterion + "</autoFilter>")
    assert found.filter_active
    assert str(found.filter_range) == "A1:B3"


@pytest.mark.parametrize("kind", ["filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter"])
def test_kinds_of_criteria(tmp_path: Path, kind: str) -> None:
    """Each hides rows where it stands in the sheet's own filter, and says nothing elsewhere."""
    criterion = f'<filterColumn colId="0"><{kind}/></filterColumn>'
    assert facts(tmp_path, DATA, after=f'<autoFilter ref="A1:B3">{criterion}</autoFilter>').filter_active
    assert not facts(tmp_path, DATA, after=f"<extLst><ext>{criterion}</ext></extLst>").filter_active


def test_a_filter_without_a_criterion(tmp_path: Path) -> None:
    empty = '<autoFilter ref="A1:B3"><filterColumn colId="0" hiddenButton="1"/></autoFilter>'
    assert not facts(tmp_path, DATA, after=empty).filter_active


def test_the_filter_of_somebodys_saved_view(tmp_path: Path) -> None:
    view = '<customSheetViews><customSheetView><autoFilter ref="A1:B3"/></customSheetView></customSheetViews>'
    assert facts(tmp_path, DATA, after=view).filter_range is None


def test_a_sheet_that_says_that_it_is_filtered(tmp_path: Path) -> None:
    assert facts(tmp_path, DATA, '<sheetPr filterMode="1"/>').filter_active


# formulas


@pytest.mark.parametrize(
    ("cell", "calculated"),
    [
        ('<c r="C4"><f>A1</f></c>', False),
        ('<c r="C4"><f>A1</f><v/></c>', False),
        ('<c r="C4"><f>A1</f><v></v></c>', False),
        ('<c r="C4" t="str"><f>A1</f></c>', False),
        ('<c r="C4"><f t="shared" si="0"/></c>', False),
        ('<c r="C4"><f t="array" ref="C4">A1</f></c>', False),
        ('<c r="C4" t="str"><f>A1</f><v></v></c>', True),
        ('<c r="C4"><f>A1</f><v>0</v></c>', True),
        ('<c r="C4"><f t="shared" si="0"/><v>7</v></c>', True),
        ('<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c>', True),
    ],
)
def test_formulas_without_a_value(tmp_path: Path, cell: str, calculated: bool) -> None:
    found = facts(tmp_path, DATA + row(4, cell))
    assert found.formula_count == 1
    assert found.uncalculated.first == ([] if calculated else [Cell(4, 3)])


def test_errors(tmp_path: Path) -> None:
    found = facts(
        tmp_path, DATA + row(4, '<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D4" t="e"><v>#N/A</v></c>')
    )
    assert found.errors == [(Cell(4, 3), "#DIV/0!"), (Cell(4, 4), "#N/A")]


def test_formulas_outside_of_cells_are_none(tmp_path: Path) -> None:
    after = "<extLst><ext><x:f xmlns:x='x'>[1]Sheet!A1</x:f><t>text</t><v>5</v></ext></extLst>"
    found = facts(tmp_path, DATA, after=after)
    assert (found.formula_count, found.linked.count, found.cell_count) == (0, 0, 6)


def test_formulas_that_refer_to_other_workbooks(tmp_path: Path) -> None:
    cells = (
        '<c r="A4"><f>[1]Sheet!A1*2</f><v>1</v></c>'
        '<c r="B4"><f t="shared" ref="B4:C4" si="3">\'[2]a b\'!A1</f><v>1</v></c>'
        '<c r="C4"><f t="shared" si="3"/><v>1</v></c><c r="D4"><f t="shared" si="4"/><v>1</v></c>'
    )
    assert facts(tmp_path, DATA + row(4, cells)).linked.first == [Cell(4, 1), Cell(4, 2), Cell(4, 3)]


@pytest.mark.parametrize(
    ("formula", "elsewhere"),
    [
        ("[1]Sheet1!A1", True),
        ("SUM([12]사업!$A$1:$A$9)", True),
        ("'[1]My sheet'!A1+1", True),
        ("'[1]it''s'!A1", True),
        ("'C:\\prices\\[a.xlsx]Sheet1'!A1", True),
        ("[a.xlsx]Sheet1!A1", True),
        ("[1]!name", True),
        ("'file:///C:/a.xlsx'#$Sheet1.A1", True),
        ("cmd|'/c calc'!A1", True),
        ("A1+Sheet2!B1", False),
        ("'My sheet'!A1", False),
        ("Table1[2026]", False),
        ("SUM(Table1[[2026]:[2027]])", False),
        ("Table1[[#This Row],[cost]]*Sheet2!A1", False),
        ("[@cost]*Sheet2!A1", False),
        ('"[1]Sheet1!A1"&A1', False),
        ('"say ""[1]Sheet1!A1"""', False),
        ("", False),
    ],
)
def test_what_leads_elsewhere(formula: str, elsewhere: bool) -> None:
    assert leads_elsewhere(formula) is elsewhere


# what stops the pass


def test_a_cell_so_far_that_the_sheet_would_explode(tmp_path: Path) -> None:
    code, place, words = refused(facts(tmp_path, DATA + row(1_048_576, '<c r="XFD1048576"><v>1</v></c>')))
    assert (code, place) == ("E-346", "견적.xlsx › 사업 › XFD1048576")
    assert "1,048,576 rows by 16,384 columns" in words


@pytest.mark.parametrize("cells", ['<c r="XFD900000"><v/></c>', '<c r="XFD900000" s="1"><f>1</f><v>1</v></c>'])
def test_a_far_cell_in_a_row_that_is_not_plain(tmp_path: Path, cells: str) -> None:
    assert refused(facts(tmp_path, DATA + row(900_000, cells)))[0] == "E-346"


def test_a_far_column_and_a_far_row_together(tmp_path: Path) -> None:
    rows = row(1, '<c r="XFD1"><v>1</v></c>') + row(1_000_000, '<c r="A1000000"><v>1</v></c>')
    assert refused(facts(tmp_path, rows))[:2] == ("E-346", "견적.xlsx › 사업 › A1000000")


def test_a_stray_cell_that_does_no_harm_does_not_stop_it(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA + row(900, '<c r="ZZ900"><v>1</v></c>'))
    assert not found.faults
    assert found.columns[702] == 900


def test_too_many_cells(tmp_path: Path) -> None:
    assert refused(facts(tmp_path, limits=dataclasses.replace(LIMITS, cells=5)))[0] == "E-347"


def test_a_giant_merge(tmp_path: Path) -> None:
    found = facts(tmp_path, DATA, after='<mergeCells><mergeCell ref="B1:XFD1048576"/></mergeCells>')
    code, place, words = refused(found)
    assert (code, place) == ("E-348", "견적.xlsx › 사업 › B1")
    assert "B1:XFD1048576" in words


def test_too_many_merges(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 12))
    limits = dataclasses.replace(LIMITS, merges=10)
    assert refused(facts(tmp_path, DATA, after=f"<mergeCells>{merges}</mergeCells>", limits=limits))[0] == "E-347"


def test_as_many_merges_as_may_be(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 11))
    found = facts(
        tmp_path, DATA, after=f"<mergeCells>{merges}</mergeCells>", limits=dataclasses.replace(LIMITS, merges=10)
    )
    assert len(found.merges) == 10


def test_elements_too_deep(tmp_path: Path) -> None:
    assert refused(facts(tmp_path, DATA, after="<a>" * 100 + "</a>" * 100))[0] == "E-335"


@pytest.mark.parametrize("after", ['<a b="{0}"/>', "<a>{0}</a>", "<!--{0}-->", "<{0}/>"])
def test_a_tag_or_text_without_end(tmp_path: Path, after: str) -> None:
    limits = dataclasses.replace(LIMITS, token=300_000)
    assert refused(facts(tmp_path, DATA, after=after.format("a" * 900_000), limits=limits))[0] == "E-335"


@pytest.mark.parametrize(
    "rows",
    [
        DATA + DATA,
        row(2, "") + row(2, ""),
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="1048577"/>',
        row(1, '<c r="A2"><v>1</v></c>'),
        row(1, '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'),
        row(1, '<c r="A1"/><c r="A1"><v>2</v></c>'),
        row(1, '<c r="A0"/>'),
        row(1, '<c r="XFE1"><v>1</v></c>'),
        row(1, '<c r="XFD1"/><c/>'),
        row(1, "<c>"),
        row(1, "&b;"),
        '</sheetData><cols><col min="x" max="2" hidden="1"/></cols><sheetData>',
        '</sheetData><mergeCells><mergeCell ref="A1:B"/></mergeCells><sheetData>',
    ],
)
def test_sheets_that_contradict_themselves(tmp_path: Path, rows: str) -> None:
    assert refused(facts(tmp_path, rows))[:2] == ("E-335", "견적.xlsx › 사업")


def test_a_document_type_is_refused_here_too(tmp_path: Path) -> None:
    path = saved(tmp_path, packed(parts() | {SHEET: "<!DOCTYPE a><worksheet/>"}))
    assert refused(facts_of(path, SheetPart("사업", SHEET)))[0] == "E-336"


def test_a_sheet_that_went_missing(tmp_path: Path) -> None:
    path = saved(tmp_path, packed(parts()))
    assert refused(facts_of(path, SheetPart("사업", "xl/worksheets/sheet9.xml")))[0] == "E-335"
    assert facts_of(tmp_path / "no.xlsx", SheetPart("사업", SHEET)).faults[0].code == "E-303"


# texts that cells share


def shared(folder: Path, texts: list[str], references: list[int], limit: int, spoil: str = "") -> SheetFacts:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    cells = "".join(row(n + 1, f'<c r="A{n + 1}" t="s"><v>{text}</v></c>') for n, text in enumerate(references))
    strings = f'<sst xmlns="{MAIN}">{spoil}{items}</sst>'
    limits = dataclasses.replace(LIMITS, strings=limit)
    return facts_in(folder, parts(cells) | {"xl/sharedStrings.xml": strings}, limits)


def test_a_long_text_that_many_cells_share(tmp_path: Path) -> None:
    assert refused(shared(tmp_path, ["a" * 10_000], [0] * 1_000, 1_000_000))[0] == "E-349"


def test_a_long_text_that_one_cell_has(tmp_path: Path) -> None:
    assert not shared(tmp_path, ["a" * 10_000, "b"], [0] + [1] * 999, 1_000_000).faults


def test_texts_that_cannot_be_told_apart_count_as_long(tmp_path: Path) -> None:
    found = shared(tmp_path, ["a" * 10_000, "b"], [0] + [1] * 999, 1_000_000, "<!-- </si> -->")
    assert refused(found)[0] == "E-349"


# the fast lane and the parser say the same

CELLS = st.sampled_from(
    [
        '<c r="{0}"><v>5</v></c>',
        '<c r="{0}" s="3" t="s"><v>0</v></c>',
        '<c r="{0}" t="s" s="3"><v>0</v></c>',
        '<c r="{0}" t="inlineStr"><is><t xml:space="preserve"> a&amp;b </t></is></c>',
        '<c r="{0}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        '<c r="{0}" s="3"/>',
        '<c r="{0}" t="str"><v></v></c>',
        '<c r="{0}" t="e"><v>#REF!</v></c>',
        '<c r="{0}"><f>A1</f></c>',
        '<c r="{0}"><f>[1]a!A1</f><v>5</v></c>',
        "<c r='{0}'><v>5</v></c>",
        '<c r="{0}"><v>5</v></c><!-- <c r="ZZ1"><v>1</v></c> -->',
        "",
    ]
)
ROWS = st.lists(
    st.tuples(st.lists(CELLS, max_size=6), st.sampled_from(["", ' spans="1:6"', ' hidden="1"', ' hidden="0" ht="15"'])),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, size=st.integers(1, 400))
def test_the_fast_lane_says_what_the_parser_says(
    rows: list[tuple[list[str], str]], size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Plain rows with another blank in their tags go to the parser; nothing else differs."""
    text = ""
    for number, (cells, attributes) in enumerate(rows, 1):
        inside = "".join(cell.format(f"{'ABCDEF'[place]}{number}") for place, cell in enumerate(cells))
        text += row(number, inside, attributes)
    folder = tmp_path_factory.mktemp("facts")
    fast, slow = facts(folder, text), facts(folder, text.replace("<row ", "<row  "))
    assert fast == slow
    assert not fast.faults
    assert _in_pieces(text, size) == _in_pieces(text, 1 << 20)


def _in_pieces(text: str, size: int) -> tuple[list[object], bytes]:
    """What the fast lane takes of a stream that is cut, and what is left of it."""
    taken: list[object] = []
    lane = PlainRows(lambda *row: taken.append(row))
    content = f"<sheetData>{text}</sheetData>".encode()
    if "<!" in text:  # from a comment on there are no plain rows, so the cut decides which came before it
        return [], b""
    left = b"".join(lane.without(content[start : start + size]) for start in range(0, len(content), size))
    return taken, left + lane.rest()


def test_plain_rows_within_a_comment_are_no_rows(tmp_path: Path) -> None:
    assert facts(tmp_path, "<!-- " + DATA.replace("--", "") + " -->").cell_count == 0
    text = f"<is><t><![CDATA[{DATA}]]></t></is>"
    assert facts(tmp_path, f"<row r='9'><c r='A9' t='inlineStr'>{text}</c></row>").cell_count == 1


def test_plain_rows_are_not_given_to_the_parser() -> None:
    taken: list[object] = []
    lane = PlainRows(lambda *row: taken.append(row))
    text = '<?xml version="1.0"?><worksheet><sheetData>' + DATA
    assert lane.without(text.encode()).endswith(b'<sheetData><row r="1"/><row r="2"/><row r="3"/>')
    assert taken == [(1, [b"A", b"B"], 0), (2, [b"A", b"B"], 0), (3, [b"A", b"B"], 0)]


# what a common program writes


def test_a_workbook_of_xlsxwriter(tmp_path: Path) -> None:
    path = tmp_path / "견적.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("사업")
    for number in range(20):
        sheet.write_row(number, 0, [f"u{number}", number, number % 2 == 0])
    sheet.write_formula("D5", "=B5*2", None, 8)
    sheet.merge_range("F2:G3", "text")
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("B:B", None, None, {"hidden": True})
    sheet.autofilter("A1:C20")
    sheet.filter_column("A", "x == u1")
    book.close()
    found = facts_of(path, scanned(path, path.name).sheets[0])
    assert not found.faults
    assert (found.last_row, found.last_column, found.formula_count) == (20, 6, 1)
    assert found.hidden_filled_rows == [(8, 8)]
    assert found.hidden_filled_columns == [2]
    assert found.filter_active
    assert found.merges == [Range(Cell(2, 6), Cell(3, 7))]


# references


def test_references() -> None:
    assert cell_of("D17") == (17, 4)
    assert cell_of("$XFD$1048576") == (1_048_576, 16_384)
    assert [cell_of(text) for text in ("XFE1", "A1048577", "A0", "1", "A", "", "A1:B2")] == [None] * 7
    found = range_of("D9:B5")
    assert found is not None
    assert str(found) == "B5:D9"
    assert found.cells == 15
    assert range_of("A1") == ((1, 1), (1, 1))
    assert range_of("A:A") is None
