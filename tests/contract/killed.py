"""Programs that are stopped in the middle of a save, and what they leave: ``python -m tests.contract.killed URL``.

Each save runs in a process of its own that kills itself (SIGKILL) at a point: before and after every statement that it
sends, before its commit and after it. After each the store is opened anew and every plan in it read and checked.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from planner.store.address import Address, address_of
from planner.store.faults import StoreError, UnknownEndError
from planner.store.names import PlanKey
from planner.store.opening import Store, open_store
from planner.store.removing import remove
from tests.store.example import saved, whole

SAVED, REFUSED, UNKNOWN, ODD = 0, 1, 2, 3
"""How a process ends: its save was acknowledged; refused in words; refused with the words that nobody knows
whether it was done; or something else happened."""

_FAR = 10_000


@dataclass(frozen=True)
class Outcome:
    """What came of stopping programs at one point after the other, until one came through.

    ``old`` and ``new``: how often the store then had what it had before, or the new plan as well; ``wrong``: what must
    not be.
    """

    points: int
    old: int
    new: int
    wrong: tuple[str, ...]


def kill_at(engine: Any, point: int) -> None:
    """Kill this process at the n-th point of what it sends to the database."""
    at_point(engine, point, lambda: os.kill(os.getpid(), signal.SIGKILL))


def at_point(engine: Any, point: int, act: Callable[[], object]) -> None:
    """Do something at the n-th point: before and after each statement, before each commit, and after it."""
    counted = itertools.count(1)

    def reached(*_: object, **__: object) -> None:
        if next(counted) == point:
            act()

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, name, reached)
    event.listen(engine, "checkin", reached)


def in_a_process(work: Callable[[], object]) -> int:
    """How a process of its own ends that does it; a signal's number below 0."""
    child = os.fork()
    if child == 0:
        try:
            work()
            code = SAVED
        except UnknownEndError:
            code = UNKNOWN
        except StoreError:
            code = REFUSED
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            code = ODD
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_every_point(address: Address, work: Callable[[Store, int], object], every: int = 1) -> Outcome:
    """Do it in a process that is killed at its first point, its second, and so on, until it comes through; or at some,
    not at ``every`` one.

    ``work`` saves, or removes what is there; the store opens each time, and has what it had or what was asked for.
    """
    tally: dict[bool, int] = {True: 0, False: 0}
    wrong: list[str] = []
    for point in range(1, _FAR, every):
        if not _state(address):
            saved(open_store(address))
        before = _state(address)

        def killed(point: int = point) -> None:
            store = open_store(address)
            kill_at(store.engine, point)
            work(store, point)

        ended = in_a_process(killed)
        after = _state(address)
        if ended == -signal.SIGKILL:
            tally[after != before] += 1
        elif ended == SAVED and after != before:
            return Outcome(sum(tally.values()), tally[False], tally[True], tuple(wrong))
        else:
            wrong.append(f"point {point}: ended with {ended}")
            break
        if after not in (before, _expected(before, after)):
            wrong.append(f"point {point}: {before} became {after}")
    return Outcome(point, tally[False], tally[True], tuple(wrong))


def _expected(before: list[str], after: list[str]) -> list[str]:
    """What was asked for: one more version of the one name, or none of them any more."""
    return after if len(after) == len(before) + 1 and after[:-1] == before else []


def _state(address: Address) -> list[str]:
    return [str(entry.key) for entry in whole(address)]


def saves(store: Store, point: int) -> None:
    """Save one more version, unlike those before."""
    saved(store, solver=f"killed at {point}")


def removes(store: Store, _: int) -> None:
    """Remove all versions."""
    remove(store, PlanKey("budget"), "kim")


def with_a_small_disk(address: Address, steps: int) -> Outcome:
    """Save while no file may grow beyond a size: from what it has, by so many bytes more each time, until it fits.

    The system then writes a part of what it is asked for and refuses the rest, as a full disk does.
    """
    assert address.file is not None
    saved(open_store(address))
    wrong: list[str] = []
    limit, tried, refused = 0, 0, 0
    while True:
        before = _state(address)

        def limited(limit: int = limit) -> None:
            store = open_store(address)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            saved(store, solver=f"with {limit} bytes")

        ended, after = in_a_process(limited), _state(address)
        tried += 1
        if ended == SAVED and len(after) == len(before) + 1:
            return Outcome(tried - 1, refused, 0, tuple(wrong))
        refused += after == before
        one_more = ended == UNKNOWN and len(after) == len(before) + 1
        if ended not in (REFUSED, UNKNOWN) or (after != before and not one_more):
            wrong.append(f"{limit} bytes: ended with {ended}, {before} became {after}")
            return Outcome(tried, refused, 0, tuple(wrong))
        limit += steps


if __name__ == "__main__":
    where = address_of(sys.argv[1])
    saved(open_store(where))
    step = int(sys.argv[2])
    found = {"save": at_every_point(where, saves, step), "remove": at_every_point(where, removes, step)}
    if where.file is not None:
        found["small disk"] = with_a_small_disk(where, step * 4001)
    sys.stdout.write(json.dumps({name: vars(outcome) for name, outcome in found.items()}) + "\n")
