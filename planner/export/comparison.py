"""A plan beside another: as tables of words and figures, and as a small workbook of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.audit.finding import Finding
from planner.audit.report import said
from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.rulebook.shares import fairness_words
from planner.export.tables_workbook import tables_bytes
from planner.export.wording import MARKS, Capital, payer_name
from planner.languages import Language, T, Text
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.study.comparison import (
    Comparison,
    Figure,
    GroupFigure,
    PayerFigure,
    SupplierFigure,
    won_per_tonne,
)

FIGURES: dict[str, Text] = {
    "lifetime_tonnes": T("Lifetime tonnes"),
    "discounted_tonnes": T("Discounted tonnes"),
    "annual_tonnes": T("Tonnes in the first year"),
    "fresh_won": T("Fresh money"),
    "public_won": T("Government money"),
    "oem_won": T("Lead firms' money"),
    "recycled_won": T("Returned money spent again"),
    "own_won": T("Suppliers' own money"),
    "all_won": T("Cost of the equipment"),
    "tonnes_per_million_won": T("Tonnes per million won"),
    "upgrades_funded": T("Upgrades funded"),
    "suppliers_funded": T("Suppliers funded"),
}
"""The figures compared, in words."""

_TOLD = ("t", "t per million won")
"""Units that the names of figures tell."""

COUNTS: dict[str, Text] = {"upgrades": T("upgrades"), "suppliers": T("suppliers")}
"""Units of counts; those of money and tonnes are worded with the measures."""


@dataclass(frozen=True)
class Change:
    """An upgrade that both plans fund, with other years or parts."""

    plan: tuple[Award, ...]
    ranking: tuple[Award, ...]


def tables(comparison: Comparison, programme: Programme, broken: Sequence[Finding] = ()) -> tuple[AnyTable, ...]:
    """Figures, payers, groups, and who changes: the plan beside the ranking, and the rules that the ranking breaks."""
    return (
        Table(
            T("Comparison"),
            T("The plan beside the ranking by won per tonne, under the same ceilings."),
            _FIGURES,
            comparison.figures,
            1,
        ),
        Table(
            T("By payer"),
            T("What each payer pays in all years [won]; money that suppliers have returned stands by itself."),
            _payers(programme),
            comparison.payers,
            1,
        ),
        Table(
            T("Rules broken"),
            _verdict(broken),
            _broken(programme.rules),
            broken,
            1,
        ),
        Table(
            T("By tier and region"),
            T("Upgrades funded, support [won] and lifetime tonnes [t]."),
            _GROUPS,
            comparison.groups,
            2,
        ),
        Table(
            T("By supplier"),
            T("Each supplier that the plan or the ranking funds, with its lifetime tonnes [t]."),
            _SUPPLIERS,
            comparison.suppliers,
            2,
        ),
        Table(
            T("Only in the plan"),
            T("Awards of upgrades that the ranking does not fund."),
            _awards(programme),
            comparison.only_plan,
            2,
        ),
        Table(
            T("Only in the ranking"),
            T("Awards of upgrades that the plan does not fund."),
            _awards(programme),
            comparison.only_other,
            2,
        ),
        Table(
            T("Other year or part"),
            T("Upgrades that both fund, in other years or parts."),
            _CHANGES,
            [Change(plan, ranking) for plan, ranking in comparison.changed],
            2,
        ),
    )


def comparison_bytes(
    comparison: Comparison, programme: Programme, plan: Plan, language: Language, broken: Sequence[Finding] = ()
) -> bytes:
    """The comparison as an .xlsx file, a sheet a table; ``broken``: the rules of the whole that the ranking breaks."""
    return tables_bytes(tables(comparison, programme, broken), plan, language)


def figure_name(figure: Figure) -> Text:
    """A compared figure with its unit, where its name does not tell it."""
    if figure.unit in _TOLD:
        return FIGURES[figure.name]
    return T("{figure} [{unit}]", figure=FIGURES[figure.name], unit=_unit(figure))


def _unit(figure: Figure) -> Text:
    return COUNTS[figure.unit] if figure.unit in COUNTS else Unit(figure.unit)


def _verdict(broken: Sequence[Finding]) -> Text:
    """Whether the ranking is a plan at all."""
    if not broken:
        return T("The ranking keeps every rule of the programme.")
    return T(
        "The ranking goes from upgrade to upgrade and breaks {count} rows of rules of the whole, which the plan keeps: "
        "it could not be carried out as it stands.",
        count=len(broken),
    )


def _broken(rules: Rules) -> tuple[Column[Finding], ...]:
    return (
        Column("row", T("Rule"), Kind.SENTENCE, lambda finding: _rule(rules, finding)),
        Column("says", T("What it breaks"), Kind.SENTENCE, said),
    )


def _rule(rules: Rules, finding: Finding) -> Text | str:
    """The broken rule in words, where it is one of fairness; else the name of its row."""
    name, _, index = finding.row.partition("[")
    number = index.rstrip("]").partition(",")[0]
    if name in ("floor", "cap_share", "least", "gini") and number.isdecimal():
        return fairness_words(rules.fairness[int(number) - 1], rules)
    return finding.row


def _kind(figure: Figure) -> Kind:
    """Whole won and counts have no decimals."""
    return {"won": Kind.WON, "t": Kind.TONNES, "t/yr": Kind.TONNES}.get(
        figure.unit, Kind.COUNT if figure.unit in COUNTS else Kind.FIGURE
    )


def _payers(programme: Programme) -> tuple[Column[PayerFigure], ...]:
    rules = programme.rules
    return (
        Column("payer", T("Payer"), Kind.TEXT, lambda row: Capital(payer_name(rules, row.payer))),
        Column("plan", T("Plan"), Kind.WON, lambda row: row.plan, "sum"),
        Column("ranking", T("Ranking"), Kind.WON, lambda row: row.other, "sum"),
        Column("difference", T("Difference"), Kind.WON, lambda row: row.difference, "sum"),
    )


def _funded(row: SupplierFigure) -> Text:
    """Where a supplier is funded."""
    if not row.other.upgrades:
        return T("only in the plan")
    return T("in both") if row.plan.upgrades else T("only in the ranking")


def _parts(awards: tuple[Award, ...]) -> str:
    return ", ".join(f"{award.year}: {award.share:.0%}" for award in awards)


def _awards(programme: Programme) -> tuple[Column[Award], ...]:
    suppliers, upgrades = programme.suppliers, programme.upgrades
    return (
        Column("upgrade", T("Upgrade"), Kind.TEXT, lambda award: award.upgrade_id),
        Column("supplier", T("Supplier"), Kind.TEXT, lambda award: award.supplier_id),
        Column("name", T("Name"), Kind.TEXT, lambda award: suppliers[award.supplier_id].name),
        Column("tier", T("Tier"), Kind.MARK, lambda award: suppliers[award.supplier_id].tier),
        Column("region", T("Region"), Kind.TEXT, lambda award: suppliers[award.supplier_id].region),
        Column("technology", T("Technology"), Kind.TEXT, lambda award: upgrades[award.upgrade_id].technology),
        Column("year", T("Year"), Kind.YEAR, lambda award: award.year),
        Column("share", T("Share"), Kind.PERCENT, lambda award: award.share),
        Column("cost", T("Cost"), Kind.WON, lambda award: award.cost_won, "sum"),
        Column("support", T("Support"), Kind.WON, lambda award: award.support_won, "sum"),
        Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda award: award.tonnes, "sum"),
        Column("won_per_tonne", T("Support per tonne"), Kind.WON, won_per_tonne),
    )


_FIGURES: tuple[Column[Figure], ...] = (
    Column("figure", T("Figure"), Kind.TEXT, lambda figure: FIGURES[figure.name]),
    Column("unit", T("Unit"), Kind.TEXT, _unit),
    Column("plan", T("Plan"), Kind.FIGURE, lambda figure: figure.plan, kind_of=_kind),
    Column("ranking", T("Ranking"), Kind.FIGURE, lambda figure: figure.other, kind_of=_kind),
    Column("difference", T("Difference"), Kind.FIGURE, lambda figure: figure.difference, kind_of=_kind),
    Column("relative", T("Of the ranking's"), Kind.PERCENT, lambda figure: figure.relative),
)

_SUPPLIERS: tuple[Column[SupplierFigure], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
    Column("funded", T("Funded"), Kind.TEXT, _funded),
    Column("plan_upgrades", T("Upgrades, plan"), Kind.COUNT, lambda row: row.plan.upgrades, "sum"),
    Column("ranking_upgrades", T("Upgrades, ranking"), Kind.COUNT, lambda row: row.other.upgrades, "sum"),
    Column("plan_support", T("Support, plan"), Kind.WON, lambda row: row.plan.support_won, "sum"),
    Column("ranking_support", T("Support, ranking"), Kind.WON, lambda row: row.other.support_won, "sum"),
    Column(
        "more_support",
        T("Support, difference"),
        Kind.WON,
        lambda row: row.plan.support_won - row.other.support_won,
        "sum",
    ),
    Column("plan_tonnes", T("Tonnes, plan"), Kind.TONNES, lambda row: row.plan.tonnes, "sum"),
    Column("ranking_tonnes", T("Tonnes, ranking"), Kind.TONNES, lambda row: row.other.tonnes, "sum"),
    Column("more_tonnes", T("Tonnes, difference"), Kind.TONNES, lambda row: row.plan.tonnes - row.other.tonnes, "sum"),
)

_GROUPS: tuple[Column[GroupFigure], ...] = (
    Column("mark", T("Mark"), Kind.TEXT, lambda row: MARKS[row.mark]),
    Column("group", T("Group"), Kind.TEXT, lambda row: row.group),
    Column("plan_upgrades", T("Upgrades, plan"), Kind.COUNT, lambda row: row.plan.upgrades),
    Column("ranking_upgrades", T("Upgrades, ranking"), Kind.COUNT, lambda row: row.other.upgrades),
    Column("plan_support", T("Support, plan"), Kind.WON, lambda row: row.plan.support_won),
    Column("ranking_support", T("Support, ranking"), Kind.WON, lambda row: row.other.support_won),
    Column("plan_tonnes", T("Tonnes, plan"), Kind.TONNES, lambda row: row.plan.tonnes),
    Column("ranking_tonnes", T("Tonnes, ranking"), Kind.TONNES, lambda row: row.other.tonnes),
)

_CHANGES: tuple[Column[Change], ...] = (
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.plan[0].upgrade_id),
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.plan[0].supplier_id),
    Column("plan", T("In the plan"), Kind.TEXT, lambda row: _parts(row.plan)),
    Column("ranking", T("In the ranking"), Kind.TEXT, lambda row: _parts(row.ranking)),
    Column(
        "plan_tonnes",
        T("Tonnes, plan"),
        Kind.TONNES,
        lambda row: sum(award.tonnes for award in row.plan),
    ),
    Column(
        "ranking_tonnes",
        T("Tonnes, ranking"),
        Kind.TONNES,
        lambda row: sum(award.tonnes for award in row.ranking),
    ),
)
