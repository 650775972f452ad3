"""What is kept with a plan: its own inputs to the byte, under paths that stay within their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.plan.plan import SourceFile
from planner.store.material import checked_path, material_of
from tests.store.example import TABLES, plan


def _written(folder: Path) -> Path:
    for path, data in TABLES.items():
        (folder / path).write_bytes(data)
    return folder


def test_inputs_are_read_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_bytes(b"programme: x")
    found = material_of(plan(), _written(tmp_path), model=tmp_path / "model.yaml", limits=(1.0, 0.5))
    assert (found.inputs, found.model) == (TABLES, {"model.yaml": b"programme: x"})
    assert (found.time_limit, found.gap_limit, found.document.inputs_folder) == (1.0, 0.5, "inputs")


def test_a_workbook_lies_in_the_folder_of_the_inputs(tmp_path: Path) -> None:
    """It is model and tables in one, and kept once."""
    import hashlib

    book = tmp_path / "programme.xlsx"
    book.write_bytes(b"book")
    source = SourceFile(path=book.name, sha256=hashlib.sha256(b"book").hexdigest())
    found = material_of(plan().model_copy(update={"inputs": (source,)}), book, model=book)
    assert (found.inputs, found.model) == ({"programme.xlsx": b"book"}, {})
    assert found.document.inputs_folder == "inputs/programme.xlsx"


def test_inputs_that_changed_since_are_refused(tmp_path: Path) -> None:
    _written(tmp_path)
    (tmp_path / "upgrades.csv").write_bytes(TABLES["upgrades.csv"] + b" ")
    with pytest.raises(UsageError, match=r"upgrades\.csv is no longer what the plan was made from"):
        material_of(plan(), tmp_path)
    (tmp_path / "upgrades.csv").unlink()
    with pytest.raises(UsageError, match=r"upgrades\.csv cannot be read"):
        material_of(plan(), tmp_path)


@pytest.mark.parametrize("path", ["suppliers.csv", "sub/upgrades.csv", "예산 안.xlsx", ".hidden", "a..b"])
def test_paths_within_the_folder_are_kept(path: str) -> None:
    assert checked_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "..", ".", "../x", "a/../b", "a/./b", "/etc/passwd", "a//b", "a/", "C:/x", "C:x", "a\\b", "a\x00b", "x" * 401],
)
def test_paths_that_could_lead_out_of_it_are_refused(path: str, tmp_path: Path) -> None:
    """Also those of a plan that somebody sent, whose paths nobody here has chosen."""
    with pytest.raises(UsageError):
        checked_path(path)
    forged = plan().model_copy(update={"inputs": (SourceFile(path=path, sha256="0" * 64),)})
    with pytest.raises(UsageError, match="no path of an input"):
        material_of(forged, tmp_path)
