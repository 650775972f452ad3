"""The guard refuses what is no workbook, what is damaged and what is hostile, and lets harmless things pass."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from planner.intake.workbook.archive import scanned
from planner.intake.workbook.limits import LIMITS

from .builders import DATA, OFFICE, PACKAGE, SHEET, TYPES, WORKBOOK, packed, parts, saved, scan, sheet

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*names: str) -> bytes:
    """A compound file as far as its directory goes: a header of 512 bytes, then an entry of 128 bytes a name."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return COMPOUND.ljust(512, b"\0") + entries


def one(folder: Path, content: bytes, name: str = "견적.xlsx") -> tuple[str, str]:
    """The code and the line of the only fault."""
    found = scan(folder, content, name=name).faults
    assert len(found) == 1, [str(fault) for fault in found]
    assert found[0].place == name
    assert found[0].remedy is not None
    return found[0].code, str(found[0])


def test_a_good_workbook(tmp_path: Path) -> None:
    content = packed(parts())
    archive = scan(tmp_path, content)
    assert not archive.faults
    assert [(part.name, part.part, part.hidden) for part in archive.sheets] == [("사업", SHEET, False)]
    assert archive.content_hash == hashlib.sha256(content).hexdigest()


def test_a_missing_file(tmp_path: Path) -> None:
    found = scanned(tmp_path / "견적.xlsx", "견적.xlsx").faults
    assert [fault.code for fault in found] == ["E-301"]
    assert str(tmp_path) in str(found[0])


def test_a_directory(tmp_path: Path) -> None:
    assert [fault.code for fault in scanned(tmp_path, "견적.xlsx").faults] == ["E-303"]


def test_a_file_too_large(tmp_path: Path) -> None:
    limits = dataclasses.replace(LIMITS, file=100)
    assert [fault.code for fault in scan(tmp_path, packed(parts()), limits).faults] == ["E-304"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "an HTML page"),
        (b"\xef\xbb\xbf\r\n  <!DOCTYPE html><p>", "an HTML page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "an XML document"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"id,cost\r\nu1,5\r\n", "a text file such as CSV"),
        ("번호,비용\r\n".encode("cp949"), "a text file such as CSV"),
        (("가" * 2000).encode(), "a text file such as CSV"),
        ("번호\t비용".encode("utf-16"), "a text file such as CSV"),
        (compound("Root Entry", "Workbook"), "an old Excel workbook (.xls)"),
        (compound("Root Entry", "WordDocument"), "an old Word document"),
        (compound("Root Entry", "\x05HwpSummaryInformation"), "a Hangul document"),
        (compound("Root Entry"), "a document of an older program"),
        (packed({"word/document.xml": "<a/>", TYPES: "<a/>"}), "a Word document"),
        (packed({"mimetype": "x", "content.xml": "<a/>"}), "an OpenDocument file"),
        (packed({"xl/workbook.bin": b"\0", TYPES: "<a/>"}), "(.xlsb)"),
        (packed({"Contents/content.hpf": "<a/>"}), "a Hangul document"),
        (packed({"견적.xlsx": packed(parts())}), "an archive of other files"),
    ],
)  # fmt: skip
def test_what_is_really_something_else(tmp_path: Path, content: bytes, kind: str) -> None:
    code, line = one(tmp_path, content)
    assert code == "E-305"
    assert kind in line
    assert "Save it as an Excel workbook (.xlsx)" in line


