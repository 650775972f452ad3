"""Programs that save into one store at the same time, and what each was told: ``python -m tests.contract.writers``.

Every other save asks to follow the newest version that the writer has seen, so that some must be refused.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.store.address import Address, address_of
from planner.store.faults import SaveConflictError
from planner.store.opening import open_store
from planner.store.saving import save
from tests.store.example import order, there, whole

NAMES = ("budget", "예산", "draft")


@dataclass(frozen=True)
class Tally:
    """What writers were told, and what is stored. ``wrong`` is anything that must not be."""

    asked: int
    acknowledged: int
    conflicts: int
    stored: int
    errors: tuple[str, ...]
    wrong: tuple[str, ...]


def write(url: str, writer: int, saves: int) -> None:
    """Save so many times, and print what became of each."""
    draw = random.Random(writer)
    store = open_store(address_of(url))
    sys.stdin.readline()
    seen: dict[str, int] = {}
    for number in range(saves):
        name = draw.choice(NAMES)
        after = None
        try:
            if number % 2:
                if draw.random() < 0.5:
                    seen = {entry.name: entry.version for entry in there(store)}
                after = seen.get(name, 0)
            done = save(store, order(name, f"writer {writer}", after, solver=f"{writer} {number}"))
            seen[name] = done.version
            told: dict[str, object] = {"saved": [name, done.version, writer, number]}
        except SaveConflictError as error:
            told = {"conflict": str(error), "name": name, "after": after}
        except PlannerError as error:
            told = {"error": str(error)}
        print(json.dumps(told), flush=True)  # noqa: T201 - to whoever started it


def run_writers(address: Address, writers: int, saves: int) -> Tally:
    """Start them together, and hold what they were told against what is stored."""
    url = address.url.render_as_string(hide_password=False) if address.file is None else str(address.file)
    command = [sys.executable, "-W", "error", "-m", "tests.contract.writers", url]
    root, pipe = Path(__file__).parents[2], subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": str(root)}
    started = [
        subprocess.Popen(
            [*command, str(number), str(saves)], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment
        )
        for number in range(writers)
    ]
    for one in started:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    ends = [one.communicate() for one in started]
    told = [json.loads(line) for out, _ in ends for line in out.splitlines()]
    return _tally(address, writers * saves, told, [err for _, err in ends if err])


def _tally(address: Address, asked: int, told: list[dict[str, Any]], crashes: list[str]) -> Tally:
    stored = {(entry.name, entry.version): (entry.saved_by, entry.solver) for entry in whole(address)}
    saved = [line["saved"] for line in told if "saved" in line]
    conflicts = [line for line in told if "conflict" in line]
    errors = [line["error"] for line in told if "error" in line]
    wrong = [*crashes, *(f"told of locks: {line}" for line in told if "lock" in str(line))]
    acknowledged = {
        (name, version): (f"writer {writer}", f"{writer} {number}") for name, version, writer, number in saved
    }
    if len(acknowledged) != len(saved):
        wrong.append("a version was given twice")
    wrong += [
        f"{key}: stored is {stored.get(key)}, not {what}"
        for key, what in acknowledged.items()
        if stored.get(key) != what
    ]
    wrong += [f"{key} is stored, and nobody was told" for key in stored.keys() - acknowledged.keys()]
    wrong += [
        f"names nobody: {line}"
        for line in conflicts
        if f"version {line['after']} of {line['name']}" not in line["conflict"]
    ]
    for name in NAMES:
        versions = sorted(version for found, version in stored if found == name)
        if versions != list(range(1, len(versions) + 1)):
            wrong.append(f"versions of {name}: {versions}")
    return Tally(asked, len(saved), len(conflicts), len(stored), tuple(errors), tuple(wrong))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
