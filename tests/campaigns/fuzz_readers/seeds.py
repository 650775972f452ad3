"""What the fuzzer begins with: good and hostile files of the tests, and words that mean something to the readers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.campaigns.fuzz_readers.books import RELATIONSHIPS, joined, parts_of_archive
from tests.importing.example import MAP, TABLE
from tests.intake.book_example import grids, write_book
from tests.intake.example import MODEL, TABLES
from tests.intake.hostile import FILES
from tests.intake.workbook.builders import DATA, MAIN, OFFICE, SHEET, WORKBOOK, packed, parts

_LARGEST = 30_000
_STRINGS = "xl/sharedStrings.xml"

ODD_WORDS = (
    "", "0", "1", "-1", "007", "1e5", "1e999", "-0", "0x10", "0o7", "1_000", "9" * 16, "9" * 400, "9" * 4_400, "1/3",
    "0.1", "1.", ".5", "nan", "inf", "-inf", "NaN", "true", "TRUE", "yes", "no", "null", "~", "none", "△5", "(5)", "５",
    "²", "٣", "1,000", "1.5억", "백만원", "천원", "₩", "%", "5%", "단위", "unit", "합계", "Total", "#REF!", "#N/A",
    "=1+1", "+x", "@x", "-x", "{", "}", "{x}", "{0}", "%s", "[", "]", ":", ": ", "- ", "# ", "&a ", "*a", "!!int ", "|",
    ">", "? ", "---\n", "...\n", '"', "'", "''", '""', ";", "; ", "\t", "\r", "\r\n", "\n", "\n\n", "\v", "\f", "\x1c",
    "\x85", "\u2028", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u0301", "\ufffd", "\U0001f4b0", "가", "가",
    "\x1b[31m", "\x07", "2026", "2035", "1900", "10000", "A", "u1", "S1", "MOTIR", "pool", "small", "중소", "기업ID",
)  # fmt: skip
"""Words that have given readers trouble somewhere."""

_HALVES = (b"\xed\xa0\x80", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\x80", b"\xb0\xa1", b"\xc7\xd1", b"\xef\xbb\xbf")

_KEYS = (
    "funders", "budget", "rate", "pays", "years", "award", "count_until", "factors", "groups", "fairness", "caps",
    "support_rates", "repayment", "matching", "co_funding", "affordability", "technology_limits", "objective",
    "projects", "inputs", "ignore_columns", "locale", "carry_over", "id", "kind", "source", "tier", "size", "region",
)  # fmt: skip

_XML = (
    'r="', 's="', 't="', '"', "<c", "</c>", "<v>", "</v>", "<f>", "</f>", "<is><t>", "</t></is>", "<row", "</row>", ">",
    "/>", 'hidden="1"', 'ht="0"', "<mergeCells>", '<mergeCell ref="A3:B4"/>', '<autoFilter ref="A1:B3">', "<cols>",
    '<col min="1" max="2" hidden="1"/>', 'r="A1"', 'r="XFD1048576"', 'r="A0"', 'r="AAAA1"', 'r="a1"', 'r="$A$1"',
    'r="1048577"', 't="s"', 't="b"', 't="e"', 't="d"', 't="str"', 't="n"', 't="inlineStr"', "t='s'", "<v/>", "<v></v>",
    "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>", "<!DOCTYPE a>", "&amp;", "&#0;", "&#x1b;", "&#xD800;", "&lt;", "&x;",
    'xml:space="preserve"', "<x:c", "</x:c>", "<sheetData>", "</sheetData>", "<sheetData/>", "<si>", "</si>", "<t>",
    "</t>", "<r>", "</r>", "<rPh>", "_x0000_", "_x001B_", "_xD800_", "2026-01-01", "2026-13-45T99:99:99Z", "1e308",
    "1e400", "-1e-400", "4294967296", "-1", "99999999999999999999", '<f t="shared" si="0" ref="A1:B2">', "[1]x!A1",
    '<f t="array" ref="A1">', '<dimension ref="A1:XFD1048576"/>', '<dimension ref="B2:A1"/>', 'state="hidden"',
    'date1904="1"', '<workbookPr date1904="1"/>', "<definedNames>", "사업", "회사", "재원", "예산", "규칙", "upgrades",
    'Target="worksheets/sheet1.xml"', 'Target="/xl/worksheets/sheet1.xml"', 'Target="../x"', 'TargetMode="External"',
    'r:id="r1"', 'Id="r1"', 'sheetId="1"', 'encoding="utf-16"', '<?xml version="1.0" encoding="cp949"?>',
    '<?xml version="1.0" encoding="ascii"?>', "<xdr:x>", "<extLst>", "<numFmts>", 'formatCode="yyyy"', 'numFmtId="14"',
    "<cellXfs>", '<xf numFmtId="14"/>', "<tableParts>", "<dataValidations>", "<sheetPr filterMode='1'/>",
)  # fmt: skip


def words(target: str) -> list[bytes]:
    """The words of a target's dictionary."""
    special = {"workbook": _XML, "csv": (), "rules": (*_KEYS, "[1]", "[0]", ".", "\t"), "maps": (), "model": _KEYS}
    return [word.encode() for word in (*ODD_WORDS, *special[target])] + list(_HALVES)


