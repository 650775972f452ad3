"""What the planner says of programmes without a plan: ``python -m tests.campaigns.infeasible_programmes``.

Writes docs/infeasible-programmes.md from the hand-made programmes of ``tests/study/infeasible.py``.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from planner.errors import ConflictError
from planner.languages import Language
from planner.solving.outcome import Limits
from planner.study.explained import plan_or_explanation
from tests.study.infeasible import CASES, Case

PAGE = Path(__file__).parents[2] / "docs" / "infeasible-programmes.md"

HEAD = """\
# Programmes without a plan

Where no plan keeps every rule, `planner solve` ends with 4 and says which *named rules* cannot be kept together, and
which changes are enough. With `--json` the same stands in one document on standard output.

- **The rules in conflict are irreducible**: without any one of them the others can be kept. They are found by leaving
  rules out, one after the other, not rows. What is nobody's rule is never put in question: that an upgrade is awarded
  at most once, that every won is paid, rates as they apply to an upgrade, what a supplier accepts.
- **Any one of the changes is enough**, with every other rule of the programme in force, and each is the least of its
  kind: the least sum over the years of a budget or over several suppliers' limits, the best attainable share of a
  floor. It is rounded outward to two digits of the change and tried again before it is told: with up to {planned}
  award options by making a plan in whole won, with up to {anew} by formulating the changed programme, above that in
  its rows. "Less may do" is said where a time limit ended the search for the least.
- **Where no rule alone is enough**, as with conflicts that have nothing in common, changes of several rules are told
  that are enough together. Each counts by the part by which it changes its level; where shares change, their sum is
  near the least, not proven to be.
- **Whole projects** are tried in parts first: rules that conflict even so conflict all the more for whole projects.
  Then rules are left out for whole projects, by branch and bound.
- It takes as long again as the plan may (`--time-limit`), or five minutes, and says where something could not be
  found out.

The programmes below are made by hand; which rules are in conflict and which changes are the least was worked out
before (`tests/study/infeasible.py` has the arithmetic, and the tests hold it against what the planner says). This page
is written by `python -m tests.campaigns.infeasible_programmes`.
"""


def page() -> str:
    """The page as it should be now."""
    from planner.study.explanation import PLANNED
    from planner.study.repair import FORMULATED_ANEW

    return "\n".join([HEAD.format(planned=PLANNED, anew=f"{FORMULATED_ANEW:,}"), *map(_section, CASES)])


def _section(case: Case) -> str:
    return f"""\
## {case.title}

{inspect.cleandoc(case.story)}

```
{_answer(case, "en")}
```
"""


def _answer(case: Case, language: Language) -> str:
    try:
        plan_or_explanation(case.make(), Limits())
    except ConflictError as error:
        return "\n".join(line.to(language) for line in [error.text, *error.explanation.lines()])
    raise AssertionError(f"{case.name} has a plan")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
