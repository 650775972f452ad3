"""The store of plans on a PostgreSQL server that dies under it: ``bash .ci/with-postgresql python -m
tests.campaigns.plan_store_server``. Writes its table into docs/plan-store-trials.md.

Killed (SIGKILL) is the server's process that serves the save, whereupon the server throws everybody out and recovers
from its log; or the server with all its processes, as when the computer stops, and it is started again. Either while a
plan is being saved: before and after every statement, before the commit and after it; and at random moments while one
program saves again and again. What it was told is then held against what the store has, every plan read whole.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from planner.store.address import Address
from planner.store.faults import StoreError, UnknownEndError
from planner.store.opening import Store, open_store
from tests.campaigns.page import table, written
from tests.campaigns.plan_store import DATA, PAGE
from tests.contract.databases import on_server, server
from tests.contract.killed import at_point
from tests.store.example import saved, whole

DATABASE_SECONDS = 60
"""So long a server may take to recover."""

SAVED, REFUSED, UNKNOWN, ODD = "saved", "refused", "unknown", "odd"


@dataclass
class Tally:
    """Saves of a trial by what was told of them, and what must not be."""

    what: str
    kills: int = 0
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def row(self) -> tuple[object, ...]:
        """A row of the table."""
        return (self.what, self.kills, *(self.told[key] for key in (SAVED, REFUSED, UNKNOWN)), len(self.wrong))


def main() -> None:
    """All trials, and the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only every n-th point of a save")
    parser.add_argument("--moments", type=int, default=40, help="kills at a random moment")
    asked = parser.parse_args()
    tallies = []
    for name, kill in (("its process in the server", _kill_backends), ("the server", _kill_server)):
        tallies += [_at_points(name, kill, asked.every), _at_moments(name, kill, asked.moments)]
    head = ("Killed", "kills", "saves acknowledged, all there", "refused, none there", "said not to be known", "broken")
    if asked.every == 1:
        text = table(head, [tally.row() for tally in tallies])
        PAGE.write_text(written("server-killed", text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for tally in tallies:
        for wrong in tally.wrong:
            sys.stdout.write(f"{tally.what}: {wrong}\n")
    sys.exit(any(tally.wrong for tally in tallies))


def _at_points(name: str, kill: Callable[[Address], None], every: int) -> Tally:
    """One save after the other, with the kill at its first point, its second, and so on to the last."""
    tally = Tally(f"{name}, at every statement")
    with on_server(server() or "") as address:
        before = _there(address)
        for point in range(1, 10_000, every):
            reached: list[int] = []

            def act(reached: list[int] = reached) -> None:
                kill(address)
                reached.append(1)

            opened = open_store(address)
            at_point(opened.engine, point, act)
            told = _save(opened, f"at {point}")
            _wait_for_the_server()
            after = _there(address)
            if not reached:
                break
            tally.kills += 1
            _count(tally, f"point {point}", [told], len(after) - len(before))
            before = after
    _say(tally)
    return tally


def _at_moments(name: str, kill: Callable[[Address], None], kills: int) -> Tally:
    """A program that saves without end, while the kills fall at random."""
    tally, draw = Tally(f"{name}, at any moment"), random.Random(11)
    with on_server(server() or "") as address:
        store = open_store(address)
        before = _there(address)
        for number in range(kills):
            told: list[str] = []
            saving = Thread(target=_save_on, args=(store, number, told))
            saving.start()
            while not told:
                time.sleep(0.001)
            time.sleep(draw.uniform(0, 0.1))
            kill(address)
            saving.join()
            _wait_for_the_server()
            after = _there(address)
            tally.kills += 1
            _count(tally, f"kill {number}", told, len(after) - len(before))
            before = after
    _say(tally)
    return tally


def _save_on(store: Store, number: int, told: list[str]) -> None:
    """Save for half a second, or for as long as two saves take."""
    ends = time.monotonic() + 0.5
    turn = 0
    while time.monotonic() < ends or turn < 2:
        told.append(_save(store, f"{number} {turn}"))
        turn += 1


def _save(store: Store, solver: str) -> str:
    """What was told of a save."""
    try:
        saved(store, solver=solver)
    except UnknownEndError:
        return UNKNOWN
    except StoreError:
        return REFUSED
    except Exception as error:
        sys.stdout.write(f"{error!r}\n")
        return ODD
    return SAVED


def _count(tally: Tally, where: str, told: list[str], there: int) -> None:
    """All that was acknowledged is there, nothing that was refused; of what is not known all of it or nothing."""
    tally.told.update(told)
    here = Counter(told)
    if here[ODD] or not here[SAVED] <= there <= here[SAVED] + here[UNKNOWN]:
        tally.wrong.append(f"{where}: {dict(here)}, {there} there")


def _there(address: Address) -> list[str]:
    return [str(entry.key) for entry in whole(address)]


def _kill_backends(address: Address) -> None:
    """Kill the processes that serve the store's database; the server lives on."""
    for process in _children():
        if f" {address.url.database} " in _words(process):
            _kill(process)


def _kill_server(_: Address) -> None:
    """Kill the server with all its processes, and start it again meanwhile."""
    children, postmaster = _children(), _postmaster()
    _kill(postmaster)
    for child in children:
        _kill(child)
    Thread(target=_start_again).start()


def _start_again() -> None:
    data = Path(os.environ[DATA])
    program, *_ = shlex.split((data / "postmaster.opts").read_text(encoding="utf-8"))
    command = [str(Path(program).with_name("pg_ctl")), "-D", str(data), "-l", str(data / "log"), "-w", "restart"]
    if os.geteuid() == 0:
        command = ["runuser", "-u", data.owner(), "--", *command]
    ends = time.monotonic() + DATABASE_SECONDS
    while subprocess.run(command, cwd="/", capture_output=True, check=False).returncode != 0:
        if time.monotonic() > ends:
            sys.exit("The server does not start again.")


def _wait_for_the_server() -> None:
    import psycopg

    ends = time.monotonic() + DATABASE_SECONDS
    while True:
        try:
            psycopg.connect(server() or "").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


def _postmaster() -> int:
    return int((Path(os.environ[DATA]) / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def _children() -> list[int]:
    """The server's own processes, each of which has it as its parent."""
    postmaster = _postmaster()
    found = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="utf-8")
    return [int(child) for child in found.split()]


def _words(process: int) -> str:
    """What a process of the server says that it does: whom it serves, and in which database."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace") + " "
    except OSError:
        return ""


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _say(tally: Tally) -> None:
    sys.stdout.write(f"{tally.row()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
