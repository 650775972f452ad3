"""What a spreadsheet makes of a workbook's formulas: LibreOffice, told to work all of them out again."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.export.reading import sheets

SPOILT = 987_654_321
"""What every formula's cell holds before it is worked out: where this is still seen, nothing was."""

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice trusts the values in a file unless its profile says that it should not."""

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice, which recalculates the formulas, is missing"
)


def recalculated(workbook: Path, folder: Path, *changes: tuple[str, bytes, bytes]) -> dict[str, list[list[object]]]:
    """The sheets after LibreOffice has worked out every formula; ``changes``: sheet file, old and new cell."""
    spoilt = folder / "spoilt.xlsx"
    _spoil(workbook, spoilt, changes)
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_ALWAYS)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    there = folder / "recalculated"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(there), str(spoilt)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return sheets(there / spoilt.name)


def _spoil(workbook: Path, spoilt: Path, changes: tuple[tuple[str, bytes, bytes], ...]) -> None:
    """The same workbook with a wrong value in every formula's cell."""
    with zipfile.ZipFile(workbook) as whole, zipfile.ZipFile(spoilt, "w") as copy:
        for part in whole.infolist():
            content = whole.read(part)
            for name, old, new in changes:
                if part.filename == name:
                    assert content.count(old) == 1
                    content = content.replace(old, new)
            if part.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>%d</v>" % SPOILT, content)
                content = content.replace(b' t="str"><f>', b"><f>")
            copy.writestr(part.filename, content)
