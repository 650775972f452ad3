"""The packages whose code is mutated, and the tests that speak of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.code_mutations.mutants import ROOT


@dataclass(frozen=True)
class Package:
    """A package, or a single file, of the planner."""

    path: str
    tests: tuple[str, ...]
    goal: float = 0.85
    """The share of mutants that tests must tell."""

    def files(self) -> Iterator[Path]:
        """Its files, in order."""
        place = ROOT / "planner" / self.path
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


PACKAGES = {
    "audit": Package("audit", ("tests/audit",), 0.95),
    "intake": Package("intake", ("tests/intake",), 0.95),
    "plan": Package("plan", ("tests/plan", "tests/golden")),
    "programme": Package("programme", ("tests/intake", "tests/golden", "tests/audit", "tests/formulation")),
    "certificate": Package("certificate", ("tests/certificate",)),
    "units": Package("units.py", ("tests/plan", "tests/audit", "tests/golden")),
}