def of(target: str) -> Iterator[bytes]:
    """The target's first inputs."""
    yield from {"csv": _tables, "model": _models, "workbook": _workbooks, "rules": _rules, "maps": _maps}[target]()


_UNITS = """\
upgrade_id,supplier_id,technology,cost_won,electricity_mwh,gas_gj,tonnes,saving_won,life_years
단위,,,백만원,kWh,MJ,kg,천원,년
u1,A,boiler,100,,900,50,5000,10
u2,A,motor,"1,5",120000,,,0,10
"""


def _tables() -> Iterator[bytes]:
    kinds = ("suppliers.csv", "links.csv", "upgrades.csv", "cost_lines.csv")
    for number, name in enumerate(kinds):
        text = TABLES[name]
        header, _, rest = text.partition("\n")
        units = f"{header}\n단위{',' * header.count(',')}\n{rest}"
        for first in (number, number + 5, 230 + number):
            yield bytes([first]) + text.encode()
        yield bytes([number]) + units.encode("utf-8-sig")
        yield bytes([number]) + units.encode("cp949")
        yield bytes([number]) + text.replace(",", ";").encode("utf-16")
    yield bytes([2]) + _UNITS.encode()
    yield bytes([232]) + _UNITS.encode()
    many = "".join(
        f"u{number},A,motor,{number}00000,{number * 3},,{number % 7},{number}000,10\n" for number in range(9, 40)
    )
    yield (
        bytes([232]) + (_UNITS.splitlines(keepends=True)[0] + many + "v,A,motor,90000000000000,9,,9000,1,10\n").encode()
    )
    yield from (bytes([2]) + word.join((b"upgrade_id,supplier_id,", b"\n")) for word in words("csv"))


def _models() -> Iterator[bytes]:
    yield MODEL.encode()
    yield MODEL.encode() + b"\0years.award=[2026, 2027]\nfunders.HMC.budget.2026=5\nfactors.grid_t_per_mwh.2023=0.4"
    yield b"\0a.b.c=1\nfunders.0.id=x"
    lines = MODEL.splitlines(keepends=True)
    for number in range(len(lines)):
        yield "".join(lines[:number] + lines[number + 1 :]).encode()
    for path in sorted((Path(__file__).parents[3] / "models").glob("*.yaml")):
        yield path.read_bytes()[:_LARGEST]


def _workbooks() -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for language in ("ko", "en"):
            written = write_book(Path(folder) / "book.xlsx", grids(language), language).read_bytes()
            yield parts_of_archive(written)
    yield from _small_books()
    for file in FILES:
        if file.name.endswith(".xlsx") and file.name in _SMALL_FILES:
            content = file.make()
            yield content
            if file.name not in ("outside.xlsx", "nested.xlsx"):
                yield parts_of_archive(content)
    yield packed(parts())


