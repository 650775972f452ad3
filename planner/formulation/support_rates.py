"""Support rates and caps: what all payers give together, what one may give, and ceilings in won."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

from planner.formulation.commitments import as_option
from planner.formulation.funding import Level, Money, Reader, by_award
from planner.formulation.model import Demand, Formulation, Terms
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.programme.options import Option
from planner.programme.rates import counts, own_rates_set_the_full_rate
from planner.programme.rules import Cap
from planner.programme.signed import OWN, SignedAward
from planner.units import RATIO_EQUALITY_WON, ceiling, floor, million_won


def readers(lp: Formulation) -> Iterable[Reader]:
    """Own rates that bind read each award; caps on some payers read what the cap is for."""
    binding = {payer for option in lp.options for payer in option.own_rates if _own_rate_binds(option, payer)}
    for payer in sorted(binding):
        yield Reader(lambda name, meant=payer: name == meant, _own_rate_level(payer))  # type: ignore[misc]
    for cap in _won_caps(lp):
        yield Reader(lambda name, meant=cap: counts(meant.funders, name), cap_level(lp, cap))  # type: ignore[misc]


def accepted_support(lp: Formulation) -> None:
    r"""Where a supplier states a least rate, support is between it and the full rate.

    .. math:: m_u\, c_u\, x_{u,t} \le \sum_y s_{u,t,y} \le r_{u,t}\, c_u\, x_{u,t}

    s [million won] shared support by year, c [million won] shared cost. Without a least rate, support is exactly the
    full rate and s is not built. Source: the upgrades' ``support_rate_min`` and ``support_rates``.
    """
    for option in lp.options:
        if option.least_rate is None:
            continue
        support = [
            (lp.flexible_support[(*option.key, option.year + line.offset)], 1)
            for line in option.shared
            if (*option.key, option.year + line.offset) in lp.flexible_support
        ]
        shared = option.upgrade.shared_won
        award = lp.award[option.key]
        if support:
            limits = option.least_rate * shared, option.rate * shared
            lower, upper = limits if option.divisible else (ceiling(limits[0]), floor(limits[1]))
            most = [*support, (award, -million_won(upper))]
            least = [*support, (award, -million_won(lower))]
            lp.row(row_name("support", *option.key, "at_most"), most, "<=", 0)
            lp.row(row_name("support", *option.key, "at_least"), least, ">=", 0)
            _within_what_is_due(lp, option)


def _within_what_is_due(lp: Formulation, option: Option) -> None:
    """In no year more support than the shared lines ask, where they fall into several years."""
    if len(option.shared) < 2:
        return
    for line in option.shared:
        year = option.year + line.offset
        variable = lp.flexible_support.get((*option.key, year))
        if variable is not None:
            terms = [(variable, 1), (lp.award[option.key], -million_won(line.won))]
            lp.row(row_name("support", *option.key, year), terms, "<=", 0)


def own_rates(lp: Formulation, money: Money) -> None:
    r"""A payer with a rate of its own gives at most that share of an award's shared cost.

    .. math:: \sum_y m_{f,u,t,y} \le \text{rate}_f\, c_u\, x_{u,t}

    m, c [million won]; summed over a group of awards where that says the same. Built only where the rate is below the
    full rate; above, the full rate says it already. Source: ``funders[].rate``, ``repayment.pool_rate``.
    """
    paid = money.paid_each(lambda _: True, lambda d: None if d.named or d.past else _own_rate_index(d))
    allowed: dict[tuple[str, Hashable], dict[tuple[str, int], float]] = defaultdict(dict)
    for group in money.groups:
        for demand in group.members:
            for payer in group.payers:
                if not demand.named and _own_rate_binds(demand.option, payer):
                    index = payer, group.index(_own_rate_index, demand)
                    allowed[index][demand.option.key] = -million_won(_most_of_own_rate(demand.option, payer))
    for (payer, member), most_by_option in allowed.items():
        terms = [*paid[payer][member], *((lp.award[key], most) for key, most in most_by_option.items())]
        lp.row(row_name("own_rate", payer, *member), terms, "<=", 0)  # type: ignore[misc]


def _most_of_own_rate(option: Option, payer: str) -> int | Fraction:
    """The most that a payer gives on the whole upgrade [won], whole where the upgrade is indivisible, as in the plan.

    Where the full rate is the sum of the own rates the limits meet, and a won more is allowed.
    """
    most = Fraction(option.own_rates[payer] or 0) * option.upgrade.shared_won
    if option.divisible:
        return most
    spare = RATIO_EQUALITY_WON if own_rates_set_the_full_rate(option.own_rates, option.rate) else 0
    return floor(most) + spare


def caps(lp: Formulation, money: Money) -> None:
    r"""Support by the cap's payers stays below the cap, per upgrade, supplier, consortium or programme.

    .. math:: \sum_{f \in F} \sum_{u \in g} \sum_y m_{f,u,y} \le W_g

    m, W [million won], of all cost lines, or only of those with a named payer or of the others. A cap that can never
    be reached is not built. One per upgrade asks nothing of the past (reading 55). Source: ``caps``.
    """
    for number, cap in numbered(lp.rules.caps):
        if cap.won is None:
            continue
        paid = money.paid(lambda name, meant=cap: counts(meant.funders, name), cap_level(lp, cap))  # type: ignore[misc]
        for member, terms in paid.items():
            most = cap.won if cap.per != "upgrade" else max(cap.won, _given_before(lp, cap, member))
            lp.row(row_name("cap", number, member), terms, "<=", million_won(most))


def cap_level(lp: Formulation, cap: Cap) -> Level:
    """What a cap in won counts a demand under; None for one that it does not speak of, or where it cannot be reached.

    A member whose upgrades together could never take more than the cap needs no row, and no money variables for it.
    """
    members: dict[str, Hashable | None] = {}
    most: dict[Hashable, Fraction] = defaultdict(Fraction)
    for upgrade_id, options in lp.by_upgrade.items():
        member = members[upgrade_id] = _cap_member(lp, cap, options[0])
        most[member] += _most_counted(cap, options)
    for award in lp.signed.awards:
        upgrade_id = award.upgrade.upgrade_id
        if upgrade_id not in members:
            members[upgrade_id] = None if cap.per == "upgrade" else _cap_member(lp, cap, as_option(award))
        most[members[upgrade_id]] += _given_in(cap, award)
    counted = {True: cap.counts_named, False: cap.counts_shared}
    reachable = {member for member, support in most.items() if support > (cap.won or 0)}
    within = {upgrade_id: member if member in reachable else None for upgrade_id, member in members.items()}
    return lambda demand: within[demand.option.upgrade.upgrade_id] if counted[demand.named] else None


def _given_before(lp: Formulation, cap: Cap, upgrade_id: Hashable) -> int:
    """What the cap's payers gave for past awards of the upgrade, on the lines that it counts [won]."""
    return sum(_given_in(cap, award) for award in lp.signed.awards if award.upgrade.upgrade_id == upgrade_id)


