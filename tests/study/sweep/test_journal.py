"""The journal: cut off at any byte it is taken up again, and nothing but what was cut off is solved again."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.study.sweep.journal import NAME, Journal
from planner.study.sweep.outcome import Outcome

KEY = "0" * 64
FIRST = [
    Outcome(number, f"c{number}", "solved", "moved", {"objective": number / 3, "won": number}) for number in (2, 1)
]
LAST = Outcome(3, "c3", "faulty", "none", {}, "E-105 ä › 값\nsecond line")


def kept(folder: Path) -> bytes:
    journal = Journal(folder, KEY)
    journal.append(FIRST)
    journal.append([LAST])
    return journal.path.read_bytes()


def test_what_is_kept_is_read_again_to_the_last_bit(tmp_path: Path) -> None:
    kept(tmp_path)
    journal = Journal(tmp_path, KEY)
    assert journal.found == {outcome.number: outcome for outcome in (*FIRST, LAST)}
    assert journal.torn is None


def test_cut_off_at_any_byte_it_is_taken_up_again(tmp_path: Path) -> None:
    """All whole lines count, a torn one does not; after what is missing is added, nothing tells that it was cut."""
    content = kept(tmp_path)
    path = tmp_path / NAME
    every = {outcome.number: outcome for outcome in (*FIRST, LAST)}
    for length in range(len(content) + 1):
        path.write_bytes(content[:length])
        journal = Journal(tmp_path, KEY)
        whole = content[:length].count(b"\n")
        assert len(journal.found) == max(0, whole - 1), length
        is_at_a_line = content[:length].endswith(b"\n") or length == 0
        assert (journal.torn is None) == is_at_a_line, length
        journal.append([outcome for number, outcome in every.items() if number not in journal.found])
        assert Journal(tmp_path, KEY).found == every, length


@pytest.mark.parametrize("content", [b"notes of mine\n", b'{"journal": "1"}\n', b"\x00\x00\n", b"{}\n"])
def test_a_journal_of_another_study_or_another_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UsageError, match="--resume"):
        Journal(tmp_path, KEY)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        Journal(tmp_path / "file", KEY)
