"""At the same spend: what the plants did, what rankings would have done, what the plan does.

``python -m tests.real.compare`` prints the table. The plants had reasons that the audits do not tell, and most costs
are the auditors' estimates: the distance says what a choice by tonnes could have had, not what the plants did wrong.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import click

from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.real.audits import Audits, Recommendation, read_audits
from tests.real.models import one_purse, won_of
from tests.real.place import NOT_SET, audits_file
from tests.real.tables import LIFE_YEARS


@dataclass(frozen=True)
class Choice:
    """What was chosen: its name, what it costs [won], and its lifetime tonnes."""

    name: str
    won: int
    tonnes: Fraction


def choices(audits: Audits, folder: Path) -> Iterator[Choice]:
    """What the plants did, then the rankings, then the plans, each with the same purse."""
    budget = won_of(audits.implemented)
    yield choice("what the plants did", audits.implemented)
    yield choice("ranked by payback", ranked(audits.used, budget, payback))
    yield choice("ranked by won per tonne", ranked(audits.used, budget, won_per_tonne))
    for projects in ("whole", "divisible"):
        plan = planned(one_purse(audits, folder / projects, projects))
        yield Choice(f"plan, {projects}", plan.indicators.all_won, Fraction(plan.indicators.lifetime_tonnes))


def choice(name: str, chosen: Iterable[Recommendation]) -> Choice:
    """The cost and the tonnes of these recommendations, counted straight from the audits."""
    listed = tuple(chosen)
    return Choice(name, won_of(listed), lifetime_tonnes(listed))


def lifetime_tonnes(chosen: Iterable[Recommendation]) -> Fraction:
    """What these save over their lives [t], exact."""
    return LIFE_YEARS * sum((recommendation.tonnes for recommendation in chosen), Fraction(0))


def ranked(
    recommendations: Iterable[Recommendation], budget: int, key: Callable[[Recommendation], Fraction]
) -> list[Recommendation]:
    """One after the other in the order of the key, each that the money still reaches."""
    taken, left = [], budget
    for recommendation in sorted(recommendations, key=lambda each: (key(each), each.upgrade_id)):
        if recommendation.cost_won <= left:
            taken.append(recommendation)
            left -= recommendation.cost_won
    return taken


def won_per_tonne(recommendation: Recommendation) -> Fraction:
    """What a tonne costs; every recommendation that is used saves some."""
    return recommendation.cost_won / recommendation.tonnes


def payback(recommendation: Recommendation) -> Fraction:
    """Years until the savings have paid the cost; those that save no money come last."""
    if not recommendation.saving_won:
        return Fraction(recommendation.cost_won)
    return Fraction(recommendation.cost_won, recommendation.saving_won)


def planned(model: Path) -> Plan:
    """The best plan of a model, audited."""
    return make_plan(read_programme(model).programme, Limits()).plan


def table(rows: Iterable[Choice]) -> str:
    """The choices beside each other; ratios to the first."""
    listed = list(rows)
    lines = [f"{'':26}{'million won':>14}{'lifetime t':>14}{'ratio':>8}"]
    for row in listed:
        ratio = float(row.tonnes / listed[0].tonnes)
        lines.append(f"{row.name:26}{row.won / 1e6:>14,.1f}{float(row.tonnes):>14,.0f}{ratio:>8.3f}")
    return "\n".join(lines)


def counts(audits: Audits) -> str:
    """How many rows were read, used, dropped and changed, with the reasons."""
    lines = [f"{audits.rows} rows read, {len(audits.used)} used, of {len(audits.plants)} plants"]
    lines += [f"{count} dropped: {reason}" for reason, count in audits.dropped.items()]
    lines += [f"{count} changed: {reason}" for reason, count in audits.changed.items()]
    return "\n".join(lines)


def main() -> None:
    """Print what was read, and the table."""
    file = audits_file()
    if file is None:
        raise SystemExit(NOT_SET)
    audits = read_audits(file)
    click.echo(counts(audits))
    with tempfile.TemporaryDirectory() as folder:
        click.echo(table(choices(audits, Path(folder))))


if __name__ == "__main__":
    main()
