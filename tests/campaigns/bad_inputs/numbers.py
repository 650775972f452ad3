"""Cases 26 to 42: numbers as people write them."""

from __future__ import annotations

from typing import Any

from tests.campaigns.bad_inputs.archive import part_of, rezipped, without_value
from tests.campaigns.bad_inputs.book import AsText, Book, Formula
from tests.campaigns.bad_inputs.case import Expected, case

_AMOUNTS = (
    ("upgrades", "cost_won"),
    ("upgrades", "life_years"),
    ("suppliers", "repay_capacity_won"),
    ("upgrades", "saving_won"),
)
_REQUIRED = (
    ("upgrades", "technology"), ("suppliers", "tier"), ("upgrades", "life_years"), ("links", "share"),
    ("suppliers", "supplier_id"), ("upgrades", "supplier_id"), ("links", "buyer_id"), ("upgrades", "upgrade_id"),
)  # fmt: skip


def put(book: Book, table: str, column: str, value: Any) -> str:
    """Another value in some row of a column; gives the place of the cell."""
    row = book.any_row(table)
    book.grids[table].put(row, column, AsText(value) if type(value) is str else value)
    return book.place(table, row, column)


def amount(book: Book, *values: Any) -> str:
    """One of the values in some amount of an upgrade or supplier."""
    table, column = _AMOUNTS[book.variant % 3]
    return put(book, table, column, book.pick(*values))


@case(26, 'text "1,000"')
def commas(book: Book) -> Expected:
    cell = book.pick("1,000", "120,000,000", "12,345,678", "95,000,000.0", "9,999,999")
    if book.variant % 4 == 3:
        _declare_korean(book)
        return Expected("N-205", put(book, "upgrades", "cost_won", cell), ending="accepted", also=("W-503", "W-512"))
    return Expected("E-202", amount(book, cell), f"Write {cell.replace(',', '')}")


def _declare_korean(book: Book) -> None:
    if book.form == "xlsx":
        book.grids["rules"].rows.append(["locale", "", "", "ko", ""])
    else:
        book.model_text += "locale: ko\n"


@case(27, 'a unit in the cell: "1.2억", "3백만"')
def unit_in_cell(book: Book) -> Expected:
    cell, instead = book.pick(
        ("1.2억", "120000000"), ("3백만", "3000000"), ("1억 2천만원", "120000000"), ("５억", "500000000"),
        ("1,200만원", "12000000"), ("₩5000000", "5000000"), ("1200000원", "1200000"), ("3백만 원", "3000000"),
        ("2조", "2000000000000"), ("1억2천", ""),
    )  # fmt: skip
    place = put(book, "upgrades", "cost_won", cell)
    if book.variant == 9:  # said for 1억 2천만, though it is 1억 2천 to the letter: no guess helps
        return Expected("E-207", place, "Write digits")
    return Expected("E-204", place, f"Write {instead}")


@case(28, "full-width digits")
def full_width(book: Book) -> Expected:
    cell, instead = book.pick(
        ("１２００", "1200"), ("１２", "12"), ("１，２００", "1200"), ("-５", "-5"), ("３．０", "3.0")
    )
    return Expected("E-203", amount(book, cell), f"Write {instead}")


@case(29, "△, brackets and other minus signs")
def accounting(book: Book) -> Expected:
    cell, instead = book.pick(
        ("△500", "-500"), ("(500)", "-500"), ("−5", "-5"), ("▲1,200", "-1200"), ("(1,200)", "-1200"), ("△ 500", "-500"),
        ("–300", "-300"), ("( 500 )", "-500"), ("- 500", "-500"), ("500-", "-500"),
    )  # fmt: skip
    return Expected("E-205", amount(book, cell), f"Write {instead}")


@case(30, "a negative cost or benefit")
def negative(book: Book) -> Expected:
    table, column = book.pick(
        ("upgrades", "cost_won"), ("upgrades", "life_years"), ("suppliers", "repay_capacity_won"),
        ("suppliers", "baseline_t"), ("upgrades", "lead_years"),
    )  # fmt: skip
    value = book.pick("-500", -120000000 if column == "cost_won" else "-1", "-3")
    return Expected("E-206", put(book, table, column, value), "0 or more")


@case(31, "NaN, inf, -, N/A")
def no_number(book: Book) -> Expected:
    word = book.pick("NaN", "inf", "-", "N/A", "없음", "미정", "해당 없음", "?", "null", "추후 산정")
    table, column = book.pick(("upgrades", "cost_won"), ("upgrades", "saving_won"), ("suppliers", "repay_capacity_won"))
    return Expected("E-208", put(book, table, column, word), "Leave the cell blank")


@case(32, "a required cell that is blank")
def blank_required(book: Book) -> Expected:
    table, column = _REQUIRED[book.variant % len(_REQUIRED)]
    return Expected("E-201", put(book, table, column, book.pick("", "")), "Fill it in")


