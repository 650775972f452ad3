"""The comparison as tables, a view each; free of any file format."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.beside.material import Material
from planner.export.beside.promised import PromisedRow
from planner.export.beside.rows import FigureRow, unit_of, value_columns
from planner.export.beside.who import WhoRow, WhyRow
from planner.export.beside.words import ROW_KINDS, TABLE_NAMES, RuleWords, kind_words, parts_words, rule_words
from planner.export.columns import AnyTable, Cell, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.numbers import MoneyUnit
from planner.export.objectives import objective_name
from planner.export.wording import Verbatim, status_name
from planner.export.workbook.money_shown import in_unit
from planner.languages import T, Text
from planner.programme.supplier import Supplier
from planner.study.beside.comparison import Beside
from planner.study.beside.held import Held
from planner.study.beside.rows import CellChange, RowChange

type _Given = tuple[Material, MoneyUnit]


@dataclass(frozen=True)
class Views:
    """All tables of a comparison, and the rows of figures that other documents need beside them."""

    material: Material
    plans: AnyTable
    procurement: AnyTable
    indicators: AnyTable
    years: AnyTable
    groups: AnyTable
    suppliers: AnyTable
    rules: AnyTable
    inputs: AnyTable
    promised: AnyTable
    why: AnyTable
    who: AnyTable

    @classmethod
    def of(cls, material: Material, money: MoneyUnit = MoneyUnit.WON) -> Views:
        """The tables of a comparison, with money in that unit."""
        found, given = material.found, (material, money)
        return cls(
            material,
            _plans(found),
            _figures(
                given,
                T("Procurement"),
                T("What lead firms pay over all years in each plan, what goes with it, and what comes of it."),
                material.procurement,
            ),
            _figures(
                given,
                T("Figures"),
                T(
                    "Figures of the whole plans; differences and percentages are against {plan}.",
                    plan=_reference(found),
                ),
                material.indicators,
            ),
            _figures(
                given,
                T("By year"),
                T("Tonnes, money, returns, credits and footprints year by year. What is 0 everywhere is left out."),
                material.years,
            ),
            _groups(given),
            _suppliers(given),
            _rules(found),
            _inputs(found),
            in_unit(_promised(material), money),
            in_unit(_why(material), money),
            in_unit(_who(material), money),
        )

    @property
    def in_order(self) -> tuple[AnyTable, ...]:
        """The tables as they are read; those that have nothing to say are left out, but for who changes."""
        maybe = (
            self.plans,
            self.procurement,
            self.indicators,
            self.promised,
            self.why,
            self.who,
            self.rules,
            self.inputs,
            self.groups,
            self.suppliers,
            self.years,
        )
        return tuple(table for table in maybe if table.rows or table is self.who)


def _reference(found: Beside) -> str:
    return found.reference.name


def _plans(found: Beside) -> Table[Held]:
    return Table(
        title=T("Plans"),
        says=T("The plans compared; the first is the reference."),
        columns=(
            Column("name", T("Plan"), Kind.TEXT, lambda held: held.name),
            Column("programme", T("Programme"), Kind.TEXT, lambda held: held.plan.model.programme),
            Column("objective", T("Objective"), Kind.TEXT, lambda held: objective_name(held.plan.model), most=44),
            Column("value", T("Value"), Kind.FIGURE, lambda held: held.plan.objective.value),
            Column("unit", T("Unit"), Kind.TEXT, lambda held: Unit(held.plan.objective.unit)),
            Column("bound", T("No plan is better than"), Kind.FIGURE, lambda held: held.plan.objective.bound),
            Column("status", T("Status"), Kind.SENTENCE, lambda held: status_name(held.plan), most=44),
            Column("tables", T("Tables"), Kind.TEXT, _tables),
            Column("plan_hash", T("Plan hash"), Kind.TEXT, lambda held: held.plan.plan_hash[:16]),
            Column("inputs_hash", T("Hash of rules and tables"), Kind.TEXT, lambda held: held.plan.inputs_hash[:16]),
            Column("solver", T("Solver"), Kind.TEXT, lambda held: held.plan.solver),
        ),
        rows=found.plans,
        frozen_columns=1,
    )


def _tables(held: Held) -> Text:
    return T("as they were") if held.programme is not None else T("not known any more")


def _figures(given: _Given, title: Text, says: Text, rows: list[FigureRow]) -> Table[FigureRow]:
    years = any(row.figure.year is not None for row in rows) and title.template == "By year"
    return Table(
        title=title,
        says=says,
        columns=(
            *((Column[FigureRow]("topic", T("Field"), Kind.TEXT, lambda row: row.figure.topic),) if not years else ()),
            Column("figure", T("Figure"), Kind.SENTENCE, lambda row: row.figure.name, most=48),
            *((Column[FigureRow]("year", T("Year"), Kind.YEAR, lambda row: row.figure.year),) if years else ()),
            Column("unit", T("Unit"), Kind.TEXT, lambda row: unit_of(row, given[1])),
            *_values(given),
        ),
        rows=rows,
        frozen_columns=2,
    )


def _groups(given: _Given) -> Table[FigureRow]:
    return Table(
        title=T("By group"),
        says=T(
            "Awards, support, tonnes, repayments and credits by tier, region, technology and product. A supplier "
            "counts for a product by the part of it that goes into the product."
        ),
        columns=(
            Column("mark", T("Mark"), Kind.TEXT, lambda row: row.figure.topic),
            Column("group", T("Group"), Kind.TEXT, _group),
            Column("figure", T("Figure"), Kind.TEXT, lambda row: row.figure.name),
            Column("unit", T("Unit"), Kind.TEXT, lambda row: unit_of(row, given[1])),
            *_values(given),
        ),
        rows=given[0].groups,
        frozen_columns=3,
    )


def _values(given: _Given) -> tuple[Column[FigureRow], ...]:
    return tuple(value_columns(given[0].found, given[1]))


def _group(row: FigureRow) -> Text:
    return Verbatim(row.figure.about) if row.figure.about else T("not given")


def _suppliers(given: _Given) -> Table[FigureRow]:
    def of(row: FigureRow) -> Supplier | None:
        return given[0].known.supplier(row.figure.about)

    return Table(
        title=T("By supplier"),
        says=T("Awards, support, tonnes, repayments and credits of every supplier that any of the plans funds."),
        columns=(
            Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.figure.about),
            Column("name", T("Name"), Kind.TEXT, lambda row: _of(of(row), "name")),
            Column("tier", T("Tier"), Kind.MARK, lambda row: _of(of(row), "tier")),
            Column("region", T("Region"), Kind.TEXT, lambda row: _of(of(row), "region")),
            Column("figure", T("Figure"), Kind.TEXT, lambda row: row.figure.name),
            Column("unit", T("Unit"), Kind.TEXT, lambda row: unit_of(row, given[1])),
            *_values(given),
        ),
        rows=given[0].suppliers,
        frozen_columns=2,
    )


def _of(supplier: Supplier | None, mark: str) -> Cell:
    cell: Cell = None if supplier is None else getattr(supplier, mark)
    return cell


def _rules(found: Beside) -> Table[RuleWords]:
    return Table(
        title=T("Changed rules"),
        says=T(
            "Every value of the rules that is another than in {plan}, and the rule in words.", plan=_reference(found)
        ),
        columns=(
            Column("plan", T("Plan"), Kind.TEXT, lambda row: row.plan),
            Column("topic", T("Field"), Kind.TEXT, lambda row: row.topic),
            Column("key", T("Place in the model"), Kind.TEXT, lambda row: row.value.key, most=44),
            Column("before", T("In the reference"), Kind.SENTENCE, lambda row: row.value.before, most=30),
            Column("after", T("In the plan"), Kind.SENTENCE, lambda row: row.value.after, most=30),
            Column("before_words", T("The rule in the reference"), Kind.SENTENCE, lambda row: row.before, most=50),
            Column("after_words", T("The rule in the plan"), Kind.SENTENCE, lambda row: row.after, most=50),
        ),
        rows=[row for pair in found.pairs for row in rule_words(pair)],
        frozen_columns=1,
    )


@dataclass(frozen=True)
class InputRow:
    """A changed cell of a table, or a row that came or went."""

    plan: str
    row: RowChange
    cell: CellChange | None


def _cell(row: InputRow, of: str) -> Cell:
    cell: Cell = None if row.cell is None else getattr(row.cell, of)
    return cell


def _inputs(found: Beside) -> Table[InputRow]:
    return Table(
        title=T("Changed tables"),
        says=T("Rows of the tables by their ids that are others than those of {plan}.", plan=_reference(found)),
        columns=(
            Column("plan", T("Plan"), Kind.TEXT, lambda row: row.plan),
            Column("table", T("Table"), Kind.TEXT, lambda row: TABLE_NAMES[row.row.table]),
            Column("ids", T("Row"), Kind.TEXT, lambda row: " / ".join(row.row.ids)),
            Column("kind", T("Change"), Kind.TEXT, lambda row: ROW_KINDS[row.row.kind]),
            Column("column", T("Column"), Kind.TEXT, lambda row: _cell(row, "column")),
            Column("before", T("In the reference"), Kind.FIGURE, lambda row: _cell(row, "before")),
            Column("after", T("In the plan"), Kind.FIGURE, lambda row: _cell(row, "after")),
            Column("relative", T("In percent"), Kind.PERCENT, lambda row: _cell(row, "relative")),
        ),
        rows=[
            InputRow(pair.other.name, row, cell)
            for pair in found.pairs
            for row in pair.rows or ()
            for cell in row.cells or (None,)
        ],
        frozen_columns=3,
    )


def _promised(material: Material) -> Table[PromisedRow]:
    def of(row: PromisedRow) -> Supplier | None:
        return material.known.supplier(row.known.supplier_id)

    return Table(
        title=T("Promised and received"),
        says=T(
            "What the plan before said would fall due until the later plan begins, beside what fell due of what was "
            "signed and what came, by supplier."
        ),
        columns=(
            Column("plan", T("Plan"), Kind.TEXT, lambda row: row.later.name),
            Column("earlier", T("Plan before"), Kind.TEXT, lambda row: row.earlier.name),
            Column("until", T("Until the end of"), Kind.YEAR, lambda row: row.until),
            Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.known.supplier_id),
            Column("name", T("Name"), Kind.TEXT, lambda row: _of(of(row), "name")),
            Column("promised", T("Promised in the plan before"), Kind.WON, lambda row: row.in_earlier_won, "sum"),
            Column("due", T("Fell due as signed"), Kind.WON, lambda row: row.known.due, "sum"),
            Column("came", T("What came"), Kind.WON, lambda row: row.known.came, "sum"),
            Column("missing", T("Did not come"), Kind.WON, lambda row: row.known.missing, "sum"),
            Column("again", T("Asked again"), Kind.WON, lambda row: row.known.asked_again, "sum"),
        ),
        rows=material.promised,
        frozen_columns=5,
    )


def _who(material: Material) -> Table[WhoRow]:
    found, rows = material.found, material.who
    asked = any(row.reason is not None for row in rows)
    why = (Column[WhoRow]("why", T("Why"), Kind.SENTENCE, lambda row: row.says, most=70),) if asked else ()
    return Table(
        title=T("Who changes"),
        says=T("Upgrades whose awards are others than in {plan}, those of most tonnes first.", plan=_reference(found))
        if rows
        else T("All plans award the same upgrades in the same years and parts."),
        columns=(
            Column("plan", T("Plan"), Kind.TEXT, lambda row: row.pair.other.name),
            Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.changed.upgrade_id),
            Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.changed.supplier_id),
            Column("name", T("Name"), Kind.TEXT, lambda row: _of(row.supplier, "name")),
            Column("tier", T("Tier"), Kind.MARK, lambda row: _of(row.supplier, "tier")),
            Column("region", T("Region"), Kind.TEXT, lambda row: _of(row.supplier, "region")),
            Column("technology", T("Technology"), Kind.TEXT, lambda row: row.technology),
            Column("change", T("Change"), Kind.TEXT, lambda row: kind_words(row.changed.kind)),
            Column("reference", T("In the reference"), Kind.TEXT, lambda row: parts_words(row.changed.reference)),
            Column("in_plan", T("In the plan"), Kind.TEXT, lambda row: parts_words(row.changed.other)),
            Column("support", T("Support, difference"), Kind.WON, lambda row: row.changed.support_won),
            Column("tonnes", T("Tonnes, difference"), Kind.TONNES, lambda row: row.changed.tonnes),
            *why,
        ),
        rows=rows,
        frozen_columns=3,
    )


def _why(material: Material) -> Table[WhyRow]:
    return Table(
        title=T("Why"),
        says=T(
            "Why upgrades change: plans were made with each change alone, and with all changes but it. A change of a "
            "part counts as brought about where at least half of it is."
        ),
        columns=(
            Column("plan", T("Plan"), Kind.TEXT, lambda row: row.pair.other.name),
            Column("why", T("Why"), Kind.SENTENCE, lambda row: row.says, most=80),
            Column("upgrades", T("Upgrades"), Kind.COUNT, lambda row: len(row.changed)),
            Column("in", T("Come in"), Kind.COUNT, lambda row: row.of_kind("in")),
            Column("out", T("Leave"), Kind.COUNT, lambda row: row.of_kind("out")),
            Column("support", T("Support, difference"), Kind.WON, lambda row: row.support_won),
            Column("tonnes", T("Tonnes, difference"), Kind.TONNES, lambda row: row.tonnes),
        ),
        rows=material.why,
        frozen_columns=1,
    )
