"""The official ranking: upgrades in the order of won per tonne, taken until the purses are empty, as a baseline.

What a candidate asks is its support at the full rate, or at the least rate where its supplier states one, and its lines
with a named payer; its tonnes are those of its first possible award year. The list is gone through from the top: each
candidate is awarded in the first year in which it fits beside all before it, indivisible ones whole, of others as much
as fits, and what is left of it in the years after. What does not fit is passed over and the next is tried. The list is
gone through again as long as that adds something: a pool may have filled since. A candidate that saves nothing is not
on the list.

A candidate *fits* where there is money for everything accepted so far under every ceiling: budgets, carry-over, rates,
caps, ratios between payers, pools, affordability, alternatives, prerequisites. A rule that asks for at least something
of the whole cannot be kept from the top down: :func:`ceilings_only` leaves it out, and the audit says whether the
ranking breaks it. How shares of a whole are capped is said in :mod:`planner.solving.listed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import highspy

from planner.audit import AuditReport, Finding, audit
from planner.certificate.rounding import rule_of
from planner.errors import NoAnswerError, RoundingError, UsageError
from planner.formulation.assemble import assemble
from planner.languages import T, Text
from planner.plan.build import SolverSays, build_plan
from planner.plan.objectives import ProvenObjective
from planner.plan.plan import Plan
from planner.programme.carbon import awarded_kilograms, measure_weights
from planner.programme.fairness import FairnessRule, FairShare
from planner.programme.objective import MOST_LIFETIME_TONNES
from planner.programme.options import Option, Options
from planner.programme.programme import Programme
from planner.solving.listed import ListSolver
from planner.solving.outcome import Infeasible, NoAnswer
from planner.study.attempt import choice_of
from planner.study.tightening import Tightening
from planner.units import TIGHTENING_ROUNDS, ceiling, floor

type By = Literal["annual", "lifetime", "discounted"]

LEFT_OUT = frozenset(
    {"mandatory", "floor", "least", "gini", "target", "reach", "footprint", "deployment", "cap_share", "technology"}
)
"""Rules whose rows a ranking may break."""

ASKS_FOR_NOTHING = FairShare(floor=Fraction(0), of="count", by="tier")
"""Stands in the place of a fairness rule that is left out, so that the others keep their numbers."""


@dataclass(frozen=True)
class Ranked:
    """A candidate of the list: its options by year, what it asks [won] and its tonnes [kg] in the first of them."""

    options: tuple[Option, ...]
    ask_won: int
    kilograms: Fraction

    @property
    def won_per_tonne(self) -> Fraction:
        """What the list goes by, ascending."""
        return self.ask_won * 1000 / self.kilograms


@dataclass(frozen=True)
class Ranking:
    """The plan that the ranking gives, and what it does not keep of the rules that a list cannot look after."""

    plan: Plan
    report: AuditReport

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The rows that the ranking breaks."""
        return self.report.broken


def refuse_past(programme: Programme) -> None:
    """Raise ``UsageError`` where a later year is planned."""
    if programme.rules.years.past_years:
        raise UsageError(
            T("The ranking by won per tonne knows nothing of what is signed: it cannot begin with a later year.")
        )


