"""Hostile files are refused with the fault that names what is wrong; ``tests.campaigns.hostile_files`` measures it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .hostile import FILES, HostileFile

SLOW_TO_MAKE = {
    "declared.xlsx", "dense.xlsx", "lying.xlsx", "nested.xlsx", "embedded.xlsx", "parts.xlsx", "merges.xlsx",
    "cells.xlsx", "tags.xlsx", "shared.xlsx", "attribute.xlsx", "text.xlsx", "noise.xlsx", "brackets.yaml",
    "large.yaml", "keys.yaml", "large.csv", "packed.csv",
}  # fmt: skip


@pytest.mark.parametrize("file", [file for file in FILES if file.name not in SLOW_TO_MAKE], ids=lambda file: file.name)
def test_hostile_files(tmp_path: Path, file: HostileFile) -> None:
    (tmp_path / file.name).write_bytes(file.make())
    found = file.reader.read(tmp_path / file.name)
    assert file.good or file.code in {fault.code for fault in found}
    assert file.good or all(fault.remedy is not None for fault in found)
    assert not (file.good and found)
