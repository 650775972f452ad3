"""What one more unit of a tight rule's limit is worth in the last objective, where the plan is a linear programme.

The solver's duals are per solver unit of the row (million won, t, awards, kg per unit, Gini coefficient) and in
the solver's own objective. Loosening a limit never makes the best plan worse, so a price is the dual's size: by so
much the objective improves, more of it where most is sought, less where least is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.plan import ShadowPrice
from planner.programme.families import row_name
from planner.programme.funder import Funder
from planner.programme.measures import is_tonnes, is_won
from planner.programme.objective import TonnesDeployment
from planner.programme.programme import Programme
from planner.programme.rules import Rules

NO_PRICE = 1e-7
"""A dual smaller than this is the solver's imprecision, not a price [solver's objective per row's unit]."""

MILLION_WON = "million won"
TONNE = "t"
AWARD = "award"
COEFFICIENT = "Gini coefficient"
KILOGRAM_PER_UNIT = "(kg per unit)"
"""Units of rows, as the solver counts them."""


@dataclass(frozen=True)
class RowPrices:
    """The rows' prices in the objective's own unit; none at all where the programme is no LP.

    ``duals`` are the solver's; ``scale`` is what one of the solver's objective is in ``unit``.
    """

    duals: Mapping[str, float]
    scale: Fraction = Fraction(1)
    unit: str = TONNE

    @classmethod
    def of_objective(cls, duals: Mapping[str, float], factor: Fraction, divisor: Fraction, unit: str) -> RowPrices:
        """The prices in an objective.

        ``factor`` turns the solver's value into the objective's unit, below 0 where the least is sought. A ratio's
        duals are those of its tonnes less the best ratio times its won; one more tonne there lifts the ratio by one
        over ``divisor``, the plan's million won; any other objective's divisor is 1.
        """
        return cls(duals, abs(factor) / divisor, unit)

    def of(self, row: str) -> float | None:
        """The price of a row, not below 0; none where there is no such row."""
        return self._in_unit(self.duals[row]) if row in self.duals else None

    def of_each(self, rule: str, number: int) -> float | None:
        """What one more unit for each row of a numbered rule is worth: the sum of their prices."""
        head = row_name(rule, number)[:-1]
        duals = [dual for row, dual in self.duals.items() if row.startswith((f"{head}]", f"{head},"))]
        return sum(self._in_unit(dual) for dual in duals) if duals else None

    def _in_unit(self, dual: float) -> float:
        return abs(dual) * float(self.scale) if abs(dual) > NO_PRICE else 0.0

    def per(self, row_unit: str) -> str:
        """The unit of a price, given the row's: such as t per million won."""
        return f"({self.unit}) per {row_unit}" if " per " in self.unit else f"{self.unit} per {row_unit}"


def shadow_prices(programme: Programme, prices: RowPrices) -> tuple[ShadowPrice, ...]:
    """The prices above 0 of the rules that policy sets: budgets first, then rule by rule as in the register.

    What holds supplier by supplier or award by award is left out: nobody sets the limit of a single one.
    """
    return tuple(
        ShadowPrice(rule=rule, price=price, unit=prices.per(unit))
        for rule, price, unit in [
            *_budgets(programme, prices),
            *_of_rows(programme, prices),
            *_least(programme, prices),
        ]
        if price
    )


type _Price = tuple[str, float, str]
"""Rule, price in the objective's unit, and the row's unit."""


def _budgets(programme: Programme, prices: RowPrices) -> Iterator[_Price]:
    """What one more million won in a purse's budget of a year is worth."""
    for funder in programme.funders.values():
        for year, price in _budget_prices(programme, funder, prices).items():
            yield row_name("budget", funder.id, year), price, MILLION_WON


def _budget_prices(programme: Programme, funder: Funder, prices: RowPrices) -> Mapping[int, float]:
    """By year of the budget.

    Where all is carried over, the rows say "by that year": a won of one year loosens its row and every later one.
    """
    first, last = programme.rules.years.award
    longest = max([last, *funder.budget, *_years_of_rows(funder, prices)])
    rows = {year: prices.of(row_name("budget", funder.id, year)) or 0.0 for year in range(first, longest + 1)}
    if funder.carry_over != "all":
        return rows
    return {year: sum(price for later, price in rows.items() if later >= year) for year in rows}


def _years_of_rows(funder: Funder, prices: RowPrices) -> Iterator[int]:
    head = row_name("budget", funder.id, "")[:-1]
    for row in prices.duals:
        if row.startswith(head) and (year := row[len(head) : -1]).isdecimal():
            yield int(year)


def _of_rows(programme: Programme, prices: RowPrices) -> Iterator[_Price]:
    """Rules whose rows each have a limit of their own."""
    units = _units(programme.rules)
    found: dict[str, list[_Price]] = defaultdict(list)
    for row in prices.duals:
        rule, _, index = row.removesuffix("]").partition("[")
        unit = units.get((rule, index.partition(",")[0])) or units.get((rule, ""))
        if unit is not None:
            found[rule].append((row, prices.of(row) or 0.0, unit))
    for rule in dict.fromkeys(rule for rule, _ in units):
        yield from found[rule]


def _least(programme: Programme, prices: RowPrices) -> Iterator[_Price]:
    """What one more unit for every member is worth: the rows of all members together."""
    for number, rule in programme.rules.least_benefits:
        yield row_name("least", number), prices.of_each("least", number) or 0.0, _unit_of_amount(rule.amount)


def _units(rules: Rules) -> Mapping[tuple[str, str], str]:
    """The units of the rows by rule, and by the number of the rule where its rows differ."""
    numbered = {
        **{("co_funding", number): MILLION_WON for number, of in _numbers(rules.co_funding) if of.over != "award"},
        **{("technology", number): unit_of_share(limit.of) for number, limit in _numbers(rules.technology_limits)},
        **{("matching", number): MILLION_WON for number, of in _numbers(rules.matching) if of.over != "award"},
        **{("floor", str(number)): unit_of_share(share.of) for number, share in rules.fair_shares},
        **{("cap_share", str(number)): unit_of_share(share.of) for number, share in rules.fair_shares},
    }
    in_tonnes = rules.ratio is not None and isinstance(rules.ratio.deploy_at_least, TonnesDeployment)
    return {
        ("cap", ""): MILLION_WON,
        ("reserved", ""): MILLION_WON,
        **numbered,
        ("target", ""): TONNE,
        ("reach", ""): TONNE,
        ("footprint", ""): KILOGRAM_PER_UNIT,
        ("gini", ""): COEFFICIENT,
        ("deployment", ""): TONNE if in_tonnes else MILLION_WON,
    }


def _numbers[Rule](rules: tuple[Rule, ...]) -> Iterator[tuple[str, Rule]]:
    return ((str(number), rule) for number, rule in enumerate(rules, start=1))


def unit_of_share(of: str) -> str:
    """The unit of what is shared: support, tonnes, or the count of awards."""
    return {"support": MILLION_WON, "tonnes": TONNE, "count": AWARD}[of]


def _unit_of_amount(amount: str) -> str:
    if is_won(amount):
        return MILLION_WON
    return TONNE if is_tonnes(amount) else AWARD