def test_an_empty_file(tmp_path: Path) -> None:
    assert "it is empty" in damage(tmp_path, b"")


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    code, line = one(tmp_path, compound("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    assert code == "E-333"
    assert "Remove the password" in line


def test_the_word_of_an_encrypted_workbook_within_the_cells_of_an_old_one(tmp_path: Path) -> None:
    content = compound("Root Entry", "Workbook") + b"  " + "EncryptionInfo\0".encode("utf-16-le")
    assert one(tmp_path, content)[0] == "E-305"


def test_encrypted_parts(tmp_path: Path) -> None:
    content = bytearray(packed(parts()))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert one(tmp_path, bytes(content))[0] == "E-333"


@pytest.mark.parametrize(
    "more",
    [
        {"xl/vbaProject.bin": b"\0"},
        {"xl/macrosheets/sheet1.xml": "<macrosheet/>"},
        {TYPES: parts()[TYPES].replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")},
    ],
)
def test_macros(tmp_path: Path, more: dict[str, str | bytes]) -> None:
    code, line = one(tmp_path, packed(parts() | more))
    assert code == "E-334"
    assert "without macros" in line


def test_the_ending_of_workbooks_with_macros(tmp_path: Path) -> None:
    assert one(tmp_path, packed(parts()), "견적.xlsm")[0] == "E-334"


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("xl/connections.xml", "data connection"),
        ("xl/queryTables/queryTable1.xml", "query"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
        ("xl/activeX/activeX1.xml", "ActiveX"),
        ("xl/webextensions/taskpanes.xml", "web extension"),
    ],
)
def test_what_fetches_or_starts_something(tmp_path: Path, part: str, what: str) -> None:
    code, line = one(tmp_path, packed(parts() | {part: "<a/>"}))
    assert code == "E-338"
    assert what in line


def relationships(kind: str, target: str = "https://example.org/a") -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )


def test_a_picture_that_is_fetched(tmp_path: Path) -> None:
    code, line = one(tmp_path, packed(parts() | {"xl/drawings/_rels/drawing1.xml.rels": relationships("image")}))
    assert code == "E-338"
    assert "outside" in line


def test_a_link_to_click_on_is_harmless(tmp_path: Path) -> None:
    archive = scan(tmp_path, packed(parts() | {"xl/worksheets/_rels/sheet1.xml.rels": relationships("hyperlink")}))
    assert not archive.faults


def test_links_to_other_workbooks_are_remembered(tmp_path: Path) -> None:
    link = "xl/externalLinks/externalLink1.xml"
    archive = scan(tmp_path, packed(parts() | {link: "<externalLink><externalBook/></externalLink>"}))
    assert not archive.faults
    assert archive.links == (link,)


def test_a_link_that_starts_a_program(tmp_path: Path) -> None:
    link = '<externalLink><x:ddeLink xmlns:x="x" ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    code, line = one(tmp_path, packed(parts() | {"xl/externalLinks/externalLink1.xml": link}))
    assert code == "E-338"
    assert "starts" in line


@pytest.mark.parametrize("part", [TYPES, "_rels/.rels", WORKBOOK, SHEET, "xl/theme/theme1.xml"])
@pytest.mark.parametrize(("encoding", "refusal"), [("utf-8", "E-336"), ("utf-16", "E-335")])
def test_a_document_type_in_any_part(tmp_path: Path, part: str, encoding: str, refusal: str) -> None:
    told = '<?xml version="1.0"?><!-- a --><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    code, line = one(tmp_path, packed(parts() | {part: told.encode(encoding)}))
    assert code == refusal
    assert part in line or "is not in UTF-8" in line


def test_a_document_type_in_a_drawing_of_comments(tmp_path: Path) -> None:
    content = packed(parts() | {"xl/drawings/vmlDrawing1.vml": "<!DOCTYPE a><xml><br></xml>"})
    assert one(tmp_path, content)[0] == "E-336"


def test_a_drawing_of_comments_that_is_no_sound_xml(tmp_path: Path) -> None:
    assert not scan(tmp_path, packed(parts() | {"xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"})).faults


# damaged


def damage(folder: Path, content: bytes) -> str:
    code, line = one(folder, content)
    assert code == "E-335"
    return line


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off(tmp_path: Path, kept: float) -> None:
    content = packed(parts())
    assert "breaks off" in damage(tmp_path, content[: int(len(content) * kept)])


def test_bytes_that_are_nothing(tmp_path: Path) -> None:
    assert "does not begin" in damage(tmp_path, bytes(range(256)) * 8)


def test_a_part_with_a_wrong_byte(tmp_path: Path) -> None:
    content = bytearray(packed(parts(), zipfile.ZIP_STORED))
    place = content.index(b"<v>5</v>")
    content[place + 3 : place + 4] = b"6"
    assert "not what was saved" in damage(tmp_path, bytes(content))


def test_a_part_that_cannot_be_unpacked(tmp_path: Path) -> None:
    content = bytearray(packed(parts()))
    start = content.index(b"[Content_Types].xml") + len(TYPES)
    content[start : start + 8] = b"\xff" * 8
    assert "cannot be unpacked" in damage(tmp_path, bytes(content))


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "xl\\a.xml", "xl/../../a.xml"])
def test_names_that_lead_outside(tmp_path: Path, name: str) -> None:
    assert "leads outside" in damage(tmp_path, packed(parts() | {name: "<a/>"}))


