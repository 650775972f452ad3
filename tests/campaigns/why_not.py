"""Ten upgrades that the Hyundai-Kia plan does not fund, explained; each claim tried again from changed inputs.

``python -m tests.campaigns.why_not`` explains them one after the other, then makes the plan anew for every claimed
smallest change, once with the change and once with a step less: from a copy of the tables with another cost or least
support, or with ``--set`` as somebody would type it; nothing of the search is used for that. It takes about an hour,
prints every explanation and writes docs/why-not.md. ``--plan PLAN.json`` takes a saved plan in place of a new one.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from planner.errors import PlannerError
from planner.export.explained.amounts import awarded, change, level
from planner.export.explained.words import lines
from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.programme.quantities import written
from planner.solving.outcome import Limits
from planner.study.again import Again
from planner.study.planning import make_plan
from planner.study.why.answer import Enough, Explained, Explanation
from planner.study.why.explaining import Explaining
from tests.campaigns.page import table

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "hyundai-kia-2026.yaml"
INPUTS = ROOT / "inputs" / "hyundai-kia-2026"
PAGE = ROOT / "docs" / "why-not.md"

HALF = Fraction(1, 2) - Fraction(1, 10**6)
"""Awarded so much of it, an upgrade is in; the search grants a divisible award a millionth."""

HEAD = """\
# Why an upgrade is not funded

`planner explain PLAN.json ID` says why an upgrade, or each upgrade of a supplier, is in a plan or not:

- **what decided it**: what the whole upgrade is worth in its best year, against what its money and the rules that it
  meets are worth elsewhere, by the prices of the plan's linear programme. Below 0 no best plan holds it. The parts are
  told purse by purse and rule by rule; what definitions say (that every won is paid, that support is a part of the
  cost) is followed to the purses behind. Where projects are whole, or the objective is a ratio or a list, prices do not
  say who is in, and nothing is told of them;
- **what forcing it in costs**: the plan made again with the upgrade mandatory, or the rules with which that conflicts;
- **the smallest change of each kind that brings it in**: its cost cut; its supplier content with less support; a purse
  with more money, in the year in which the least does it; a rule's level. "In" means awarded whole where projects are
  whole, and otherwise at least half of it. A change is told in two digits, and is found by solving linear programmes;
  then a whole plan is made with it, in whole won and audited. With one step less the upgrade is not in: that is the
  linear programme's word, or a whole plan's where the linear programme says otherwise. `--quick` makes no whole plans.
  Where no size of a change does it, the largest that was tried is told: a hundredth of the cost or of the support, ten
  times a purse's largest budget in every year, a rule without force. Larger changes are taken to bring in what smaller
  ones do, which no rule promises. Nothing is tried for an upgrade that no purse may pay: whom the purses pay is told.
  Rules are asked about whose rows have a price, and caps that the upgrade reaches.

`planner explain PLAN.json --rejected --out FILE.xlsx` gives a row for each upgrade that is not funded. There everything
is solved as linear programmes, purses and rules in a few sizes that answer for all upgrades at once.

Below are upgrades that the Hyundai-Kia plan does not fund, from both tiers and as many regions. Each claim was
tried again by making the plan from changed inputs: tables with another cost or least support, or `--set`. This page is
written by `python -m tests.campaigns.why_not`.
"""


@dataclass(frozen=True)
class Tried:
    """A claim, and what plans from changed inputs award: with the change, and with a step less."""

    claim: Enough
    share: Fraction
    share_below: Fraction

    @property
    def holds(self) -> bool:
        """Whether the claim is borne out."""
        return self.share >= HALF and (self.share_below < HALF or not self.claim.sure)


def chosen(plan: Plan, programme: Programme, count: int = 10) -> list[str]:
    """Upgrades that are not funded, spread over tiers and regions: of each the one in the middle of the list."""
    funded = {award.upgrade_id for award in plan.awards}
    groups: dict[tuple[int, str], list[str]] = {}
    for name, upgrade in programme.upgrades.items():
        supplier = programme.supplier_of(upgrade)
        if name not in funded:
            groups.setdefault((supplier.tier, supplier.region or ""), []).append(name)
    middles = [names[len(names) // 2] for _, names in sorted(groups.items())]
    return [middles[place * len(middles) // count] for place in range(count)]


def tried(claim: Enough, upgrade_id: str, *, linear: bool = False) -> Tried:
    """The plan made anew with the change, and with a step less; ``linear``: its linear programme."""
    less = claim.after + (claim.step if claim.after < claim.before else -claim.step)
    share, share_below = (_share(claim, to, upgrade_id, linear=linear) for to in (claim.after, less))
    return Tried(claim, share, share_below)


def _share(claim: Enough, to: Fraction, upgrade_id: str, *, linear: bool) -> Fraction:
    """What a plan awards of an upgrade, made from inputs with the claim's setting at another value."""
    with tempfile.TemporaryDirectory() as folder:
        inputs, overrides = INPUTS, []
        if claim.setting.startswith(("upgrades, ", "suppliers, ")):
            inputs = Path(folder) / "inputs"
            shutil.copytree(INPUTS, inputs)
            name, row, column = claim.setting.split(", ")
            _write_cell(inputs / f"{name}.csv", row, column, str(written(to)))
        else:
            overrides = [f"{claim.setting}={written(to)}"]
        programme = read_programme(MODEL, overrides, inputs).programme
    try:
        if linear:
            return Fraction(Again(programme).base.share(upgrade_id))
        plan = make_plan(programme, Limits(), prove=False).plan
    except PlannerError:
        return Fraction(0)
    cost = sum(award.cost_won for award in plan.awards if award.upgrade_id == upgrade_id)
    return Fraction(cost, programme.upgrades[upgrade_id].total_won)


