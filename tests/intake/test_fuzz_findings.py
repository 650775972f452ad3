"""What the fuzzer found (docs/fuzzing.md), kept: each input reduced, with what must come of it now."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.sheets import UPGRADES
from planner.intake.tables import Habits, Table, read_table
from planner.languages import LANGUAGES


def table_of(folder: Path, content: bytes) -> Table:
    (folder / UPGRADES.file).write_bytes(content)
    return read_table(folder, UPGRADES, Habits())


@pytest.mark.parametrize("command", ["\x07", "\x1b[31m", "\x9b2J", "\u202e", "\x7f"])
def test_what_stands_in_a_file_commands_no_terminal(tmp_path: Path, command: str) -> None:
    table = table_of(tmp_path, f"upgrade_id,{command}\nu1,1\n".encode())
    lines = [fault.to(language) for fault in table.faults for language in LANGUAGES]
    assert any(f"⟨U+{ord(command[0]):04X}⟩" in line for line in lines)
    assert not any(command[0] in line for line in lines)


def test_a_header_of_a_megabyte_is_not_printed(tmp_path: Path) -> None:
    table = table_of(tmp_path, b"upgrade_id," + b"x" * 900_000 + b"\n")
    assert table.faults
    assert all(len(fault.to(language)) < 1_000 for fault in table.faults for language in LANGUAGES)
