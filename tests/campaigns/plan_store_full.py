"""A store in SQLite on file systems that are truly full: ``python -m tests.campaigns.plan_store_full`` (Linux, root).
Writes its table into docs/plan-store-trials.md.

File systems of 256 kB and more, 4 kB larger each time, are mounted; plans are saved until one is refused. What was
acknowledged is then there and whole, and once something else is deleted the next save succeeds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from planner.errors import PlannerError
from planner.store.address import Address
from planner.store.faults import UnknownEndError
from planner.store.opening import open_store
from tests.campaigns.page import table, written
from tests.campaigns.plan_store import PAGE
from tests.contract.databases import in_folder
from tests.store.example import saved, whole

_FIRST, _STEP, _SIZES = 256, 4, 64
_ASIDE = 128
"""Sizes in kB: of the file systems, and of the other file that is deleted at the end."""


def main() -> None:
    """All sizes, and the page."""
    told, unknown, wrong, said = 0, 0, list[str](), set[str]()
    for size in range(_FIRST, _FIRST + _SIZES * _STEP, _STEP):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder], check=True)
            try:
                acknowledged, error = _filled(Path(folder))
                told += acknowledged
                unknown += isinstance(error, UnknownEndError)
                said.add(str(error).replace(folder, "DIR"))
                wrong += [f"{size} kB: {what}" for what in _checked(Path(folder), acknowledged, error)]
            finally:
                subprocess.run(["umount", folder], check=True)
    head = ("Sizes of file systems", "saves acknowledged, all there", "refused, not there", "not known", "broken")
    sizes = f"{_FIRST} to {_FIRST + (_SIZES - 1) * _STEP} kB: {_SIZES}"
    text = table(head, [(sizes, told, _SIZES - unknown, unknown, len(wrong))])
    PAGE.write_text(written("full-disk", text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("\n".join([text, *sorted(said), *wrong]) + "\n")
    sys.exit(bool(wrong))


def _filled(folder: Path) -> tuple[int, PlannerError]:
    """Saved until it is full; how many saves were acknowledged, and the words of the refusal."""
    (folder / "aside").write_bytes(bytes(_ASIDE * 1024))
    acknowledged = 0
    while True:
        try:
            saved(open_store(in_folder(folder)), solver=f"number {acknowledged}")
        except PlannerError as error:
            return acknowledged, error
        acknowledged += 1


def _checked(folder: Path, acknowledged: int, error: PlannerError) -> list[str]:
    """What must not be. Reading takes room as well, for what the readers share: it is looked at with room again."""
    (folder / "aside").unlink()
    address = in_folder(folder)
    there = _count(address)
    wrong = [] if "full" in str(error) or isinstance(error, UnknownEndError) else [str(error)]
    if there - acknowledged not in ((0, 1) if isinstance(error, UnknownEndError) else (0,)):
        wrong.append(f"{acknowledged} acknowledged, {there} there")
    saved(open_store(address))
    return wrong if _count(address) == there + 1 else [*wrong, "no save afterwards"]


def _count(address: Address) -> int:
    return len(whole(address))


if __name__ == "__main__":
    main()
