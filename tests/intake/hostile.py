"""Hostile files, each made in code: archives that explode, XML and YAML that grow, tables without end.

The campaign ``python -m tests.campaigns.hostile_files`` measures what reading them takes; the tests read those that are
made quickly.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault
from tests.intake.example import MODEL as GOOD_MODEL
from tests.intake.example import TABLES, write
from tests.intake.workbook.builders import DATA, MAIN, OFFICE, PACKAGE, SHEET, TYPES, WORKBOOK, packed, parts

MB = 1_000_000
STRINGS = "xl/sharedStrings.xml"


class WorkbookReader:
    """The guard and the layout of a workbook, which come before its values."""

    def prepare(self) -> None:
        import planner.intake.workbook.layout_faults  # noqa: F401

    def read(self, path: Path) -> list[Fault]:
        from planner.intake.workbook.archive import scanned
        from planner.intake.workbook.facts import facts_of
        from planner.intake.workbook.layout_faults import hostile_faults, link_faults

        archive = scanned(path, path.name)
        if archive.faults:
            return archive.faults
        sheets = [facts_of(path, part) for part in archive.sheets]
        return [*link_faults(archive, path.name, sheets), *(fault for each in sheets for fault in hostile_faults(each))]


class ProgrammeReader:
    """A model file, or a table beside the model of the example."""

    def prepare(self) -> None:
        """A good programme is read first, so that the modules and the compiled models are there."""
        import tempfile

        from planner.intake import read_programme

        with tempfile.TemporaryDirectory() as folder:
            read_programme(write(Path(folder)))

    def read(self, path: Path) -> list[Fault]:
        from planner.intake import ReadingError, read_programme

        try:
            read_programme(self.model(path))
        except ReadingError as error:
            return list(error.faults)
        return []

    def model(self, path: Path) -> Path:
        """The file itself; its tables are those of the example."""
        tables = path.parent / "tables"
        tables.mkdir(exist_ok=True)
        for name, text in TABLES.items():
            (tables / name).write_text(text, encoding="utf-8")
        return path


class TableReader(ProgrammeReader):
    def model(self, path: Path) -> Path:
        model = write(path.parent / "programme")
        path.replace(model.parent / "tables" / "upgrades.csv")
        return model


BOOK, YAML, CSV = WorkbookReader(), ProgrammeReader(), TableReader()


@dataclass(frozen=True)
class HostileFile:
    """A file: its name, what it does, what it consists of, and who reads it."""

    name: str
    what: str
    make: Callable[[], bytes]
    reader: WorkbookReader | ProgrammeReader
    code: str = ""

    @property
    def good(self) -> bool:
        """Whether it is there to compare with."""
        return not self.code


def _with(**more: str | bytes) -> Callable[[], bytes]:
    names = {"sheet": SHEET, "strings": STRINGS, "workbook": WORKBOOK, "types": TYPES, "styles": "xl/styles.xml"}
    return lambda: packed(parts() | {names[name]: content for name, content in more.items()})


def _plus(name: str, content: str | bytes = "<a/>") -> Callable[[], bytes]:
    return lambda: packed(parts() | {name: content})


def _rows(rows: str, after: str = "") -> Callable[[], bytes]:
    return lambda: packed(parts(DATA + rows, after=after))


# archives


def _zeros(size: int) -> bytes:
    return packed(parts() | {"xl/media/image1.png": bytes(size)})


def _lying() -> bytes:
    """100 MB of blanks in a sheet that is said to have 1,000 bytes."""
    content = bytearray(packed({key: text for key, text in parts().items() if key != SHEET} | {SHEET: b" " * 100 * MB}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", content, content.rindex(signature) + place, 1_000)
    return bytes(content)


def _nested() -> bytes:
    """Ten archives within each other, each ten times the one within."""
    content = bytes(10 * MB)
    for level in range(10):
        content = packed({f"{level}{number}.zip": content for number in range(10)})
    return content


def _embedded() -> bytes:
    return packed(parts() | {"xl/embeddings/a.zip": _nested()})


def _overlapping() -> bytes:
    """A directory of 1,900 entries that all lead to the same megabyte."""
    content = packed(parts() | {"xl/media/image1.png": bytes(MB)})
    place = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry = content[place:end]
    start = content.index(b"PK\x01\x02")
    directory = content[start:end] + b"".join(
        entry.replace(b"image1.png", f"i{number:05}.png".encode()) for number in range(1_900)
    )
    count = 6 + 1_900
    return (
        content[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


def _many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"xl/media/{number}.png", b"")
    return stream.getvalue()


def _giant_part() -> bytes:
    """A directory that says that a part has 4 GB."""
    content = bytearray(packed(parts()))
    struct.pack_into("<L", content, content.rindex(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    return bytes(content)


# XML

_LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
)
_LAUGHTER = f"{_LAUGHS}]><a>&a11;</a>"
_OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/secret">]><a>&b;</a>'
_QUADRATIC = f'<!DOCTYPE a [<!ENTITY b "{"x" * MB}">]><a>{"&b;" * 100_000}</a>'


def _noise(size: int) -> str:
    """Text that does not grow smaller than half when packed."""
    return random.Random(4).randbytes(size // 2).hex()


def _wide_cells(count: int, cell: str) -> str:
    """Rows of 250 cells."""
    from planner.intake.places import letters

    names = [letters(column) for column in range(1, 251)]
    return "".join(
        f'<row r="{row}">{"".join(cell.format(f"{name}{row}") for name in names)}</row>'
        for row in range(10, 10 + count // 250)
    )


def _shared_megabyte() -> bytes:
    cells = _wide_cells(200_000, '<c r="{}" t="s"><v>0</v></c>')
    strings = f'<sst xmlns="{MAIN}"><si><t>{_noise(MB)}</t></si></sst>'
    return packed(parts(DATA + cells) | {STRINGS: strings})


def _merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 1_000_001))
    return packed(parts(after=f"<mergeCells>{merges}</mergeCells>"))


def _linked() -> bytes:
    more = {"xl/externalLinks/externalLink1.xml": "<externalLink><externalBook/></externalLink>"}
    return packed(parts(DATA + '<row r="4"><c r="B4"><f>[1]prices!A1</f><v>1</v></c></row>') | more)


def _picture_elsewhere() -> bytes:
    told = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/image" '
        'Target="http://127.0.0.1:9/a.png" TargetMode="External"/></Relationships>'
    )
    return packed(parts() | {"xl/drawings/_rels/drawing1.xml.rels": told})


_DDE = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'

WORKBOOKS = (
    HostileFile("good.xlsx", "a good workbook", lambda: packed(parts()), BOOK),
    HostileFile("declared.xlsx", "300 MB of zeros, declared", lambda: _zeros(300 * MB), BOOK, "E-330"),
    HostileFile("dense.xlsx", "200 MB of zeros, declared", lambda: _zeros(200 * MB), BOOK, "E-331"),
    HostileFile("lying.xlsx", "a sheet of 100 MB that is said to have 1,000 bytes", _lying, BOOK, "E-335"),
    HostileFile("giant-part.xlsx", "a sheet that is said to have 4 GB", _giant_part, BOOK, "E-330"),
    HostileFile("nested.xlsx", "ten archives in archives, 10^11 MB in all", _nested, BOOK, "E-305"),
    HostileFile("embedded.xlsx", "the same within a workbook", _embedded, BOOK,
                "E-338"),
    HostileFile("overlapping.xlsx", "1,900 entries that lead to one part", _overlapping, BOOK, "E-335"),
    HostileFile("parts.xlsx", "60,000 parts", _many_parts, BOOK, "E-332"),
    HostileFile("outside.xlsx", "a part named ../../etc/passwd", _plus("../../etc/passwd"), BOOK, "E-335"),
    HostileFile("far.xlsx", "a cell in XFD1048576",
                _rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), BOOK, "E-346"),
    HostileFile("merge.xlsx", "one merge of the whole sheet",
                _rows("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), BOOK, "E-348"),
    HostileFile("merges.xlsx", "a million merges", _merges, BOOK, "E-347"),
    HostileFile("cells.xlsx", "6 million cells",
                lambda: packed(parts(DATA + _wide_cells(6_000_000, '<c r="{}"><v>1</v></c>'))), BOOK, "E-347"),
    HostileFile("tags.xlsx", "30 million empty cells without a reference",
                lambda: packed(parts(f'<row r="1">{"<c/>" * 30_000_000}</row>')), BOOK, "E-331"),
    HostileFile("shared.xlsx", "a text of 1 MB that 200,000 cells share", _shared_megabyte, BOOK, "E-349"),
    HostileFile("deep.xlsx", "200,000 elements in each other", _with(sheet="<a>" * 200_000), BOOK, "E-335"),
    HostileFile("attribute.xlsx", "an attribute of 50 MB",
                lambda: packed(parts() | {SHEET: f'<worksheet a="{_noise(50 * MB)}"/>'}), BOOK, "E-335"),
    HostileFile("text.xlsx", "a cell of 50 MB of text",
                lambda: packed(parts(f'<row r="1"><c r="A1" t="str"><v>{_noise(50 * MB)}</v></c></row>')), BOOK,
                "E-335"),
    HostileFile("laughs-sheet.xlsx", "a billion laughs in a sheet", _with(sheet=_LAUGHTER), BOOK, "E-336"),
    HostileFile("laughs-strings.xlsx", "a billion laughs in the shared texts", _with(strings=_LAUGHTER), BOOK, "E-336"),
    HostileFile("laughs-workbook.xlsx", "a billion laughs in the list of sheets", _with(workbook=_LAUGHTER), BOOK,
                "E-336"),
    HostileFile("laughs-styles.xlsx", "one long entity 100,000 times in the styles", _with(styles=_QUADRATIC), BOOK,
                "E-336"),
    HostileFile("entity.xlsx", "an entity to be fetched, in the content types", _with(types=_OUTSIDE), BOOK, "E-336"),
    HostileFile("macros.xlsx", "macros", _plus("xl/vbaProject.bin", b"\0"), BOOK, "E-334"),
    HostileFile("macrosheet.xlsx", "a sheet of Excel 4 macros", _plus("xl/macrosheets/sheet1.xml"), BOOK, "E-334"),
    HostileFile("linked.xlsx", "a formula that refers to another workbook", _linked, BOOK, "E-337"),
    HostileFile("dde.xlsx", "a link that starts a program", _plus("xl/externalLinks/externalLink1.xml", _DDE), BOOK,
                "E-338"),
    HostileFile("connection.xlsx", "a data connection", _plus("xl/connections.xml"), BOOK, "E-338"),
    HostileFile("picture.xlsx", "a picture to be fetched", _picture_elsewhere, BOOK, "E-338"),
    HostileFile("noise.xlsx", "20 MB of noise", lambda: b"PK\x03\x04" + random.Random(4).randbytes(20 * MB), BOOK,
                "E-335"),
)  # fmt: skip

# YAML


def _model(text: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: text().encode()


_ALIASES = "a0: &a0 [x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12)
)

YAML_FILES = (
    HostileFile("aliases.yaml", "a billion laughs of aliases", _model(lambda: _ALIASES), YAML, "E-108"),
    HostileFile("alias-list.yaml", "160,000 aliases in a list",
                _model(lambda: "a: &a x\nb: [" + "*a," * 160_000 + "]\n"), YAML, "E-108"),
    HostileFile("brackets.yaml", "490,000 brackets opened", _model(lambda: "a: " + "[" * 490_000), YAML, "E-113"),
    HostileFile("braces.yaml", "120,000 maps in each other", _model(lambda: "{a: " * 120_000), YAML, "E-113"),
    HostileFile("dashes.yaml", "240,000 lists in each other",
                _model(lambda: "a:\n  " + "- " * 240_000 + "x\n"), YAML, "E-113"),
    HostileFile("questions.yaml", "240,000 complex keys in each other",
                _model(lambda: "? " * 240_000 + "x\n"), YAML, "E-113"),
    HostileFile("indents.yaml", "900 maps in each other, by indentation",
                _model(lambda: "".join(" " * level + "a:\n" for level in range(900))), YAML, "E-113"),
    HostileFile("pairs.yaml", "160,000 empty lists in a list",
                _model(lambda: "a: [" + "[]," * 160_000 + "]\n"), YAML, "E-119"),
    HostileFile("keys.yaml", "40,000 keys that nobody knows",
                _model(lambda: "".join(f"k{number}: 1\n" for number in range(40_000))), YAML, "E-119"),
    HostileFile("twice.yaml", "98,000 times the same key", _model(lambda: "a: 1\n" * 98_000), YAML, "E-107"),
    HostileFile("documents.yaml", "80,000 documents", _model(lambda: "---\na\n" * 80_000), YAML, "E-111"),
    HostileFile("tags.yaml", "a tag that starts a program",
                _model(lambda: "programme: !!python/object/apply:os.system ['true']\n" + GOOD_MODEL), YAML, "E-109"),
    HostileFile("scalar.yaml", "a word of 490,000 letters",
                _model(lambda: "programme: " + "x" * 490_000 + "\n"), YAML, "E-102"),
    HostileFile("number.yaml", "a number of 400,000 digits",
                _model(lambda: GOOD_MODEL.replace("0.0561", "9" * 400_000)), YAML, "E-104"),
    HostileFile("large.yaml", "a model of 50 MB", _model(lambda: "a: 1\n" * 10 * MB), YAML, "E-304"),
    HostileFile("nul.yaml", "NUL bytes", lambda: bytes(490_000), YAML, "E-307"),
)  # fmt: skip

# CSV


_HEADER = TABLES["upgrades.csv"].splitlines()[0]


def _upgrades(text: Callable[[], str]) -> Callable[[], bytes]:
    def made() -> bytes:
        return f"{_HEADER}\n{text()}".encode()

    return made


CSV_FILES = (
    HostileFile("nul.csv", "20 MB of NUL bytes in a table", _upgrades(lambda: "u1,A\0," * 3 * MB), CSV, "E-307"),
    HostileFile("line.csv", "one line of 20 MB", _upgrades(lambda: "x" * 20 * MB), CSV, "E-323"),
    HostileFile("commas.csv", "20 million commas in a line", _upgrades(lambda: "," * 20 * MB), CSV, "E-323"),
    HostileFile(
        "quote.csv",
        "a quote that never closes, before 20 MB",
        _upgrades(lambda: '"' + ("x" * 60 + ",y\n") * 320_000),
        CSV,
        "E-309",
    ),
    HostileFile(
        "quotes.csv", "10 million pairs of quotes in a cell", _upgrades(lambda: '"' + '""' * 10 * MB), CSV, "E-323"
    ),
    HostileFile("header.csv", "a header of two million columns", lambda: b"a," * 2 * MB, CSV, "E-323"),
    HostileFile("large.csv", "a table of 201 MB", _upgrades(lambda: "x\n" * 101 * MB), CSV, "E-304"),
    HostileFile("packed.csv", "an archive that is named a table", lambda: _zeros(10 * MB), CSV, "E-305"),
)

FILES: Sequence[HostileFile] = (*WORKBOOKS, *YAML_FILES, *CSV_FILES)
