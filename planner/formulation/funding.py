r"""Funding: every won is paid; who pays is a variable only where a rule reads it.

Demands for support that may be paid by the same payers in the same year, and that no rule tells apart, are one
*group*. A group with a single payer needs no variable: what the payer gives is what the demands ask. Any other group
has a variable per payer and one row,

.. math:: \sum_p m_{g,p} = \sum_{d \in g} \text{support}_d

m [million won]. Every member of a group has the same payers, so that any whole-won spreading of the group's money to
its members keeps every rule; the plan spreads it in the published order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from planner.formulation.model import Demand, Formulation, Terms
from planner.programme.families import row_name
from planner.programme.rates import POOL_PREFIX

if TYPE_CHECKING:
    import pulp

type Level = Callable[[Demand], Hashable | None]
"""The index under which a rule counts a demand; None where it does not count it."""


class PerGroup(NamedTuple):
    """The index of a rule that holds award by award, where it is enough to state it once for a group.

    Where such a rule parts one payer from the rest, at the same part of every member's support, the members' limits are
    kept by some spreading exactly when their sum is kept. ``alike`` must be equal for demands in one group.
    """

    alike: Hashable = None


def by_award(demand: Demand, alike: Hashable = None) -> Hashable | None:
    """The index of a rule that holds award by award: the group where that is enough, else the award. Nothing is asked
    of awards of the past."""
    if demand.past:
        return None
    return PerGroup(alike) if splits_in_proportion(demand) else demand.option.key


def splits_in_proportion(demand: Demand) -> bool:
    """Whether limits on who pays part one payer from the rest, as a fixed part of this one demand.

    So it is with two payers, and with one funder and pools that have no limit of their own, where all is due at once.
    """
    option = demand.option
    if demand.named or not option.upgrade.is_due_at_once:
        return False
    pools = [payer for payer in demand.payers if payer.startswith(POOL_PREFIX)]
    limited = any((rate := option.own_rates[pool]) is not None and rate < option.rate for pool in pools)
    return len(demand.payers) <= 2 or (len(demand.payers) == len(pools) + 1 and not limited)


@dataclass(frozen=True)
class Reader:
    """A rule that reads what some payers pay: which payers it means, and at which level."""

    pays: Callable[[str], bool]
    level: Level


@dataclass
class Group:
    """Demands that no rule tells apart, and the variables that say who pays them."""

    number: int
    year: int
    payers: tuple[str, ...]
    members: list[Demand] = field(default_factory=list)
    paid: dict[str, pulp.LpVariable] = field(default_factory=dict)

    def index(self, level: Level, demand: Demand) -> Hashable | None:
        """The index under which a rule counts a member."""
        index = level(demand)
        return ("group", self.number) if isinstance(index, PerGroup) else index

    def support(self) -> Terms:
        """All support that the members ask [million won]."""
        return [term for demand in self.members for term in demand.terms]


class Money:
    """What each payer pays, as far as rules can see it; payments of the past are fixed, and count with the others."""

    def __init__(self, formulation: Formulation, readers: Iterable[Reader]) -> None:
        self.groups = _grouped(formulation.demands, list(readers))
        self._past = formulation.past_payments
        for group in self.groups:
            _pay(formulation, group)

    def paid(self, pays: Callable[[str], bool], level: Level) -> Mapping[Hashable, Terms]:
        """What these payers pay, by index [million won]; indexes in the order of the options.

        A rule that tells payers of one group apart must have been among the readers.
        """
        by_index: dict[Hashable, Terms] = defaultdict(list)
        for group in self.groups:
            meant = [payer for payer in group.payers if pays(payer)]
            if not meant:
                continue
            if group.paid and (len(meant) < len(group.payers) or _is_one_level(group, level)):
                index = group.index(level, group.members[0])
                if index is not None:
                    by_index[index].extend((group.paid[payer], 1) for payer in meant)
                continue
            for demand in group.members:
                index = group.index(level, demand)
                if index is not None:
                    by_index[index].extend(demand.terms)
        for demand in self._past:
            index = level(demand) if pays(demand.payers[0]) else None
            if index is not None:
                by_index[index].extend(demand.terms)
        return by_index

    def paid_each(self, pays: Callable[[str], bool], level: Level) -> Mapping[str, Mapping[Hashable, Terms]]:
        """What each of these payers pays by itself, by payer and index [million won]."""
        by_payer: dict[str, dict[Hashable, Terms]] = defaultdict(lambda: defaultdict(list))
        for group in self.groups:
            for payer in filter(pays, group.payers):
                if group.paid:
                    index = group.index(level, group.members[0])
                    if index is not None:
                        by_payer[payer][index].append((group.paid[payer], 1))
                    continue
                for demand in group.members:
                    index = group.index(level, demand)
                    if index is not None:
                        by_payer[payer][index].extend(demand.terms)
        for demand in self._past:
            index = level(demand) if pays(demand.payers[0]) else None
            if index is not None:
                by_payer[demand.payers[0]][index].extend(demand.terms)
        return by_payer

    def paid_in_all(self, pays: Callable[[str], bool]) -> Terms:
        """What these payers pay over all years [million won]."""
        return self.paid(pays, lambda _: "all").get("all", [])


def _is_one_level(group: Group, level: Level) -> bool:
    """Whether all members count under one index, so that the group's own variables say it in fewer terms."""
    first = level(group.members[0])
    return all(level(demand) == first for demand in group.members)


def _grouped(demands: Iterable[Demand], readers: list[Reader]) -> list[Group]:
    groups: dict[Hashable, Group] = {}
    tell_apart: dict[tuple[str, ...], list[Level]] = {}
    for demand in demands:
        if demand.payers not in tell_apart:
            tell_apart[demand.payers] = [reader.level for reader in readers if _splits(reader, demand.payers)]
        levels = tuple(level(demand) for level in tell_apart[demand.payers])
        key = (demand.year, demand.payers, demand.named, levels)
        if key not in groups:
            groups[key] = Group(len(groups), demand.year, demand.payers)
        groups[key].members.append(demand)
    return list(groups.values())


def _splits(reader: Reader, payers: tuple[str, ...]) -> bool:
    """Whether the rule means some of the payers but not all, so that it must see who pays."""
    meant = sum(reader.pays(payer) for payer in payers)
    return 0 < meant < len(payers)


def _pay(formulation: Formulation, group: Group) -> None:
    if len(group.payers) == 1:
        return
    group.paid = {payer: formulation.variable("pay", group.number, payer) for payer in group.payers}
    terms: Terms = [(variable, 1) for variable in group.paid.values()]
    terms += [(variable, -coefficient) for variable, coefficient in group.support()]
    formulation.row(row_name("funding", group.number), terms, "=", 0)
