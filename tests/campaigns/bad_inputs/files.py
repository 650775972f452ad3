"""Cases 1 to 14: the file itself."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Callable

from tests.campaigns.bad_inputs.archive import compound, part_of, rezipped
from tests.campaigns.bad_inputs.book import MODEL, Book
from tests.campaigns.bad_inputs.case import Expected, case
from tests.campaigns.bad_inputs.writing import table_text

_HANGUL = "한빛정밀 주식회사"


@case(1, "missing file")
def missing_file(book: Book) -> Expected:
    if book.form == "xlsx":
        book.asked_for = book.pick("견적서.xlsx", "없는 폴더/견적.xlsx", "programme.xlsx", "견적(최종).xlsx", "a.XLSX")
        return Expected("E-301", book.asked_for.rpartition("/")[2], "Put the file there")
    table = book.pick("suppliers", "upgrades", "model", "folder", "renamed")
    if table == "model":
        book.asked_for = "modell.yaml"
        return Expected("E-301", "modell.yaml", "Put the file there")
    if table == "folder":
        book.edit_model("inputs: tables", "inputs: table")
        return Expected("E-302", f"model.yaml › line {book.model_line('inputs: table')}, inputs", "Mend the path")
    if table == "renamed":
        book.spoils["tables/upgrades.csv"] = None
        book.further["tables/upgrade.csv"] = table_text(book, "upgrades").encode()
        return Expected("E-301", "upgrades.csv", 'Rename "upgrade.csv"')
    book.spoils[f"tables/{table}.csv"] = None
    return Expected("E-301", f"{table}.csv", "Put the file there")


@case(2, "empty file, or no rows")
def empty_file(book: Book) -> Expected:
    table = book.pick("suppliers", "upgrades")
    how = book.pick("no bytes", "no bytes", "header only", "header only", "mark only", "blank sheet", "blank rows")
    book.present[table] = 0
    if book.form == "xlsx" and how == "no bytes":
        book.spoils[book.workbook] = lambda _: b""
        return Expected("E-335", book.workbook, "ask for the file again")
    grid = book.grids[table]
    grid.rows = []
    if how == "blank rows":
        grid.rows = [[" " for _ in grid.columns] for _ in range(3)]
    if how in ("blank sheet", "mark only", "no bytes"):
        grid.columns = []
        book.unit_row = False
        book.spoils |= {} if book.form == "xlsx" else {book.file(table): _only(how)}
    return Expected("E-311", book.place(table), "header must stand in")


def _only(how: str) -> Callable[[bytes], bytes]:
    return lambda _: codecs.BOM_UTF8 if how == "mark only" else b"\n\n" if how == "blank sheet" else b""


@case(3, "another kind of file under .xlsx or .csv")
def another_kind(book: Book) -> Expected:
    contents: tuple[bytes, ...] = (
        b"<html><body><table><tr><td>id</td></tr></table></body></html>",
        table_text(book, "suppliers").encode(),
        compound("Workbook"),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        _zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}),
        _zip({"photo.jpg": b"\xff\xd8\xff"}),
        table_text(book, "suppliers").encode("cp949"),
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office/>"}),
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
    )
    content = contents[book.variant]
    if book.form == "csv":
        kinds = (contents[0], compound("Workbook"), contents[5], contents[3], contents[8])
        content = kinds[book.variant // 2]
        table = book.draw.choice(sorted(book.grids))
        book.spoils[f"tables/{table}.csv"] = lambda _: content
        book.present[table] = None
        return Expected("E-305", f"{table}.csv", "CSV in UTF-8")
    book.spoils[book.workbook] = lambda _: content
    return Expected("E-305", book.workbook, "an Excel workbook (.xlsx)")


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


@case(4, "password-protected", forms=("xlsx",))
def password(book: Book) -> Expected:
    if book.variant % 3 == 2:
        book.spoils[book.workbook] = _flagged
        return Expected("E-333", book.workbook, "Remove the password")
    book.workbook = book.pick("견적.xlsx", "programme.xlsx")
    content = compound(book.pick("EncryptedPackage", "EncryptionInfo"))
    book.spoils[book.workbook] = lambda _: content
    return Expected("E-333", book.workbook, "Remove the password")


def _flagged(content: bytes) -> bytes:
    """The archive with the mark of encryption on each entry of its directory and each part."""
    marked = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        position = content.find(signature)
        while position >= 0:
            marked[position + offset] |= 1
            position = content.find(signature, position + 4)
    return bytes(marked)


@case(5, "macros", forms=("xlsx",))
def macros(book: Book) -> Expected:
    how = book.pick("part", "ending", "type", "sheet")
    if how == "ending":
        book.workbook = "견적.xlsm"
    if how == "part":
        book.spoils[book.workbook] = lambda content: rezipped(content, {"xl/vbaProject.bin": compound("VBA")})
    if how == "type":
        types = {"[Content_Types].xml": lambda part: part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")}
        book.spoils[book.workbook] = lambda content: rezipped(content, types)
    if how == "sheet":
        book.spoils[book.workbook] = lambda content: rezipped(content, {"xl/macrosheets/sheet1.xml": b"<macrosheet/>"})
    return Expected("E-334", book.workbook, "without macros (.xlsx)")


@case(6, "truncated or damaged archive", forms=("xlsx",))
def damaged(book: Book) -> Expected:
    part, share = book.draw.random(), book.draw.random()

    def cut(content: bytes) -> bytes:
        if book.variant % 5 == 4:
            return rezipped(content, {part_of(content, 1): None})
        if book.variant % 5 == 3:
            position = content.index(b"PK\x03\x04", 1) + 60 + int(part * 100)
            return (
                content[:position]
                + bytes(byte ^ 0x55 for byte in content[position : position + 8])
                + content[position + 8 :]
            )
        return content[: 40 + int((len(content) - 60) * share)]

    book.spoils[book.workbook] = cut
    return Expected("E-335", book.workbook, "save it again")


@case(7, "archive bomb, or too large")
def too_large(book: Book) -> Expected:
    if book.form == "csv":
        if book.variant % 4 == 2:
            book.spoils[MODEL] = lambda content: content + b"#" * 1_200_000
            return Expected("E-304", MODEL, "right file")
        table = book.draw.choice(sorted(book.grids))
        book.spoils[f"tables/{table}.csv"] = lambda content: content + b"\n" * 200_000_001
        book.present[table] = None
        return Expected("E-304", f"{table}.csv", "right file")
    how = book.pick("", "dense", "", "wide", "", "parts", "", "file", "", "dense sheet")
    changes: dict[str, dict[str, bytes]] = {
        "dense": {"xl/media/image1.emf": bytes(30_000_000)},
        "dense sheet": {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 40_000_000 + b"</worksheet>"},
        "wide": {f"xl/media/image{number}.emf": bytes(4_900_000) for number in range(60)},
        "parts": {f"xl/media/image{number}.emf": b"" for number in range(2_100)},
    }
    if how == "file":
        book.spoils[book.workbook] = lambda content: content + bytes(100_000_001)
        return Expected("E-304", book.workbook, "right file")
    book.spoils[book.workbook] = lambda content: rezipped(content, changes[how])
    code = {"dense": "E-331", "dense sheet": "E-331", "wide": "E-330", "parts": "E-332"}[how]
    word = {"E-331": "ask for the file again", "E-330": "right file", "E-332": "new workbook"}[code]
    return Expected(code, book.workbook, word)


@case(8, "links to other workbooks", forms=("xlsx",))
def other_workbooks(book: Book) -> Expected:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    if book.variant % 5 == 4:
        part = {"xl/externalLinks/externalLink1.xml": link}
        book.spoils[book.workbook] = lambda content: rezipped(content, part)
        return Expected("E-337", book.workbook, "Break the links")
    from tests.campaigns.bad_inputs.book import Formula

    formula = book.pick(
        "='[견적2.xlsx]사업'!D4", "=[1]Sheet1!A1", "='C:\\자료\\[단가.xlsx]Sheet1'!$B$2", "=SUM([2]사업!B1:B9)+1"
    )
    row = book.any_row("upgrades", "cost_won")
    book.grids["upgrades"].put(row, "cost_won", Formula(formula, 120_000_000))
    if "[1]" in formula:
        book.spoils[book.workbook] = lambda content: rezipped(content, {"xl/externalLinks/externalLink1.xml": link})
    return Expected("E-337", book.place("upgrades", row, "cost_won"), "Paste the value")


@case(9, "CSV in CP949", forms=("csv",))
def cp949(book: Book) -> Expected:
    table = book.draw.choice(sorted(set(book.grids) - {"cost_lines"}))
    grid = book.grids[table]
    column = next((name for name in ("name", "source", "technology", "share") if name in grid.columns), "source")
    column = column if column not in ("share", "technology") else "source"
    grid.put(book.any_row(table), column, _HANGUL)
    encoding = book.pick("cp949", "euc-kr")
    book.spoils[f"tables/{table}.csv"] = lambda content: content.decode().encode(encoding)
    return Expected("N-301", f"{table}.csv", ending="accepted")


@case(10, "bytes that are no text", forms=("csv",))
def undecodable(book: Book) -> Expected:
    table = book.draw.choice(sorted(book.grids))
    row = book.any_row(table)
    column = book.grids[table].columns[0]
    book.grids[table].put(row, column, f"{_HANGUL}@")
    wrong = book.pick(b"\xff", "정밀".encode("cp949") + b"\xff\x80", b"\xc3(", b"\x80", b"\xfe\xfe", b"\0")
    book.spoils[f"tables/{table}.csv"] = lambda content: content.replace(b"@", wrong)
    book.present[table] = None
    code = "E-307" if b"\0" in wrong else "E-306"
    return Expected(code, book.place(table, row), "as UTF-8")


@case(11, "byte order mark, UTF-16", forms=("csv",))
def marks(book: Book) -> Expected:
    table = book.draw.choice(sorted(book.grids))
    how = book.pick("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be with mark", "utf-16-be")
    book.spoils[f"tables/{table}.csv"] = lambda content: (
        codecs.BOM_UTF16_BE + content.decode().encode("utf-16-be")
        if how.endswith("mark")
        else content.decode().encode(how)
    )
    if how in ("utf-16-le", "utf-16-be"):
        book.present[table] = None
        return Expected("E-307", f"{table}.csv › line 1", "as UTF-8")
    return Expected("N-303" if how == "utf-8-sig" else "N-302", f"{table}.csv", ending="accepted")


@case(12, "cells parted by something else", forms=("csv",))
def delimiter(book: Book) -> Expected:
    table = book.draw.choice(sorted(book.grids))
    mark = book.pick(";", "\t", "|")
    others = table_text(book, table).replace(mark, "/").replace(",", mark)
    book.spoils[f"tables/{table}.csv"] = lambda _: others.encode()
    return Expected("E-308", f"{table}.csv › line 1", "with commas")


@case(13, "a quote that never closes", forms=("csv",))
def unclosed(book: Book) -> Expected:
    """A later cell in quotes makes the quote close there, in the midst of things."""
    table = book.draw.choice(sorted(book.grids))
    row = book.any_row(table)
    grid = book.grids[table]
    column = book.draw.choice(grid.columns)
    grid.put(row, column, "@")
    followed = any("," in str(cell) for later in grid.rows[row + 1 :] for cell in later)
    book.spoils[f"tables/{table}.csv"] = lambda content: content.replace(b"@", '"주식회사'.encode())
    if followed or any("," in str(cell) for cell in grid.rows[row][grid.columns.index(column) :]):
        return Expected("E-310", book.place(table, row), "Close every quote")
    return Expected("E-309", book.place(table, row), "Close it")


@case(14, "cut at a spreadsheet's last row", goods=("sample-3-5-1",))
def cut(book: Book) -> Expected:
    limit = 1_048_576 if book.variant == 8 else 65_536
    table = book.pick("suppliers", "suppliers", "upgrades", "suppliers", "suppliers")
    grid = book.grids[table]
    book.unit_row = False
    template = grid.rows[0]
    first = grid.columns.index({"links": "seller_id", "upgrades": "upgrade_id", "suppliers": "supplier_id"}[table])
    if limit > 65_536:
        grid.rows += [["", *[""] * (len(grid.columns) - 1)] for _ in range(limit - 2 - len(grid.rows))]
        grid.rows.append([*template])
        grid.rows[-1][first] = "last"
        book.present[table] = None
        return Expected("E-321", book.place(table), "split the table", also=("E-318",))
    for number in range(limit - 1 - len(grid.rows)):
        row = [*template]
        row[first] = f"made-up-{number}"
        grid.rows.append(row)
    return Expected("E-321", book.place(table), "split the table", also=("W-507",))
