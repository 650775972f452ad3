"""The figures of ``docs/programmes.md``, from the model files: ``python -m tests.campaigns.programmes``.

Solves them and writes the tables into the page; ``--only NAME`` writes one table, ``--show`` prints and writes
nothing. Every plan is proven optimal, or this fails.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import click

from planner.intake import read_programme
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.campaigns import capital_budgeting, hyundai_kia
from tests.campaigns.page import PAGE, eok, names, per, table, written

MODELS = Path(__file__).parents[2] / "models"
PILOTS = {
    "pilots-2025-lg-electronics": "LG Electronics",
    "pilots-2025-posco": "POSCO",
    "pilots-2025-lx-hausys": "LX Hausys",
    "pilots-2025-lg-chem": "LG Chem",
}
AUCTION = (
    "funders.MOTIR.budget.2026=25_000_000_000",
    "support_rates=[{size: [small, medium], at_most: 0.7}, {size: mid-sized, at_most: 0.5}, "
    "{size: large, at_most: 0.3}]",
    "caps=[{funders: MOTIR, per: supplier, won: 5_000_000_000}]",
    "reserved=[{funder: MOTIR, share: 0.3, of: {size: [small, medium, mid-sized]}}]",
    "clawback={tied_share: 1, free_shortfall: 0.1}",
)
"""What turns the call of 2026 into the auction that was reported for the same year."""

WON_PER_EURO = 1_600


class Solved(NamedTuple):
    """A programme and its best plan."""

    programme: Programme
    plan: Plan

    def upgrade(self, award: Award) -> Upgrade:
        """What was awarded."""
        return self.programme.upgrades[award.upgrade_id]

    @property
    def annual_tonnes(self) -> float:
        """Tonnes of each award's first year in operation [t/yr]."""
        return float(self.plan.indicators.annual_tonnes)

    @property
    def saved_won(self) -> int:
        """Energy cost and what goes with it, saved a year by all awards [won]."""
        return sum(round(_share(self, award) * (self.upgrade(award).saving_won or 0)) for award in self.plan.awards)


def _share(solved: Solved, award: Award) -> Fraction:
    return Fraction(award.cost_won, solved.upgrade(award).total_won)


@functools.cache
def solve(name: str, *overrides: str) -> Solved:
    """The best plan of a model file, audited. Raises ``AssertionError`` where it is not proven best."""
    programme = read_programme(MODELS / f"{name}.yaml", overrides).programme
    plan = make_plan(programme, Limits()).plan
    assert plan.status == "optimal", (name, overrides, plan.status)
    return Solved(programme, plan)


def pilots() -> str:
    """The four pilots one by one, together, and as published."""
    head = (
        "",
        "offered",
        "chosen",
        "state aid [억]",
        "cost [억]",
        "t/yr",
        "t in ten years",
        "saved a year [억]",
        "aid per t/yr [won]",
    )
    solved = {title: solve(name) for name, title in PILOTS.items()}
    rows = [_pilot(title, [one]) for title, one in solved.items()]
    rows.append(_pilot("**the four together**", list(solved.values())))
    rows.append(["*published* [3] [5]", "", "", "≤ 41.68", "", "1,884", "", "11.44", "≤ 2,212,000"])
    falling = [solve(name, "factors.scenario=falling") for name in PILOTS]
    rows.append(_pilot("with a grid that gets cleaner", falling))
    return table(head, rows)


def _pilot(title: str, solved: Sequence[Solved]) -> list[object]:
    aid = sum(one.plan.indicators.public_won for one in solved)
    tonnes = sum(one.annual_tonnes for one in solved)
    return [
        title,
        sum(len(one.programme.upgrades) for one in solved),
        sum(len(one.plan.awards) for one in solved),
        eok(aid),
        eok(sum(one.plan.indicators.all_won for one in solved)),
        f"{tonnes:,.0f}",
        f"{sum(one.plan.indicators.lifetime_tonnes for one in solved):,.0f}",
        eok(sum(one.saved_won for one in solved)),
        per(aid, tonnes),
    ]


def chosen_in_the_pilots() -> str:
    """What each pilot's plan chooses, by technology, with its tonnes a year."""
    return "\n".join(
        f"- {title}: " + ", ".join(_counted(solved.upgrade(award).technology for award in solved.plan.awards))
        for title, solved in ((title, solve(name)) for name, title in PILOTS.items())
    )


