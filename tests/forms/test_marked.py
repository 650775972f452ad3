"""The marked copy: every fault in its cell and in the list, the rest as it was, the original untouched."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText

from planner.errors import Fault, Severity, UsageError
from planner.forms.marked import check_target, write_marked
from planner.forms.marking import fault_sheet, marks
from planner.intake import faults
from planner.intake.places import CellPlace
from planner.intake.reading import RowCount
from planner.languages import T

RED, AMBER, BLUE = "00FFB3B3", "00FFD97A", "00BDD7F5"
BOOK = "견적.xlsx"
CAPACITY = faults.NO_CAPACITY.at(CellPlace(BOOK, "사업", 5, 4), id="u1")
ROWS = (RowCount("견적.xlsx › 회사", 6, 5, 1), RowCount("견적.xlsx › 사업", 10, 8, 2))


def fault(sheet: str, row: int = 0, column: int = 0, code: str = "E-204", text: str = "broken") -> Fault:
    severity = {"E": Severity.FAULT, "W": Severity.WARNING, "N": Severity.NOTE}[code[0]]
    return Fault(code, CellPlace(BOOK, sheet, row, column), T("{text}", text=text), None, severity)


def build(folder: Path, extra_sheet: str | None = None) -> Path:
    """A small workbook that has of everything that must survive."""
    path = folder / BOOK
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    locked = book.add_format({"bold": True, "locked": True})
    won = book.add_format({"num_format": "#,##0", "locked": False, "italic": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    if extra_sheet is not None:
        book.add_worksheet(extra_sheet).write(0, 0, "mine")
    book.add_worksheet("회사").write(0, 0, "번호", locked)
    sheet = book.add_worksheet("사업")
    sheet.write_row("A1", ["번호", "회사", "설비", "사업비", "날짜"], locked)
    sheet.write_comment("D1", "단위: 원")
    sheet.write_string("D5", "1.2억", won)
    sheet.write_formula("D6", "=D7*2", won, 240)
    sheet.write_number("D7", 120_000_000, won)
    sheet.write_string("C7", "=1+1")
    sheet.write_rich_string("C8", "보일러 ", book.add_format({"bold": True}), "새것")
    sheet.write_number("E7", 46_000, day)
    sheet.merge_range("A11:B12", "합계")
    sheet.write_url("B7", "https://example.com/", string="누리집")
    sheet.freeze_panes(2, 1)
    sheet.set_column("D:D", 17)
    sheet.protect("", {"format_cells": True})
    sheet.data_validation("C3:C100", {"validate": "list", "source": ["보일러", "압축기"]})
    sheet.conditional_format("D3:D100", {"type": "cell", "criteria": ">", "value": 40, "format": locked})
    book.add_worksheet("코드").hide()
    book.define_name("설비목록", "=코드!$A$1:$A$9")
    book.close()
    return path


def marked(tmp_path: Path, found: list[Fault], language: Any = "ko", **options: Any) -> Any:
    """The marked copy, as openpyxl reads it."""
    original = build(tmp_path, options.pop("extra_sheet", None))
    copy = write_marked(original, tmp_path / "marked.xlsx", found, ROWS, language, **options)
    assert copy.path == tmp_path / "marked.xlsx"
    return openpyxl.load_workbook(copy.path, rich_text=True)


def words(sheet: Any) -> list[str]:
    """Every word of a sheet."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def listed(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows of the list, below its headings."""
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[2] in ("코드", "Code"))
    return rows[start + 1 :]


def fill(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)


def test_cells_have_the_colour_of_the_worst_that_was_found_in_them(tmp_path: Path) -> None:
    book = marked(
        tmp_path,
        [
            fault("사업", 5, 4, "N-201"),
            fault("사업", 5, 4, "E-204"),
            fault("사업", 7, 3, "W-201"),
            fault("사업", 7, 5, "N-201"),
        ],
    )
    sheet = book["사업"]
    assert (fill(sheet["D5"]), fill(sheet["C7"]), fill(sheet["E7"])) == (RED, AMBER, BLUE)
    assert sheet["D6"].fill.fill_type is None
    assert sheet["D5"].value == "1.2억"
    assert (sheet["D5"].number_format, sheet["D5"].font.italic, sheet["D5"].protection.locked) == ("#,##0", True, False)


