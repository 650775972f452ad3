"""Cases 15 to 25: the layout of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.campaigns.bad_inputs.book import Book, letters
from tests.campaigns.bad_inputs.case import Expected, case


@case(15, "missing sheet", forms=("xlsx",))
def missing_sheet(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "rules", "funders")
    near = book.variant % 2 == 0
    if near:
        name = book.sheet(table)
        book.sheet_names[table] = book.pick(f"{name}(1)", f"{name} 목록", f"{name}1", f"{name}2", f"{name}표")
    else:
        del book.grids[table]
    return Expected("E-350", book.workbook, "Did you mean" if near else "Add it")


@case(16, "missing column, a near one found")
def missing_column(book: Book) -> Expected:
    table, column = book.pick(
        ("upgrades", "technology"),
        ("suppliers", "tier"),
        ("upgrades", "life_years"),
        ("links", "share"),
        ("upgrades", "cost_won"),
    )
    grid = book.grids[table]
    number = grid.number(column)
    title = book.heading(table, number)
    spaced = title[0] + " " + title[1:]
    grid.headings[number] = book.pick(
        spaced, title.upper() if title.isascii() else spaced, f"{title}\u200b", title.replace("_", " ") + "  "
    )
    if grid.headings[number] == title:
        grid.headings[number] = spaced
    return Expected("E-312", book.header_cell(table, number), "Rename")


@case(17, "the same header twice")
def header_twice(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    grid = book.grids[table]
    number = book.draw.randrange(len(grid.columns))
    other = book.heading(table, number)
    grid.columns.append("again")
    for row in grid.rows:
        row.append(row[number])
    grid.headings[len(grid.columns) - 1] = other
    place = book.place(table, -1)
    return Expected("E-313", place, "Rename or delete one")


@case(18, "unknown column")
def unknown_column(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    grid = book.grids[table]
    number = book.draw.randrange(1, len(grid.columns) + 1)
    grid.columns.insert(number, "extra")
    for index, row in enumerate(grid.rows):
        row.insert(number, book.pick("비고", str(index), "x"))
    grid.headings[number] = book.pick("메모2", "비고", "담당자 전화", "Unnamed: 7", "작성일자")
    return Expected("E-314", book.header_cell(table, number), "ignore_columns")


@case(19, "merged cells in the data", forms=("xlsx",))
def merged(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    grid = book.grids[table]
    first = book.draw.randrange(len(grid.rows) - 1)
    number = book.draw.randrange(len(grid.columns))
    top, depth = book.line(table, first), min(len(grid.rows) - first, book.pick(2, 3))
    width = 1 if book.variant % 2 else min(2, len(grid.columns) - number)

    def merge(_: Any, sheets: Mapping[str, Any]) -> None:
        value = grid.rows[first][number]
        sheets[table].merge_range(top - 1, number, top + depth - 2, number + width - 1, value)

    book.touches.append(merge)
    return Expected("E-340", book.place(table, first, number), "Unmerge")


@case(20, "hidden rows and columns with data", forms=("xlsx",))
def hidden(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links", "upgrades")
    if book.variant % 2:
        grid = book.grids[table]
        number = book.draw.choice([n for n, name in enumerate(grid.columns) if any(row[n] != "" for row in grid.rows)])
        book.touches.append(lambda _, sheets: sheets[table].set_column(number, number, None, None, {"hidden": True}))
        return Expected("E-341", f"{book.place(table)} › {letters(number)}", "Unhide")
    row = book.any_row(table)
    line = book.line(table, row)
    if book.variant % 3 == 0:
        book.touches.append(lambda _, sheets: sheets[table].set_row(line - 1, None, None, {"hidden": True}))
    else:
        book.touches.append(lambda _, sheets: sheets[table].set_row(line - 1, 0))
    return Expected("E-341", book.place(table, row), "Unhide")


@case(21, "an active filter", forms=("xlsx",))
def filtered(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    grid = book.grids[table]
    hidden_rows = sorted(book.draw.sample(range(len(grid.rows)), book.draw.randrange(1, len(grid.rows))))

    def hide(_: Any, sheets: Mapping[str, Any]) -> None:
        sheet = sheets[table]
        last = book.line(table, len(grid.rows) - 1)
        sheet.autofilter(book.line(table, -1) - 1, 0, last - 1, len(grid.columns) - 1)
        sheet.filter_column(0, "x != y")
        for row in hidden_rows:
            sheet.set_row(book.line(table, row) - 1, None, None, {"hidden": True})

    book.touches.append(hide)
    return Expected("E-343", book.place(table), "Clear the filter")


@case(22, "a row of totals among the data")
def totals(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links", "upgrades", "upgrades")
    grid = book.grids[table]
    word = book.pick("합계", "총계", "소계", "계", "Total", "합 계", "총 합계", "합계:", "TOTAL", "누계")
    row: list[Any] = ["" for _ in grid.columns]
    row[0] = word
    if table == "upgrades":
        if book.variant == 3:
            row[0], row[1] = "", word
        row[grid.number("cost_won")] = "340000000"
    at = book.pick(len(grid.rows), len(grid.rows), len(grid.rows) // 2)
    grid.rows.insert(at, row)
    return Expected("E-320", book.place(table, at), "Delete it")


@case(23, "blank rows in the middle")
def blank_rows(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    grid = book.grids[table]
    at = book.draw.randrange(1, len(grid.rows))
    count = book.pick(1, 2, 5)
    book.present[table] = len(grid.rows)
    cell = book.pick("", " ", "")
    grid.rows[at:at] = [[cell for _ in grid.columns] for _ in range(count)]
    return Expected("E-318", book.place(table, at), "Delete what is blank")


@case(24, "a header below the first row")
def low_header(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links")
    above: list[list[Any]] = [["2026년 협력사 감축 사업 목록"], ["작성: 총무팀", "", "단위: 원"], []]
    count = book.pick(1, 2, 3)
    book.grids[table].above = above[-count:] if count == 3 else above[:count]
    if book.form == "csv":
        width = len(book.grids[table].columns)
        book.grids[table].above = [[*row, *[""] * (width - len(row))] for row in book.grids[table].above]
    return Expected("E-319", book.place(table, -1), "Delete what is above it")


@case(25, "a stray cell far away")
def stray(book: Book) -> Expected:
    table = book.pick("upgrades", "suppliers", "links", "rules" if book.form == "xlsx" else "links")
    grid = book.grids[table]
    if book.form == "csv":
        row = book.any_row(table)
        grid.rows[row] += ["", "", book.pick("메모", "1200", "끝")]
        return Expected("E-316", book.place(table, row), "Delete what is too much")
    row, number = book.pick((900, 701), (1, 40), (30_000, 30), (10, 16_000), (700, 99))
    value = book.pick("메모", 1200, " . ")
    line = max(row, book.line(table, len(grid.rows) - 1) + 3)
    book.touches.append(lambda _, sheets: sheets[table].write(line - 1, number, value))
    return Expected("E-344", f"{book.place(table)} › {letters(number)}{line}", "Delete it")
