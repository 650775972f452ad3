"""The record at an archive's end, field by field; sheets and rectangles at their limits, and one beyond."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from planner.intake.workbook.book import opened
from planner.intake.workbook.limits import LIMITS

from .builders import facts, packed, parts, saved, scan

END = struct.Struct("<4s4H2LH")


def with_end(content: bytes, **changed: int) -> bytes:
    """The archive with other numbers in its last record."""
    names = ("signature", "disk", "disk_of_directory", "here", "count", "size", "start", "comment")
    fields = dict(zip(names, END.unpack(content[-END.size :]), strict=True))
    return content[: -END.size] + END.pack(*(fields | changed).values())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"disk": 1}, "its directory cannot be read"),
        ({"here": 4}, "its directory cannot be read"),
        ({"count": 6}, "its directory cannot be read"),
        ({"start": 0}, "its directory cannot be read"),
        ({"comment": 1}, "it breaks off"),
    ],
)
def test_an_end_that_contradicts_the_rest(tmp_path: Path, changed: dict[str, int], reason: str) -> None:
    content = packed(parts())
    assert not scan(tmp_path, with_end(content)).faults
    (fault,) = scan(tmp_path, with_end(content, **changed)).faults
    assert (fault.code, fault.place) == ("E-335", "견적.xlsx")
    assert reason in str(fault)


@pytest.mark.parametrize("length", [1, 4, 21])
def test_an_archive_shorter_than_its_end(tmp_path: Path, length: int) -> None:
    (fault,) = scan(tmp_path, b"PK\x03\x04".ljust(length, b"\0")[:length]).faults
    assert fault.place == "견적.xlsx"


def test_as_many_parts_as_may_be(tmp_path: Path) -> None:
    content = packed(parts())
    assert not scan(tmp_path, content, replace(LIMITS, parts=5)).faults
    (fault,) = scan(tmp_path, content, replace(LIMITS, parts=4)).faults
    assert "5" in str(fault)
    assert "4" in str(fault)


def test_as_large_as_may_be(tmp_path: Path) -> None:
    content = packed(parts())
    whole = sum(len(text.encode()) for text in parts().values())
    for limits in (replace(LIMITS, file=len(content)), replace(LIMITS, unpacked=whole)):
        assert not scan(tmp_path, content, limits).faults
    for limits in (replace(LIMITS, file=len(content) - 1), replace(LIMITS, unpacked=whole - 1)):
        (fault,) = scan(tmp_path, content, limits).faults
        assert "1 MB" in str(fault)


CELLS = '<row r="1"><c r="A1"><v>1</v></c><c r="{last}1"><v>2</v></c></row>'


@pytest.mark.parametrize(("last", "columns"), [("B", 2), ("Z", 26), ("AA", 27)])
def test_a_rectangle_of_one_row(tmp_path: Path, last: str, columns: int) -> None:
    """From A1 to the last cell, in one row, as many cells as columns."""
    rows = CELLS.format(last=last)
    assert not facts(tmp_path, rows, limits=replace(LIMITS, rectangle=columns)).faults
    (fault,) = facts(tmp_path, rows, limits=replace(LIMITS, rectangle=columns - 1)).faults
    assert fault.place == f"견적.xlsx › 사업 › {last}1"
    assert str(columns - 1) in str(fault)


@pytest.mark.parametrize(
    ("limit", "most", "after"),
    [
        ("cells", 2, ""),
        ("merges", 1, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        ("merged_area", 2, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        ("depth", 5, ""),
    ],
)
def test_a_sheet_at_its_limits(tmp_path: Path, limit: str, most: int, after: str) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><f>1</f><v>1</v></c></row>'
    depth = 1 if limit == "depth" else 0
    assert not facts(tmp_path, rows, after=after, limits=replace(LIMITS, **{limit: most + depth})).faults
    (fault,) = facts(tmp_path, rows, after=after, limits=replace(LIMITS, **{limit: most - 1})).faults
    assert fault.place.startswith("견적.xlsx › 사업")


def test_a_workbook_under_another_name(tmp_path: Path) -> None:
    """Where a file is kept under another name than its own, faults call it by the name that people know."""
    path = saved(tmp_path, b"", "kept-1.xlsx")
    for name, place in ((None, "kept-1.xlsx"), ("견적.xlsx", "견적.xlsx")):
        book = opened(path, name)
        assert book.name == place
        assert [fault.place for fault in book.faults] == [place]