def _counted(technologies: Iterable[str]) -> list[str]:
    found: dict[str, int] = {}
    for technology in technologies:
        found[technology] = found.get(technology, 0) + 1
    words = {name: name.replace("_", " ") for name in sorted(found)}
    return [word if found[name] == 1 else f"{word} ({found[name]})" for name, word in words.items()]


def national() -> str:
    """The call of 2026 by consortium."""
    solved = solve("national-2026")
    head = (
        "consortium",
        "firms that get aid",
        "chosen",
        "MOTIR [억]",
        "of it consulting [억]",
        "leader [억]",
        "t/yr",
        "lifetime t",
        "aid per lifetime t [won]",
    )
    consortia = sorted({str(supplier.consortium) for supplier in solved.programme.suppliers.values()})
    rows = [_consortium(solved, name, [name]) for name in consortia]
    rows.append(_consortium(solved, "**all**", consortia))
    rows.append(["*published* [5] [6]", "", "", "105 in all, ≤ 50 each", "≤ 3 each", "", "", "", ""])
    return table(head, rows)


def _consortium(solved: Solved, title: str, consortia: Sequence[str]) -> list[object]:
    awards = [
        award for award in solved.plan.awards if solved.programme.suppliers[award.supplier_id].consortium in consortia
    ]
    public = sum(award.payers.get("MOTIR", 0) for award in awards)
    leader = sum(award.support_won for award in awards) - public
    consulting = sum(line.won for award in awards for line in solved.upgrade(award).lines if line.payer == "MOTIR")
    first_years = sum(_first_year(award) for award in awards)
    lifetime = float(sum(award.tonnes for award in awards))
    return [
        title,
        len({award.supplier_id for award in awards}),
        len(awards),
        eok(public),
        eok(consulting),
        eok(leader),
        f"{first_years:,.0f}",
        f"{lifetime:,.0f}",
        per(public + leader, lifetime),
    ]


def _first_year(award: Award) -> float:
    """Tonnes of the first year in operation [t/yr]."""
    return float(award.tonnes_by_year[min(award.tonnes_by_year)]) if award.tonnes_by_year else 0.0


def auction() -> str:
    """The call beside the auction."""
    head = (
        "",
        "state aid [억]",
        "to large firms [억]",
        "chosen",
        "lifetime t",
        "aid per lifetime t [won]",
        "taken back if low [억]",
    )
    call, sold = solve("national-2026"), solve("national-2026", *AUCTION)
    without = solve("national-2026", *(text for text in AUCTION if not text.startswith("reserved")))
    return table(
        head,
        [
            _auction("the call, 105억 at 60/50/0 %", call),
            _auction("the auction, 250억 at 70/50/30 %", sold),
            _auction("the same, nothing reserved", without),
        ],
    )


def _auction(title: str, solved: Solved) -> list[object]:
    large = [award for award in solved.plan.awards if solved.programme.suppliers[award.supplier_id].size == "large"]
    indicators = solved.plan.indicators
    return [
        title,
        eok(indicators.public_won),
        eok(sum(award.payers.get("MOTIR", 0) for award in large)),
        len(solved.plan.awards),
        f"{indicators.lifetime_tonnes:,.0f}",
        per(indicators.fresh_won, float(indicators.lifetime_tonnes)),
        eok(sum(reclaim.reclaimed_won for reclaim in solved.plan.reclaims)) if solved.plan.reclaims else "-",
    ]


def shift() -> str:
    """Which of the two limits sets the grant."""
    solved = solve("shift-japan")
    by_limit: dict[str, list[Award]] = {"half of the cost": [], "7,700 yen a tonne": [], "50 million yen a site": []}
    for award in solved.plan.awards:
        by_limit[_limit(solved, award)].append(award)
    head = ("the grant is set by", "chosen", "grant [억]", "lifetime t", "grant per lifetime t [won]")
    rows = [_grants(title, awards) for title, awards in by_limit.items()]
    rows.append(_grants("**all**", solved.plan.awards))
    half = [award for award in solved.plan.awards if solved.upgrade(award).technology in {"led", "rooftop_solar"}]
    rows.append(_grants("of them lamps and panels, at most half of the tonnes", half))
    return table(head, rows)


def _limit(solved: Solved, award: Award) -> str:
    if award.support_won == award.cost_won // 2:
        return "half of the cost"
    per_tonne = float(award.tonnes) * 72_380
    return "7,700 yen a tonne" if abs(award.support_won - per_tonne) < 0.01 * per_tonne else "50 million yen a site"


def _grants(title: str, awards: Sequence[Award]) -> list[object]:
    won, tonnes = sum(award.support_won for award in awards), float(sum(award.tonnes for award in awards))
    return [title, len(awards), eok(won), f"{tonnes:,.0f}", per(won, tonnes)]


