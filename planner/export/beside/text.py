"""The comparison on a terminal: tables that fold where the plans do not fit beside each other, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.export.beside.material import Material
from planner.export.beside.promised import PromisedRow
from planner.export.beside.rows import SHARES, Amount, FigureRow
from planner.export.beside.who import WhoRow, WhyRow
from planner.export.beside.words import (
    TABLE_NAMES,
    headline,
    kind_words,
    parts_words,
    row_words,
    rule_words,
    signed,
    value_words,
)
from planner.export.columns import Kind
from planner.export.measures import Unit
from planner.export.numbers import MoneyUnit
from planner.export.report.cells import text_of
from planner.export.wording import Verbatim, status_name
from planner.languages import Language, T, Text
from planner.study.beside.comparison import Beside, Pair
from planner.text_table import text_table, width_of

WIDTH = 100
"""Columns of a terminal that the tables keep within, where names are not longer than that."""

LONGEST = 10
"""Of who changes, and of changed rows, so many are shown; the other documents have them all."""

_LABEL = 44
_NAME = 18

_BY_YEAR = ("tonnes", "oem_won", "owed_of_oem_won", "credit_value_won")
_BY_GROUP = ("support_won", "lifetime_tonnes")


@dataclass(frozen=True)
class _Page:
    """Whom the text is for, and the plans."""

    material: Material
    language: Language
    money: MoneyUnit

    @property
    def found(self) -> Beside:
        return self.material.found

    def words(self, text: Text | str) -> str:
        return text.to(self.language) if isinstance(text, Text) else text

    def name(self, number: int) -> str:
        return cut(self.found.plans[number].name, _NAME)

    def amount(self, value: Amount | None, kind: Kind) -> str:
        """A figure in the reader's unit of money."""
        if value is None:
            return "-"
        if kind is not Kind.WON or self.money is MoneyUnit.WON:
            return text_of(value, kind, self.language)
        return f"{float(Fraction(value) / self.money.value):z,.{self.money.digits}f}"


def text(material: Material, language: Language, money: MoneyUnit = MoneyUnit.WON) -> str:
    """The whole page: plans, who changes and why, rules, figures, what lead firms pay and get, groups, years."""
    page = _Page(material, language, money)
    parts = [
        _plans(page),
        *(_pair(page, pair) for pair in material.found.pairs),
        _figures(page, T("Figures"), material.indicators),
        _figures(page, T("Procurement: what lead firms pay, and what comes of it"), material.procurement),
        _figures(page, T("By group, where the plans differ"), _of_groups(material.groups), _group_label),
        _figures(page, T("By year"), [row for row in material.years if row.figure.key in _BY_YEAR], _year_label),
    ]
    return "\n\n".join(part for part in parts if part)


def cut(words: str, width: int) -> str:
    """Words that take no more columns than that; what is left out is marked."""
    if width_of(words) <= width:
        return words
    kept = ""
    for letter in words:
        if width_of(kept + letter) > width - 1:
            break
        kept += letter
    return f"{kept}…"


def wrapped(sentence: str, first: str = "", later: str = "") -> Iterator[str]:
    """A sentence in lines of the terminal, with what stands before each; a word that is longer stands alone."""
    line, words = first, sentence.split()
    for number, word in enumerate(words):
        begins = number == 0
        if not begins and width_of(line) + 1 + width_of(word) > WIDTH:
            yield line
            line, begins = later, True
        line += word if begins else f" {word}"
    yield line


def _plans(page: _Page) -> str:
    """A row a plan: what it reaches, by how much that is more, and how good it is known to be."""
    rows = []
    for number, held in enumerate(page.found.plans):
        value = held.plan.objective
        kind = Kind.WON if value.unit == "won" else Kind.FIGURE
        rows.append(
            (
                str(number + 1),
                page.name(number),
                f"{page.amount(round(value.value, 3), kind)} {page.words(Unit(value.unit))}",
                f"{held.plan.indicators.upgrades_funded:,}",
                f"{held.plan.indicators.suppliers_funded:,}",
            )
        )
    headings = ("", T("Plan"), T("Objective"), T("Upgrades funded"), T("Suppliers funded"))
    lines = [text_table(headings, rows, page.language, words=2)]
    lines += wrapped(page.words(T("Reference: {plan}.", plan=page.found.reference.name)))
    statuses: dict[str, list[str]] = {}
    for held in page.found.plans:
        statuses.setdefault(page.words(status_name(held.plan)), []).append(held.name)
    for status, names in statuses.items():
        lines += wrapped(page.words(T("{plans}: {status}.", plans=", ".join(names), status=status)), "", "  ")
    return "\n".join(lines)


