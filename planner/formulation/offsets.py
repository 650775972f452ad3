"""Offsets: credits that the OEM may use, and their value lent back into a purse.

Credits bind nothing unless they are lent back; without ``lend_back`` nothing is built here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.formulation.commitments import past_tonnes
from planner.formulation.model import Formulation, Terms
from planner.formulation.tonnes import TonnesTable
from planner.programme.crediting import credited_years, most_usable_kilograms, price
from planner.programme.credits import Offsets
from planner.programme.families import row_name
from planner.programme.options import Option
from planner.units import million_won, solver_number, tonnes

if TYPE_CHECKING:
    import pulp

type Usable = Mapping[int, pulp.LpVariable]
"""The credits that the OEM uses by year [t], for the years whose value is lent back."""

type _Credits = list[tuple[Option, float]]
"""Tonnes of whole upgrades that become credits of the OEM in a year [t]."""


def credit_use(lp: Formulation) -> Usable:
    r"""The OEM uses at most its part of a year's credits, and at most the share of its obligation.

    .. math:: 0 \le w_y \le \omega \sum_{(u,t)\ \text{credited in}\ y} e_{u,t,y}\, x_{u,t}, \qquad w_y \le \sigma\, O_y

    w, e, O [t]; :math:`\omega` the OEM's part by contract. Where some upgrade emits more in a credited year, the sum
    may be below zero, which must forbid no award: then w is 0, by a variable b of 0 or 1,

    .. math:: w_y \le \omega \sum e_{u,t,y}\, x_{u,t} + M_y (1 - b_y), \qquad w_y \le \sigma\, O_y\, b_y

    with M the most that the sum can be below zero. Only years whose value a purse could spend in the year after.
    Source: ``offsets``, readings 44 and 45 of the further rules.
    """
    offsets = lp.rules.offsets
    usable: dict[int, pulp.LpVariable] = {}
    if offsets is None or offsets.lend_back is None:
        return usable
    for year in _years_lent(lp, offsets.lend_back.funder):
        credits = _credits(lp, offsets, year)
        most = tonnes(most_usable_kilograms(offsets, year))
        past = _credits_of_past(lp, offsets, year)
        if not (credits or past) or not most or not price(offsets, year):
            continue
        used = usable[year] = lp.variable("credit_use", year, at_most=most)
        terms: Terms = [(used, 1), *((lp.award[option.key], -amount) for option, amount in credits)]
        terms += lp.fixed(-past)
        below_zero = _most_below_zero(credits) + max(0, -past)
        if below_zero:
            any_used = lp.switch("credits", year)
            terms.append((any_used, below_zero))
            lp.row(row_name("credit_use", year, "any"), [(used, 1), (any_used, -most)], "<=", 0)
        lp.row(row_name("credit_use", year), terms, "<=", below_zero)
    return usable


def lent(lp: Formulation, usable: Usable) -> Mapping[int, Terms]:
    r"""What the purse holds more in a year because the value of the year before is lent back [million won].

    .. math:: \lambda\, p_{y-1}\, w_{y-1}

    p [million won per t], w [t] credits used, :math:`\lambda` the part that is lent. No row of its own: the purse's
    budget reads it. Source: ``offsets.lend_back``, reading 46 of the further rules.
    """
    offsets = lp.rules.offsets
    if offsets is None or offsets.lend_back is None:
        return {}
    share = offsets.lend_back.share
    return {year + 1: [(used, million_won(share * price(offsets, year)))] for year, used in usable.items()}


def _years_lent(lp: Formulation, funder: str) -> range:
    """The counting years after which the purse could still be asked to pay."""
    asked = max((demand.year for demand in lp.demands if funder in demand.payers), default=lp.rules.years.award[0])
    years = lp.rules.years.counting_years
    return range(years.start, min(years.stop, asked))


def _credits(lp: Formulation, offsets: Offsets, year: int) -> _Credits:
    table = TonnesTable(lp, f"tonnes_in_{year}")
    part = solver_number(offsets.split.oem)
    return [
        (option, amount)
        for option in lp.options
        if year in credited_years(lp.programme, offsets, option.upgrade, option.year)
        and (amount := part * table.of(option))
    ]


def _credits_of_past(lp: Formulation, offsets: Offsets, year: int) -> float:
    """The OEM's part of what past awards' tonnes give in a year [t]."""
    tonnes_then = sum(
        past_tonnes(lp, award, f"tonnes_in_{year}")
        for award in lp.signed.awards
        if year in credited_years(lp.programme, offsets, award.upgrade, award.year)
    )
    return solver_number(offsets.split.oem) * tonnes_then


def _most_below_zero(credits: _Credits) -> float:
    """How far below zero the year's credits could be: each upgrade is awarded once, at its worst [t]."""
    worst: dict[str, float] = {}
    for option, amount in credits:
        upgrade_id = option.upgrade.upgrade_id
        worst[upgrade_id] = min(worst.get(upgrade_id, 0), amount)
    return -sum(worst.values())