def test_two_parts_of_the_same_name(tmp_path: Path) -> None:
    assert "same name" in damage(tmp_path, packed(parts() | {SHEET.upper(): sheet("")}))


def test_a_compression_that_workbooks_do_not_use(tmp_path: Path) -> None:
    assert "compressed" in damage(tmp_path, packed(parts(), zipfile.ZIP_LZMA))


def test_a_directory_that_says_another_name(tmp_path: Path) -> None:
    content = bytearray(packed(parts() | {"xl/a.xml": "<a/>"}))
    place = content.index(b"xl/a.xml")
    content[place : place + 8] = b"xl/b.xml"
    assert "directory says" in damage(tmp_path, bytes(content))


def test_something_before_and_behind_the_archive(tmp_path: Path) -> None:
    content = packed(parts())
    assert damage(tmp_path, content + b"more")
    assert damage(tmp_path, content[:30] + content)


@pytest.mark.parametrize("lacking", [TYPES, "xl/_rels/workbook.xml.rels", SHEET])
def test_parts_that_must_be_there(tmp_path: Path, lacking: str) -> None:
    contents = parts()
    del contents[lacking]
    assert "missing" in damage(tmp_path, packed(contents))


def test_a_list_of_sheets_that_is_missing(tmp_path: Path) -> None:
    contents = parts()
    del contents[WORKBOOK]
    assert "list of sheets" in damage(tmp_path, packed(contents))


@pytest.mark.parametrize("broken", ["", "no", "<a>", "<a></b>", "<a/>" * 2, "<a>" * 100 + "</a>" * 100])
def test_a_list_of_sheets_that_is_no_xml(tmp_path: Path, broken: str) -> None:
    assert damage(tmp_path, packed(parts() | {WORKBOOK: broken}))


def test_a_prologue_without_end(tmp_path: Path) -> None:
    told = "<!--" + "a" * 20_000 + "--><a/>"
    limits = dataclasses.replace(LIMITS, token=10_000)
    assert [fault.code for fault in scan(tmp_path, packed(parts() | {"a.xml": told}), limits).faults] == ["E-335"]
    assert not scan(tmp_path, packed(parts() | {"a.xml": told})).faults


def test_a_workbook_without_worksheets(tmp_path: Path) -> None:
    contents = parts()
    contents[WORKBOOK] = f'<workbook xmlns="{OFFICE}"><sheets/></workbook>'
    assert one(tmp_path, packed(contents))[0] == "E-339"


# bombs


def test_what_says_that_it_unpacks_beyond_the_limit(tmp_path: Path) -> None:
    limits = dataclasses.replace(LIMITS, unpacked=1_000_000)
    found = scan(tmp_path, packed(parts() | {"xl/a.bin": bytes(2_500_000)}), limits).faults
    assert [fault.code for fault in found] == ["E-330"]
    assert "3 MB; the limit is 1 MB" in str(found[0])


def test_what_grows_beyond_measure(tmp_path: Path) -> None:
    code, line = one(tmp_path, packed(parts() | {"xl/a.bin": bytes(6_000_000)}))
    assert code == "E-331"
    assert "xl/a.bin" in line


def lying(size: int) -> bytes:
    """A workbook whose directory and header say a size of its last part that is not true."""
    content = bytearray(packed(parts() | {"xl/a.bin": bytes(6_000_000)}))
    struct.pack_into("<L", content, content.rindex(b"PK\x01\x02") + 24, size)
    struct.pack_into("<L", content, content.rindex(b"PK\x03\x04") + 22, size)
    return bytes(content)


@pytest.mark.parametrize(("size", "words"), [(1_000, "larger than"), (6_000_001, "times its size")])
def test_a_size_that_is_not_true(tmp_path: Path, size: int, words: str) -> None:
    assert words in one(tmp_path, lying(size))[1]


def test_a_smaller_part_than_was_said(tmp_path: Path) -> None:
    content = bytearray(packed(parts() | {"xl/a.bin": b"abc" * 99}))
    struct.pack_into("<L", content, content.rindex(b"PK\x01\x02") + 24, 999)
    struct.pack_into("<L", content, content.rindex(b"PK\x03\x04") + 22, 999)
    assert "not what was saved" in damage(tmp_path, bytes(content))


