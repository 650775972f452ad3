"""The workbook to fill in, opened as a spreadsheet program opens it: what it shows, offers, refuses and protects."""

from __future__ import annotations

import functools
import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.forms.codes import list_name
from planner.forms.example_rules import example_rules
from planner.forms.fields import SHEETS, Entry, Field, fields_of
from planner.forms.rule_keys import rule_keys
from planner.forms.workbook import template_bytes
from planner.intake import ReadingError, read_programme
from planner.intake.cells import Refusal
from planner.intake.columns import columns_of
from planner.intake.declared_units import factor_of
from planner.intake.sheets import SheetKind
from planner.intake.titles import title
from planner.languages import LANGUAGES, Language
from planner.programme.rules import Rules

BOTH = pytest.mark.parametrize("language", LANGUAGES)


@functools.cache
def template(language: Language) -> Any:
    return load_workbook(io.BytesIO(template_bytes(language, "programme.xlsx")))


def fields() -> list[tuple[SheetKind, int, Field]]:
    """Every column of every sheet, with its number from 1."""
    return [(kind, number, field) for kind in SHEETS for number, field in enumerate(fields_of(kind), start=1)]


def rules_of(sheet: Any, cell: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def column(sheet: Any, number: int) -> Any:
    """The look of a column, counted from 1; columns that look alike are stored as one."""
    return next(found for found in sheet.column_dimensions.values() if found.min <= number <= found.max)


@BOTH
def test_guide_first_then_the_sheets_then_hidden_codes(language: Language) -> None:
    book = template(language)
    guide, *sheets, codes = book.sheetnames
    assert (guide, codes) == {"en": ("guide", "codes"), "ko": ("안내", "코드")}[language]
    assert sheets == [kind.sheet(language) for kind in SHEETS]
    assert book[codes].sheet_state == "hidden"
    assert all(book[name].sheet_state == "visible" for name in book.sheetnames[:-1])


@BOTH
def test_every_column_of_the_schema_has_its_title_and_a_unit_that_is_read(language: Language) -> None:
    book = template(language)
    for kind, number, field in fields():
        sheet = book[kind.sheet(language)]
        assert sheet.cell(1, number).value == title(kind.name, field.name, language)
        unit = sheet.cell(2, number).value
        if number == 1:
            assert unit == {"en": "unit", "ko": "단위"}[language]
        elif field.column.unit is None:
            assert unit is None
        else:
            assert factor_of(field.column.unit, unit) == 1


@BOTH
def test_units_to_choose_from_are_all_read(language: Language) -> None:
    for _, _, field in fields():
        for unit in field.units(language):
            assert field.column.unit is not None
            assert factor_of(field.column.unit, unit) is not None


@BOTH
def test_a_comment_says_meaning_and_whether_it_is_required_and_an_example(language: Language) -> None:
    for kind, number, field in fields():
        comment = template(language)[kind.sheet(language)].cell(1, number).comment.text
        assert field.meaning.to(language) in comment
        required = {"en": "Required in every row.", "ko": "모든 행에 반드시"}[language]
        assert (required in comment) == field.required
        assert str(field.example(language)) in comment


def test_every_column_has_an_example_and_its_parser_takes_it() -> None:
    for _, _, field in fields():
        for language in LANGUAGES:
            example = field.example(language)
            assert example is not None, field.name
            cell = example.replace(",", "") if field.entry in (Entry.WON, Entry.SIGNED_WON) else example
            assert not isinstance(field.column.parser(cell), Refusal), (field.name, example)


@BOTH
def test_header_and_fixed_units_are_locked_and_data_are_not(language: Language) -> None:
    for kind, number, field in fields():
        sheet = template(language)[kind.sheet(language)]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        # What is False here is allowed.
        assert not (sheet.protection.insertRows or sheet.protection.deleteRows or sheet.protection.formatCells)
        assert not (sheet.protection.sort or sheet.protection.autoFilter)
        assert sheet.cell(1, number).protection.locked
        assert sheet.cell(2, number).protection.locked == (len(field.units(language)) < 2)
        assert not column(sheet, number).protection.locked
    beyond = column(sheet, 16_384)
    assert not beyond.protection.locked, "a row with a locked cell could not be deleted"


@BOTH
def test_what_stays_in_view_and_how_it_prints(language: Language) -> None:
    for kind in SHEETS:
        sheet = template(language)[kind.sheet(language)]
        assert sheet.freeze_panes == "B3"
        assert sheet.print_title_rows == "$1:$2"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&A" in str(sheet.oddHeader.left.text) + str(sheet.oddFooter.left.text) or sheet.HeaderFooter
        assert sheet.max_row < 20, "the sheet does not claim rows that nobody has filled"


@BOTH
def test_ids_are_text_and_years_have_no_separators(language: Language) -> None:
    for kind, number, field in fields():
        sheet = template(language)[kind.sheet(language)]
        look = column(sheet, number).number_format
        if field.entry in (Entry.TEXT, Entry.NAMES):
            assert look == "@"
        if field.entry is Entry.YEAR:
            assert look == "0"
        if field.entry is Entry.WON:
            assert look == "#,##0"


@BOTH
def test_a_list_to_choose_from_holds_the_words_that_are_read(language: Language) -> None:
    book = template(language)
    for kind, number, field in fields():
        if not field.choices:
            continue
        sheet = book[kind.sheet(language)]
        (rule,) = rules_of(sheet, f"{sheet.cell(1, number).column_letter}100000")
        assert (rule.type, rule.formula1) == ("list", list_name(field))
        (where,) = book.defined_names[list_name(field)].destinations
        words = [str(row[0].value) for row in book[where[0]][where[1]]]
        assert words == [field.word(choice, language) for choice in field.choices]
        for word, choice in zip(words, field.choices, strict=True):
            read = field.column.parser(word)
            assert read in (choice, (word,), choice == "yes") or str(read) == choice, (field.name, word)
            assert not isinstance(read, Refusal)


def test_every_column_of_fixed_words_has_its_list() -> None:
    fixed = [field for _, _, field in fields() if field.entry in (Entry.CHOICE, Entry.YES_NO)]
    assert {"size", "kind", "tier", "mandatory", "ets_covered"} <= {field.name for field in fixed}
    assert all(field.choices for field in fixed)


@BOTH
def test_ids_can_be_chosen_where_other_sheets_have_them(language: Language) -> None:
    book = template(language)
    for table, column, ids in (
        ("links", "buyer_id", "suppliers"),
        ("upgrades", "supplier_id", "suppliers"),
        ("cost_lines", "upgrade_id", "upgrades"),
        ("budgets", "funder", "funders"),
    ):
        (kind,) = [kind for kind in SHEETS if kind.name == table]
        number = [field.name for field in fields_of(kind)].index(column) + 1
        sheet = book[kind.sheet(language)]
        (rule,) = rules_of(sheet, f"{sheet.cell(1, number).column_letter}3")
        assert rule.formula1 == f"ids_{ids}"
        (listed,) = [kind for kind in SHEETS if kind.name == ids]
        assert f"'{listed.sheet(language)}'!$A:$A" in book.defined_names[f"ids_{ids}"].value


@BOTH
def test_numbers_are_warned_of_only_where_no_unit_makes_them_right(language: Language) -> None:
    sheet = template(language)[SHEETS[2].sheet(language)]
    columns = {field.name: letter for letter, field in zip("ABCDEFGHIJKLMN", fields_of(SHEETS[2]), strict=False)}
    (money,) = rules_of(sheet, f"{columns['cost_won']}3")
    assert money.errorStyle == "warning"
    assert f'{columns["cost_won"]}$2<>"{ {"en": "won", "ko": "원"}[language] }"' in money.formula1
    (year,) = rules_of(sheet, f"{columns['first_year']}3")
    assert (year.formula1, year.formula2, year.errorStyle) == ("1900", "2200", None)
    (unit,) = rules_of(sheet, f"{columns['cost_won']}2")
    assert (unit.formula1, unit.errorStyle) == ("units_won", None)


@BOTH
def test_dropdowns_say_what_to_do(language: Language) -> None:
    for kind in SHEETS:
        for rule in template(language)[kind.sheet(language)].data_validations.dataValidation:
            assert rule.error
            assert rule.showErrorMessage
            if rule.type == "list":
                assert rule.prompt
                hangul = re.search("[가-힣]", rule.prompt + rule.error) is not None
                assert hangul == (language == "ko")


@BOTH
def test_an_empty_template_lacks_data_and_nothing_else(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template_bytes(language, path.name))
    with pytest.raises(ReadingError) as refused:
        read_programme(path)
    rules = {fault.place.split(" › ")[-1] for fault in refused.value.faults if fault.code == "E-201"}
    assert {fault.code for fault in refused.value.faults} <= {"E-201", "E-311", "E-102"}, refused.value.faults
    assert rules == {"D3", "D4", "D5"}, "name and years of the programme, to be filled in"


def test_the_rules_of_the_guide_are_the_keys_of_the_schema() -> None:
    shown = {(key.rule, key.key) for key in rule_keys()}
    assert {rule for rule, _ in shown} == set(Rules.model_fields) - {"inputs"}
    assert {("years", "award"), ("factors", "grid_t_per_mwh.YYYY"), ("caps", "of.tier"), ("fairness", "gini")} <= shown
    assert {("groups", "NAME.region"), ("offsets", "bundles.classes[1].at_most_t")} <= shown
    assert ("funders", "NAME.rate[1].at_most") in shown
    assert ("funders", "NAME.kind") not in shown, "the sheet of purses says it"


@BOTH
def test_the_example_of_rules_keeps_to_the_schema(language: Language) -> None:
    Rules.model_validate({"inputs": "x", "funders": [], **example_rules(language)})


@BOTH
def test_the_guide_names_every_column_and_every_rule(language: Language) -> None:
    sheet = template(language).worksheets[0]
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {title(kind.name, column.name, language) for kind in SHEETS for column in columns_of(kind.row)} <= words
    assert set(Rules.model_fields) - {"inputs"} <= words
    if language == "ko":
        untranslated = {word for word in words if re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", word)}
        assert all(word.startswith("planner ") for word in untranslated), untranslated


@BOTH
def test_the_same_template_is_the_same_file(language: Language) -> None:
    assert template_bytes(language, "a.xlsx") == template_bytes(language, "a.xlsx")
