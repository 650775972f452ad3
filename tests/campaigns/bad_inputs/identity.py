"""Cases 43 to 54: dates, ids, links between rows, and files that disagree."""

from __future__ import annotations

import datetime
from typing import Any

from planner.intake.sheets import TABLES
from tests.campaigns.bad_inputs.book import AsText, Book
from tests.campaigns.bad_inputs.case import Expected, case
from tests.campaigns.bad_inputs.numbers import put
from tests.campaigns.bad_inputs.writing import table_text, workbook


@case(43, "a date in place of a year")
def date_as_year(book: Book) -> Expected:
    column = book.pick("first_year", "last_year")
    day = book.pick(datetime.date(1905, 7, 18), datetime.date(1905, 7, 19), datetime.date(2026, 1, 1))
    cell: Any = (
        day if book.form == "xlsx" else book.pick("1905-07-18", "1905/07/18", "2026.1.1", "2026-03-02", "2026. 3. 2.")
    )
    year = (day - datetime.date(1899, 12, 30)).days if book.form == "xlsx" and day.year == 1905 else 2026
    return Expected("E-218", put(book, "upgrades", column, cell), f"write {year}")


@case(44, "a year outside of the horizon")
def outside(book: Book) -> Expected:
    column, year = book.pick(
        ("first_year", "2062"), ("last_year", "2006"), ("first_year", "2040"), ("last_year", "1926")
    )
    return Expected("E-414", put(book, "upgrades", column, year), "Mend the year")