def test_comments_say_code_problem_and_remedy_in_the_language_of_the_reader(tmp_path: Path) -> None:
    assert CAPACITY.remedy is not None
    assert marked(tmp_path, [CAPACITY], "en")["사업"]["D5"].comment.text == (
        f"E-423 Fault\n{CAPACITY.problem}\n→ {CAPACITY.remedy}"
    )
    (tmp_path / "marked.xlsx").unlink()
    korean = marked(tmp_path, [CAPACITY], "ko")["사업"]["D5"].comment.text
    assert korean == f"E-423 오류\n{CAPACITY.problem.to('ko')}\n→ {CAPACITY.remedy.to('ko')}"
    assert "u1" in korean
    assert CAPACITY.problem.to("ko") != CAPACITY.problem.to("en")


def test_a_comment_of_the_cell_stays_above_ours(tmp_path: Path) -> None:
    comment = marked(tmp_path, [fault("사업", 1, 4)], "en")["사업"]["D1"].comment
    assert comment.text.startswith("단위: 원\n\nE-204 Fault\nbroken")


def test_many_faults_of_one_cell_are_cut_in_its_comment_but_not_in_the_list(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("사업", 5, 4, text=f"number {number}") for number in range(12)], "en")
    text = book["사업"]["D5"].comment.text
    assert "number 4" in text
    assert "number 5" not in text
    assert text.endswith("And 7 more, in the list.")
    assert len(listed(book["Faults"])) == 12


def test_the_list_comes_first_and_leads_to_the_cells(tmp_path: Path) -> None:
    assert CAPACITY.remedy is not None
    book = marked(
        tmp_path,
        [
            fault("회사", 4, 0, "W-201"),
            CAPACITY,
            Fault("E-122", "model.yaml › line 18, funders", T("{text}", text="no budget")),
            Fault("E-301", CellPlace("other.xlsx", "사업", 5, 4), T("{text}", text="elsewhere")),
            fault("예산", 0, 0, "E-315"),
        ],
    )
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == ("오류", "오류")
    assert listed(sheet) == [
        (1, "오류", "E-423", "사업", "D5", CAPACITY.problem.to("ko"), CAPACITY.remedy.to("ko")),
        (2, "오류", "E-122", "model.yaml", "line 18, funders", "no budget", None),
        (3, "오류", "E-301", "other.xlsx", "사업 › D5", "elsewhere", None),
        (4, "오류", "E-315", "예산", None, "broken", None),
        (5, "경고", "W-201", "회사", "4행", "broken", None),
    ]
    links = [row[4].hyperlink for row in sheet.iter_rows() if row[4].hyperlink]
    assert [link.location for link in links] == ["'사업'!D5", "'회사'!A4"]
    assert all(link.target is None and link.id is None for link in links)


def test_rows_are_counted_above_the_list(tmp_path: Path) -> None:
    said = words(marked(tmp_path, [], "en")["Faults"])
    start = said.index("Rows refused")
    assert said[start + 1 : start + 9] == ["회사", "6", "5", "1", "사업", "10", "8", "2"]
    assert "Faults: 0, warnings: 0, notes: 0." in said


def test_the_list_says_what_a_copy_may_lack(tmp_path: Path) -> None:
    said = " ".join(words(marked(tmp_path, [], "en")["Faults"]))
    assert "Charts, pictures, shapes, form controls and other extras may be missing in the copy" in said


def test_tabs_have_the_colour_of_their_worst_and_hidden_sheets_with_faults_are_shown(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("회사", 0, 0, "W-301"), fault("회사", 2, 1, "E-204"), fault("코드", 1, 1, "N-201")])
    assert book["회사"].sheet_properties.tabColor.rgb == "00D92D20"
    assert book["코드"].sheet_properties.tabColor.rgb == "002E75B6"
    assert book["코드"].sheet_state == "visible"
    assert book["사업"].sheet_properties.tabColor is None


def test_merged_cells_are_marked_where_their_content_shows(tmp_path: Path) -> None:
    sheet = marked(tmp_path, [fault("사업", 12, 2)])["사업"]
    assert fill(sheet["A11"]) == RED
    assert sheet["A11"].comment is not None