@case(33, "#DIV/0!, #REF! and other errors")
def formula_error(book: Book) -> Expected:
    error = book.pick("#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
    cell = Formula("=1/0", error) if book.form == "xlsx" else error
    table, column = book.pick(*_AMOUNTS, ("suppliers", "name"))
    return Expected("E-209", put(book, table, column, cell), "Mend the formula")


@case(34, "a formula that was never calculated", forms=("xlsx",))
def never_calculated(book: Book) -> Expected:
    table, column = book.pick(*_AMOUNTS, ("suppliers", "name"))
    row = book.any_row(table)
    book.grids[table].put(row, column, Formula(book.pick("=2*5", "=SUM(1,2)", "=A1", '="x"'), 7))
    cell = book.place(table, row, column).rpartition(" › ")[2]
    sheet = list(book.grids).index(table) + 1
    if book.variant % 2:
        book.spoils[book.workbook] = lambda content: rezipped(content, {part_of(content, sheet): without_value(cell)})
    else:
        book.spoils[book.workbook] = saved_by_openpyxl
    return Expected("E-345", book.place(table, row, column), "Open the file in Excel")


def saved_by_openpyxl(content: bytes) -> bytes:
    """The workbook as openpyxl saves it: formulas keep no value, since it calculates none."""
    import io

    import openpyxl

    stream = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(stream)
    return stream.getvalue()


@case(35, "TRUE or FALSE as a number")
def logical(book: Book) -> Expected:
    return Expected("E-210", amount(book, True, False, "TRUE", "false", True), "Write digits")


@case(36, "more than 15 digits")
def digits(book: Book) -> Expected:
    values: tuple[Any, ...] = ("1234567890123456", "12345678901234567890", "9007199254740993", "1000000000000000")
    value = book.pick(*values)
    if book.form == "xlsx" and book.variant % 4 == 1:
        value = 1.2345678901234567e19
    return Expected("E-211", put(book, "upgrades", "cost_won", value), "at most 15 digits")


@case(37, "a fraction of a won")
def fraction(book: Book) -> Expected:
    value = book.pick("1000000.5", "0.1", 333333.333, "120000000.01", 2.5)
    table, column = book.pick(("upgrades", "cost_won"), ("suppliers", "repay_capacity_won"), ("upgrades", "saving_won"))
    return Expected("E-212", put(book, table, column, value), "without a fraction")


@case(38, '"1e9", "1_000" as text')
def shorthand(book: Book) -> Expected:
    cell, instead = book.pick(
        ("1e9", "1000000000"), ("1_000", "1000"), ("+500", "500"), ("1.5E6", "1500000"), ("2.", "2"), ("10/2", "5"),
        ("1E+08", "100000000"), ("5e0", "5"), (".5e2", "50"), ("1E3", "1000"),
    )  # fmt: skip
    return Expected("E-213", amount(book, cell), f"Write {instead}")


@case(39, 'shares: 5 for 0.05, "5%"')
def shares(book: Book) -> Expected:
    value, code, instead = book.pick(
        ("5", "E-214", "0.05"), ("5%", "E-215", "0.05"), ("60", "E-214", "0.6"), ("12.5 %", "E-215", "0.125"),
        ("100", "E-214", "1"), ("７０％", "E-215", "0.7"), ("1.5", "E-214", "0.015"), ("0.5%", "E-215", "0.005"),
        ("101", "E-214", "0.05"), ("-0.1", "E-214", "0.05"),
    )  # fmt: skip
    table, column = book.pick(("links", "share"), ("upgrades", "support_rate_min"), ("links", "share"))
    return Expected(code, put(book, table, column, value), f" {instead}")


@case(40, "blanks at the end and characters that nobody sees")
def invisible(book: Book) -> Expected:
    mark = book.pick("\u200b", "\u00a0", "\t", "\ufeff", " ", "\u3000", "\u200e", "\u00ad", "\u2028", "\u3164")
    where = book.pick("end", "start", "inside", "end")
    table, column = book.pick(
        ("suppliers", "region"),
        ("upgrades", "technology"),
        ("upgrades", "cost_won"),
        ("suppliers", "supplier_id"),
        ("upgrades", "upgrade_id"),
    )
    row = book.any_row(table, column)
    old = str(book.grids[table].get(row, column))
    if where == "inside" and mark in " \u3000\u00a0\t":
        where = "end"
    new = old + mark if where == "end" else mark + old if where == "start" else old[:1] + mark + old[1:]
    book.grids[table].put(row, column, AsText(new))
    return Expected("E-216", book.place(table, row, column), f'write "{old}"')


@case(41, "a whole column in another unit", goods=("hyundai-kia", "sample-6-12-2"))
def other_unit(book: Book) -> Expected:
    column, factor = book.pick(
        ("cost_won", 1e-6), ("cost_won", 1e-3), ("cost_won", 1e-6), ("gas_gj", 1e3), ("cost_won", 1e3)
    )
    grid = book.grids["upgrades"]
    columns = [column] if column != "cost_won" else [name for name in grid.columns if name.startswith("cost_")]
    for name in columns:
        for row in grid.filled(name):
            grid.put(row, name, f"{max(1, round(float(grid.get(row, name)) * factor))}")
    return Expected("W-501", book.place("upgrades", grid.filled(column)[0], column), "confirmed", "warned")


@case(42, "tonnes, kilograms and kilotonnes", goods=("hyundai-kia", "sample-6-12-2"))
def other_prefix(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    row = book.any_row("upgrades", "electricity_mwh")
    tonnes = round(0.4 * float(grid.get(row, "electricity_mwh")), 1)
    factor = book.pick(1e3, 1e6, 1e3, 1e6, 1e6)
    for column in ("electricity_mwh", "gas_gj", "other_t"):
        if column in grid.columns:
            grid.put(row, column, "")
    grid.put(row, "tonnes", f"{tonnes * factor:.1f}")
    code = "W-506"
    return Expected(code, book.place("upgrades", row, "tonnes"), "confirmed", "warned")
