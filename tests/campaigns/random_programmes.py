"""Random programmes against every relation: ``python -m tests.campaigns.random_programmes --count 2000``.

Prints each disagreement with its seed, then the totals; writes nothing. Ends with 1 where anything disagreed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

import click

from tests.property.cases import draw
from tests.property.finding import find
from tests.property.relations import RELATIONS


def main() -> int:
    """Run the seeds asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="how many programmes")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", choices=RELATIONS, action="append", help="only this relation; may be repeated")
    asked = parser.parse_args()
    started = time.monotonic()
    ended: Counter[str] = Counter()
    disagreed: Counter[str] = Counter()
    for seed in range(asked.first, asked.first + asked.count):
        case = draw(seed)
        for name in asked.only or RELATIONS:
            try:
                disagreement = RELATIONS[name](case)
            except Exception as error:  # a campaign goes on, whatever one programme does
                disagreement = f"{type(error).__name__}: {error}"
            if disagreement:
                disagreed[name] += 1
                click.echo(f"{seed} {name}: {disagreement}")
        try:
            found = find(case)
            ended[found.why if found.plan is None else found.plan.status] += 1
        except Exception as error:
            ended[type(error).__name__] += 1
    click.echo(f"{asked.count} programmes in {time.monotonic() - started:.0f} s")
    click.echo(f"ended: {dict(sorted(ended.items()))}")
    click.echo(f"disagreements: {dict(sorted(disagreed.items())) or 'none'}")
    return 1 if disagreed else 0


if __name__ == "__main__":
    sys.exit(main())
