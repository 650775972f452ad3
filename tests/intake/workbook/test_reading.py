"""A workbook is read as the CSV folder and the YAML model that say the same; its cells are the places of faults."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from planner.errors import Fault
from planner.intake import ReadingError, read_programme, read_tables
from planner.intake.workbook.book import Book
from planner.languages import LANGUAGES, Language
from tests.intake.book_example import Grid, grids, write_book
from tests.intake.example import read, said, write

type Sheets = dict[str, Grid]


def faults_of(path: Path) -> list[Fault]:
    with pytest.raises(ReadingError) as caught:
        read_programme(path)
    error = caught.value
    assert all(count.read + count.refused == count.present for count in error.rows)
    return list(error.faults)


def spoiled(folder: Path, spoil: Callable[[Sheets], object]) -> list[Fault]:
    sheets = grids()
    spoil(sheets)
    return faults_of(write_book(folder / "견적.xlsx", sheets))


def put(sheet: str, row: int, column: int, value: object) -> Callable[[Sheets], None]:
    """Another value in a cell, counted from 1."""

    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value

    return change


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_is_the_same_programme_as_files(tmp_path: Path, language: Language) -> None:
    book = write_book(tmp_path / "programme.xlsx", grids(language), language)
    reading = read_programme(book)
    files = read(write(tmp_path))
    assert reading.programme.inputs_hash == files.programme.inputs_hash
    assert [file.path for file in reading.programme.files] == ["programme.xlsx"]
    assert [count.present for count in reading.rows[:4]] == [count.present for count in files.rows]


def test_the_order_of_sheets_does_not_count(tmp_path: Path) -> None:
    first = read_programme(write_book(tmp_path / "a.xlsx", grids())).programme
    second = read_programme(write_book(tmp_path / "b.xlsx", dict(reversed(grids().items())))).programme
    assert first.inputs_hash == second.inputs_hash


def test_a_model_may_name_a_workbook_of_tables(tmp_path: Path) -> None:
    model = write(tmp_path, {"model.yaml": [("inputs: tables", "inputs: tables.xlsx")]})
    write_book(tmp_path / "tables.xlsx", grids())
    assert read(model).programme.inputs_hash == read(write(tmp_path / "files")).programme.inputs_hash


def test_tables_of_known_rules_from_a_workbook(tmp_path: Path) -> None:
    book = write_book(tmp_path / "programme.xlsx", grids())
    programme = read_programme(book).programme
    assert read_tables(programme.rules, book).programme.inputs_hash == programme.inputs_hash


def test_overrides_are_written_over_a_workbook(tmp_path: Path) -> None:
    book = write_book(tmp_path / "programme.xlsx", grids())
    rules = read_programme(book, ["funders.MOTIR.budget.2026=7", "fairness.1.cap=0.8"]).programme.rules
    assert rules.funders[0].budget[2026] == 7
    assert str(rules.fairness[1].cap) == "4/5"  # type: ignore[union-attr]


CASES = [
    ("E-204", "사업 › D5", put("upgrades", 5, 4, "1.2억"), "120000000"),
    ("E-206", "사업 › D5", put("upgrades", 5, 4, -5), "0 or more"),
    ("E-210", "사업 › D5", put("upgrades", 5, 4, True), "logical"),
    ("E-211", "사업 › D5", put("upgrades", 5, 4, 1.5e17), "15"),
    ("E-212", "사업 › D5", put("upgrades", 5, 4, 30.5), "without a fraction"),
    ("E-218", "사업 › J4", put("upgrades", 4, 10, date(1905, 7, 18)), "write 2026"),
    ("E-218", "사업 › J4", put("upgrades", 4, 10, date(2027, 5, 1)), "write 2027"),
    ("E-228", "사업 › C5", put("upgrades", 5, 3, date(2026, 3, 1)), "as text"),
    ("E-226", "사업 › C2", put("upgrades", 2, 3, "kg"), "Empty"),
    ("E-227", "사업 › D2", put("upgrades", 2, 4, "kg"), "백만원"),
    ("E-312", "사업 › I1", put("upgrades", 1, 9, "내용 연수"), "Rename"),
    ("E-403", "사업 › B5", put("upgrades", 5, 2, 7), '"007"'),
    ("E-401", "회사 › A5", put("suppliers", 5, 1, "007"), "row 4"),
    ("E-101", "규칙 › D8", lambda sheets: sheets["rules"].insert(7, ["projcts", None, None, "whole"]), '"projects"'),
    ("E-221", "재원 › B3", put("funders", 3, 2, "bank"), "government"),
    ("E-353", "예산 › C4", put("budgets", 4, 2, 2026), "row 3"),
    ("E-357", "예산 › A3", put("budgets", 3, 1, "MOTR"), '"MOTIR"'),
    ("E-357", "예산 › A3", put("budgets", 3, 1, "XYZ"), "HMC, MOTIR, MSS"),
    ("E-355", "규칙 › C4", put("rules", 4, 3, "award..x"), "dots"),
    ("E-356", "규칙 › B4", put("rules", 4, 2, "first"), "Write 1"),
    ("E-358", "규칙 › A8", lambda sheets: sheets["rules"].insert(7, ["inputs", None, None, "x"]), "Delete"),
    ("E-114", "규칙 › D8", lambda sheets: sheets["rules"].insert(7, ["notes", None, None, "no"]), 'quote "no"'),
    ("E-354", "규칙 › D8", lambda sheets: sheets["rules"].insert(7, ["years", None, None, "5"]), "Keep"),
    ("E-102", "규칙", lambda sheets: sheets["rules"].__delitem__(slice(5, 7)), "years"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "spoil", "words"), CASES)
def test_faults_name_the_cell(
    tmp_path: Path, code: str, place: str, spoil: Callable[[Sheets], object], words: str
) -> None:
    found = spoiled(tmp_path, spoil)
    fitting = [fault for fault in found if (fault.code, fault.place) == (code, f"견적.xlsx › {place}")]
    assert fitting, said(found)
    assert any(words in str(fault) for fault in fitting)
    assert len(found) <= 4, "one cause should not make many faults:\n" + "\n".join(map(str, found))


def test_a_missing_sheet_is_named_with_what_is_there(tmp_path: Path) -> None:
    (fault,) = [one for one in spoiled(tmp_path, lambda sheets: sheets.pop("upgrades")) if one.code == "E-350"]
    assert "사업(upgrades)" in fault.to("ko")
    assert "회사, 거래, 비용" in str(fault)


def test_an_empty_table_that_need_not_be_there(tmp_path: Path) -> None:
    sheets = grids()
    del sheets["cost_lines"][2:]
    put("upgrades", 4, 4, 5_000_000)(sheets)
    assert read_programme(write_book(tmp_path / "a.xlsx", sheets)).programme.upgrades["u2"].total_won == 5_000_000


def test_a_sheet_under_a_near_name(tmp_path: Path) -> None:
    sheets = grids()
    sheets["사업들"] = sheets.pop("upgrades")
    (fault,) = faults_of(write_book(tmp_path / "a.xlsx", sheets))
    assert fault.code == "E-350"
    assert 'Did you mean "사업들"' in str(fault)


def test_two_sheets_of_one_table(tmp_path: Path) -> None:
    sheets = grids()
    sheets["Upgrades"] = sheets["upgrades"]
    assert said(faults_of(write_book(tmp_path / "a.xlsx", sheets))) == [("E-351", "a.xlsx › Upgrades")]


def test_without_the_rules_that_alone_is_said(tmp_path: Path) -> None:
    assert [fault.code for fault in spoiled(tmp_path, lambda sheets: sheets.pop("rules"))] == ["E-350"]


def test_other_sheets_are_left_alone_and_said(tmp_path: Path) -> None:
    sheets = grids() | {"메모": [["any", "thing"]], "안내": [["guide"]]}
    remarks = read_programme(write_book(tmp_path / "a.xlsx", sheets)).remarks
    assert ("W-302", "a.xlsx › 메모") in said(remarks)
    assert not [remark for remark in remarks if "안내" in remark.place]


def test_a_list_of_faults_from_a_marked_copy_is_left_alone(tmp_path: Path) -> None:
    sheets = {"오류": [["any"]], "Faults (2)": [["any"]]} | grids()
    codes = [fault.code for fault in read_programme(write_book(tmp_path / "a.xlsx", sheets)).remarks]
    assert "W-302" not in codes


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a change of its sheets, as people hide them."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def test_sorting_the_header_into_the_data_loses_no_row(tmp_path: Path) -> None:
    """Sorted by id, the Korean head comes last: the rows above are data, counted, and are not to be deleted."""
    sheets = grids()
    sheets["upgrades"] = [*sheets["upgrades"][2:], *sheets["upgrades"][:2]]
    with pytest.raises(ReadingError) as caught:
        read_programme(write_book(tmp_path / "a.xlsx", sheets))
    (fault,) = [fault for fault in caught.value.faults if "사업" in fault.place]
    assert fault.code == "E-326" and "4 rows of data" in str(fault) and "Delete" not in str(fault)
    (count,) = [count for count in caught.value.rows if "사업" in count.file]
    assert (count.present, count.read, count.refused) == (4, 0, 4)


@pytest.mark.parametrize("header", ["사업비(원)", "사업비 [백만원]", "사업비\n（원）"])
def test_a_unit_beside_a_title(tmp_path: Path, header: str) -> None:
    sheets = grids()
    column = sheets["upgrades"][0].index("사업비")
    sheets["upgrades"][0][column] = header
    place = f"a.xlsx › 사업 › {get_column_letter(column + 1)}1"
    found = faults_of(write_book(tmp_path / "a.xlsx", sheets))
    assert ("E-312", place) in said(found)
    assert any("row of units" in str(fault) for fault in found)


@pytest.mark.parametrize("mark", ["단위", " (단위) ", "단위:", "UNITS", "[unit]"])
def test_the_row_of_units_by_its_mark(tmp_path: Path, mark: str) -> None:
    sheets = grids()
    sheets["upgrades"][1] = [mark]
    assert read_programme(write_book(tmp_path / "a.xlsx", sheets)).programme.upgrades


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_said(tmp_path: Path, state: str) -> None:
    book = write_book(tmp_path / "a.xlsx", grids())
    plain = read_programme(book).programme
    reading = read_programme(changed(book, lambda workbook: setattr(workbook["거래"], "sheet_state", state)))
    assert reading.programme.inputs_hash == plain.inputs_hash
    assert ("W-310", "a.xlsx › 거래") in said(reading.remarks)


def test_a_hidden_column_that_nobody_filled_in(tmp_path: Path) -> None:
    sheets = grids()
    sheets["upgrades"][0].append("감축량(낮은 추정)")
    sheets["upgrades"][1] += [None] * (len(sheets["upgrades"][0]) - 2) + ["톤"]
    letter = get_column_letter(len(sheets["upgrades"][0]))

    def hide(workbook: Any) -> None:
        workbook["사업"].column_dimensions[letter].hidden = True

    book = changed(write_book(tmp_path / "a.xlsx", sheets), hide)
    assert read_programme(book).programme.upgrades["u1"].tonnes_low is None
    sheets["upgrades"][3] += [None] * (len(sheets["upgrades"][0]) - len(sheets["upgrades"][3]) - 1) + [1]
    book = changed(write_book(tmp_path / "a.xlsx", sheets), hide)
    assert [(fault.code, fault.place) for fault in faults_of(book)] == [("E-341", f"a.xlsx › 사업 › {letter}")]


@pytest.mark.parametrize("word", ["-", "없음", "해당 없음", "해당사항없음"])
def test_a_word_for_nothing_in_a_column_of_text_is_said(tmp_path: Path, word: str) -> None:
    sheets = grids()
    column = sheets["suppliers"][0].index("지역")
    for row in sheets["suppliers"][2:4]:
        row[column] = word
    with pytest.raises(ReadingError) as caught:  # the rules name the regions that are gone
        read_programme(write_book(tmp_path / "a.xlsx", sheets), ["fairness=[]", "groups={}", "years.award=1"])
    place = f"a.xlsx › 회사 › {get_column_letter(column + 1)}3"
    assert [fault.code for fault in caught.value.remarks if fault.place == place] == ["N-201"]


def test_values_the_spreadsheet_rounded_are_those_it_shows(tmp_path: Path) -> None:
    sheets = grids()
    put("upgrades", 3, 7, 0.1 + 0.2)(sheets)
    tonnes = read_programme(write_book(tmp_path / "a.xlsx", sheets)).programme.upgrades["u1"].tonnes
    assert tonnes == Fraction(3, 10)


def test_ids_that_are_numbers_are_read_as_text_and_said(tmp_path: Path) -> None:
    sheets = grids()
    for sheet, row, column in (("suppliers", 5, 1), ("links", 4, 1), ("links", 5, 2), ("upgrades", 6, 2)):
        put(sheet, row, column, 12)(sheets)
    reading = read_programme(write_book(tmp_path / "a.xlsx", sheets))
    assert "12" in reading.programme.suppliers
    assert ("N-203", "a.xlsx › 회사 › A5") in said(reading.remarks)


def test_a_unit_beside_a_word(tmp_path: Path) -> None:
    """The cap of 300 million won may stand in 억원; a unit beside a word is refused, and one of another kind too."""
    sheets = grids()
    rows = sheets["rules"]
    rows[0].append("unit")
    cap = next(row for row in rows if row[:3] == ["caps", 1, "won"])
    cap += [None] * (4 - len(cap))
    cap[3:] = [3, "억원"]
    assert read_programme(write_book(tmp_path / "a.xlsx", sheets)).programme.rules.caps[0].won == 300_000_000
    cap[3:] = ["much", "억원"]
    assert "E-359" in [fault.code for fault in faults_of(write_book(tmp_path / "b.xlsx", sheets))]
    cap[3:] = [3, "kg"]
    assert [fault.code for fault in faults_of(write_book(tmp_path / "c.xlsx", sheets))] == ["E-227"]


def test_what_the_reader_of_values_cannot_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Book, sheet: object) -> None:
        raise ValueError("no such part")

    monkeypatch.setattr(Book, "values", fail)
    found = faults_of(write_book(tmp_path / "a.xlsx", grids()))
    assert {fault.code for fault in found} == {"E-352"}
    assert all("no such part" in str(fault) for fault in found)


def test_a_copy_of_a_sheet_is_refused(tmp_path: Path) -> None:
    """Nobody knows which of the two is meant, and the rows of the copy would be in no count."""
    sheets = grids()
    sheets["사업 (2)"] = sheets["upgrades"]
    assert said(faults_of(write_book(tmp_path / "a.xlsx", sheets))) == [("E-351", "a.xlsx › 사업 (2)")]


def test_a_sheet_of_amounts_without_units_is_said(tmp_path: Path) -> None:
    sheets = grids()
    del sheets["upgrades"][1]
    remarks = read_programme(write_book(tmp_path / "a.xlsx", sheets)).remarks
    (note,) = (remark for remark in remarks if remark.code == "N-206")
    assert note.place == "a.xlsx › 사업"
    assert "won, MWh, GJ, t" in str(note)


def test_a_word_for_nothing_is_no_group_of_alternatives(tmp_path: Path) -> None:
    sheets = grids()
    for row in (3, 4):
        put("upgrades", row, 12, "없음")(sheets)
    (fault,) = faults_of(write_book(tmp_path / "a.xlsx", sheets))
    assert (fault.code, fault.place) == ("E-431", "a.xlsx › 사업 › L3")
    assert "rows 3, 4" in str(fault)


def test_marks_that_look_alike_are_warned_of(tmp_path: Path) -> None:
    sheets = grids()
    put("upgrades", 6, 3, "Boiler ")(sheets)
    sheets["upgrades"][5][2] = "Boiler"
    remarks = read_programme(write_book(tmp_path / "a.xlsx", sheets)).remarks
    assert ("W-405", "a.xlsx › 사업 › C6") in said(remarks)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.xlsx"
    os.mkfifo(pipe)
    assert [fault.code for fault in faults_of(pipe)] == ["E-303"]