@pytest.mark.parametrize("limits", [{"cells": 5}, {"tags": 20}])
def test_too_many_cells(tmp_path: Path, limits: dict[str, int]) -> None:
    found = scan(tmp_path, packed(parts()), dataclasses.replace(LIMITS, **limits)).faults
    assert [fault.code for fault in found] == ["E-347"]


def test_too_many_parts(tmp_path: Path) -> None:
    contents = parts() | {f"xl/media/{number}.png": "" for number in range(LIMITS.parts)}
    code, line = one(tmp_path, packed(contents))
    assert code == "E-332"
    assert f"{LIMITS.parts + 5}" in line


def test_parts_that_overlap(tmp_path: Path) -> None:
    """Two entries of the directory lead to the same data, which would be unpacked twice."""
    content = packed(parts() | {"xl/a.xml": "<a/>", "xl/b.xml": "<a/>"})
    place = content.rindex(b"PK\x01\x02")
    first = struct.unpack_from("<L", content, content.rindex(b"PK\x01\x02", 0, place) + 42)
    spoiled = bytearray(content)
    struct.pack_into("<L", spoiled, place + 42, *first)
    assert "overlap" in damage(tmp_path, bytes(spoiled))


def test_a_directory_for_giant_archives(tmp_path: Path) -> None:
    content = bytearray(packed(parts()))
    struct.pack_into("<L", content, len(content) - 6, 0xFFFFFFFF)
    assert damage(tmp_path, bytes(content))


# harmless


def test_harmless_things(tmp_path: Path) -> None:
    path = tmp_path / "견적.xlsx"
    book = xlsxwriter.Workbook(path)
    guide = book.add_worksheet("안내")
    guide.merge_range("A1:F2", "Title")
    table = book.add_worksheet("사업")
    for row in range(10):
        table.write_row(row, 0, [f"u{row}", row, row * 0.5])
    table.write_comment("A1", "meaning")
    table.insert_image("H1", "a.png", {"image_data": io.BytesIO(_PICTURE)})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=사업!$B$1:$B$9"})
    table.insert_chart("H9", chart)
    book.add_chartsheet("그림").set_chart(_second_chart(book))
    table.conditional_format("B1:B9", {"type": "data_bar"})
    table.data_validation("C1:C9", {"validate": "list", "source": ["a", "b"]})
    table.freeze_panes(1, 0)
    table.set_landscape()
    table.set_column("H:J", None, None, {"hidden": True})
    table.write_url("K1", "https://example.org")
    book.define_name("codes", "=사업!$A$1:$A$9")
    hidden = book.add_worksheet("코드")
    hidden.very_hidden()
    book.close()
    archive = scanned(path, path.name)
    assert not archive.faults
    assert [(part.name, part.hidden) for part in archive.sheets] == [("안내", False), ("사업", False), ("코드", True)]


def _second_chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=사업!$B$1:$B$9"})
    return chart


_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)


def test_what_common_programs_write_otherwise(tmp_path: Path) -> None:
    """An absolute target, prefixed names and the strict namespace."""
    contents = parts()
    contents["xl/_rels/workbook.xml.rels"] = (
        contents["xl/_rels/workbook.xml.rels"]
        .replace('Target="worksheets', 'Target="/xl/worksheets')
        .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    )
    contents[WORKBOOK] = (
        '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:y="y"><x:sheets>'
        '<x:sheet name="사업" sheetId="1" state="hidden" y:id="r1"/></x:sheets></x:workbook>'
    )
    archive = scan(tmp_path, packed(contents | {SHEET: sheet(DATA)}))
    assert not archive.faults
    assert [(part.part, part.hidden) for part in archive.sheets] == [(SHEET, True)]


def test_a_workbook_written_piece_by_piece(tmp_path: Path) -> None:
    """Sizes that follow the data, as programs write them that stream."""

    class Unseekable(io.RawIOBase):
        def __init__(self) -> None:
            self.content = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.content += bytes(piece)  # type: ignore[call-overload]
            return len(bytes(piece))  # type: ignore[call-overload]

    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    path = saved(tmp_path, bytes(stream.content))
    assert not scanned(path, path.name).faults
