"""A store in SQLite whose writer is stopped, or whose disk fails, at every single write: ``python -m
tests.campaigns.store_faults``. Needs Linux and a C compiler. Writes its table into docs/plan-store-trials.md.

Every write, sync, truncation and removal that SQLite does to the files of a store is counted by a library that stands
before the system's own (``writes.c``). A program of its own saves, removes, or makes a new store, and is stopped at the
first of them, at the second, and so on, in each of six ways. After each the store is opened anew, SQLite's own check is
run, every plan is read and held against its hashes, and one more plan is saved.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from planner.store import opening
from planner.store.address import Address
from planner.store.names import PlanKey
from planner.store.opening import open_store
from planner.store.removing import remove
from tests.campaigns.page import table, written
from tests.contract.databases import in_folder
from tests.contract.killed import ODD, REFUSED, SAVED, UNKNOWN, in_a_process
from tests.store.example import saved, whole

PAGE = Path(__file__).parents[3] / "docs" / "plan-store-trials.md"
SOURCE = Path(__file__).with_name("writes.c")
LIBRARY = "PLANNER_TRIAL_LIBRARY"

WAYS = (
    "killed before it",
    "killed after half of it",
    "killed after it",
    "disk full from then on",
    "disk fails once",
    "disk fails from then on",
)
KILLING = range(3)

type State = tuple[str, ...]


@dataclass
class Tally:
    """Runs of one task, one journal, one way."""

    runs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def _new(address: Address) -> None:
    saved(open_store(address), "new")


def _save(address: Address) -> None:
    saved(open_store(address), solver="one more")


def _remove(address: Address) -> None:
    remove(open_store(address), PlanKey("budget"), "kim")


TASKS: dict[str, tuple[Callable[[Address], None], bool, State]] = {
    "a save": (_save, True, ("budget@1", "budget@2", "budget@3")),
    "a removal": (_remove, True, ()),
    "a new store and its first save": (_new, False, ("new@1",)),
}
"""What is done, whether to a store with two plans, and what it has afterwards."""


def main() -> None:
    """All of it, and the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only every n-th write")
    every = parser.parse_args().every
    if LIBRARY not in os.environ:
        _again_with_the_library()
    _warm_up()
    rows, wrong = [], list[str]()
    for journal in ("write-ahead log", "rollback journal"):
        opening.on_network = lambda _, journal=journal: journal == "rollback journal"
        for task in TASKS:
            for way, name in enumerate(WAYS):
                tally = _tried(task, way, every)
                rows.append(
                    (
                        task,
                        journal,
                        name,
                        tally.runs,
                        tally.ends["old"],
                        tally.ends["new"],
                        tally.ends["unknown"],
                        len(tally.wrong),
                    )
                )
                wrong += [f"{task}, {journal}, {name}: {what}" for what in tally.wrong]
                sys.stdout.write(f"{rows[-1]}\n")
                sys.stdout.flush()
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    total = sum(int(row[3]) for row in rows)
    head = (
        "Doing",
        "journal",
        "at a write",
        "runs",
        "store as before",
        "store as meant",
        "said not to be known",
        "broken",
    )
    text = table(head, rows) + f"\n\nRuns in all: {total:,}; broken: {len(wrong)}."
    if every == 1:
        PAGE.write_text(written("every-write", text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(bool(wrong))


def _warm_up() -> None:
    """Do all of it once, so that the processes that are to be stopped need not load the libraries first."""
    with tempfile.TemporaryDirectory() as folder:
        for work in (_new, _save, _remove):
            work(in_folder(Path(folder)))


def _again_with_the_library() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "writes.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), LIBRARY: str(library)}
        command = [sys.executable, "-m", "tests.campaigns.store_faults", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


def _tried(task: str, way: int, every: int) -> Tally:
    """One task, stopped in one way at one write after the other, until there is none of that number."""
    work, full, meant = TASKS[task]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        template.mkdir()
        if full:
            for _ in range(2):
                saved(open_store(in_folder(template)))
        before = _state(template) if full else ()
        for number in range(1, 100_000, every):
            place = Path(folder) / "trial"
            shutil.copytree(template, place)
            ended, reached = _run(work, place, number, way)
            if not reached:
                break
            tally.runs += 1
            tally.ends["old"] += (after := _state(place)) == before
            tally.ends["new"] += after == meant
            tally.ends["unknown"] += ended == UNKNOWN
            tally.wrong += [f"write {number}: {what}" for what in _wrong(ended, way, before, after, meant)]
            shutil.rmtree(place)
    return tally


def _run(work: Callable[[Address], None], place: Path, number: int, way: int) -> tuple[int, bool]:
    """How the process ended, and whether there was such a write."""
    address, mark = in_folder(place), place.with_name("reached")
    mark.unlink(missing_ok=True)
    library = ctypes.CDLL(os.environ[LIBRARY])

    def armed() -> None:
        library.planner_arm(ctypes.c_long(number), way)
        try:
            work(address)
        finally:
            if library.planner_count() >= number:
                mark.touch()

    ended = in_a_process(armed)
    return ended, ended == -signal.SIGKILL or mark.exists()


def _wrong(ended: int, way: int, before: State, after: State, meant: State) -> Iterator[str]:
    """What must not be: a half plan, a lost one, one that was acknowledged and is not there."""
    if after not in (before, meant):
        yield f"the store has {after}"
    if ended == SAVED and after != meant:
        yield "acknowledged, and not there"
    if ended == REFUSED and after != before:
        yield "refused, and there"
    if ended == ODD or (way in KILLING) != (ended == -signal.SIGKILL):
        yield f"ended with {ended}"


def _state(place: Path) -> State:
    """What the store has, read whole; and that one more plan can be saved in it, and removed."""
    address = in_folder(place)
    found = tuple(str(entry.key) for entry in whole(address))
    store = open_store(address)
    saved(store, "afterwards")
    remove(store, PlanKey("afterwards"), "kim")
    return found


if __name__ == "__main__":
    main()
