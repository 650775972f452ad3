"""Every relation between a programme and a changed one: ``python -m tests.campaigns.metamorphic --count 500 --write``.

Tries each relation on random programmes until it has applied to as many as asked for; prints every disagreement with
its seed and the smallest programme that still disagrees; with ``--write`` writes docs/metamorphic.md. Ends with 1 where
anything disagreed. Some relations are tried abreast on each programme, and another begins where one has enough, so that
a run that is stopped by ``--minutes`` has brought as many as it could to the number asked for.
"""

from __future__ import annotations

import argparse
import inspect
import json
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click

from tests.campaigns.page import table
from tests.property.metamorphic.register import RELATIONS, THEMES
from tests.property.metamorphic.shrinking import shrunk
from tests.property.metamorphic.trying import Verdict, verdict
from tests.property.wider_cases import draw_wider

PAGE = Path(__file__).parents[2] / "docs" / "metamorphic.md"
ABREAST = 24
"""How many relations are tried on the same programmes, which are solved once for all of them."""

EACH_AT_FIRST = 20
"""To how many programmes every relation applies before any goes on."""

SEEDS_PER_APPLIED = 30
"""How many programmes are drawn at most for each one that a relation is to apply to."""

HEAD = """\
# Programmes changed, and what must become of their plans

Nobody knows the best plan of a random programme; but everybody knows what must become of it when the programme is
changed in a way whose effect is certain. Rows in another order: the same plan. More budget: no fewer tonnes. Each
relation below is such a change and the reason why it must hold. It is tried on random programmes of one generator
(`tests/property/wider_cases.py`: all families of rules, parts and whole projects, ratios, lists, the worst off first),
on as many as it takes until it has **applied** to the number asked for: a relation about pools says nothing of a
programme without any, and a programme that has no plan, before and after, tells nothing.

- **Agreed**: the plans, or their values, are as they must be. Of a value it is known that it lies between what the plan
  is worth and its proven bound; rounding may take half a kilogram for each award and year, and a few won an award.
- **Explained**: a plan exists, but none in whole won was found; the planner says so, and asks nobody to believe more.
- **Disagreed**: a fault of the planner, or of the relation. Each is listed with its seed.

Each relation was seen to fail: `tests/property/test_metamorphic.py` tries them with planners that have too little
money, or too much and no rules, for every programme but the first.

This page is written by `python -m tests.campaigns.metamorphic --count {count} --first {first} --write`.

"""

FOUND = """\
## What they have found

- A cost in two lines of one year and payer was not rounded as the same cost in one line: two purses' parts differed by
  a few won. Lines that fall due together are now as one.
- Where the worst off come first and somebody can gain nothing at all, the certificate ended in an error.
- Whole projects, the worst off first: who gains more than the least was told by a margin that hung also on the cost of
  upgrades that nobody can be awarded; one of these moved a few won. Only what can be awarded counts now.
- A cap on a share of tonnes, where the group (or the technology) has nothing to be awarded and mandatory upgrades emit
  more than all others save: nothing is above a part of a sum below zero, which the audit saw and the search did not.
- Three relations were wrong themselves: a copy of an upgrade that needs another helps, since half of each can follow
  half of what they need; a programme in which one technology has a rate and the others have none is no programme; and
  of parts of projects the bound is not the optimum, but what whole won leave possible. Three times too little was
  allowed for rounding: of gains per tonne of a baseline, of tonnes below zero, of won where tonnes are to be reached.
"""


@dataclass
class Tally:
    """What came of one relation."""

    ended: Counter[str] = field(default_factory=Counter)
    disagreed: dict[int, str] = field(default_factory=dict)
    explained: Counter[str] = field(default_factory=Counter)

    @property
    def applied(self) -> int:
        """On how many programmes it had something to say."""
        return self.ended.total() - self.ended["not applied"]

    def add(self, seed: int, said: Verdict) -> None:
        """Count one programme."""
        self.ended[said.ended] += 1
        if said.ended == "disagreed":
            self.disagreed[seed] = said.why
        if said.ended == "explained":
            self.explained[said.why] += 1

    def merge(self, other: Tally) -> None:
        """Count another process's programmes too."""
        self.ended += other.ended
        self.disagreed |= other.disagreed
        self.explained += other.explained


type Tallies = dict[str, Tally]


