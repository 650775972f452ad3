"""A workbook as one string of bytes that a fuzzer can change sensibly, and back: parts by name, parted by NUL bytes.

Bytes changed within a ZIP archive break its checksums, and no reader behind the guard ever sees them. So what is
changed are the parts; the archive around them is made anew and well each time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from tests.intake.workbook.builders import TYPES, WORKBOOK, packed, parts

RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_PART = re.compile(rb"\x00([^\x00]{0,200})\x00([^\x00]*)")
_RAW = b"PK"


def joined(contents: Mapping[str, str | bytes]) -> bytes:
    """The parts as one string."""
    found = b""
    for name, content in contents.items():
        found += b"\0" + name.encode() + b"\0" + (content.encode() if isinstance(content, str) else content)
    return found


def archive_of(data: bytes) -> bytes:
    """The workbook that the string stands for: an archive as it is, or one of the parts that the string has.

    Parts without which nothing is read are those of the smallest workbook, where the string has none.
    """
    if data.startswith(_RAW):
        return data
    contents: dict[str, str | bytes] = {
        name: content for name, content in parts().items() if name in (TYPES, "_rels/.rels", WORKBOOK, RELATIONSHIPS)
    }
    for match in _PART.finditer(data):
        contents[match[1].decode("utf-8", "replace") or "?"] = match[2]
    return packed(contents, zipfile.ZIP_STORED)


def parts_of_archive(content: bytes, without: tuple[str, ...] = ("docProps", "xl/theme", "xl/styles")) -> bytes:
    """An archive's parts as one string, but for those of which the readers look at the beginning only."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return joined({name: archive.read(name) for name in archive.namelist() if not name.startswith(without)})
