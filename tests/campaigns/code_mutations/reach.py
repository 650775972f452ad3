"""Which tests run which lines: every test run once under coverage, each as a context of its own."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from coverage import Coverage

from tests.campaigns.code_mutations.mutants import ROOT, Mutant
from tests.campaigns.code_mutations.results import SURVIVED, Ended

type Lines = dict[str, dict[int, list[str]]]
"""By file and line, the tests that run it; the empty name for what importing and collecting runs."""


@dataclass
class Reach:
    """What is known of the tests of a package."""

    lines: Lines
    seconds: dict[str, float]
    """How long each test takes [s], under coverage."""
    most: int | None = None
    """How many tests try a mutant at most; all of them where not set."""
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many mutants of a file a test has killed so far."""

    def and_also(self, other: Reach) -> Reach:
        """What is known of these tests and of others."""
        lines: Lines = {}
        for known in (self.lines, other.lines):
            for file, by_line in known.items():
                for line, tests in by_line.items():
                    lines.setdefault(file, {}).setdefault(line, []).extend(tests)
        return Reach(lines, self.seconds | other.seconds)

    def is_imported(self, mutant: Mutant) -> bool:
        """Whether the mutant's statement runs before any test does."""
        return any("" in tests for tests in self._at(mutant))

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that can tell, those that told most of its file first, then the quick ones."""
        reaching = {test for tests in self._at(mutant) for test in tests}
        if "" in reaching:
            reaching = {test for tests in self.lines[mutant.change.file].values() for test in tests}
        reaching = reaching & self.seconds.keys() or (set(self.seconds) if "" in reaching else set())
        order = sorted(reaching, key=lambda test: (-self.kills[mutant.change.file, test], self.seconds[test], test))
        return order[: self.most]

    def ended(self, mutant: Mutant, how: str, told: str, tests: int) -> Ended:
        """Keeps in mind which test told, and says at once which mutant no test did."""
        if how == SURVIVED:
            click.echo(f"{mutant.change} ({tests} tests)", err=True)
        self.kills[mutant.change.file, told] += 1
        return Ended(mutant.change, how, told, tests)

    def _at(self, mutant: Mutant) -> list[list[str]]:
        by_line = self.lines.get(mutant.change.file, {})
        return [by_line.get(line, []) for line in mutant.lines]


class Tracer:
    """Measures a run of pytest; made before anything of the planner is imported."""

    def __init__(self) -> None:
        self.coverage = Coverage(data_file=None, source=[str(ROOT / "planner")], config_file=False)
        self.coverage.start()

    def stop(self) -> None:
        """Measures no more in this process."""
        self.coverage.stop()

    def measured(self, items: Sequence[pytest.Item]) -> Reach:
        """Runs the tests; those that fail without any mutant are named, and left out."""
        seconds = {}
        self.coverage.start()
        for item in items:
            self.coverage.switch_context(item.nodeid)
            started = time.perf_counter()
            failed = run([item])
            if failed is None:
                seconds[item.nodeid] = time.perf_counter() - started
            else:
                click.echo(f"left out, for it fails without any change: {failed}", err=True)
        self.coverage.stop()
        data = self.coverage.get_data()
        return Reach({_relative(file): data.contexts_by_lineno(file) for file in data.measured_files()}, seconds)


def run(items: Sequence[pytest.Item], seconds: Mapping[str, float] | None = None) -> str | None:
    """Runs tests in their order up to the first that fails, and names it.

    With ``seconds``, a test that takes five times as long as it did, and 5 s more, of this process's time ends it.
    """
    failed: list[str] = []

    class Listener:
        @staticmethod
        def pytest_runtest_logstart(nodeid: str) -> None:
            if seconds is not None:
                signal.setitimer(signal.ITIMER_PROF, 5 + 5 * seconds[nodeid])

        @staticmethod
        def pytest_runtest_logreport(report: pytest.TestReport) -> None:
            if report.failed:
                failed.append(report.nodeid)

    listener = Listener()
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.pluginmanager.register(listener)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item.config.pluginmanager.unregister(listener)
        if failed:
            return failed[0]
    return None


def _relative(file: str) -> str:
    return Path(file).relative_to(ROOT).as_posix()