_SMALL_FILES = frozenset(
    ("good.xlsx", "outside.xlsx", "far.xlsx", "merge.xlsx", "laughs-sheet.xlsx", "entity.xlsx", "macros.xlsx",
     "linked.xlsx", "dde.xlsx", "connection.xlsx", "picture.xlsx")
)  # fmt: skip


def _small_books() -> Iterator[bytes]:
    """One sheet each, named as a table is, with what sheets have beside values."""
    cells = (
        '<c r="A4" t="b"><v>1</v></c>', '<c r="A4" t="e"><v>#REF!</v></c>', '<c r="A4" t="d"><v>2026-01-01</v></c>',
        '<c r="A4" t="str"><f>"a"</f><v>a</v></c>', '<c r="A4"><f>1+1</f></c>', '<c r="A4" s="1"><v>45000</v></c>',
        '<c r="A4" t="s"><v>0</v></c>', '<c r="A4" t="s"><v>99</v></c>',
        '<c><v>1</v></c>', '<c r="A4"><v>1e400</v></c>',
        '<c r="A4" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>',
    )  # fmt: skip
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>하나</t></si><si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></si></sst>'
    )
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    relationships = parts()[RELATIONSHIPS].replace(
        "</Relationships>",
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    )
    more: Mapping[str, str] = {_STRINGS: strings, "xl/styles.xml": styles, RELATIONSHIPS: relationships}
    for cell in cells:
        book = parts(DATA + f'<row r="4">{cell}</row>')
        yield joined({SHEET: book[SHEET], **more})
    for before, after in (
        ('<sheetPr filterMode="1"/><cols><col min="2" max="2" hidden="1"/></cols>', ""),
        ("", '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters/></filterColumn></autoFilter>'),
        ("", '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'),
    ):
        book = parts(DATA, before, after)
        yield joined({SHEET: book[SHEET], WORKBOOK: book[WORKBOOK], RELATIONSHIPS: book[RELATIONSHIPS]})


def _rules() -> Iterator[bytes]:
    rows = []
    for sheet, grid in grids("en").items():
        if sheet in ("funders", "budgets", "rules"):
            body = "\n".join("\t".join(_cell(cell) for cell in row) for row in grid)
            rows.append(f"\0{sheet}\0{body}")
    yield "".join(rows).encode()
    yield rows[-1].encode()
    head = "\0rules\0rule\tnumber\tkey\tvalue\tunit\n"
    for line in rows[-1].splitlines()[2:]:
        yield (head + line).encode()
    for values in (
        "caps\t1\twon\t#300\t백만원",
        "affordability\t\tshare_of_savings\t50\t%",
        "caps\t1\twon\t[1, 2]\tkWh",
    ):
        yield (head + values).encode()
    for rule in _KEYS:
        yield f'{head}{rule}\t1\t"a.b"[1].c\t[1, {{a: b}}]\t백만원'.encode()


def _cell(cell: object) -> str:
    return "" if cell is None else f"#{cell}" if isinstance(cell, int | float) else str(cell)


def _maps() -> Iterator[bytes]:
    yield MAP.encode() + b"\0" + TABLE.encode()
    yield MAP.encode() + b"\0" + TABLE.encode("cp949")
    rows = "".join(
        f"<row>{''.join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in line.split(','))}</row>"
        for line in TABLE.replace('"1,250.5"', "1250.5").splitlines()
    )
    yield MAP.encode() + b"\0" + joined(parts(rows))
    yield MAP.encode() + b"\0" + joined(parts(rows, '<cols><col min="2" max="2" hidden="1"/></cols>'))
    lines = MAP.splitlines(keepends=True)
    for number in range(len(lines)):
        yield "".join(lines[:number] + lines[number + 1 :]).encode() + b"\0" + TABLE.encode()
    for path in sorted((Path(__file__).parents[3] / "models" / "maps").glob("*.yaml")):
        yield path.read_bytes()[:_LARGEST] + b"\0" + TABLE.encode()
