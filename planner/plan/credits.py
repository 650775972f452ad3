"""Offsets: which tonnes become credits, whose they are, what they are worth, and how they are registered together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from planner.plan.figures import Kilograms
from planner.plan.plan import CreditBundle, CreditYear, tonnes_of
from planner.programme.crediting import credited_years, most_usable_kilograms, price
from planner.programme.credits import Bundles, Offsets, SizeClass
from planner.programme.programme import Programme
from planner.programme.selector import attribute_of
from planner.units import KG_PER_TONNE, floor

NONE = "-"
"""Stands where a supplier has no mark, or an award no size class."""


def credited_kilograms(programme: Programme, offsets: Offsets, kilograms: Kilograms) -> Kilograms:
    """What each credited award saves in its credited years [kg]; the others are left out.

    Source: reading 44 of the rules.
    """
    credited = {}
    for (upgrade_id, award_year), by_year in kilograms.items():
        years = credited_years(programme, offsets, programme.upgrades[upgrade_id], award_year)
        if years:
            credited[upgrade_id, award_year] = {year: by_year[year] for year in years}
    return credited


def credit_ledger(programme: Programme, kilograms: Kilograms, last_year: int) -> tuple[CreditYear, ...]:
    """Credits by counting year. Source: readings 44 to 46 of the rules.

    ``last_year`` is the last year of the purses' ledgers: what would come into a purse later is not lent.
    """
    offsets = programme.rules.offsets
    if offsets is None:
        return ()
    by_year: dict[int, int] = defaultdict(int)
    for credited in credited_kilograms(programme, offsets, kilograms).values():
        for year, kilogram in credited.items():
            by_year[year] += kilogram
    return tuple(
        _credit_year(offsets, year, max(by_year[year], 0), lends=year < last_year)
        for year in programme.rules.years.counting_years
    )


def _credit_year(offsets: Offsets, year: int, kilograms: int, *, lends: bool) -> CreditYear:
    oem, supplier = floor(offsets.split.oem * kilograms), floor(offsets.split.supplier * kilograms)
    usable = min(oem, most_usable_kilograms(offsets, year))
    value = floor(usable * price(offsets, year) / KG_PER_TONNE)
    return CreditYear(
        year=year,
        creditable_t=tonnes_of(kilograms),
        oem_t=tonnes_of(oem),
        supplier_t=tonnes_of(supplier),
        state_t=tonnes_of(kilograms - oem - supplier),
        usable_t=tonnes_of(usable),
        surplus_t=tonnes_of(oem - usable),
        value_won=value,
        lent_won=floor(offsets.lend_back.share * value) if offsets.lend_back is not None and lends else 0,
    )


def credit_bundles(programme: Programme, kilograms: Kilograms) -> tuple[CreditBundle, ...]:
    """Credited awards by mark and size class, held against the classes' limits. Source: reading 47 of the rules."""
    offsets = programme.rules.offsets
    if offsets is None or offsets.bundles is None:
        return ()
    bundles = offsets.bundles
    members: dict[tuple[str, int], list[Mapping[int, int]]] = defaultdict(list)
    for (upgrade_id, _), credited in credited_kilograms(programme, offsets, kilograms).items():
        most = max(credited.values(), default=0)
        if most > 0:
            supplier = programme.supplier_of(programme.upgrades[upgrade_id])
            members[attribute_of(supplier, bundles.by) or NONE, _class_of(bundles, most)].append(credited)
    return tuple(
        _bundle(mark, _class_named(bundles, number), awards) for (mark, number), awards in sorted(members.items())
    )


def _class_of(bundles: Bundles, kilograms: int) -> int:
    """The number of the first class that takes so many kilograms a year; the number of classes where none does."""
    return next(
        (
            number
            for number, size in enumerate(bundles.classes)
            if size.at_most_t is None or kilograms <= size.at_most_t * KG_PER_TONNE
        ),
        len(bundles.classes),
    )


def _class_named(bundles: Bundles, number: int) -> SizeClass | None:
    return bundles.classes[number] if number < len(bundles.classes) else None


def _bundle(mark: str, size: SizeClass | None, awards: list[Mapping[int, int]]) -> CreditBundle:
    together: dict[int, int] = defaultdict(int)
    for credited in awards:
        for year, kilogram in credited.items():
            together[year] += kilogram
    most = max(together.values())
    limit = None if size is None else size.bundle_at_most_t
    return CreditBundle(
        bundle=mark,
        size_class=NONE if size is None else size.name,
        projects=len(awards),
        tonnes_per_year=tonnes_of(most),
        limit_t=None if limit is None else float(limit),
        kept=size is not None and (limit is None or most <= limit * KG_PER_TONNE),
    )
