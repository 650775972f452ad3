"""Random programmes against several solvers and exact arithmetic: ``python -m tests.campaigns.differential``.

Prints every disagreement with its seed, then the totals; ends with 1 where one is unexplained. With ``--write`` the
figures go into docs/differential.md. Needs QSopt_ex (``apt-get install qsopt-ex``) and CBC (``pip install
'pulp[cbc]'``).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click

from tests.campaigns.differential.check import Checked, check
from tests.campaigns.differential.exact import is_installed
from tests.campaigns.differential.report import page
from tests.campaigns.differential.solvers import available
from tests.campaigns.differential.totals import Totals
from tests.campaigns.differential.trials import trial

PAGE = Path(__file__).parents[3] / "docs" / "differential.md"

AT_ONCE = 20
"""Programmes handed to a process together."""

SAID_EVERY = 500


def main() -> int:
    """Run the seeds asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.differential", description=__doc__)
    parser.add_argument("--count", type=int, default=5_000, help="how many programmes")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--minutes", type=float, help="stop after so many, and say how many programmes it were")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/differential.md")
    asked = parser.parse_args()
    if not is_installed() or "CBC" not in available():
        parser.error("QSopt_ex (apt-get install qsopt-ex) and CBC (pip install 'pulp[cbc]') are both needed")
    started = time.monotonic()
    totals = Totals()
    for checked in _all(range(asked.first, asked.first + asked.count), asked.jobs):
        totals.add(checked)
        for difference in checked.differences:
            reason = difference.why or "UNEXPLAINED"
            click.echo(f"{difference.seed} {difference.what}: {difference.said} ({reason})")
        if totals.programmes % SAID_EVERY == 0:
            click.echo(f"{totals.last_line()}, {time.monotonic() - started:.0f} s")
        if asked.minutes and time.monotonic() - started > 60 * asked.minutes:
            break
    click.echo(totals.last_line())
    if asked.write:
        written = page(totals, asked.first, time.monotonic() - started)
        PAGE.write_text(written, encoding="utf-8", newline="\n")
    return 1 if totals.unexplained else 0


def _all(seeds: range, jobs: int) -> Iterator[Checked]:
    if jobs == 1:
        yield from map(one, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(one, seeds, chunksize=AT_ONCE)


def one(seed: int) -> Checked:
    """Everything about the programme of that seed; an error of any kind is a difference too."""
    drawn = trial(seed)
    try:
        return check(drawn)
    except Exception as error:  # a campaign goes on, whatever one programme does
        checked = Checked(drawn, ended="error", sort="error")
        checked.differ("error", f"{type(error).__name__}: {error}")
        return checked


if __name__ == "__main__":
    sys.exit(main())
