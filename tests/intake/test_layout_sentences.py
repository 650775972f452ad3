"""What is out of order in the layout of a table: each sentence whole, with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.declared_units import factor_of
from planner.intake.decoding import decoded
from planner.intake.layout import Expected, Layout, Record, arranged
from planner.intake.origin import FileOrigin
from planner.intake.sheets import LINKS as LINKS_TABLE
from planner.intake.table import Habits
from planner.intake.tables import expected
from planner.languages import T

from .example import LINKS, SUPPLIERS, UPGRADES, refused, write

HEADER, *ROWS = LINKS.splitlines()


def links(*lines: str) -> dict[str, bytes]:
    return {"links.csv": "\n".join((*lines, "")).encode()}


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        (links(HEADER, ROWS[0], "", "", *ROWS[1:]),
         "E-318 links.csv › line 3: lines 3, 4: blank, but the data go on in line 5. Delete what is blank."),
        (links(HEADER, ROWS[0], "", *ROWS[1:]),
         "E-318 links.csv › line 3: line 3: blank, but the data go on in line 4. Delete what is blank."),
        (links("Deliveries,,", "", HEADER, *ROWS),
         "E-319 links.csv › line 3: the header stands here, not in line 1. Delete what is above it."),
        (links("A,B,0.5", "B,C,1", HEADER, *ROWS),
         "E-326 links.csv › line 3: the header stands here, below 2 rows of data, which are not read. Move the header, "
         "with the row of units below it, to the top; sort the data without them."),
        (links(HEADER, *ROWS, HEADER),
         "E-324 links.csv › line 5: the header stands here again. Delete the row; keep one header, at the top."),
        (links(HEADER, *ROWS, "(단위),,%"),
         "E-325 links.csv › line 5: a row of units stands among the data. Keep one, right below the header; state all "
         "rows in these units, and delete this row."),
        (links(HEADER, *ROWS, "소계,,1"),
         'E-320 links.csv › line 5: the row looks like a total ("소계"). Delete it.'),
        (links(HEADER, *ROWS[:2], "A,B,1,x"),
         "E-316 links.csv › line 4: the row has 4 cells, the header 3. Delete what is too much; put text that has "
         "commas in quotes, write numbers without commas."),
        (links(HEADER, *ROWS, "B,A"),
         "E-317 links.csv › line 5: the row has 2 cells, the header 3. Fill in the missing cells or commas."),
        (links(HEADER + ",", *(f"{row},x" for row in ROWS)),
         "E-315 links.csv › line 1: cell D1 of the header is empty, but the column has data. Name the column."),
        (links(HEADER + ",share", *(f"{row},1" for row in ROWS)),
         'E-313 links.csv › line 1: the column "share" stands in cells C1 and D1. Rename or delete one.'),
        (links(HEADER + ",memo", *(f"{row},1" for row in ROWS)),
         'E-314 links.csv › line 1: the column "memo" is not used. Delete it, or list it under ignore_columns in the '
         "model."),
        (links(HEADER.replace("share", "Share"), *ROWS),
         'E-312 links.csv › line 1: the column "share" is missing; found "Share". Rename "Share" to "share".'),
        (links(HEADER.replace("share", "share (%)"), *ROWS),
         'E-312 links.csv › line 1: the column "share" is missing; found "share (%)". Rename "share (%)" to "share"; '
         "write a unit into the row of units below it."),
        (links(HEADER.replace(",", ";"), *(row.replace(",", ";") for row in ROWS)),
         "E-308 links.csv › line 1: one column found; the cells are parted by semicolons. Save the file with commas."),
        (links(HEADER, 'A,"007,0.6'), 'E-309 links.csv › line 2: a quote opened here never closes. Close it with ".'),
        ({"links.csv": f"{HEADER}\nA,\0,1\n".encode()},
         "E-307 links.csv › line 2: a NUL byte stands here. Save the file as UTF-8 (it may be UTF-16 or damaged)."),
        ({"links.csv": f"{HEADER}\nA,B,1\nab".encode() + b"\xff\xff,B,1\n"},
         "E-306 links.csv › line 3: byte 3 of the line is not valid in UTF-8, and the file is not CP949 either. Save "
         "the file as UTF-8."),
        ({"links.csv": b"%PDF-1.7"},
         "E-305 links.csv: is really a PDF document. Save it as CSV in UTF-8, with commas."),
        ({"upgrades.csv": UPGRADES.partition("\n")[0].encode()},
         "E-311 upgrades.csv: has no data rows. The header must stand in line 1, the data below it."),
        ({"suppliers.csv": SUPPLIERS.replace("process,", "prozess,").encode()},
         'E-314 suppliers.csv › line 1: the column "prozess" is not used. Did you mean "process"? Otherwise delete it, '
         "or list it under ignore_columns in the model."),
    ],
)  # fmt: skip
def test_the_sentence(tmp_path: Path, edits: dict[str, bytes], sentence: str) -> None:
    assert sentence in [str(fault) for fault in refused(write(tmp_path, edits)).faults]


def layout_of(*rows: str, ends_with_titles: bool = False) -> Layout:
    """Rows of links, laid out; cells parted by commas."""
    layout = Layout(FileOrigin("links.csv"), ends_with_titles=ends_with_titles)
    wanted: Expected = expected(LINKS_TABLE, Habits())
    arranged(layout, [Record(number, row.split(",")) for number, row in enumerate(rows, start=1)], wanted)
    return layout


def test_a_table_in_order() -> None:
    layout = layout_of(HEADER, "단위,,%", *ROWS)
    assert (layout.header, layout.width, layout.blocked, layout.faults) == (1, 3, 0, [])
    assert layout.columns == {"buyer_id": 0, "seller_id": 1, "share": 2}
    assert layout.titles == {name: name for name in layout.columns}
    assert layout.units == Record(2, ["단위", "", "%"])
    assert [record.line for record in layout.rows] == [3, 4, 5]


def test_no_rows_are_no_table() -> None:
    assert layout_of(",,", " ,").header == layout_of().header == 0


@pytest.mark.parametrize(("above", "header"), [(19, 20), (20, 1)])
def test_the_header_is_looked_for_in_twenty_rows(above: int, header: int) -> None:
    assert layout_of(*(["title,,"] * above), HEADER, *ROWS).header == header


def test_one_known_column_further_down_makes_no_header() -> None:
    """A word that is also a column's name may stand among data; two of them do not."""
    assert layout_of("a,b,c", "x,share,1").header == 1
    assert layout_of("a,b,c", "buyer_id,share,1").header == 2
    assert layout_of("a,share,c", HEADER, *ROWS).header == 1


