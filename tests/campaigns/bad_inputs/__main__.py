"""Every case of bad input and 200 good files in other dresses: ``python -m tests.campaigns.bad_inputs``.

Prints a line a case and whatever is not as it must be, with all that was said of the file; ends with 1 if there is
anything. With ``--write`` the figures go into docs/bad-inputs.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tests.campaigns.bad_inputs.alarms import Try, tries
from tests.campaigns.bad_inputs.case import Case
from tests.campaigns.bad_inputs.command_line import Run, runs
from tests.campaigns.bad_inputs.every_case import cases, verdicts
from tests.campaigns.bad_inputs.judge import Verdict
from tests.campaigns.bad_inputs.together import Together, together
from tests.campaigns.page import table, written

PAGE = Path(__file__).parents[3] / "docs" / "bad-inputs.md"

_HEAD = (
    "Case",
    "files",
    "caught",
    "ends as it must",
    "place",
    "remedy",
    "form",
    "rows counted",
    "nothing beside",
    "longest [s]",
)
_TOGETHER = 120
"""How many programmes get several faults at once."""
_SAMPLED = 3
"""Which variant of each case goes through the command line too."""


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.bad_inputs", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/bad-inputs.md")
    parser.add_argument("--only", type=int, action="append", metavar="CASE", help="only this case; may be repeated")
    asked = parser.parse_args()
    chosen = [case for case in cases() if not asked.only or case.number in asked.only]
    rows = []
    wrong = 0
    for case in chosen:
        found = list(verdicts(case))
        rows.append(_row(case, found))
        click.echo("  ".join(rows[-1]))
        wrong += _say(case, found)
    commands = [run for case in chosen for run in runs(case, _SAMPLED)]
    tried = [] if asked.only else list(tries())
    several = together(0 if asked.only else _TOGETHER)
    missed = [f"   not told beside others: {missed}" for missed in several.missed]
    for line in [*map(_run_line, commands), *map(_try_line, tried), *missed]:
        if line:
            click.echo(line)
            wrong += 1
    sums = _sums(len(chosen), commands, tried, several)
    click.echo(sums)
    if asked.write and not asked.only:
        page = written("cases", table(_HEAD, rows), PAGE.read_text("utf-8"))
        page = written("dresses", _dresses(tried), page)
        PAGE.write_text(written("sums", sums, page), encoding="utf-8", newline="\n")
    return 1 if wrong else 0


def _row(case: Case, found: Sequence[Verdict]) -> list[str]:
    """The case's line: how many of its files are as they must be, in each respect."""
    counts = [
        sum(getattr(verdict, name) for verdict in found)
        for name in ("caught", "ended", "placed", "remedied", "formed", "counted")
    ]
    alone = sum(not verdict.beside and not verdict.wrong for verdict in found)
    longest = max(verdict.heard.seconds for verdict in found)
    return [f"{case.number} {case.title}", str(len(found)), *map(str, counts), str(alone), f"{longest:.2f}"]


def _say(case: Case, found: Sequence[Verdict]) -> int:
    """Tell of the files that are not as they must be; how many they are."""
    bad = [(number, verdict) for number, verdict in enumerate(found) if not verdict.is_good]
    for number, verdict in bad:
        click.echo(f"   case {case.number}, file {number}: {verdict.heard.ending} {verdict.wrong}")
        for line in verdict.said[:5]:
            click.echo(f"      {line}")
    return len(bad)


def _run_line(run: Run) -> str:
    return f"   case {run.case} by the command in {run.language}: {run.wrong}" if run.wrong else ""


def _try_line(tried: Try) -> str:
    return f"   {tried.dress}, file {tried.variant}: {tried.wrong}" if tried.wrong else ""


def _dresses(tried: Sequence[Try]) -> str:
    """The table of dresses."""
    names = dict.fromkeys(one.dress for one in tried)
    groups = [[one for one in tried if one.dress == name] for name in names]
    return table(
        ("Good files", "files", "false alarms"),
        [(group[0].dress, len(group), sum(bool(one.wrong) for one in group)) for group in groups],
    )


def _sums(chosen: int, commands: Sequence[Run], tried: Sequence[Try], several: Together) -> str:
    """What the runs come to."""
    longest = max((run.seconds for run in commands), default=0.0)
    alarms = sum(bool(one.wrong) for one in tried)
    failed = sum(bool(run.wrong) for run in commands)
    return (
        f"{chosen} cases; {len(tried)} good files, {alarms} false alarms; {several.faults} faults in "
        f"{several.programmes} programmes of several faults, {len(several.missed)} not told in the one run; "
        f"{len(commands)} runs of the command in both languages, {failed} not as they must be, "
        f"the longest {longest:.1f} s."
    )


if __name__ == "__main__":
    sys.exit(main())
