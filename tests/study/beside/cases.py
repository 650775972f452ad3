"""Small programmes that change: worked out by hand, solved for plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.beside.attribution import explained
from planner.study.beside.comparison import Beside, Pair, beside
from planner.study.beside.held import Held
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved


def one_year(upgrades: Mapping[str, tuple[int, int]], **rules: Any) -> Programme:
    """Whole projects at suppliers of their own: upgrade ``A`` of supplier ``SA``; cost in million won, tonnes. A
    supplier whose upgrade begins with B is in tier 2 and region Y, the others in tier 1 and region X."""
    return programme_of(
        rules_of(projects="whole", **rules),
        [
            supplier_of(f"S{name}", tier=2 if name[0] == "B" else 1, region="Y" if name[0] == "B" else "X")
            for name in upgrades
        ],
        [upgrade_of(name, f"S{name}", cost * M, tonnes=tonnes) for name, (cost, tonnes) in upgrades.items()],
    )


def gov(budget: int, **more: Any) -> list[dict[str, Any]]:
    """One purse with so many million won."""
    return [purse("GOV", budget={2026: budget * M}, **more)]


def held(programmes: Iterable[Programme]) -> list[Held]:
    """Their best plans, called a, b, c, ..."""
    return [Held("abcdefghij"[place], solved(programme), programme) for place, programme in enumerate(programmes)]


def compared(*programmes: Programme, most: int = 24) -> Beside:
    """Their best plans beside the first, with reasons."""
    return explained(beside(held(programmes)), Limits(), most=most)


def pair_of(before: Programme, after: Programme) -> Pair:
    """The two, with reasons."""
    (pair,) = compared(before, after).pairs
    return pair


def told(pair: Pair) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """By upgrade: how it changes, the kind of reason, and the places of the rules, or the tables, that it names."""
    return {
        changed.upgrade_id: (
            changed.kind,
            pair.reasons[changed.upgrade_id].kind,
            tuple(
                pair.causes[number].table or "; ".join(setting.key for setting in pair.causes[number].settings)
                for number in pair.reasons[changed.upgrade_id].causes
            ),
        )
        for changed in pair.changed
    }