@pytest.mark.parametrize("mark", ["단위", "unit", "UNITS", "(단위)", "[Unit]:", "※ 단위", " units *"])
def test_marks_of_the_row_of_units(mark: str) -> None:
    assert layout_of(HEADER, f"{mark},,%", *ROWS).units is not None


@pytest.mark.parametrize("mark", ["u", "united", "units" + " " * 7, "", "단위가"])
def test_other_words(mark: str) -> None:
    assert layout_of(HEADER, f"{mark},,%", *ROWS).units is None


@pytest.mark.parametrize(
    ("row", "counted"), [("A,B,0.5", 1), ("A,B,C", 0), ("A,5", 0), ("A,5,-1,000", 1), ("2026 plan,a,b", 0)]
)
def test_rows_above_the_header_that_look_like_data(row: str, counted: int) -> None:
    """Three cells, one of them a number."""
    assert layout_of(row, HEADER, *ROWS).blocked == counted


def test_in_a_sheet_what_stands_behind_the_last_title_is_no_part_of_the_table() -> None:
    rows = [HEADER + ",", f"{ROWS[0]},x", ",,,note", f"{ROWS[1]},"]
    assert layout_of(*rows, ends_with_titles=True).width == 3
    assert layout_of(*rows).width == 4


@pytest.mark.parametrize(
    ("base", "unit"), [("won", "원/연"), ("won", "won per year"), ("won", "[won/yr]"), ("t", "t/y"), ("MWh", "MWh/a"),
                       ("GJ", "GJ (연간)"), ("t", "T / YEAR"), ("won", "원 a year")],
)  # fmt: skip
def test_units_a_year(base: str, unit: str) -> None:
    assert factor_of(base, unit) == 1


@pytest.mark.parametrize(("base", "unit"), [("won", "won/month"), ("t", "t//yr"), ("t", "year"), ("GJ", "GJ/yr2")])
def test_units_of_something_else(base: str, unit: str) -> None:
    assert factor_of(base, unit) is None


@pytest.mark.parametrize(("row", "rows"), [('A,"B"x,1', 1), ('A,"B\nB"x,1', 2)])
def test_a_row_with_a_broken_quote_is_counted_with_its_lines(tmp_path: Path, row: str, rows: int) -> None:
    error = refused(write(tmp_path, links(HEADER, row, *ROWS)))
    (count,) = [count for count in error.rows if count.file == "links.csv"]
    assert [fault.code for fault in error.faults] == ["E-310"]
    assert (count.present, count.read, count.refused) == (rows + 3, 3, rows)


@pytest.mark.parametrize(("length", "codes"), [(1_000_000, []), (1_000_001, ["E-323"])])
def test_a_line_of_a_million_characters(tmp_path: Path, length: int, codes: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n" + "b" * length)
    found = decoded(path, "a.csv", 200, T("CSV"))
    assert [fault.code for fault in found.faults] == codes
    if codes:
        assert found.faults[0].place == "a.csv › line 2"
        assert "more than 1,000,000 characters" in str(found.faults[0])


@pytest.mark.parametrize(("limit", "most"), [(0.5, 500_000), (1, 1_000_000)])
def test_a_file_as_large_as_may_be(tmp_path: Path, limit: float, most: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a" * most)
    assert decoded(path, "a.csv", limit, T("CSV")).text == "a" * most
    path.write_text("a" * (most + 1))
    found = decoded(path, "a.csv", limit, T("CSV"))
    assert found.text is None
    (fault,) = found.faults
    assert str(fault).startswith(f"E-304 a.csv: has {1 if limit < 1 else 2} MB; the limit is {limit} MB.")
