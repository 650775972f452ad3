"""A plan as a point of the integer programme: its awards and payments, and what follows from them.

Shares have thousands of different denominators, so that exact sums of them would be endless: values are whole numbers
of a step that is far below a won, rounded down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from planner.certificate.programme import BOUND_STEP, IntegerProgramme, IntegerRow, IntegerSum, OrderedSums
from planner.certificate.worst_cases import worst_case_values
from planner.plan.certificate import POINT_BITS
from planner.plan.plan import Plan
from planner.units import WON_PER_SOLVER_UNIT, floor

type Point = Sequence[int]
"""The value of each column [1/2**POINT_BITS of the solver's unit]."""


def point_of(programme: IntegerProgramme, plan: Plan) -> Point:
    """The plan's value of each column: what awards and payments give, then what rows and ledgers say of the others."""
    known = tied_values(programme, plan)
    waiting = _followed([row for row in programme.rows.values() if row.sense == "="], known)
    known |= worst_case_values(programme, plan.model, known, POINT_BITS)
    for rule, value in _OTHERS.items():
        for place, column in enumerate(programme.columns):
            if place not in known and column.name.startswith(f"{rule}["):
                known[place] = value(programme, plan, known, place)
        waiting = _followed(waiting, known)
    return [known.get(place, 0) for place in range(len(programme.columns))]


def tied_values(programme: IntegerProgramme, plan: Plan) -> dict[int, int]:
    """The columns that awards and payments give."""
    cost = {(award.upgrade_id, award.year): award.cost_won for award in plan.awards}
    total = {(tie.upgrade_id, tie.year): tie.total_won for tie in programme.awarded}
    paid: dict[tuple[str, int, int, str], int] = defaultdict(int)
    for award in plan.awards:
        for payment in award.payments:
            paid[award.upgrade_id, award.year, payment.year, payment.payer] += payment.won
    known = {
        tie.column: (cost.get((tie.upgrade_id, tie.year), 0) << POINT_BITS) // tie.total_won
        for tie in programme.awarded
    }
    for money in programme.paid:
        won = sum(paid.get((*key, money.year, payer), 0) for key in money.awards for payer in money.payers)
        named = sum(
            floor(Fraction(of_whole * cost.get(key, 0), total[key]))
            for key, of_whole in zip(money.awards, money.named, strict=True)
            if of_whole
        )
        known[money.column] = ((won - named) << POINT_BITS) // WON_PER_SOLVER_UNIT
    return known | dict.fromkeys(_past(programme), 1 << POINT_BITS)


def _past(programme: IntegerProgramme) -> Iterator[int]:
    """The column of what is signed, which is 1, where there is one."""
    return (place for place, column in enumerate(programme.columns) if column.is_fixed)


def untied(programme: IntegerProgramme, point: Point) -> dict[str, int]:
    """The columns that neither awards nor payments give, by name, where they are not 0."""
    tied = {tie.column for tie in programme.awarded} | {money.column for money in programme.paid}
    return {programme.columns[place].name: value for place, value in enumerate(point) if value and place not in tied}


def value_at(value: IntegerSum, point: Point) -> Fraction:
    """A sum at a point [the solver's unit], to the point's step."""
    total = sum(amount * point[column] for column, amount in value.terms.items())
    return Fraction(total, value.divisor << POINT_BITS)


def _followed(equalities: Sequence[IntegerRow], known: dict[int, int]) -> Sequence[IntegerRow]:
    """Adds the columns that an equality gives, all others in it being known; returns the equalities that still wait."""
    waiting = equalities
    while True:
        still = []
        for row in waiting:
            missing = [column for column in row.terms if column not in known]
            if len(missing) == 1:
                known[missing[0]] = _solved(row, known, missing[0])
            elif missing:
                still.append(row)
        if len(still) == len(waiting):
            return still
        waiting = still


def _solved(row: IntegerRow, known: Mapping[int, int], column: int) -> int:
    """What a row at its limit makes of a column."""
    others = sum(value * known[other] for other, value in row.terms.items() if other != column)
    return ((row.limit << POINT_BITS) - others) // row.terms[column]


def _carried(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """What a purse carries out of a year; of protected ones what the worst leaves."""
    if plan.model.protection.budgets is not None:
        return _largest_allowed(programme, plan, known, place)
    name = programme.columns[place].name
    carried = {f"carry[{year.funder},{year.year}]": year.carried_out for year in plan.funders}
    return (carried.get(name, 0) << POINT_BITS) // WON_PER_SOLVER_UNIT


def _credits_used(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """What the lead firm uses of a year's credits [t]."""
    name = programme.columns[place].name
    usable = {f"credit_use[{year.year}]": Fraction(year.usable_t) for year in plan.credits}
    return floor(usable.get(name, Fraction(0)) * 2**POINT_BITS)


def _any_credits(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    year = programme.columns[place].name.partition("[")[2]
    used = next((c for c, column in enumerate(programme.columns) if column.name == f"credit_use[{year}"), None)
    return (1 << POINT_BITS) if used is not None and known.get(used, 0) > 0 else 0


def _largest_allowed(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """The most that the rows allow whose other columns are known: of a least gain, the least of the gains."""
    limits = [
        _solved(row, known, place)
        for row in programme.rows.values()
        if place in row.terms
        and (row.terms[place] > 0) == (row.sense == "<=")
        and known.keys() | {place} >= row.terms.keys()
    ]
    return min([*limits, (programme.columns[place].upper << POINT_BITS) // BOUND_STEP])


def _least_asked(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """The least that the rows allow: of a distance, the distance."""
    asked = [
        -(
            (
                sum(value * known[other] for other, value in row.terms.items() if other != place)
                - (row.limit << POINT_BITS)
            )
            // row.terms[place]
        )
        for row in programme.rows.values()
        if row.sense == ">=" and row.terms.get(place, 0) > 0 and known.keys() | {place} >= row.terms.keys()
    ]
    return max([0, *asked])


def _is_above(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """Whether a member gains more than the least: whether its row bears it."""
    row = programme.rows[programme.columns[place].name]
    if place not in row.terms or not known.keys() | {place} >= row.terms.keys():  # who can gain nothing is never above
        return 0
    return (1 << POINT_BITS) if _solved(row, known, place) >= 1 << POINT_BITS else 0


def _mean_of_sums(programme: IntegerProgramme, plan: Plan, known: Mapping[int, int], place: int) -> int:
    """The mean of the sums of the largest gains, as its rule and its rows ask."""
    rule = next((rule for rule in programme.ordered_sums.values() if rule.mean == place), None)
    least = 0 if rule is None else _mean_in_order(rule, known)
    asked = [
        _solved(row, known, place) + 1
        for row in programme.rows.values()
        if row.sense == ">=" and row.terms.get(place, 0) > 0 and known.keys() | {place} >= row.terms.keys()
    ]
    return max([least, *asked])


def _mean_in_order(rule: OrderedSums, known: Mapping[int, int]) -> int:
    raised = [(up << POINT_BITS) // rule.raised_divisor for up in rule.raised]
    gains = sorted((known[column] - up for column, up in zip(rule.gains, raised, strict=True)), reverse=True)
    length = rule.last - rule.first + 1
    total = sum(gain * min(length, max(0, rule.last - place)) for place, gain in enumerate(gains))
    return -(-(total + length * sum(raised)) * rule.divisor // (rule.scale * length))


_OTHERS: Mapping[str, Callable[[IntegerProgramme, Plan, Mapping[int, int], int], int]] = {
    "carry": _carried,
    "credit_use": _credits_used,
    "credits": _any_credits,
    "gini_part": _mean_of_sums,
    "least_gain": _largest_allowed,
    "moved": _least_asked,
    "changed": _least_asked,
    "above": _is_above,
    "least_above": _largest_allowed,
}
"""How the columns of other rules are found, each from those before."""