def _given_in(cap: Cap, award: SignedAward) -> int:
    """What the cap's payers gave for a past award, on the lines that it counts [won]."""
    counted = {True: cap.counts_named, False: cap.counts_shared}
    return sum(
        payment.won
        for payment in award.payments
        if payment.payer != OWN and counted[payment.named] and counts(cap.funders, payment.payer)
    )


def _most_counted(cap: Cap, options: Sequence[Option]) -> Fraction:
    """The most that an upgrade's lines of the kinds that the cap counts could take [won]."""
    upgrade = options[0].upgrade
    shared = max(option.rate for option in options) * upgrade.shared_won if cap.counts_shared else Fraction(0)
    return shared + (upgrade.named_won if cap.counts_named else 0)


def _cap_member(lp: Formulation, cap: Cap, option: Option) -> Hashable | None:
    upgrade, supplier = option.upgrade, option.supplier
    if not cap.of.takes(supplier, upgrade.technology, lp.programme.class_of_technology.get(upgrade.technology)):
        return None
    if cap.per == "upgrade":
        return upgrade.upgrade_id
    if cap.per == "supplier":
        return supplier.supplier_id
    return supplier.consortium if cap.per == "consortium" else "programme"


def _won_caps(lp: Formulation) -> Iterable[Cap]:
    return (cap for cap in lp.rules.caps if cap.won is not None)


def _own_rate_binds(option: Option, payer: str) -> bool:
    rate = option.own_rates.get(payer)
    return rate is not None and rate < option.rate


def _own_rate_level(payer: str) -> Level:
    def level(demand: Demand) -> Hashable | None:
        binds = not demand.named and _own_rate_binds(demand.option, payer)
        return _own_rate_index(demand) if binds else None

    return level


def _own_rate_index(demand: Demand) -> Hashable:
    """Awards of one group must have the same rates, and support that is a fixed part of their cost.

    Where one payer alone could pay, no variable says who does, and nothing has sorted the awards by their rates.
    """
    option = demand.option
    if option.least_rate is not None or len(demand.payers) == 1:
        return option.key
    return by_award(demand, (option.rate, *(option.own_rates[payer] for payer in demand.payers)))


def support_by_option(lp: Formulation) -> dict[tuple[str, int], Terms]:
    """All support of each option, shared and named, over the years [million won]."""
    support: dict[tuple[str, int], Terms] = defaultdict(list)
    for demand in lp.demands:
        support[demand.option.key].extend(demand.terms)
    return support
