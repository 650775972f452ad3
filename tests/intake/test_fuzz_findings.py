"""What the fuzzer found (docs/fuzzing.md), kept: each input reduced, with what must come of it now."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from planner.intake import cells
from planner.intake.faults import NOT_FOUND, in_order
from planner.intake.sheets import UPGRADES
from planner.intake.table import Habits, Table
from planner.intake.tables import read_table
from planner.intake.workbook.limits import Limits
from planner.languages import LANGUAGES
from tests.campaigns.fuzz_readers import seeds
from tests.campaigns.fuzz_readers.targets import TOKENS, Targets

from .book_example import grids, write_book
from .example import SUPPLIERS, refused, said, write
from .workbook.builders import DATA, MAIN, SHEET, WORKBOOK, facts, facts_in, packed, parts, scan, sheet

_STRINGS = "xl/SharedStrings.xml"


def table_of(folder: Path, content: bytes) -> Table:
    (folder / UPGRADES.file).write_bytes(content)
    return read_table(folder, UPGRADES, Habits())


@pytest.mark.parametrize("command", ["\x07", "\x1b[31m", "\x9b2J", "\u202e", "\x7f"])
def test_what_stands_in_a_file_commands_no_terminal(tmp_path: Path, command: str) -> None:
    table = table_of(tmp_path, f"upgrade_id,{command}\nu1,1\n".encode())
    lines = [fault.to(language) for fault in table.faults for language in LANGUAGES]
    assert any(f"⟨U+{ord(command[0]):04X}⟩" in line for line in lines)
    assert not any(command[0] in line for line in lines)


def test_a_header_of_a_megabyte_is_not_printed(tmp_path: Path) -> None:
    table = table_of(tmp_path, b"upgrade_id," + b"x" * 900_000 + b"\n")
    assert table.faults
    assert all(len(fault.to(language)) < 1_000 for fault in table.faults for language in LANGUAGES)


def test_an_override_of_a_megabyte_is_not_printed(tmp_path: Path) -> None:
    error = refused(write(tmp_path), "x" * 900_000 + "=1")
    assert all(len(fault.to(language)) < 3_000 for fault in error.faults for language in LANGUAGES)


@pytest.mark.parametrize("encoding", ["UTF-9", "euc-kr", "latin1", "cp037", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, WORKBOOK])
def test_a_part_that_declares_another_encoding(tmp_path: Path, encoding: str, part: str) -> None:
    """The parser looked the encoding up, and what it raised for want of it was nobody's."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + parts()[part]
    assert said(scan(tmp_path, packed(parts() | {part: declared})).faults) == [("E-335", "견적.xlsx")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_in_utf_16_is_not_read_as_an_empty_one(tmp_path: Path, encoding: str) -> None:
    """The reader of values sees no rows in it, and says nothing."""
    content = packed(parts() | {SHEET: sheet().encode(encoding)})
    assert said(scan(tmp_path, content).faults) == [("E-335", "견적.xlsx")]


def test_rows_and_columns_with_numbers_of_thousands_of_digits(tmp_path: Path) -> None:
    huge = "9" * 5_000
    assert said(facts(tmp_path, f'<row r="{huge}"/>').faults) == [("E-335", "견적.xlsx › 사업")]
    columns = f'<cols><col min="1" max="{huge}" hidden="1"/></cols>'
    assert said(facts(tmp_path, before=columns).faults) == [("E-335", "견적.xlsx › 사업")]


def test_shared_texts_count_whatever_the_case_of_their_part(tmp_path: Path) -> None:
    """Readers find the part in any case; so must the bound on what its texts need."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 11))
    contents = parts(rows) | {_STRINGS: f'<sst xmlns="{MAIN}"><si><t>{"x" * 1_000}</t></si></sst>'}
    assert said(facts_in(tmp_path, contents, Limits(strings=9_000)).faults) == [("E-349", "견적.xlsx › 사업")]
    assert not facts_in(tmp_path, contents, Limits(strings=11_000)).faults


def spoiled(folder: Path, pattern: bytes, instead: bytes) -> Path:
    """The example's workbook with a change in the XML of its upgrades."""
    path = write_book(folder / "견적.xlsx", grids("en"), "en")
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    part = next(name for name, content in contents.items() if b"<v>100000000</v>" in content)
    content, count = re.subn(pattern, instead, contents[part])
    assert count == 1
    path.write_bytes(packed(contents | {part: content}))
    return path


@pytest.mark.parametrize("number", [b"1.8E+308", b"-1e999", b"inf", b"NaN"])
def test_a_number_beyond_all_numbers_is_no_text(tmp_path: Path, number: bytes) -> None:
    """It is read as infinity, which would be a word in a column of text."""
    path = spoiled(tmp_path, rb'<c r="C3" t="s"><v>\d+</v>', b'<c r="C3"><v>' + number + b"</v>")
    assert ("E-209", "견적.xlsx › upgrades › C3") in said(refused(path).faults)


def test_a_sheet_that_ends_for_one_reader_before_it_does_for_the_other(tmp_path: Path) -> None:
    """An empty ``sheetData`` within the other: the reader of values stops there, and says nothing."""
    error = refused(spoiled(tmp_path, b'<row r="4"', b'<sheetData/><row r="4"'))
    assert ("E-352", "견적.xlsx › upgrades") in said(error.faults)
    assert [count.read for count in error.rows if count.file == "견적.xlsx › upgrades"] == [0]


@pytest.mark.parametrize(
    "value",
    [
        "<v>5<!-- a -->6</v>",
        "<v><![CDATA[5]]></v>",
        "<v>5<?a b?>6</v>",
        "<v>5</v><v>6</v>",
        "<is><t>a</t></is><v>6</v>",
    ],
)
def test_a_value_in_pieces(tmp_path: Path, value: str) -> None:
    """5 for one reader and 56 for the other; or nothing at all."""
    found = facts(tmp_path, f'<row r="1"><c r="A1">{value}</c></row>')
    assert said(found.faults) == [("E-335", "견적.xlsx › 사업")]


@pytest.mark.parametrize("value", ["<is><t>a<!-- b -->c</t></is>", "<is><r><t>a</t></r><r><t>b</t></r></is>"])
def test_a_text_in_pieces_is_whole(tmp_path: Path, value: str) -> None:
    found = facts(tmp_path, f'<row r="1"><c r="A1" t="inlineStr">{value}</c></row>')
    assert not found.faults
    assert found.cell_count == 1


def test_an_override_with_a_number_of_thousands_of_digits(tmp_path: Path) -> None:
    error = refused(write(tmp_path), f"funders.{'9' * 5_000}.id=x", f"years.{'9' * 5_000}=1")
    assert error.faults


def test_places_with_numbers_of_thousands_of_digits_have_an_order() -> None:
    places = ["a › line 10", f"a › line {'9' * 5_000}", "a › line 9", "a › line 010"]
    ordered = sorted((NOT_FOUND.at(place, path="x") for place in places), key=in_order)
    assert [fault.place for fault in ordered] == [places[2], places[0], places[3], places[1]]


def test_a_panic_of_the_reader_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library in Rust panics with is no ``Exception``; the whole command would end with a traceback."""

    class Panic(BaseException):
        pass

    def panics(*_: object, **__: object) -> None:
        raise Panic("index out of bounds")

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", panics)
    error = refused(write_book(tmp_path / "견적.xlsx", grids()))
    assert {fault.code for fault in error.faults if "index out of bounds" in str(fault)} == {"E-352"}
    assert all(count.read == 0 for count in error.rows)


@pytest.mark.parametrize("blanks", [0, (1 << 18) - 4, (1 << 18) - 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_document_type_in_a_drawing_that_is_read_in_pieces(tmp_path: Path, blanks: int, encoding: str) -> None:
    drawing = (" " * blanks + "<!DOCTYPE a><xml/>").encode(encoding)
    contents = parts() | {"xl/drawings/vmlDrawing1.vml": drawing}
    assert said(scan(tmp_path, packed(contents)).faults) == [("E-336", "견적.xlsx")]


@pytest.mark.parametrize(
    ("name", "code"), [("9" * 300, "E-302"), ("a/" * 3_000, "E-302"), ("9" * 300 + ".xlsx", "E-303")]
)
def test_inputs_of_a_name_that_no_system_can_have(tmp_path: Path, name: str, code: str) -> None:
    error = refused(write(tmp_path, {"model.yaml": [("inputs: tables", f"inputs: '{name}'")]}))
    assert code in {fault.code for fault in error.faults}


def test_a_model_of_a_name_that_no_system_can_have(tmp_path: Path) -> None:
    assert {fault.code for fault in refused(tmp_path / f"{'9' * 300}.yaml").faults} == {"E-303"}


def test_merged_ranges_that_lie_on_each_other(tmp_path: Path) -> None:
    """Each cell of each range was remembered: a file of 2 kB needed hours and all memory."""
    last = '<row r="50000"><c r="A50000"><v>5</v></c></row>'
    merges = f"<mergeCells>{'<mergeCell ref="A1:T50000"/>' * 5_000}</mergeCells>"
    path = tmp_path / "견적.xlsx"
    path.write_bytes(packed(parts(DATA + last, after=merges)))
    found = [fault for fault in refused(path).faults if fault.code == "E-340"]
    assert len(found) == 5_000


def test_a_far_cell_of_a_sheet_that_is_all_but_empty(tmp_path: Path) -> None:
    """Nine million blanks were laid out for seven cells; a table as large is full of values."""
    far = DATA + '<row r="1000000"><c r="I1000000"><v>5</v></c></row>'
    assert said(facts(tmp_path, far).faults) == [("E-346", "견적.xlsx › 사업 › I1000000")]
    full = "".join(f'<row r="{row}"><c r="J{row}"><v>1</v></c></row>' for row in range(1, 1_201))
    assert not facts(tmp_path, full, limits=Limits(sparse=10_000)).faults


def test_sheets_that_are_one_part(tmp_path: Path) -> None:
    """Thousands of names for one sheet were compared with the names of ours, for seconds."""
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="r1"/>' for number in range(1, 4))
    workbook = re.sub("<sheet [^>]*>", sheets, parts()[WORKBOOK])
    assert said(scan(tmp_path, packed(parts() | {WORKBOOK: workbook})).faults) == [("E-335", "견적.xlsx")]


def test_thousands_of_unknown_ids_among_thousands_of_suppliers(tmp_path: Path) -> None:
    """Each was compared with each, letter by letter: two tables of half a megabyte took hours."""
    suppliers = "".join(f"S{number:04d}x,n,2,,R,small,p,,,\n" for number in range(3_000))
    links = "".join(f"S{number:04d}y,s{number:04d}X,1\n" for number in range(3_000))
    tables = {
        "suppliers.csv": SUPPLIERS.partition("\n")[0].encode() + b"\n" + suppliers.encode(),
        "links.csv": b"buyer_id,seller_id,share\n" + links.encode(),
    }
    found = [fault for fault in refused(write(tmp_path, tables)).faults if fault.place.startswith("links.csv")]
    assert len(found) == 6_000
    guesses = [fault.remedy.values.get("guess") for fault in found if fault.remedy and "seller_id" in fault.place]
    assert guesses == [f"S{number:04d}x" for number in range(3_000)], "what differs in case alone is always found"


def test_thousands_of_names_in_a_cell() -> None:
    """Each was looked for among all before it."""
    names = [f"u{number}" for number in range(130_000)]
    assert cells.names(";".join(names)) == tuple(names)
    twice = cells.names(";".join([*names, "u7"]))
    assert isinstance(twice, cells.Refusal)
    assert twice.values["name"] == "u7"


@pytest.mark.parametrize("target", TOKENS)
def test_what_the_fuzzer_begins_with_breaks_nothing(tmp_path: Path, target: str) -> None:
    take = Targets(tmp_path).take(target)
    inputs = list(seeds.of(target))
    for data in inputs[:: 1 + len(inputs) // 15]:
        take(data)
