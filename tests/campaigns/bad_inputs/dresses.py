"""Good programmes in many dresses: what may differ between people's files without meaning anything else."""

from __future__ import annotations

import codecs
import io
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from planner.intake.choices import choice_words
from planner.intake.columns import columns_of
from planner.programme.quantities import written
from planner.units import DECLARED_UNITS
from tests.campaigns.bad_inputs.book import KINDS, MODEL, AsText, Book, Form, Formula
from tests.campaigns.bad_inputs.goods import book_of
from tests.campaigns.bad_inputs.numbers import saved_by_openpyxl
from tests.campaigns.bad_inputs.writing import workbook

_GOODS = ("example", "sample-3-5-1", "hyundai-kia")
_DATA = ("suppliers", "links", "upgrades", "cost_lines", "products")

type Dressing = Callable[[Book], None]


@dataclass(frozen=True)
class Dress:
    """A dress: how many variants of it are tried, in which forms and programmes, and the warnings that belong to it.

    ``content`` changes what the programme says, and is done to the plain programme too, that it is compared with.
    """

    name: str
    count: int
    dressing: Dressing
    forms: Sequence[Form]
    goods: Sequence[str]
    warnings: Sequence[str] = ()
    content: Dressing | None = None

    def book(self, variant: int, form: Form | None = None) -> Book:
        """The programme of a variant without the dress, but with the dress's content."""
        form = form or self.forms[variant % len(self.forms)]
        good = self.goods[variant // len(self.forms) % len(self.goods)]
        book = book_of(good, form, "en" if variant % 3 == 2 else "ko", variant, Random(f"{self.name}/{variant}"))
        if self.content is not None:
            self.content(book)
        return book


DRESSES: list[Dress] = []
"""All dresses, in the order in which they are told."""


def dress(
    name: str,
    count: int,
    forms: Sequence[Form] = ("csv", "xlsx"),
    goods: Sequence[str] = _GOODS,
    warnings: Sequence[str] = (),
    content: Dressing | None = None,
) -> Callable[[Dressing], Dressing]:
    """Enters a function as a dress."""

    def entered(dressing: Dressing) -> Dressing:
        DRESSES.append(Dress(name, count, dressing, forms, goods, warnings, content))
        return dressing

    return entered


def _tables(book: Book) -> list[str]:
    return [name for name in _DATA if name in book.grids]


def _on_sheets(book: Book, touch: Callable[[Any, Any, Any, str], None]) -> None:
    """Do something to each sheet of a table: called with workbook, sheet, grid and name."""

    def touched(made: Any, sheets: Mapping[str, Any]) -> None:
        for name in _tables(book):
            touch(made, sheets[name], book.grids[name], name)

    book.touches.append(touched)


def _last(book: Book, name: str) -> int:
    """The last row of a table in its sheet, from 0."""
    return book.line(name, len(book.grids[name].rows) - 1) - 1


@dress("rows in another order", 8)
def rows(book: Book) -> None:
    for name in _tables(book):
        book.draw.shuffle(book.grids[name].rows)


@dress("columns in another order", 8)
def columns(book: Book) -> None:
    for name in _tables(book):
        grid = book.grids[name]
        order = list(range(len(grid.columns)))
        book.draw.shuffle(order)
        grid.columns = [grid.columns[number] for number in order]
        grid.rows = [[row[number] for number in order] for row in grid.rows]


@dress("sheets in another order", 6, ("xlsx",))
def sheets(book: Book) -> None:
    names = list(book.grids)
    book.draw.shuffle(names)
    book.grids = {name: book.grids[name] for name in names}


@dress("headers in the one language, sheets in the other", 6, ("xlsx",))
def languages(book: Book) -> None:
    other = "en" if book.language == "ko" else "ko"
    book.sheet_names = {name: KINDS[name].sheet(other) for name in book.grids}


_UNITS = {
    "won": ("천원", "백만원", "억원", "원"),
    "t": ("kg", "t", "kt"),
    "MWh": ("kWh", "GWh"),
    "GJ": ("MJ", "TJ"),
    "share": ("%", "비율"),
}


@dress("units in the row of units", 16)
def units(book: Book) -> None:
    for name in _tables(book):
        grid = book.grids[name]
        known = {column.name: column for column in columns_of(KINDS[name].row)}
        for number, column in enumerate(grid.columns):
            base = known[column].unit if column in known and number > 0 else None
            if base in _UNITS:
                unit = book.draw.choice(_UNITS[base])
                factor = DECLARED_UNITS[base][unit.casefold()]
                if all(_fits(row[number], factor) for row in grid.rows):
                    grid.units[column] = unit
                    for row in grid.rows:
                        row[number] = row[number] and written(Fraction(row[number]) / factor)


def _fits(cell: str, factor: Fraction) -> bool:
    """Whether a cell keeps all its digits in another unit: a spreadsheet keeps fifteen."""
    value = str(written(Fraction(cell) / factor)) if cell else "0"
    return len(value.replace(".", "").strip("0-")) <= 15 and Fraction(value) == (Fraction(cell) / factor if cell else 0)


@dress("the programme's own units in the row of units", 4)
def own_units(book: Book) -> None:
    for name in _tables(book):
        grid = book.grids[name]
        words = {"won": "원", "t": "t", "MWh": "MWh", "GJ": "GJ", "share": "비율", "years": "년"}
        named = {column.name: words[column.unit] for column in columns_of(KINDS[name].row) if column.unit in words}
        grid.units = {column: named[column] for column in grid.columns[1:] if column in named}


@dress("no row of units", 6, ("xlsx",))
def no_units(book: Book) -> None:
    book.unit_row = False


def _recoded(book: Book, recode: Callable[[str], bytes]) -> None:
    for name in _tables(book):
        book.spoils[f"tables/{name}.csv"] = lambda content: recode(content.decode())


@dress("CP949", 6, ("csv",))
def cp949(book: Book) -> None:
    _recoded(book, lambda text: text.encode("cp949"))


@dress("byte order mark", 5, ("csv",))
def mark(book: Book) -> None:
    _recoded(book, lambda text: codecs.BOM_UTF8 + text.encode())
    book.spoils[MODEL] = lambda content: codecs.BOM_UTF8 + content


@dress("UTF-16 with its mark", 5, ("csv",))
def utf16(book: Book) -> None:
    if book.variant % 2:
        _recoded(book, lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
    else:
        _recoded(book, lambda text: text.encode("utf-16"))


@dress("other ends of lines", 6, ("csv",))
def lines(book: Book) -> None:
    end = book.pick("\r\n", "\r\n", "\r")
    _recoded(book, lambda text: text.replace("\n", end).encode())
    book.spoils[MODEL] = lambda content: content.replace(b"\n", b"\r\n")


def _korean_names(book: Book) -> None:
    grid = book.grids["suppliers"]
    for number in range(len(grid.rows)):
        grid.put(
            number,
            "name",
            book.draw.choice(("한빛정밀", "대성 주식회사", "카페 에스프레소", "제일산업(주)", "쌍용기계")),
        )


@dress("letters in parts (NFD)", 6, content=_korean_names)
def parts(book: Book) -> None:
    for name in _tables(book):
        for row in book.grids[name].rows:
            row[:] = [unicodedata.normalize("NFD", cell) if type(cell) is str else cell for cell in row]


@dress("blank rows and columns at the end", 8)
def blanks(book: Book) -> None:
    if book.form == "csv":
        for name in _tables(book):
            width = len(book.grids[name].columns)
            _append(book, name, "\n" * 3 + ("," * (width - 1) + "\n") * book.pick(1, 40))
        return
    _on_sheets(book, lambda made, sheet, grid, name: _formatted_blanks(book, made, sheet, grid, name))


def _append(book: Book, name: str, text: str) -> None:
    book.spoils[f"tables/{name}.csv"] = lambda content: content + text.encode()


def _formatted_blanks(book: Book, made: Any, sheet: Any, grid: Any, name: str) -> None:
    border = made.add_format({"border": 1})
    for row in range(_last(book, name) + 1, _last(book, name) + 200):
        for number in range(len(grid.columns) + 5):
            sheet.write_blank(row, number, None, border)


@dress("every cell in quotes", 4, ("csv",))
def quotes(book: Book) -> None:
    import csv

    def quoted(text: str) -> bytes:
        stream = io.StringIO()
        csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
        return stream.getvalue().encode()

    _recoded(book, quoted)


@dress("comments, colours, widths, frozen panes", 8, ("xlsx",))
def looks(book: Book) -> None:
    def touch(made: Any, sheet: Any, grid: Any, name: str) -> None:
        last, width = _last(book, name), len(grid.columns)
        sheet.write_comment(0, 0, "아이디를 적으십시오")
        sheet.freeze_panes(2, 1)
        sheet.set_column(0, width - 1, 18, made.add_format({"bg_color": "#eeeeee"}))
        sheet.set_row(1, 30)
        sheet.conditional_format(2, 0, last, width - 1, {"type": "blanks", "format": made.add_format({"bold": True})})
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.set_footer("&P")

    _on_sheets(book, touch)


@dress("a filter that hides nothing", 4, ("xlsx",))
def filters(book: Book) -> None:
    _on_sheets(book, lambda _, sheet, grid, name: sheet.autofilter(0, 0, _last(book, name), len(grid.columns) - 1))


@dress("hidden columns and rows without data", 4, ("xlsx",))
def hidden(book: Book) -> None:
    def touch(_: Any, sheet: Any, grid: Any, name: str) -> None:
        width = len(grid.columns)
        sheet.set_column(width + 1, width + 3, None, None, {"hidden": True})
        sheet.set_row(_last(book, name) + 5, None, None, {"hidden": True})

    _on_sheets(book, touch)


@dress("lists to choose from, and protection", 4, ("xlsx",))
def choices(book: Book) -> None:
    def touch(_: Any, sheet: Any, grid: Any, name: str) -> None:
        sheet.data_validation(
            2, 1, 500, 1, {"validate": "list", "source": ["small", "medium"], "error_type": "warning"}
        )
        sheet.protect()

    _on_sheets(book, touch)
    book.touches.append(lambda made, _: made.define_name("자료", f"='{book.sheet('upgrades')}'!$A$1:$D$9"))


@dress("sheets beside the tables", 6, ("xlsx",), warnings=("W-302",))
def beside(book: Book) -> None:
    def touch(made: Any, sheets: Mapping[str, Any]) -> None:
        for name in book.pick(("안내", "메모"), ("guide", "Sheet1"), ("코드",)):
            sheet = made.add_worksheet(name)
            sheet.write(0, 0, "설명")
            sheet.write_formula(1, 1, "=SUM(1,2)", None, 3)
            sheet.merge_range(3, 0, 5, 2, "병합")
            sheet.hide()
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": f"='{book.sheet('upgrades')}'!$D$3:$D$6"})
        sheets["suppliers"].insert_chart("Z3", chart)

    book.touches.append(touch)


def _odd_names(book: Book) -> None:
    grid = book.grids["suppliers"]
    words = (
        "None",
        "NA",
        "no",
        "null",
        "=1+1",
        "NaN",
        "true",
        "1e9",
        "2026-01-01",
        "1.2억",
        "-",
        '한빛(주) "정밀", 공장',
    )
    for number in range(len(grid.rows)):
        grid.put(number, "name", AsText(words[(number + book.variant) % len(words)]))


@dress('names such as None, NA, no, =1+1, 1e9, "1.2억"', 8, warnings=("W-201",), content=_odd_names)
def odd_names(book: Book) -> None:
    """The names are the content."""


def _zeros(book: Book) -> None:
    """Ids that look like numbers, some with zeros before them."""
    names = {row[0]: AsText(f"{number:0{book.pick(3, 6)}}") for number, row in enumerate(_ids(book))}
    for name in _tables(book):
        grid = book.grids[name]
        for column in ("supplier_id", "buyer_id", "seller_id"):
            if column in grid.columns:
                for number in range(len(grid.rows)):
                    grid.put(number, column, names[grid.get(number, column)])


def _ids(book: Book) -> list[list[str]]:
    grid = book.grids["suppliers"]
    return [[grid.get(number, "supplier_id")] for number in range(len(grid.rows))]


@dress("ids with leading zeros", 6, content=_zeros)
def zeros(book: Book) -> None:
    """The ids are the content."""


def _numbers(
    book: Book, dressed: Callable[[str], Any], words: Sequence[str] = ("won", "signed_won", "number", "share")
) -> None:
    """Another way to write each number of the tables."""
    for name in _tables(book):
        grid = book.grids[name]
        parsers = {column.name: column.parser.__name__ for column in columns_of(KINDS[name].row)}
        for number, column in enumerate(grid.columns):
            if parsers.get(column) in words:
                for row in grid.rows:
                    row[number] = row[number] and dressed(row[number])


@dress("numbers stored as text", 6, ("xlsx",))
def as_text(book: Book) -> None:
    _numbers(book, AsText)


@dress("commas between thousands, as the model declares", 6)
def commas(book: Book) -> None:
    _numbers(
        book, lambda cell: AsText(f"{int(float(cell)):,}" if float(cell).is_integer() else cell), ("won", "signed_won")
    )


def _korean_locale(book: Book) -> None:
    if book.form == "xlsx":
        book.grids["rules"].rows.append(["locale", "", "", "ko", ""])
    else:
        book.model_text += "locale: ko\n"


DRESSES[-1] = Dress(**{**vars(DRESSES[-1]), "content": _korean_locale})


@dress("number formats: thousands, percent, powers of ten", 6, ("xlsx",))
def formats(book: Book) -> None:
    def touch(made: Any, sheet: Any, grid: Any, name: str) -> None:
        for number in range(len(grid.columns)):
            word = book.draw.choice(("#,##0", "0%", "0.0E+00", '#,##0"원"', "₩#,##0", "[Red]-0.00", "@"))
            sheet.set_column(number, number, 12, made.add_format({"num_format": word}))

    _on_sheets(book, touch)


@dress("formulas that were calculated", 8, ("xlsx",))
def formulas(book: Book) -> None:
    _numbers(book, lambda cell: Formula(book.pick("=1*1", "=ROUND(A1,0)", "=SUM(B1:B2)"), float(cell)))


@dress("words of choice in Korean, yes and no as logical values", 6, goods=("example", "hyundai-kia"))
def words(book: Book) -> None:
    for name in _tables(book):
        grid = book.grids[name]
        for number, column in enumerate(grid.columns):
            known = choice_words(column)
            for row in grid.rows:
                word = str(row[number]).casefold()
                if set(known) == {"yes", "no"} and word in known and book.form == "xlsx" and book.variant % 4 < 2:
                    row[number] = word == "yes"
                elif word in known:
                    row[number] = known[word]


@dress("texts within the sheet, as large files have them", 4, ("xlsx",))
def inline(book: Book) -> None:
    from tests.campaigns.bad_inputs.archive import rezipped

    def inlined(content: bytes) -> bytes:
        import re
        import zipfile

        texts = re.findall(rb"<si>(.*?)</si>", zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml"), re.S)

        def edit(part: bytes) -> bytes:
            cell = re.compile(rb'<c r="(\w+)"( s="\d+")? t="s"><v>(\d+)</v></c>')
            return cell.sub(
                lambda m: b'<c r="%b"%b t="inlineStr"><is>%b</is></c>' % (m[1], m[2] or b"", texts[int(m[3])]), part
            )

        return rezipped(content, {f"xl/worksheets/sheet{n}.xml": edit for n in range(1, len(book.grids) + 1)})

    book.spoils[book.workbook] = inlined


@dress("saved by openpyxl", 5, ("xlsx",))
def openpyxl(book: Book) -> None:
    book.spoils[book.workbook] = saved_by_openpyxl


@dress("saved by LibreOffice", 3, ("xlsx",))
def libreoffice(book: Book) -> None:
    book.spoils[book.workbook] = saved_by_libreoffice


def saved_by_libreoffice(content: bytes) -> bytes:
    """The workbook as LibreOffice saves it."""
    soffice = shutil.which("soffice")
    assert soffice is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.xlsx").write_bytes(content)
        command = [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
        ]
        subprocess.run(
            [*command, "--outdir", folder / "out", folder / "a.xlsx"], check=True, capture_output=True, timeout=120
        )
        return (folder / "out" / "a.xlsx").read_bytes()


@dress("the form's own workbook", 5, ("xlsx",))
def own_form(book: Book) -> None:
    from planner.forms.from_programme import programme_rows
    from planner.forms.workbook import workbook_bytes
    from planner.intake import read_programme

    def filled_in(_: bytes) -> bytes:
        plain = book_of(book.good, "csv", "en", 0, Random(0))
        with tempfile.TemporaryDirectory() as folder:
            reading = read_programme(plain.write(Path(folder)))
        rows = programme_rows(reading.programme, reading.model, book.language)
        return workbook_bytes(rows, book.language, book.workbook)

    book.spoils[book.workbook] = filled_in
    book.present = dict.fromkeys(book.grids)


@dress("a model that names a workbook", 5, ("csv",))
def named_workbook(book: Book) -> None:
    book.edit_model("inputs: tables", "inputs: 견적.xlsx")
    sheets = book_of(book.good, "xlsx", book.language, 0, Random(0))
    sheets.grids = {name: book.grids[name] for name in _tables(book)}
    book.further["견적.xlsx"] = workbook(sheets)
    book.present = dict.fromkeys(book.grids)


_SIZES = (
    "sample-1-0-1",
    "sample-1-1-2",
    "sample-2-9-3",
    "sample-10-40-4",
    "sample-30-120-5",
    "sample-5-5-6",
    "sample-1-12-7",
)


@dress("made-up chains of other sizes", 12, goods=_SIZES)
def sizes(book: Book) -> None:
    """The size is what differs."""