def _write_cell(file: Path, row: str, column: str, value: str) -> None:
    """Another value in one cell; estimates of a cost, which must be around it, are left out of its row."""
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for cells in rows:
        if cells[columns[0]] == row:
            cells[column] = value
            if column == "cost_won":
                cells.update(dict.fromkeys(set(columns) & {"cost_low_won", "cost_high_won"}, ""))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)


def section(one: Explained, explanation: Explanation, found: Sequence[Tried], seconds: float) -> str:
    """An upgrade's part of the page."""
    first, *rest = [line.to("en") for line in lines(one, explanation)]
    rows = [
        (
            str(each.claim.says),
            str(level(each.claim.after, each.claim.unit)),
            str(awarded(each.share)),
            str(change(each.claim.step, each.claim.unit)),
            str(awarded(each.share_below)),
            "yes" if each.holds else "**no**",
        )
        for each in found
    ]
    head = ("Claimed", "at", "then awarded", "a step less", "then awarded", "borne out")
    shown = table(head, rows) if rows else "No claim to try: no change of any kind brings it in."
    said = "\n".join(["```", first, *rest, "```"])
    heading = f"## {one.upgrade_id}\n\n{said}\n\n"
    return f"{heading}Tried again from changed inputs (explained in {seconds:,.0f} s of processor time):\n\n{shown}\n"


def sections(
    plan: Plan, programme: Programme, ids: Sequence[str], *, linear: bool
) -> Iterator[tuple[str, Sequence[Tried]]]:
    """Each upgrade explained, and its claims tried."""
    explaining = Explaining(programme, plan, quick=linear)
    for upgrade_id in ids:
        start = time.process_time()
        explanation = explaining.explained([upgrade_id])
        seconds = time.process_time() - start
        (one,) = explanation.upgrades
        said = "\n".join(line.to("en") for line in lines(one, explanation))
        sys.stdout.write(f"{said}\n({seconds:,.0f} s)\n\n")
        sys.stdout.flush()
        found = [tried(claim, upgrade_id, linear=linear) for claim in one.enough]
        yield section(one, explanation, found, seconds), found


def main() -> None:
    """Explain, try again, write the page after each upgrade."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", type=Path, help="A saved plan in place of a new one.")
    parser.add_argument("--linear", action="store_true", help="By linear programmes: minutes in place of hours.")
    parser.add_argument("--page", type=Path, default=PAGE, help="Where the page goes.")
    parser.add_argument("ids", nargs="*", help="Other upgrades than the ten.")
    arguments = parser.parse_args()
    programme = read_programme(MODEL, (), INPUTS).programme
    if arguments.plan is None:
        plan = make_plan(programme, Limits()).plan
    else:
        plan = Plan.from_json(arguments.plan.read_text(encoding="utf-8"))
    ids = arguments.ids or chosen(plan, programme)
    how = "as linear programmes formulated from the changed inputs" if arguments.linear else "by whole plans"
    told: list[str] = []
    claims: list[Tried] = []
    for text, found in sections(plan, programme, ids, linear=arguments.linear):
        told.append(text)
        claims += found
        borne_out = sum(each.holds for each in claims)
        summary = f"Upgrades: {len(told)}. Claims tried: {len(claims)}; borne out: {borne_out}; tried again {how}.\n"
        arguments.page.write_text("\n".join([HEAD, summary, *told]), encoding="utf-8")
        sys.stdout.write(f"{summary}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