def test_a_column_is_marked_at_its_heading_and_far_places_are_listed_only(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("사업", 0, 2), fault("사업", 9_999_999, 2)])
    assert fill(book["사업"]["B1"]) == RED
    assert len(listed(book["오류"])) == 2


def test_the_rest_of_the_workbook_is_as_it_was(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("사업", 5, 4)])
    sheet = book["사업"]
    assert book.sheetnames == ["오류", "회사", "사업", "코드"]
    assert sheet["D6"].value == "=D7*2"
    assert (sheet["C7"].value, sheet["C7"].data_type) == ("=1+1", "s")
    assert isinstance(sheet["C8"].value, CellRichText)
    assert str(sheet["C8"].value) == "보일러 새것"
    assert sheet["E7"].value == datetime.datetime(2025, 12, 9)
    assert sheet["E7"].number_format == "yyyy-mm-dd"
    assert sheet["B7"].hyperlink.target == "https://example.com/"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A11:B12"]
    assert sheet.freeze_panes == "B3"
    assert sheet.column_dimensions["D"].width == pytest.approx(17.7, abs=0.1)
    assert sheet.protection.sheet
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C3:C100"]
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["D3:D100"]
    assert book["코드"].sheet_state == "hidden"
    assert "설비목록" in book.defined_names
    assert not book["오류"].protection.sheet


def test_a_number_that_no_date_can_show_stays_a_number(tmp_path: Path) -> None:
    original = tmp_path / BOOK
    book = xlsxwriter.Workbook(original)
    book.add_worksheet("사업").write_number("E8", 120_000_000, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    write_marked(original, tmp_path / "marked.xlsx", [], (), "ko")
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as archive:
        assert b"<v>120000000</v>" in archive.read("xl/worksheets/sheet2.xml")


def test_only_the_list_is_selected(tmp_path: Path) -> None:
    book = marked(tmp_path, [])
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] in ([], ["오류"])


def test_a_sheet_of_that_name_stays_and_ours_takes_a_number(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("오류", 1, 1)], extra_sheet="오류")
    assert book.sheetnames[:2] == ["오류 (2)", "오류"]
    assert book["오류"]["A1"].value == "mine"
    (tmp_path / "marked.xlsx").unlink()
    assert marked(tmp_path, [], "en", extra_sheet="FAULTS").sheetnames[0] == "Faults (2)"


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "#REF!", "@SUM(A1)", "2026-01-01", "=1+1"])
def test_words_of_other_people_never_come_alive(tmp_path: Path, text: str) -> None:
    book = marked(tmp_path, [fault("사업", 5, 4, text=text), Fault("E-1", f"{text} › {text}", T("{text}", text=text))])
    cells = [cell for row in book["오류"].iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 4
    assert {cell.data_type for cell in cells} == {"s"}


def test_characters_that_no_workbook_can_hold_are_replaced(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("사업", 5, 4, text="a\x00b\x0bc\ud800d\uffffe")])
    assert listed(book["오류"])[0][5] == "a�b�c�d�e"
    assert "a�b�c�d�e" in book["사업"]["D5"].comment.text


def test_sheets_with_an_apostrophe_can_be_gone_to(tmp_path: Path) -> None:
    book = marked(tmp_path, [fault("사장's", 3, 1)], extra_sheet="사장's")
    assert [row[4].hyperlink.location for row in book["오류"].iter_rows() if row[4].hyperlink] == ["'사장''s'!A3"]


def test_very_many_faults_are_all_listed_but_not_all_commented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST_COMMENTS", 10)
    monkeypatch.setattr(fault_sheet, "MOST_COMMENTS", 10)
    monkeypatch.setattr(fault_sheet, "MOST_LINKS", 20)
    book = marked(tmp_path, [fault("사업", 3 + number, 4) for number in range(30)], "en")
    sheet = book["사업"]
    assert sum(row[3].comment is not None for row in sheet.iter_rows(min_row=2)) == 10
    assert all(fill(sheet.cell(3 + number, 4)) == RED for number in range(30))
    assert len(listed(book["Faults"])) == 30
    assert sum(row[4].hyperlink is not None for row in book["Faults"].iter_rows()) == 20
    assert "The first 10 cells have comments; 20 more are only coloured." in words(book["Faults"])