def _pair(page: _Page, pair: Pair) -> str:
    lines = [line for sentence in headline(pair) for line in wrapped(page.words(sentence))]
    lines += _rules(page, pair)
    lines += _rows(page, pair)
    lines += _promised(page, [row for row in page.material.promised if row.pair is pair])
    why = [row for row in page.material.why if row.pair is pair]
    if why:
        lines += ["", *_why(page, why)]
    who = [row for row in page.material.who if row.pair is pair]
    if who:
        lines += ["", *_who(page, who)]
    return "\n".join(lines)


def _rules(page: _Page, pair: Pair) -> Iterator[str]:
    """Each changed value, and below it the rule in words, where these differ."""
    for row in rule_words(pair):
        change = T("{topic}: {change}", topic=row.topic, change=value_words(row.value))
        yield from wrapped(page.words(change), "  ", "    ")
        before, after = (None if words is None else page.words(words) for words in (row.before, row.after))
        if after is not None and after != before:
            yield from wrapped(after, "    ", "    ")


def _rows(page: _Page, pair: Pair) -> Iterator[str]:
    """The changed rows of the tables: counts, and the first of them."""
    changed = pair.rows or ()
    for table in dict.fromkeys(row.table for row in changed):
        of_table = [row for row in changed if row.table == table]
        yield page.words(_counted(table, [row.kind for row in of_table]))
        for row in [row for row in of_table if row.cells][:LONGEST]:
            yield from wrapped(page.words(row_words(row)), "  ", "    ")


def _counted(table: str, kinds: Sequence[str]) -> Text:
    return T(
        "Rows of {table}: {added} new, {removed} gone, {changed} changed.",
        table=TABLE_NAMES[table],
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
    )


def _promised(page: _Page, rows: Sequence[PromisedRow]) -> Iterator[str]:
    """Of whom most did not come, and all suppliers together."""
    if not rows:
        return
    titles = (T("Supplier"), T("In {plan}", plan=cut(rows[0].earlier.name, _NAME)), T("Fell due"), T("What came"))
    headings = (*titles, T("Did not come"), T("Asked again"))
    figures = [_figures_of(row) for row in rows]
    told = [(row.known.supplier_id, of) for row, of in zip(rows, figures, strict=True) if row.known.missing][:LONGEST]
    together = (page.words(T("all {count}", count=f"{len(rows):,}")), tuple(map(sum, zip(*figures, strict=True))))
    shown = [(cut(name, _NAME), *(page.amount(won, Kind.WON) for won in of)) for name, of in (*told, together)]
    yield ""
    yield page.words(
        T("Promised and received until the end of {year} [{unit}]", year=rows[0].until, unit=page.money.words)
    )
    yield text_table(headings, shown, page.language)


def _figures_of(row: PromisedRow) -> tuple[int, ...]:
    return row.in_earlier_won, row.known.due, row.known.came, row.known.missing, row.known.asked_again


def _why(page: _Page, rows: Sequence[WhyRow]) -> Iterator[str]:
    yield page.words(T("Why (upgrades; of them come in, leave; lifetime tonnes):"))
    for row in rows:
        counts = f"{len(row.changed):,}; +{row.of_kind('in'):,}, -{row.of_kind('out'):,}"
        tonnes = signed(float(row.tonnes), 1)
        says = T("{counts}; {tonnes} t: {why}", counts=counts, tonnes=tonnes, why=row.says)
        yield from wrapped(page.words(says), "  ", "    ")


def _who(page: _Page, rows: Sequence[WhoRow]) -> Iterator[str]:
    support = T("Support [{unit}]", unit=page.money.words)
    headings = (T("Upgrade"), T("Supplier"), T("Change"), support, T("Tonnes [t]"), T("In the plan"))
    shown = [
        (
            cut(row.changed.upgrade_id, _NAME),
            cut(row.changed.supplier_id, _NAME),
            kind_words(row.changed.kind),
            page.amount(row.changed.support_won, Kind.WON),
            text_of(row.changed.tonnes, Kind.TONNES, page.language),
            cut(_parts(row), 30),
        )
        for row in rows[:LONGEST]
    ]
    yield page.words(
        T("Who changes: the {count} of most tonnes, of {all}", count=len(shown), all=f"{len(rows):,}")
        if len(rows) > len(shown)
        else T("Who changes")
    )
    yield text_table(headings, shown, page.language, words=3, remarks=1)


