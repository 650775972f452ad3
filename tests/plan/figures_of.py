"""Short words for the tests of figures: what awards of these costs save, and awards that one purse pays."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from planner.plan.figures import Kilograms
from planner.programme.carbon import awarded_kilograms
from planner.programme.programme import Programme
from planner.programme.targets import Product


def kilograms_of(programme: Programme, *awards: tuple[str, int] | tuple[str, int, Fraction]) -> Kilograms:
    """What awards of an upgrade in a year save [kg]: of the whole upgrade, or of a share of it."""
    return {
        (upgrade_id, year): awarded_kilograms(programme, programme.upgrades[upgrade_id], year, *share or [Fraction(1)])
        for upgrade_id, year, *share in awards
    }


def with_products(programme: Programme, *rows: dict[str, Any]) -> Programme:
    return replace(programme, products=tuple(Product.model_validate(row) for row in rows))