def test_the_list_is_bounded_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault_sheet, "MOST_LISTED", 5)
    sheet = marked(tmp_path, [fault("사업", 5, 4)] * 8, "en")["Faults"]
    assert len(listed(sheet)) == 5
    assert "The list has the first 5; 3 more are left out." in words(sheet)


def test_the_original_is_untouched(tmp_path: Path) -> None:
    original = build(tmp_path)
    before = hashlib.sha256(original.read_bytes()).hexdigest()
    write_marked(original, tmp_path / "marked.xlsx", [fault("사업", 5, 4)], ROWS, "ko")
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marked.xlsx", BOOK]


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    original = build(tmp_path)
    (tmp_path / "there.xlsx").write_text("mine", encoding="utf-8")
    (tmp_path / "link.xlsx").symlink_to(original)
    for target in (original, tmp_path / "there.xlsx", tmp_path / "link.xlsx", tmp_path / "x" / "m.xlsx"):
        with pytest.raises(UsageError):
            write_marked(original, target, [], (), "ko")
    with pytest.raises(UsageError, match=r"does not end in \.xlsx"):
        check_target(original, tmp_path / "marked.xls")
    with pytest.raises(UsageError, match="is no workbook"):
        check_target(tmp_path / "model.yaml", tmp_path / "marked.xlsx")
    assert (tmp_path / "there.xlsx").read_text(encoding="utf-8") == "mine"


def test_what_the_guard_refuses_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("openpyxl.reader.excel.ExcelReader.__init__", refuse)
    original = tmp_path / BOOK
    original.write_bytes(b"<html><table></table></html>")
    copy = write_marked(original, tmp_path / "marked.xlsx", [], (), "en")
    assert copy.path is None
    assert str(copy.said) == "No marked copy was written: the file itself is faulty, and is not opened."
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_workbook_with_very_many_cells_is_not_copied(tmp_path: Path) -> None:
    copy = write_marked(build(tmp_path), tmp_path / "marked.xlsx", [], (), "en", most_cells=5)
    assert copy.path is None
    assert str(copy.said) == "No marked copy was written: it has more than 5 cells."


@pytest.mark.parametrize("giant", ['<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="A:XFD"/>'])
def test_giant_ranges_are_not_laid_out(tmp_path: Path, giant: str) -> None:
    good = build(tmp_path)
    content = {}
    with zipfile.ZipFile(good) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    sheet = content["xl/worksheets/sheet2.xml"].replace(b'<mergeCell ref="A11:B12"/>', giant.encode())
    assert giant.encode() in sheet
    with zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet2.xml" else part)
    copy = write_marked(good, tmp_path / "marked.xlsx", [], (), "en")
    assert copy.path is None
    assert "merged or linked ranges" in str(copy.said)


def test_what_the_library_stumbles_over_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("drawing7")

    monkeypatch.setattr("openpyxl.workbook.Workbook.save", stumble)
    copy = write_marked(build(tmp_path), tmp_path / "marked.xlsx", [], (), "en")
    assert str(copy.said) == "No marked copy was written: the workbook has something that cannot be copied."
    assert [path.name for path in tmp_path.iterdir()] == [BOOK]


def test_extensions_that_the_copy_lacks_make_no_noise(tmp_path: Path) -> None:
    original = tmp_path / BOOK
    book = xlsxwriter.Workbook(original)
    book.add_worksheet("사업").add_sparkline("B1", {"range": "사업!C1:F1"})
    book.close()
    assert write_marked(original, tmp_path / "marked.xlsx", [], (), "ko").path is not None


def test_a_far_cell_is_no_burden(tmp_path: Path) -> None:
    original = tmp_path / BOOK
    book = xlsxwriter.Workbook(original)
    book.add_worksheet("사업").write("XFD1048576", 1)
    book.close()
    write_marked(original, tmp_path / "marked.xlsx", [fault("사업", 1_048_576, 16_384)], (), "ko")
    assert fill(openpyxl.load_workbook(tmp_path / "marked.xlsx")["사업"]["XFD1048576"]) == RED