def tried(names: Sequence[str], seeds: Iterable[int], count: int, until: float | None) -> Tallies:
    """Each relation on the programmes of these seeds, until it has applied to so many or the time is over."""
    tallies = {name: Tally() for name in names}
    for seed in seeds:
        waiting = [name for name in names if tallies[name].applied < count]
        waiting = sorted(waiting, key=lambda name: tallies[name].applied >= EACH_AT_FIRST)[:ABREAST]
        if not waiting or (until is not None and time.time() > until):
            break
        case = draw_wider(seed)
        for name in waiting:
            said = verdict(RELATIONS[name], case)
            tallies[name].add(seed, said)
            if said.ended == "disagreed":
                click.echo(f"{seed} {name}: {said.why}")
    return tallies


def in_processes(names: Sequence[str], first: int, count: int, jobs: int, until: float | None) -> Tallies:
    """The same in several processes, which share the seeds out in turn."""
    last = first + count * SEEDS_PER_APPLIED
    if jobs == 1:
        return tried(names, range(first, last), count, until)
    together = {name: Tally() for name in names}
    each = -(-count // jobs)
    with ProcessPoolExecutor(jobs) as pool:
        shares = [pool.submit(tried, names, range(first + job, last, jobs), each, until) for job in range(jobs)]
        for share in shares:
            for name, tally in share.result().items():
                together[name].merge(tally)
    return together


def page(tallies: Tallies, first: int, count: int, minutes: float) -> str:
    """The page of these results."""
    tries = sum(tally.ended.total() for tally in tallies.values())
    disagreed = sum(len(tally.disagreed) for tally in tallies.values())
    fewest = min(tally.applied for tally in tallies.values())
    result = (
        f"**Last result**: {len(tallies)} relations, {sum(tally.applied for tally in tallies.values()):,} programmes"
        f" to which one applied (of {tries:,} tried), {disagreed} disagreements; in {minutes:.0f} minutes,\n"
        f"Python {platform.python_version()}."
    )
    if fewest < count:
        done = sum(tally.applied >= count for tally in tallies.values())
        result += (
            f" The run was stopped when {done} relations had applied to {count} programmes each;"
            f"\nthe others to as many as the tables say, {fewest} at the fewest."
        )
    sections = [_section(theme, [relation.__name__ for relation in of], tallies) for theme, of in THEMES.items()]
    return HEAD.format(count=count, first=first) + "\n\n".join([result, *sections, *_disagreements(tallies), FOUND])


def _section(theme: str, names: Sequence[str], tallies: Tallies) -> str:
    head = ("relation, and why it must hold", "tried", "applied", "agreed", "explained", "disagreed")
    rows = [
        (
            f"**{_words(name)}.** {' '.join((inspect.getdoc(RELATIONS[name]) or '').split())}",
            *(f"{number:,}" for number in _numbers(tallies[name])),
        )
        for name in names
    ]
    return f"## {theme}\n\n{table(head, rows)}"


def _numbers(tally: Tally) -> tuple[int, ...]:
    ended = tally.ended
    return ended.total(), tally.applied, ended["agreed"], ended["explained"], ended["disagreed"]


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _disagreements(tallies: Tallies) -> Iterator[str]:
    lines = [f"- `{name}`, seed {seed}" for name, tally in tallies.items() for seed in sorted(tally.disagreed)]
    if lines:
        yield "## Disagreements\n\n" + "\n".join(lines)


def _one_of_each(tallies: Tallies) -> list[tuple[str, int]]:
    """A relation and a seed for each different disagreement: an error of the planner shows in many relations."""
    found = {why: (name, seed) for name, tally in tallies.items() for seed, why in tally.disagreed.items()}
    return sorted(found.values())


def main() -> int:
    """Try the relations asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="to how many programmes each relation must apply")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", choices=RELATIONS, action="append", help="only this relation; may be repeated")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes")
    parser.add_argument("--write", action="store_true", help="write docs/metamorphic.md; with all relations only")
    asked = parser.parse_args()
    if asked.write and asked.only:
        parser.error("--write goes with all relations")
    started = time.time()
    until = None if asked.minutes is None else started + 60 * asked.minutes
    tallies = in_processes(asked.only or list(RELATIONS), asked.first, asked.count, asked.jobs, until)
    minutes = (time.time() - started) / 60
    for name, tally in tallies.items():
        click.echo(f"{name}: {dict(sorted(tally.ended.items()))} {dict(tally.explained) or ''}")
    if asked.write:
        PAGE.write_text(page(tallies, asked.first, asked.count, minutes), encoding="utf-8")
        click.echo(PAGE)
    broken = _one_of_each(tallies)
    for name, seed in broken:
        small = shrunk(RELATIONS[name], draw_wider(seed))
        click.echo(f"{name}, seed {seed}, made smaller: {json.dumps(asdict(small), default=str)}")
    click.echo(f"{sum(tally.applied for tally in tallies.values())} applied in {minutes:.1f} minutes")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
