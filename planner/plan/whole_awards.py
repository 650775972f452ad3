"""Shares become whole won of cost. Rounding goes down, so that budgets, caps and "at most once" stay kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from planner.plan.choice import Choice
from planner.programme.lines import awarded_lines, shared_by_offset
from planner.programme.options import Option, Options
from planner.programme.signed import Signed
from planner.units import LEAST_AWARD_WON, SNAP_WON, SOLVER_TOLERANCE, ceiling, floor

type Costs = dict[tuple[str, int], int]
"""Whole won awarded, by upgrade and award year."""


def award_costs(options: Options, choice: Choice) -> Costs:
    """Whole won of each award, in the order of the options; awards of nothing are left out.

    Parts of one upgrade are rounded on their running total, so that shares that add to one award it whole.
    """
    costs: Costs = {}
    signed = Signed(options.programme)
    for chosen in _chosen_by_upgrade(options, choice).values():
        running, awarded = Fraction(0), 0
        for option in chosen:
            total = option.upgrade.total_won - floor(_signed_won(signed, option))
            running += _wanted(option, choice.shares[option.key])
            upto = min(total, floor(running + SNAP_WON))
            if option is chosen[-1] and _is_all_but_whole(option, running, total):
                upto = total
            upto = awarded + _with_support(option, upto - awarded)
            if upto - awarded >= LEAST_AWARD_WON:
                costs[option.key] = upto - awarded
                awarded = upto
    _keep_prerequisites(options, costs, signed)
    _keep_alternatives(options, costs, signed)
    by_key = {option.key: option for chosen in _chosen_by_upgrade(options, choice).values() for option in chosen}
    fitting = {key: _with_support(by_key[key], won) for key, won in costs.items()}
    return {key: won for key, won in fitting.items() if won > 0}


def _with_support(option: Option, won: int) -> int:
    """The most won up to these of which some whole won lie between the least rate and the full rate: of two won, 30 to
    40 % are none.
    """
    least = option.least_rate
    while won > 0 and option.divisible and least is not None:
        shared = sum(shared_by_offset(awarded_lines(option.upgrade, won)).values())
        if ceiling(least * shared) <= floor(option.rate * shared):
            break
        won -= 1
    return won


def _signed_won(signed: Signed, option: Option) -> Fraction:
    """What is signed of the upgrade already [won]."""
    return signed.share.get(option.upgrade.upgrade_id, Fraction(0)) * option.upgrade.total_won


def _is_all_but_whole(option: Option, running: Fraction, total: int) -> bool:
    """Whether a mandatory upgrade lacks no more of its whole cost than the solver may leave: then it gets that too.

    ``total``: what is not signed of it [won].
    """
    return option.upgrade.mandatory and running >= total - option.upgrade.total_won * Fraction(SOLVER_TOLERANCE)


def _wanted(option: Option, share: float) -> Fraction:
    """What the solver wants awarded [won]; whole upgrades all or nothing, less than half a won nothing."""
    total = option.upgrade.total_won
    if not option.divisible:
        return Fraction(total if share > 0.5 else 0)
    won = min(max(Fraction(share), Fraction(0)), Fraction(1)) * total
    return won if won >= Fraction(1, 2) else Fraction(0)


def _keep_prerequisites(options: Options, costs: Costs, signed: Signed) -> None:
    """An award shrinks by the won that its share is ahead of what it needs, and what needs it in turn; the won go on to
    the upgrade's next award, so that what is awarded whole in the end stays whole."""
    upgrades = options.programme.upgrades
    for _ in upgrades:
        changed = False
        for key in sorted(costs):
            upgrade = upgrades[key[0]]
            for needed in upgrade.needs:
                spare = signed.share.get(needed, Fraction(0)) - signed.share.get(key[0], Fraction(0))
                there = _share_so_far(options, costs, needed, key[1]) + max(Fraction(0), spare)
                allowed = floor(there * upgrade.total_won)
                before = sum(won for (other, year), won in costs.items() if other == key[0] and year < key[1])
                if before + costs[key] > allowed:
                    _give_up(costs, key, costs[key] - max(0, allowed - before))
                    changed = True
        if not changed:
            return


def _give_up(costs: Costs, key: tuple[str, int], won: int) -> None:
    """An award shrinks; the upgrade's next award grows by as much, if there is one: it may be whole by then."""
    costs[key] -= won
    later = min((year for other, year in costs if other == key[0] and year > key[1]), default=None)
    if later is not None:
        costs[key[0], later] += won


def _share_so_far(options: Options, costs: Costs, upgrade_id: str, until: int) -> Fraction:
    won = sum(won for (other, year), won in costs.items() if other == upgrade_id and year <= until)
    return Fraction(won, options.programme.upgrades[upgrade_id].total_won)


def _keep_alternatives(options: Options, costs: Costs, signed: Signed) -> None:
    """Among alternatives whose shares add to more than one by a rounding, the last gives up won."""
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    upgrades = options.programme.upgrades
    for key in costs:
        group = upgrades[key[0]].alternative_group
        if group is not None:
            groups[group].append(key)
    for group, keys in groups.items():
        room = max(Fraction(0), 1 - signed.share_of_group.get(group, Fraction(0)))
        while (over := _total_share(upgrades, costs, keys) - room) > 0:
            last = next(key for key in reversed(keys) if costs[key] > 0)
            surplus = -floor(-over * upgrades[last[0]].total_won)
            costs[last] -= min(costs[last], surplus)


def _total_share(upgrades: Mapping, costs: Costs, keys: list[tuple[str, int]]) -> Fraction:  # type: ignore[type-arg]
    return sum((Fraction(costs[key], upgrades[key[0]].total_won) for key in keys), Fraction(0))


def _chosen_by_upgrade(options: Options, choice: Choice) -> dict[str, list[Option]]:
    """The options of which the solver wants anything; most are wanted not at all."""
    chosen: dict[str, list[Option]] = defaultdict(list)
    for option in options.options:
        if choice.shares.get(option.key, 0.0) > 0:
            chosen[option.upgrade.upgrade_id].append(option)
    return chosen
