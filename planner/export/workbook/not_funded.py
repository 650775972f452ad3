"""What was not funded, or only in part, each with a reason: the cheapest won per tonne first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.export.candidates import Candidate, candidates
from planner.export.columns import Column, Kind, Place, Signal, Table
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.study.why.reasons import Reasons


@dataclass(frozen=True)
class NotFundedRow:
    """A candidate of which the plan leaves all or a part, and why."""

    candidate: Candidate
    reason: Text


def table(plan: Plan, programme: Programme, found: Sequence[Candidate] | None = None) -> Table[NotFundedRow]:
    """A row an upgrade that is left out or cut short; those that save nothing come last.

    ``found`` are the candidates, where they have been worked out already.
    """
    known = candidates(plan, programme) if found is None else found
    left = [candidate for candidate in known if candidate.awarded < 1]
    reasons = Reasons.of(plan, programme)
    dearest = max((each.won_per_tonne for each in known if each.awarded and each.won_per_tonne), default=None)
    return Table(
        title=T("Not funded"),
        says=T(
            "Candidates without an award, or awarded in part; cost and tonnes are of the whole upgrade, in its first "
            "possible year. Sorted by cost per lifetime tonne. What would bring one in says: planner explain PLAN ID"
        ),
        columns=_COLUMNS,
        rows=[
            NotFundedRow(
                candidate,
                reasons.of_upgrade(candidate.upgrade)
                or (
                    T("costs more per tonne than any upgrade that is funded")
                    if dearest is not None and (candidate.won_per_tonne or 0) > dearest
                    else _outweighed(plan)
                ),
            )
            for candidate in left
        ],
        frozen_columns=2,
        key="Not_funded",
    )


def _outweighed(plan: Plan) -> Text:
    """What is left to say where nothing is plain to see; of a plan that is not proven best no more than it is."""
    if plan.status == "optimal":
        return T("other upgrades serve the objective at least as well with the same money and rules")
    return T("not in the best plan that was found")


def _won_per_tonne(place: Place) -> str:
    tonnes = place.cell("tonnes")
    return f'=IF(N({tonnes})>0,{place.cell("cost")}/{tonnes},"")'


_COLUMNS: tuple[Column[NotFundedRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.candidate.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.candidate.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.candidate.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.candidate.supplier.region),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.candidate.upgrade.upgrade_id),
    Column("technology", T("Technology"), Kind.TEXT, lambda row: row.candidate.upgrade.technology),
    Column("awarded", T("Share awarded"), Kind.PERCENT, lambda row: row.candidate.awarded, signal=Signal.BAR),
    Column("first_year", T("First possible year"), Kind.YEAR, lambda row: row.candidate.first_year),
    Column("cost", T("Cost"), Kind.WON, lambda row: row.candidate.cost_won),
    Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.candidate.lifetime_tonnes),
    Column(
        "won_per_tonne",
        T("Cost per tonne"),
        Kind.WON_PER_TONNE,
        lambda row: row.candidate.won_per_tonne,
        formula=_won_per_tonne,
    ),
    Column("remark", T("Reason"), Kind.TEXT, lambda row: row.reason, most=44),
)
