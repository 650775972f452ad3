"""Rules of money: purses, caps, ratios between funders, what is kept for some, what suppliers can bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from planner.formulation.budgets import budget_kept_from
from planner.formulation.objective import funders_counted
from planner.languages import T, Text
from planner.programme.families import row_name
from planner.programme.programme import Programme
from planner.programme.rates import POOL
from planner.programme.rules import CoFunding, Matching, Reserved
from planner.study.policy.levels import RATIO, SHARE, WON, Level, number, won_in_words
from planner.study.policy.making import PER, Asked, Made, entry, listed, with_entry, with_rules
from planner.units import million_won


def _budget(asked: Asked) -> Made:
    funder = asked.programme.funders[asked.key.which]
    first, last = asked.rules.years.planned_from, asked.rules.years.award[1]
    years = sorted({year for year in funder.budget if year >= first} | set(range(first, last + 1)))
    total = Fraction(sum(won for year, won in funder.budget.items() if year >= first))
    levels = tuple(_budget_of(asked, funder.id, year) for year in years)
    return Made(
        T("budget of {funder}: {won} in all", funder=funder.id, won=won_in_words(total)),
        [tuple(level for level in levels if level.slopes)],
    )


def _budget_of(asked: Asked, funder: str, year: int) -> Level:
    value = Fraction(asked.programme.funders[funder].budget.get(year, 0))

    def at(programme: Programme, level: Fraction) -> Programme:
        funders = tuple(
            other.model_copy(update={"budget": {**other.budget, year: int(level)}}) if other.id == funder else other
            for other in programme.rules.funders
        )
        return with_rules(programme, funders=funders)

    return Level(
        setting=f"funders.{funder}.budget.{year}",
        says=T("the budget of {funder} in {year}", funder=funder, year=year),
        value=value,
        unit=WON,
        raises=True,
        at=at,
        tried=at,
        slopes=_slopes_of_budget(asked, funder, year),
        idle=_idle(asked, lambda rule: funder in rule.funder, year),
    )


def _slopes_of_budget(asked: Asked, funder_id: str, year: int) -> dict[str, float]:
    """A budget is a limit of its own years, or of all years after where it is carried on; and others count it."""
    funder, rules = asked.programme.funders[funder_id], asked.rules
    slopes = {}
    for row in asked.rows:
        of_year = int(row.removesuffix("]").rpartition(",")[2])
        if of_year == year or (funder.carry_over == "all" and of_year > year):
            slopes[row] = 1.0
    if not slopes:
        return {}
    for number_, rule in enumerate(rules.reserved, start=1):
        name = row_name("reserved", number_, *([year] if rule.over == "year" else []))
        if funder_id in rule.funder and name in asked.every_row and _missing(asked, rule, year) <= 0:
            slopes[name] = 1.0 if rule.share is None else float(1 - rule.share)
    ratio, deployment = rules.ratio, row_name("deployment")
    if ratio is not None and isinstance(ratio.deploy_at_least, Fraction) and deployment in asked.every_row:
        counted = funders_counted(asked.programme, ratio.per)
        slopes |= {deployment: float(ratio.deploy_at_least)} if funder_id in counted else {}
    return slopes


def _missing(asked: Asked, rule: Reserved, year: int | None) -> int:
    """What the budgets are short of the amount that is kept of them [won]; below 0 where something is left."""
    if rule.won is None:
        return 0
    return rule.won - budget_kept_from(asked.programme, rule, year if rule.over == "year" else None)


def _idle(asked: Asked, takes: Callable[[Reserved], bool], year: int | None = None) -> dict[str, float]:
    """Rows of what is kept in won that leave nothing for others, and go on doing so until that much is there.

    ``takes`` tells the rules, ``year`` the only year whose rows are meant; none: all years.
    """
    idle = {}
    for number_, rule in enumerate(asked.rules.reserved, start=1):
        first, last = asked.rules.years.planned_from, asked.rules.years.award[1]
        years = [None] if rule.over == "programme" else range(first, last + 1) if year is None else [year]
        for of_year in years:
            name = row_name("reserved", number_, *([] if of_year is None else [of_year]))
            missing = _missing(asked, rule, of_year)
            if takes(rule) and missing > 0 and name in asked.every_row:
                idle[name] = float(million_won(missing))
    return idle


def _cap(asked: Asked) -> Made:
    rule = asked.rules.caps[asked.number - 1]
    won, per = Fraction(rule.won or 0), PER[rule.per or "programme"]
    says = T("cap {number}: at most {won} per {member}", number=asked.number, won=won_in_words(won), member=per)
    level = entry(asked, "caps", "won", T("cap {number}", number=asked.number), won, WON, raises=True)
    return Made(says, [(replace(level, limit_of=asked.rows),)])


def _own_rate(asked: Asked) -> Made:
    if asked.key.which == POOL:
        return Made(T("own support rate of the pools"))
    return Made(T("own support rates of {funder}", funder=asked.key.which))


def _ratio(field: str, says: Text) -> Callable[[Asked], Made]:
    def make(asked: Asked) -> Made:
        rule: CoFunding | Matching = getattr(asked.rules, field)[asked.number - 1]
        of = T("the pools") if isinstance(rule, Matching) else listed(rule.of)
        name = Text(says.template, {"number": asked.number})
        words = {"rule": name, "funder": listed(rule.funder), "of": of}
        ways = []
        if rule.at_most is not None:
            ways.append((_limit(asked, field, "at_most", name, rule.at_most, raises=True),))
        if rule.at_least is not None:
            ways.append((_limit(asked, field, "at_least", name, rule.at_least, raises=False),))
        if rule.is_equality:
            says_all = T(
                "{rule}: money of {funder} is {ratio} times that of {of}",
                **words,
                ratio=number(rule.at_least or Fraction(0)),
            )
        elif rule.at_most is None:
            says_all = T(
                "{rule}: money of {funder} is at least {ratio} times that of {of}",
                **words,
                ratio=number(rule.at_least or Fraction(0)),
            )
        elif rule.at_least is None:
            says_all = T(
                "{rule}: money of {funder} is at most {ratio} times that of {of}", **words, ratio=number(rule.at_most)
            )
        else:
            says_all = T(
                "{rule}: money of {funder} is {least} to {most} times that of {of}",
                **words,
                least=number(rule.at_least),
                most=number(rule.at_most),
            )
        return Made(says_all, ways)

    return make


def _limit(asked: Asked, field: str, side: str, name: Text, value: Fraction, *, raises: bool) -> Level:
    """One side of a ratio. Of an equality both sides are moved to compare rows, one side to change the rule."""
    what = T("the most of {rule}", rule=name) if raises else T("the least of {rule}", rule=name)
    level = entry(asked, field, side, what, value, RATIO, raises=raises)
    rule: CoFunding | Matching = getattr(asked.rules, field)[asked.number - 1]
    if not rule.is_equality:
        return level

    def both(programme: Programme, other: Fraction) -> Programme:
        return with_entry(programme, field, asked.number, at_least=other, at_most=other)

    return replace(level, tried=both, is_equality=True)


def _reserved(asked: Asked) -> Made:
    rule = asked.rules.reserved[asked.number - 1]
    field, unit = ("share", SHARE) if rule.share is not None else ("won", WON)
    value = Fraction(rule.share if rule.share is not None else rule.won or 0)
    name = T("reserved part {number}", number=asked.number)
    says = T(
        "{rule}: {amount} of the budget of {funder}", rule=name, amount=unit.says(value), funder=listed(rule.funder)
    )
    level = entry(asked, "reserved", field, name, value, unit, raises=False)
    if rule.won is not None:
        idle = _idle(asked, lambda other: other is rule)
        level = replace(level, slopes={row: -1.0 for row in asked.rows if row not in idle}, idle=idle)
    return Made(says, [(level,)])


def _affordability(asked: Asked) -> Made:
    rule = asked.rules.affordability
    assert rule is not None
    says = T(
        "affordability: what is owed in a year stays within {share} of the savings and the capacity",
        share=SHARE.says(rule.share_of_savings),
    )

    def at(programme: Programme, level: Fraction) -> Programme:
        stated = programme.rules.affordability
        assert stated is not None
        return with_rules(programme, affordability=stated.model_copy(update={"share_of_savings": level}))

    setting = "affordability.share_of_savings"
    level = Level(setting, T("the share of savings"), rule.share_of_savings, SHARE, True, at, at)
    return Made(says, [(level,)])


def _own_money(asked: Asked) -> Made:
    """The limits are the suppliers' own: each may move by itself."""
    levels = []
    for row in asked.rows:
        supplier = row.removeprefix("own_money[").removesuffix("]")

        def at(programme: Programme, level: Fraction, who: str = supplier) -> Programme:
            changed = programme.suppliers[who].model_copy(update={"copay_limit_won": int(level)})
            return replace(programme, suppliers={**programme.suppliers, who: changed})

        levels.append(
            Level(
                setting=f"suppliers, {supplier}, copay_limit_won",
                says=T("the co-payment limit of {supplier}", supplier=supplier),
                value=Fraction(asked.programme.suppliers[supplier].copay_limit_won or 0),
                unit=WON,
                raises=True,
                at=at,
                tried=at,
                slopes={row: 1.0},
                in_table=True,
            )
        )
    return Made(T("co-payment limits of the suppliers"), [tuple(levels)])


MAKERS: Mapping[str, Callable[[Asked], Made]] = {
    "budget": _budget,
    "cap": _cap,
    "own_rate": _own_rate,
    "co_funding": _ratio("co_funding", T("co-funding {number}")),
    "matching": _ratio("matching", T("matching {number}")),
    "reserved": _reserved,
    "affordability": _affordability,
    "own_money": _own_money,
    "pool": lambda _: Made(T("pools: they pay no more than what has come back")),
}
