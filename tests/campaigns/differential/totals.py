"""What a campaign found, counted: programmes by sort and ending, answers by solver, distances by pair, differences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.campaigns.differential.answers import Difference
from tests.campaigns.differential.check import Checked
from tests.campaigns.differential.solvers import INFEASIBLE, STOPPED

type Pair = tuple[str, str]


@dataclass
class Totals:
    """Counts over all programmes so far."""

    programmes: int = 0
    objectives: int = 0
    sorts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    ended: Counter[tuple[str, str]] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    infeasible: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    compared: Counter[Pair] = field(default_factory=Counter)
    farthest: dict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    notes: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        """Count one programme."""
        self.programmes += 1
        self.objectives += len(checked.asked)
        self.sorts[checked.sort] += 1
        self.kinds[checked.trial.kind] += 1
        self.ended[checked.sort, checked.ended] += 1
        self.notes += checked.notes
        self.differences += checked.differences
        for asked in checked.asked:
            for who, said in asked.by.items():
                kind = {INFEASIBLE: self.infeasible, STOPPED: self.stopped}.get(str(said), self.answered)
                kind[who] += 1
            for one, other, distance in asked.compared():
                self.compared[one, other] += 1
                self.farthest[one, other] = max(self.farthest[one, other], distance or 0.0)

    @property
    def unexplained(self) -> list[Difference]:
        """The disagreements for which no reason is known."""
        return [difference for difference in self.differences if not difference.why]

    def explained(self) -> Iterator[tuple[str, str, list[int]]]:
        """What differed, why, and in which programmes."""
        seeds: dict[tuple[str, str], list[int]] = defaultdict(list)
        for difference in self.differences:
            if difference.why:
                seeds[difference.what, difference.why].append(difference.seed)
        for (what, why), where in sorted(seeds.items()):
            yield what, why, where

    def last_line(self) -> str:
        """All in one line."""
        unknown, all_of_them = len(self.unexplained), len(self.differences)
        odd = f"differences: {unknown} unexplained, {all_of_them - unknown} explained"
        return f"{self.programmes} programmes, {self.objectives} objectives; {odd}"
