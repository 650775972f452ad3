"""The integer programme of a programme, built from its inputs by the formulation's own rules, without a solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm

from planner.certificate.column_bounds import column_bounds
from planner.certificate.programme import (
    Awarded,
    Column,
    Given,
    IntegerProgramme,
    IntegerRow,
    IntegerSum,
    IntegerTerms,
    OrderedSums,
    Paid,
    SignedPayments,
    Target,
)
from planner.certificate.rounding import step_of_row, unit_of_row
from planner.formulation.assemble import Assembled
from planner.formulation.exact import ExactFormulation, ExactRow, assemble_exactly, exact_terms
from planner.formulation.funding import Group
from planner.programme.families import row_name
from planner.programme.options import Option, Options
from planner.programme.programme import Programme
from planner.units import WON_PER_SOLVER_UNIT

type _Numbers = Mapping[str, int]


def integer_programme(programme: Programme, options: Options) -> IntegerProgramme | None:
    """The programme that certificates speak of; None where some column has no bounds.

    Raises ``InfeasibleError`` where a rule can be met by nothing.
    """
    assembled = assemble_exactly(programme, options)
    lp = assembled.lp
    assert isinstance(lp, ExactFormulation)
    in_order = sorted(lp.columns, key=lambda column: column.name)
    number = {column.name: place for place, column in enumerate(in_order)}
    rows = {name: _row(programme, name, lp.exact_rows[name], number) for name in sorted(lp.exact_rows)}
    bounds = column_bounds(in_order, rows.values())
    if bounds is None:
        return None
    columns = tuple(
        Column(column.name, bounds.least[place], bounds.most[place], column.whole)
        for place, column in enumerate(in_order)
    )
    return IntegerProgramme(
        inputs_hash=programme.inputs_hash,
        columns=columns,
        rows=rows,
        targets=tuple(
            Target(
                level.number,
                level.factor,
                _sum(exact_terms(level.value), number),
                _sum(exact_terms(level.won), number) if level.won else None,
                level.gains.rows if level.gains is not None else (),
                level.gains.levels if level.gains is not None else None,
            )
            for level in assembled.levels
        ),
        ordered_sums={sums.name: sums for sums in _ordered_sums(lp, number)},
        awarded=tuple(
            Awarded(number[lp.award[option.key].name], *option.key, option.upgrade.total_won) for option in lp.options
        ),
        paid=tuple(sorted(_paid(assembled, options, number), key=lambda paid: paid.column)),
        given=tuple(sorted(_given(assembled, number), key=lambda given: (given.award, given.year, given.payers))),
        signed=tuple(
            SignedPayments(*award.key, tuple((payment.year, payment.payer, payment.won) for payment in award.payments))
            for award in lp.signed.awards
        ),
    )


def _row(programme: Programme, name: str, row: ExactRow, number: _Numbers) -> IntegerRow:
    """The row times the least number that makes all of it whole, one won or one kilogram in it too."""
    step = step_of_row(programme, name)
    factor = lcm(row.limit.denominator, step.denominator, *{value.denominator for value in row.terms.values()})
    return IntegerRow(
        name,
        _whole(row.terms, factor, number),
        row.sense,
        int(row.limit * factor),
        factor,
        int(step * factor),
        unit_of_row(programme.rules, name),
    )


def _sum(terms: Mapping[str, Fraction], number: _Numbers) -> IntegerSum:
    factor = lcm(*{value.denominator for value in terms.values()})
    return IntegerSum(_whole(terms, factor, number), factor)


def _whole(terms: Mapping[str, Fraction], factor: int, number: _Numbers) -> IntegerTerms:
    found = {number[name]: value.numerator * (factor // value.denominator) for name, value in terms.items() if value}
    return dict(sorted(found.items()))


def _ordered_sums(lp: ExactFormulation, number: _Numbers) -> Iterator[OrderedSums]:
    """The rule of each part of a Gini ceiling."""
    for ceiling_rule in lp.gini_ceilings:
        members = zip(ceiling_rule.gains, ceiling_rule.raised, strict=True)
        gaining = [(number[gain.name], Fraction(raised)) for gain, raised in members if gain is not None]
        divisor = lcm(*(raised.denominator for _, raised in gaining))
        scale = Fraction(ceiling_rule.scale)
        for part in ceiling_rule.parts:
            name = row_name("gini_sums", ceiling_rule.number, part.first)
            yield OrderedSums(
                name,
                number[part.mean.name],
                scale.numerator,
                scale.denominator,
                part.first,
                part.last,
                tuple(gain for gain, _ in gaining),
                tuple(int(raised * divisor) for _, raised in gaining),
                divisor,
            )


def _paid(assembled: Assembled, options: Options, number: _Numbers) -> Iterator[Paid]:
    """What ties the money columns to a plan's payments."""
    lp = assembled.lp
    by_key = {option.key: option for option in options.options}
    for (upgrade_id, award_year, year), variable in lp.flexible_support.items():
        option = by_key[upgrade_id, award_year]
        payers = tuple(payer for line in option.shared if award_year + line.offset == year for payer in line.payers)
        named = _named(option, year, payers)
        yield Paid(number[variable.name], year, payers, (option.key,), (named,))
    for group in assembled.money.groups:
        yield from _paid_by_group(group, number)


def _paid_by_group(group: Group, number: _Numbers) -> Iterator[Paid]:
    members = tuple(demand.option for demand in group.members)
    for payer, variable in group.paid.items():
        yield Paid(
            number[variable.name],
            group.year,
            (payer,),
            tuple(option.key for option in members),
            tuple(_named(option, group.year, (payer,)) for option in members),
        )


def _given(assembled: Assembled, number: _Numbers) -> Iterator[Given]:
    """What awards ask of their payers, but for support that is a column itself."""
    flexible = {variable.name for variable in assembled.lp.flexible_support.values()}
    for demand in assembled.lp.demands:
        for name, million in exact_terms(demand.terms).items():
            if name not in flexible:
                yield Given(number[name], demand.year, demand.payers, million * WON_PER_SOLVER_UNIT)


def _named(option: Option, year: int, payers: tuple[str, ...]) -> int:
    """The whole upgrade's lines of that year that name one of these payers [won]."""
    return sum(
        line.won for line in option.upgrade.lines if option.year + line.year_offset == year and line.payer in payers
    )