@case(45, "a start after the end")
def backwards(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    row = book.any_row("upgrades")
    first, last = book.pick(("2028", "2026"), ("2027", "2026"), ("2030", "2028"))
    grid.put(row, "first_year", first)
    grid.put(row, "last_year", last)
    return Expected("E-413", book.place("upgrades", row, "first_year"), "the years")


@case(46, "years of one upgrade that overlap")
def overlapping(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    row = book.any_row("upgrades")
    grid.put(row, "first_year", "2026")
    grid.put(row, "last_year", "2027")
    again = [*grid.rows[row]]
    at = len(grid.rows) if book.variant % 2 else row + 1
    grid.rows.insert(at, again)
    grid.put(at, "first_year", book.pick("2026", "2027"))
    grid.put(at, "last_year", "2028")
    return Expected("E-401", book.place("upgrades", at, "upgrade_id"), "overlap")


@case(47, "the same id twice")
def twice(book: Book) -> Expected:
    table, column = book.pick(("upgrades", "upgrade_id"), ("suppliers", "supplier_id"))
    grid = book.grids[table]
    row = book.draw.randrange(len(grid.rows) - 1)
    other = book.draw.randrange(row + 1, len(grid.rows))
    if book.variant % 4 < 2:
        grid.rows.append([*grid.rows[row]])
        other = len(grid.rows) - 1
    grid.put(other, column, AsText(grid.get(row, column)))
    also = ("E-403", "E-411", "E-415", "E-416", "E-419", "E-428")
    return Expected("E-401", book.place(table, other, column), "row", also=also)


@case(48, "ids that only look alike")
def alike(book: Book) -> Expected:
    table, column = book.pick(("upgrades", "upgrade_id"), ("suppliers", "supplier_id"))
    grid = book.grids[table]
    row = book.any_row(table)
    first, second = book.pick(
        ("P-07a", "p-07A"),
        ("한빛 정밀 A", "한빛 정밀 a"),
        ("Straße", "STRASSE"),
        ("P-07b", "P-07B"),
        ("가나 a", "가나 A"),
    )
    grid.put(row, column, AsText(first))
    again = [*grid.rows[row]]
    grid.rows.append(again)
    grid.put(len(grid.rows) - 1, column, AsText(second))
    place = book.place(table, len(grid.rows) - 1, column)
    return Expected("E-402", place, "Write them alike", also=("E-403", "E-409", "E-411", "E-419", "E-428"))


@case(49, "an id that became a number", goods=("example",))
def id_as_number(book: Book) -> Expected:
    table, column = book.pick(("upgrades", "supplier_id"), ("links", "seller_id"))
    grid = book.grids[table]
    row = next(n for n in range(len(grid.rows)) if grid.get(n, column) == "007")
    grid.put(row, column, book.pick(7, 7.0) if book.form == "xlsx" else book.pick("7", "07"))
    return Expected("E-403", book.place(table, row, column), "as text")


@case(50, "a company that nobody knows")
def unknown(book: Book) -> Expected:
    table, column = book.pick(("links", "buyer_id"), ("links", "seller_id"), ("upgrades", "supplier_id"))
    row = book.any_row(table)
    known = str(book.grids[table].get(row, column))
    near = book.variant % 2 == 0 and len(known) > 1
    name = f"{known[:1]} {known[1:]}" if near else "어디에도 없는 회사"
    book.grids[table].put(row, column, AsText(name))
    return Expected("E-403", book.place(table, row, column), f'"{known}"' if near else "Add it there")


def _links(book: Book, *pairs: tuple[str, str]) -> int:
    """Adds links; gives the row of the first."""
    grid = book.grids["links"]
    first = len(grid.rows)
    for buyer, seller in pairs:
        row = ["" for _ in grid.columns]
        grid.rows.append(row)
        grid.put(len(grid.rows) - 1, "buyer_id", AsText(buyer))
        grid.put(len(grid.rows) - 1, "seller_id", AsText(seller))
        grid.put(len(grid.rows) - 1, "share", "0")
    return first


@case(51, "buyers in a circle")
def circle(book: Book) -> Expected:
    names = [str(book.grids["suppliers"].get(row, "supplier_id")) for row in range(3)]
    book.grids["links"].rows.clear()
    length = book.pick(3, 2)
    ring = names[:length]
    book.draw.shuffle(ring)
    first = _links(book, *zip([*ring[1:], ring[0]], ring, strict=True))
    return Expected("E-405", book.place("links", first), "Delete one of these links")


@case(52, "a company that sells to itself")
def itself(book: Book) -> Expected:
    row = book.any_row("links")
    grid = book.grids["links"]
    grid.put(row, "buyer_id", grid.get(row, "seller_id"))
    return Expected("E-404", book.place("links", row, "buyer_id"), "another buyer")


@case(53, 'a company called "None", "NA" or "no"')
def called_none(book: Book) -> Expected:
    word = book.pick("None", "NA", "no", "null", "NaN", "N/A", "nil", "NULL", "No", "none")
    column = book.pick("name", "supplier_id", "process")
    grid = book.grids["suppliers"]
    row = book.any_row("suppliers", None if column == "name" else column)
    old = grid.get(row, column)
    if book.good == "example" and column == "name":
        row = 0
    grid.put(row, column, AsText(word))
    if column == "supplier_id":
        for table in book.grids.values():
            for index, cells in enumerate(table.rows):
                for name in ("supplier_id", "buyer_id", "seller_id"):
                    if name in table.columns and table.name != "suppliers" and cells[table.columns.index(name)] == old:
                        table.put(index, name, AsText(word))
    return Expected("N-201", book.place("suppliers", row, column), ending="accepted", remedy="Leave the cell blank")


@case(54, "two files that disagree", goods=("example", "hyundai-kia"))
def disagreeing(book: Book) -> Expected:
    """The same upgrade in a CSV file and in another file, with another cost; it is told at the first file."""
    column = book.pick("cost_won", "life_years", "technology")
    grid = book.grids["upgrades"]
    row = book.any_row("upgrades", column)
    first = table_text(book, "upgrades").encode()
    old = grid.get(row, column)
    grid.put(row, column, "other" if column == "technology" else f"{int(float(old)) + 20}")
    if book.form == "csv":
        book.further = {"upgrades.csv": first, "b/upgrades.csv": table_text(book, "upgrades").encode()}
        place = f"…/{book.place('upgrades', row, column)}"
        return Expected("E-522", place, "right value", "merging", ("upgrades.csv", "b/upgrades.csv"))
    book.further = {"upgrades.csv": first, "b.xlsx": b""}
    book.workbook = "b.xlsx"
    book.grids["suppliers"].columns = [name.replace("remark", "source") for name in book.grids["suppliers"].columns]
    book.grids = {kind.name: book.grids[kind.name] for kind in TABLES if kind.name in book.grids}
    book.further["b.xlsx"] = workbook(book)
    place = f"upgrades.csv › line {row + 2}, {column}"
    return Expected("E-522", place, "right value", "merging", ("upgrades.csv", "b.xlsx"))