def sde() -> str:
    """Each phase: what it takes, and the dearest bid in it."""
    solved = solve("sde-ranking")
    head = ("phase", "ceiling [€/t]", "projects", "subsidy [M €]", "lifetime t", "dearest bid taken [€/t]")
    ceilings = {
        year: phase.won_per_lifetime_tonne for phase in solved.programme.rules.ceiling_phases for year in phase.year
    }
    rows: list[list[object]] = []
    for number, (year, ceiling) in enumerate(sorted(ceilings.items()), start=1):
        awards = [award for award in solved.plan.awards if award.year == year]
        dearest = max((_euro_per_tonne(award) for award in awards), default=None)
        rows.append(
            [number, round(ceiling / WON_PER_EURO), *_bids(awards), "-" if dearest is None else f"{dearest:.0f}"]
        )
    rows.append(["**all**", "", *_bids(solved.plan.awards), f"{max(map(_euro_per_tonne, solved.plan.awards)):.0f}"])
    return table(head, rows)


def fences() -> str:
    """What the reserved amounts go to."""
    solved = solve("sde-ranking")
    without = solve("sde-ranking", "reserved=[]")
    head = ("", "reserved [M €]", "subsidy [M €]", "subsidy if nothing is reserved [M €]")
    rows: list[list[object]] = []
    for rule in solved.programme.rules.reserved:
        classes = rule.of.technology_class or ()
        kept = _million_euro(rule.won or 0)
        rows.append(
            [", ".join(classes).replace("_", " "), kept, *(_of_class(one, classes) for one in (solved, without))]
        )
    rows.append(["all tonnes", "", *(f"{one.plan.indicators.lifetime_tonnes:,.0f} t" for one in (solved, without))])
    return table(head, rows)


def _of_class(solved: Solved, classes: Sequence[str]) -> str:
    kinds = solved.programme.class_of_technology
    return _million_euro(
        sum(award.support_won for award in solved.plan.awards if kinds.get(solved.upgrade(award).technology) in classes)
    )


def _bids(awards: Sequence[Award]) -> list[object]:
    won = sum(award.support_won for award in awards)
    return [len(awards), _million_euro(won), f"{sum(award.tonnes for award in awards):,.0f}"]


def _million_euro(won: int) -> str:
    return f"{won / WON_PER_EURO / 1_000_000:.2f}"


def _euro_per_tonne(award: Award) -> float:
    return award.support_won / WON_PER_EURO / float(award.tonnes)


def cascade() -> str:
    """The cascade under each path of the grid."""
    head = (
        "grid in 2035 [t/MWh]",
        "lifetime t",
        "t in 2030",
        "t in 2035",
        "credits that the OEMs use [t]",
        "worth [억]",
    )
    paths = {
        "0.12 (the model's)": (),
        "0.10": ("factors.scenario=low",),
        "0.25": ("factors.scenario=slow",),
        "as in 2023": ("factors.scenario=frozen",),
    }
    return table(head, [_path(title, solve("hyundai-kia-2026", *overrides)) for title, overrides in paths.items()])


def _path(title: str, solved: Solved) -> list[object]:
    plan = solved.plan
    return [
        title,
        f"{plan.indicators.lifetime_tonnes:,.0f}",
        f"{plan.indicators.tonnes_by_year.get(2030, 0):,.0f}",
        f"{plan.indicators.tonnes_by_year.get(2035, 0):,.0f}",
        f"{sum(year.usable_t for year in plan.credits):,.0f}",
        eok(sum(year.value_won for year in plan.credits)),
    ]


TABLES: Mapping[str, Callable[[], str]] = {
    "cascade": cascade,
    "pilots": pilots,
    "pilots-chosen": chosen_in_the_pilots,
    "national": national,
    "auction": auction,
    "shift": shift,
    "sde": sde,
    "sde-reserved": fences,
    **hyundai_kia.TABLES,
    **capital_budgeting.TABLES,
}
"""The tables of the page, by the names of their marks."""


def main() -> None:
    """Write the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=TABLES, action="append", help="only this table; may be repeated")
    parser.add_argument("--show", action="store_true", help="print the tables and leave the page as it is")
    asked = parser.parse_args()
    for name in asked.only or [name for name in names(PAGE.read_text(encoding="utf-8")) if name in TABLES]:
        text = TABLES[name]()
        click.echo(f"{name}\n{text}\n")
        if not asked.show:
            PAGE.write_text(written(name, text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