def _parts(row: WhoRow) -> str:
    return parts_words(row.changed.other) or "-"


def _figures(page: _Page, title: Text, rows: Sequence[FigureRow], label: object = None) -> str:
    """The figures, in as many tables one below the other as it takes; each has the reference beside the others."""
    if not rows:
        return ""
    labels = [(_label if label is None else label)(page, row) for row in rows]  # type: ignore[operator]
    reference = [page.name(0), *(page.amount(row.values[0], row.figure.kind) for row in rows)]
    blocks = [_block(page, rows, number) for number in range(1, len(page.found.plans))]
    tables = list(_folded(["", *labels], reference, blocks))
    if any(row.figure.kind is Kind.WON for row in rows):
        title = T("{title} (money in {unit})", title=title, unit=page.money.words)
    return "\n\n".join([f"{page.words(title)}\n{tables[0]}", *tables[1:]])


def _label(page: _Page, row: FigureRow) -> str:
    """Name and unit; names that are too long keep their beginning."""
    of = row.figure
    short: dict[str, Text] = {
        "fairness_asked": T("  asked"),
        "footprint": T("Footprint {year}: {product}", product=of.about, year=of.year),
        "contribution": T("Of the target {year}: {sector}", sector=of.about, year=of.year),
    }
    return _with_unit(page, row, short.get(of.key, of.name))


def _group_label(page: _Page, row: FigureRow) -> str:
    group = row.figure.about or page.words(T("not given"))
    name = T("{mark} {group}: {figure}", mark=row.figure.topic, group=Verbatim(group), figure=row.figure.name)
    return _with_unit(page, row, name)


def _year_label(page: _Page, row: FigureRow) -> str:
    """Figures that stand beside what they are a part of elsewhere say here what they are."""
    name = T("Due out of lead firms' money") if row.figure.key == "owed_of_oem_won" else row.figure.name
    return _with_unit(page, row, T("{year} {figure}", year=row.figure.year, figure=name))


def _with_unit(page: _Page, row: FigureRow, name: Text) -> str:
    """Shares and counts say by themselves what they are; of money the title says it, for all of a table."""
    unit = "" if row.figure.kind in (*SHARES, Kind.COUNT, Kind.WON) else f" [{page.words(row.figure.unit)}]"
    return cut(page.words(name), _LABEL - width_of(unit)) + unit


def _of_groups(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Support and tonnes of the groups in which the plans differ by a ten thousandth of the reference or more."""
    return [
        row
        for row in rows
        if row.figure.key in _BY_GROUP
        and any(
            row.relative(number) is None or abs(row.relative(number) or 0.0) >= 1e-4
            for number in range(1, len(row.values))
            if row.difference(number)
        )
    ]


def _block(page: _Page, rows: Sequence[FigureRow], number: int) -> list[list[str]]:
    """The columns of a plan beside the reference: its figures, with two plans the differences, and percentages."""
    columns = [[page.name(number), *(page.amount(row.values[number], row.figure.kind) for row in rows)]]
    if len(page.found.plans) == 2:
        differences = [page.amount(row.difference(number), row.figure.kind) for row in rows]
        columns.append([page.words(T("Difference")), *differences])
    relative = [row.relative(number) for row in rows]
    columns.append(["%", *("-" if share is None else signed(share * 100, 1) for share in relative)])
    for place, row in enumerate(rows, start=1):
        points = row.difference(number)
        if row.figure.kind in SHARES and points is not None:
            digits = 4 if row.figure.kind is Kind.SMALL_PERCENT else 1
            words = T("{points} pp", points=signed(float(points) * 100, digits))
            columns[-1][place] = page.words(words)
    return columns


def _folded(labels: list[str], reference: list[str], blocks: Iterable[list[list[str]]]) -> Iterator[str]:
    fixed = [labels, reference]
    taken, columns = _width(fixed), list(fixed)
    for block in blocks:
        if len(columns) > len(fixed) and taken + _width(block) > WIDTH:
            yield _table(columns)
            taken, columns = _width(fixed), list(fixed)
        taken += _width(block)
        columns += block
    yield _table(columns)


def _width(columns: Sequence[Sequence[str]]) -> int:
    return sum(2 + max(map(width_of, column)) for column in columns)


def _table(columns: Sequence[Sequence[str]]) -> str:
    headings, *rows = zip(*columns, strict=True)
    return text_table(headings, rows, "en")
