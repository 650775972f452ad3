"""Clawback: support that is tied to the tonnes promised, and what of it is taken back where they fall short."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from planner.plan.figures import Kilograms
from planner.plan.plan import Award, Reclaim, tonnes_of
from planner.programme.carbon import operating_years
from planner.programme.programme import Programme
from planner.programme.rules import Clawback
from planner.units import KG_PER_TONNE, floor, round_half_up


def tied_won(rule: Clawback, support_won: int) -> int:
    """The part of an award's support that is tied to its tonnes [won]."""
    return floor(rule.tied_share * support_won)


def reclaimed_won(rule: Clawback, support_won: int, promised_kg: int, achieved_kg: int) -> int:
    r"""What is taken back of an award's support that reached less than it promised [won].

    .. math:: \lfloor \lfloor \theta S \rfloor (P - \max(A, 0)) / P \rfloor

    Nothing where A is at least (1 - free shortfall) P, or where nothing was promised. S, support [won]; P and A,
    lifetime tonnes promised and achieved [kg]. Source: reading 40 of the rules.
    """
    if promised_kg <= 0 or achieved_kg >= (1 - rule.free_shortfall) * promised_kg:
        return 0
    return tied_won(rule, support_won) * (promised_kg - max(achieved_kg, 0)) // promised_kg


def reclaim_register(programme: Programme, awards: Iterable[Award], kilograms: Kilograms) -> tuple[Reclaim, ...]:
    """What would be taken back of each award whose upgrade has a low estimate of tonnes, if that came true."""
    rule = programme.rules.clawback
    if rule is None:
        return ()
    register = []
    for award in awards:
        low = low_kilograms(programme, award)
        if low is not None:
            promised = sum(kilograms[award.upgrade_id, award.year].values())
            register.append(
                Reclaim(
                    upgrade_id=award.upgrade_id,
                    year=award.year,
                    tied_won=tied_won(rule, award.support_won),
                    promised_t=tonnes_of(promised),
                    low_t=tonnes_of(low),
                    reclaimed_won=reclaimed_won(rule, award.support_won, promised, low),
                )
            )
    return tuple(register)


def low_kilograms(programme: Programme, award: Award) -> int | None:
    """The award's lifetime tonnes by the low estimate [kg], rounded half up year by year; none without an estimate."""
    upgrade = programme.upgrades[award.upgrade_id]
    if upgrade.tonnes_low is None:
        return None
    share = Fraction(award.cost_won, upgrade.total_won)
    yearly = round_half_up(share * upgrade.tonnes_low * KG_PER_TONNE)
    return yearly * len(operating_years(programme, upgrade, award.year))
