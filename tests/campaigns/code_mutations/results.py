"""What became of a draw of mutants: counted, kept in a file, read again."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

from tests.campaigns.code_mutations.equivalent import EQUIVALENT
from tests.campaigns.code_mutations.mutants import Change

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"


@dataclass(frozen=True)
class Ended:
    """How one mutant ended."""

    change: Change
    how: str
    told: str
    """The test that told it from the original."""
    tests: int
    """How many tests run its lines."""


@dataclass(frozen=True)
class Result:
    """What a run found."""

    package: str
    mutants: int
    """How many the package has in all."""
    seed: int
    ended: tuple[Ended, ...]
    seconds: float
    """Processor time [s]."""
    most: int | None = None
    """How many tests tried a mutant at most; all that run its lines where not set."""

    def count(self, how: str) -> int:
        """How many ended so, equivalent ones among the surviving."""
        return sum(one.how == how for one in self.ended)

    @property
    def equivalent(self) -> list[Change]:
        """Those that survived because nothing could tell them, with a reason in :mod:`equivalent`."""
        return [one.change for one in self.ended if one.how == SURVIVED and one.change.words in EQUIVALENT]

    @property
    def survivors(self) -> list[Change]:
        """All others that survived."""
        return [one.change for one in self.ended if one.how == SURVIVED and one.change.words not in EQUIVALENT]

    @property
    def score(self) -> tuple[float, float, float]:
        """The share of mutants that tests tell, with the ends of its Wilson interval (95 %)."""
        tried = len(self.ended) - len(self.equivalent)
        return wilson(tried - len(self.survivors), tried)

    def and_then(self, later: Result) -> Result:
        """The same draw after those that survived were tried again, with more tests."""
        told = {one.change: one for one in later.ended if one.how != SURVIVED}
        ended = tuple(told.get(one.change, one) for one in self.ended)
        return dataclasses.replace(self, ended=ended, seconds=self.seconds + later.seconds)

    def in_words(self) -> str:
        """The counts in a line."""
        share, low, high = self.score
        return (
            f"{self.package}: {self.mutants} mutants, {len(self.ended)} drawn (seed {self.seed}), "
            f"{self.count(KILLED)} killed, {self.count(TIMED_OUT)} timed out, {len(self.survivors)} survived, "
            f"{len(self.equivalent)} equivalent: {share:.1%} ({low:.1%} to {high:.1%}), {self.seconds:.0f} s"
        )

    def write(self, file: Path) -> None:
        """Keeps it."""
        file.write_text(json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @staticmethod
    def read(file: Path) -> Result:
        """What was kept."""
        kept = json.loads(file.read_text(encoding="utf-8"))
        ended = tuple(Ended(Change(**one.pop("change")), **one) for one in kept.pop("ended"))
        return Result(ended=ended, **kept)


def wilson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float, float]:
    """A share with its interval (Wilson 1927, doi 10.1080/01621459.1927.10502953)."""
    if not trials:
        return 0.0, 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / trials
    middle = share + z * z / (2 * trials)
    half = z * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    whole = 1 + z * z / trials
    return share, (middle - half) / whole, (middle + half) / whole
