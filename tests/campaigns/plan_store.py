"""The store of plans, crowded and stopped, on SQLite and on PostgreSQL: ``bash .ci/with-postgresql python -m
tests.campaigns.plan_store``. Writes its table into docs/plan-store-trials.md; what broke goes to standard output.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planner.errors import PlannerError
from planner.store.address import Address
from planner.store.names import PlanKey
from planner.store.opening import open_store
from planner.store.removing import remove
from tests.campaigns.page import table, written
from tests.contract.databases import in_folder, on_server, server
from tests.contract.killed import Outcome, at_every_point, removes, saves, with_a_small_disk
from tests.contract.writers import Tally, run_writers
from tests.store.example import saved, whole

PAGE = Path(__file__).parents[2] / "docs" / "plan-store-trials.md"
DATA = "PLANNER_TEST_POSTGRESQL_DATA"


@dataclass(frozen=True)
class Trial:
    """A row of the table, and what must not be."""

    what: str
    database: str
    tries: int
    told: str
    wrong: tuple[str, ...]


def main() -> None:
    """Every trial on every database that there is, and the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=300, help="processes killed at a random moment")
    parser.add_argument("--saves", type=int, default=50, help="saves of each of the eight writers")
    parser.add_argument("--only", default="", help="only trials with this in their name; the page stays as it is")
    asked = parser.parse_args()
    trials = list(_trials(asked.moments, asked.saves, asked.only))
    rows = [(one.what, one.database, f"{one.tries:,}", one.told, len(one.wrong)) for one in trials]
    text = table(("Trial", "database", "tries", "what came of it", "broken"), rows)
    if not asked.only:
        PAGE.write_text(written("statements-and-writers", text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for one in trials:
        for wrong in one.wrong:
            sys.stdout.write(f"{one.what}, {one.database}: {wrong}\n")
    sys.exit(any(one.wrong for one in trials))


def _trials(moments: int, saves_each: int, only: str) -> Iterator[Trial]:
    for database in ("SQLite", "PostgreSQL") if server() is not None else ("SQLite",):
        wanted: dict[str, Callable[[], Trial]] = {
            "killed at every statement": partial(_statements, database),
            "killed at any moment": partial(_moments, database, moments),
            "small disk": partial(_small, database),
            "eight writers": partial(_writers, database, saves_each),
        }
        for name, trial in wanted.items():
            if only in name:
                yield _shown(trial())


def _shown(trial: Trial) -> Trial:
    sys.stdout.write(f"{trial}\n")
    sys.stdout.flush()
    return trial


@contextlib.contextmanager
def _fresh(database: str) -> Iterator[Address]:
    if database == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            yield in_folder(Path(folder))
        return
    with on_server(server() or "") as address:
        yield address


def _statements(database: str) -> Trial:
    with _fresh(database) as address:
        saved(open_store(address))
        both = [at_every_point(address, saves), at_every_point(address, removes)]
    return _of_outcomes("killed at every statement", database, both)


def _of_outcomes(what: str, database: str, found: list[Outcome]) -> Trial:
    old, new = sum(one.old for one in found), sum(one.new for one in found)
    wrong = tuple(line for one in found for line in one.wrong)
    return Trial(what, database, sum(one.points for one in found), f"{old} as before, {new} with the new plan", wrong)


def _moments(database: str, tries: int) -> Trial:
    """A process that saves without end, killed after a random time; what it had acknowledged is there."""
    draw, wrong, told = random.Random(7), list[str](), 0
    with _fresh(database) as address:
        store, before = open_store(address), 0
        for number in range(tries):
            acknowledged = _killed_after(address, draw.uniform(0.001, 0.4), number)
            told += acknowledged
            there = len(whole(address))
            if there - before not in (acknowledged, acknowledged + 1):
                wrong.append(f"{number}: {acknowledged} acknowledged, {there - before} there")
            if there > 40:
                remove(store, PlanKey("budget"), "kim")
            before = 0 if there > 40 else there
    return Trial(
        "killed at any moment", database, tries, f"{told:,} saves acknowledged before, all there", tuple(wrong)
    )


def _killed_after(address: Address, seconds: float, number: int) -> int:
    """How many saves it was told of until it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(address)
        os.write(writer, b"r")
        for turn in range(10_000):
            saved(store, solver=f"{number} {turn}")
            os.write(writer, b".")
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = 0
    while found := os.read(reader, 4096):
        told += len(found)
    os.close(reader)
    return told


def _small(database: str) -> Trial:
    if database == "SQLite":
        with _fresh(database) as address:
            return _of_outcomes("small disk", database, [with_a_small_disk(address, 1_001)])
    with _small_tablespace() as place:
        if place is None:
            return Trial("small disk", database, 0, "not tried: no small file system can be mounted here", ())
        return _filled(place)


def _filled(place: str) -> Trial:
    """Saved until it is full: refused in words, and all that was acknowledged is there."""
    import psycopg

    url, told = server() or "", 0
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        try:
            with on_server(url) as address:
                connection.execute(f'ALTER DATABASE "{address.url.database}" SET TABLESPACE small')
                store = open_store(address)
                while True:
                    try:
                        saved(store, solver=random.Random(told).randbytes(200_000).hex())
                    except PlannerError as error:
                        said = str(error)
                        break
                    told += 1
                there = len(whole(address))
        finally:
            connection.execute("DROP TABLESPACE small")
    wrong = [] if there == told else [f"{told} acknowledged, {there} there"]
    wrong += [] if "the server's disk is full" in said else [said]
    return Trial(
        "small disk", "PostgreSQL", told + 1, f"{told} acknowledged and there, then refused: disk full", tuple(wrong)
    )


@contextlib.contextmanager
def _small_tablespace() -> Iterator[str | None]:
    """A file system of 24 MB for the server; None where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0777", "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            yield None
            return
        try:
            place = Path(folder) / "space"
            place.mkdir(mode=0o700)
            _hand_over(place)
            yield str(place)
        finally:
            subprocess.run(["umount", folder], check=True)


def _hand_over(place: Path) -> None:
    """Hand the folder to whoever runs the server."""
    owner = Path(os.environ[DATA]).stat()
    os.chown(place, owner.st_uid, owner.st_gid)


def _writers(database: str, saves_each: int) -> Trial:
    with _fresh(database) as address:
        return _of_tally("eight writers", database, run_writers(address, 8, saves_each))


def _of_tally(what: str, database: str, tally: Tally) -> Trial:
    told = f"{tally.acknowledged} acknowledged = {tally.stored} stored, {tally.conflicts} conflicts named"
    told += f", {len(tally.errors)} refused otherwise" if tally.errors else ""
    return Trial(what, database, tally.asked, told, tally.wrong)


if __name__ == "__main__":
    main()