def make_ranking(programme: Programme, by: By = "lifetime", say: Callable[[Text], None] = lambda _: None) -> Ranking:
    """The ranking's plan: every ceiling kept to the won, status ``feasible``, no bound.

    Raises ``UsageError`` for discounted tonnes without a discount rate and where a later year is planned,
    ``RoundingError`` where whole won cannot keep the ceilings.
    """
    refuse_past(programme)
    options = Options.of(programme)
    ranked = ranked_list(options, by)
    eased = ceilings_only(programme)
    assembled = assemble(eased, Options.of(eased))
    say(T("Ranking: {candidates} upgrades on the list.", candidates=f"{len(ranked):,}"))
    solver = ListSolver(assembled, [candidate.options for candidate in ranked])
    tightening = Tightening({}, {})
    for _ in range(TIGHTENING_ROUNDS):
        outcome = tightening.solve(solver)
        if isinstance(outcome, Infeasible | NoAnswer):
            raise NoAnswerError(T("The ranking cannot be paid to the won."))
        plan = build_plan(options, choice_of(assembled, outcome.answer), _no_proof(programme))
        report = audit(programme, plan)
        rounding = AuditReport(tuple(finding for finding in report.findings if rule_of(finding.row) not in LEFT_OUT))
        if rounding.passed:
            return Ranking(plan, report)
        tightening = tightening.tighter(rounding, solver, outcome.answer)
    raise RoundingError(
        T("No plan in whole won was found; the rule that kept breaking: {row}.", row=rounding.broken[0].row)
    )


def ranked_list(options: Options, by: By) -> list[Ranked]:
    """The candidates by won per tonne, ascending; equal ones in code-point order of supplier and upgrade."""
    programme = options.programme
    if by == "discounted" and programme.rules.discount is None:
        raise UsageError(T("Discounted tonnes need a discount rate: the model has no key discount."))
    by_upgrade: dict[str, list[Option]] = {}
    for option in options.options:
        by_upgrade.setdefault(option.upgrade.upgrade_id, []).append(option)
    weights = measure_weights(programme, "discounted_tonnes" if by == "discounted" else "lifetime_tonnes")
    candidates = [
        Ranked(tuple(years), _ask(years[0]), _kilograms(programme, years[0], None if by == "annual" else weights))
        for years in by_upgrade.values()
    ]
    # The options come in code-point order, and sorting keeps the order of equal ones.
    return sorted((one for one in candidates if one.kilograms > 0), key=lambda one: one.won_per_tonne)


def _ask(option: Option) -> int:
    """The support that the whole upgrade asks for [won]."""
    upgrade = option.upgrade
    shared = (
        floor(option.rate * upgrade.shared_won)
        if option.least_rate is None
        else ceiling(option.least_rate * upgrade.shared_won)
    )
    return upgrade.total_won - upgrade.shared_won + shared


def _kilograms(programme: Programme, option: Option, weights: Mapping[int, Fraction] | None) -> Fraction:
    """What the whole upgrade saves [kg]: weighted by year, or in its first year in operation."""
    by_year = awarded_kilograms(programme, option.upgrade, option.year, Fraction(1))
    if weights is None:
        return Fraction(by_year.get(option.year + option.upgrade.lead_years, 0))
    return sum((weights[year] * kilogram for year, kilogram in by_year.items()), Fraction(0))


def ceilings_only(programme: Programme) -> Programme:
    """The programme without the rules that ask for at least something of the whole, and with most tonnes to be sought.

    Left out are floors, least benefits, Gini ceilings, targets, reach, footprints, least deployment and that something
    is mandatory. A plan without any award keeps every rule that is left.
    """
    rules = programme.rules.model_copy(
        update={
            "objective": MOST_LIFETIME_TONNES,
            "fairness": _caps_only(programme.rules.fairness),
            "targets": (),
            "footprint": (),
        }
    )
    upgrades = {
        name: upgrade.model_copy(update={"mandatory": False}) if upgrade.mandatory else upgrade
        for name, upgrade in programme.upgrades.items()
    }
    return replace(programme, rules=rules, upgrades=upgrades)


def _caps_only(fairness: Sequence[FairnessRule]) -> tuple[FairnessRule, ...]:
    return tuple(
        rule.model_copy(update={"floor": None})
        if isinstance(rule, FairShare) and rule.cap is not None
        else ASKS_FOR_NOTHING
        for rule in fairness
    )


def _no_proof(programme: Programme) -> SolverSays:
    return SolverSays(
        ending="feasible",
        objectives=tuple(ProvenObjective(None) for _ in programme.rules.objective),
        solver=f"HiGHS {highspy.Highs().version()}",
    )
