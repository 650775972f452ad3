"""The campaign's page of documentation."""

from __future__ import annotations

import importlib.metadata
import subprocess

import highspy
import pulp

from tests.campaigns.differential.answers import BRUTE_FORCE, EVERY_SELECTION, EXACT, RELATIVE
from tests.campaigns.differential.check import MOST_SELECTIONS
from tests.campaigns.differential.exact import is_installed
from tests.campaigns.differential.solvers import SOLVERS, available
from tests.campaigns.differential.totals import Totals
from tests.campaigns.page import table

SEEDS_SHOWN = 12

HEAD = """\
# Several solvers, and exact arithmetic

Random programmes, the same for the same seed, each with the rules and objectives that chance gives it. The rows that
the planner builds of it go to HiGHS with and without presolve and to CBC; QSopt_ex solves the same rows in exact
fractions, built anew and rounded nowhere. The planner's own plan is held against the exact optimum.

- **Linear programmes**: all optima, and all statements that there is no plan, are compared. An exact answer counts only
  once it is proven in plain fractions: the point keeps every row, and the multipliers prove that none is better; or the
  rows are proven to have to give way.
- **Whole projects**: the three solvers by branch and bound; exactly, what their selection is worth, and that parts of
  projects are worth as much at least. Up to {selections} selections are each solved exactly. Where the money is settled
  by the selection, up to 16 projects are tried in every combination, in whole won.
- **Ratios**: exactly by the transformation of Charnes and Cooper; by the solvers, that nothing is gained above that
  ratio. For whole projects the planner's own ratio takes its place.
- **Lists of objectives**: one after the other, held to what was reached before. Leximin is followed to its first level.
- **Gini ceilings**: with a column for every two members instead of the planner's cuts.
- **The plan**: its bound is not below the exact optimum, a certified one by nothing at all; its value is not above it
  by more than whole won and kilograms may lift it; where the plan is called optimal, the first objective's bound is the
  optimum (but a ratio's, which starts from the ratio of the plan in whole won).

Answers are the same where they are no further apart than a millionth of them, or of 1 where they are smaller. Any other
difference is told with its seed, and has an explanation or counts as unexplained: that ends the command with 1. A
difference is explained where a solver's answer is too good and it breaks rows by no more than its tolerance: with a
tenth of a won or of a gram more in every row it would be right. An answer that is too bad is never explained so. What
one solver alone answers, while two others give the exact answer, is a wrong answer of that solver: it is told as one,
and the planner must not have fallen for it.
"""


def page(totals: Totals, first: int, seconds: float) -> str:
    """The page for these figures."""
    return "\n".join(
        [
            HEAD.format(selections=MOST_SELECTIONS),
            f"```\n{command(totals, first)}\n```\n",
            f"The last run: {totals.last_line()}, in {seconds / 60:.0f} minutes. {versions()}\n",
            "## Programmes\n",
            _programmes(totals),
            "\n`no rows`: building the rows already shows that a rule can be met by nothing. `rounding`: plans exist in"
            " fractions of a won, and none was found in whole won. `refused`: a ratio that could divide by nothing.\n",
            "## Answers\n",
            _answers(totals),
            "\n## Two and two\n",
            _pairs(totals),
            "\n## Differences\n",
            _differences(totals),
        ]
    )


def command(totals: Totals, first: int) -> str:
    """The command that makes the page again."""
    start = f" --first {first}" if first else ""
    return f"python -m tests.campaigns.differential --count {totals.programmes}{start} --write"


def versions() -> str:
    """The versions of all solvers."""
    parts = [f"HiGHS {highspy.Highs().version()}", f"PuLP {pulp.__version__}"]
    if "CBC" in available():
        parts.append(f"CBC as in cbcbox {importlib.metadata.version('cbcbox')}")
    if is_installed():
        said = subprocess.run(["esolver", "-v"], capture_output=True, text=True, check=False)
        parts.append(" ".join((said.stdout + said.stderr).partition("QSopt_ex")[1:]).split("(")[0].strip())
    return ", ".join(parts) + "."


def _programmes(totals: Totals) -> str:
    endings = sorted({ended for _, ended in totals.ended})
    rows = [
        [sort, count, *(totals.ended[sort, ended] or "" for ended in endings)]
        for sort, count in sorted(totals.sorts.items())
    ]
    last = ["all", totals.programmes, *(sum(totals.ended[sort, ended] for sort in totals.sorts) for ended in endings)]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(totals.kinds.items()))
    return table(["sort", "programmes", *endings], [*rows, last]) + f"\n\nBy kind: {kinds}."


def _answers(totals: Totals) -> str:
    rows = [
        [who, totals.answered[who], totals.infeasible[who], totals.stopped[who] or ""]
        for who in (*SOLVERS, EXACT, EVERY_SELECTION, BRUTE_FORCE)
    ]
    return table(["who", "optima", "no plan", "stopped by the clock"], rows)


def _pairs(totals: Totals) -> str:
    rows = [
        [f"{one}, {other}", count, f"{totals.farthest[one, other]:.1e}" if totals.farthest[one, other] else "0"]
        for (one, other), count in sorted(totals.compared.items())
    ]
    return table(["who", "objectives compared", "farthest apart, relatively"], rows)


def _seeds(seeds: list[int]) -> str:
    more = ", …" if len(seeds) > SEEDS_SHOWN else ""
    return f"{len(seeds)} times, seeds {', '.join(map(str, seeds[:SEEDS_SHOWN]))}{more}"


def _differences(totals: Totals) -> str:
    lines = [f"- {what}: {why}; {_seeds(seeds)}" for what, why, seeds in totals.explained()]
    lines += [f"- **unexplained**, seed {d.seed}, {d.what}: {d.said}" for d in totals.unexplained]
    lines += [f"- {count} {note}" for note, count in sorted(totals.notes.items())]
    agreed = f"No two answers were further apart than {RELATIVE:.0e}, relatively, but for these:"
    return f"{agreed}\n\n" + "\n".join(lines) + "\n" if lines else "None.\n"
