"""Bundles: credited awards of one size class that are registered together, held against the class's limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from planner.audit.books import Books
from planner.audit.entries import added_up
from planner.audit.tonnage import KG
from planner.plan.plan import CreditBundle, tonnes_of
from planner.programme.credits import Bundles, SizeClass
from planner.programme.supplier import Supplier

NONE = "-"
"""The bundle of suppliers without the mark, and the class of awards above every class's limit."""

type ByYear = Mapping[int, int]


def expected_bundles(books: Books) -> list[CreditBundle]:
    """Every bundle with an award in it, by mark and then by class (0004, reading 47)."""
    rule = None if books.rules.offsets is None else books.rules.offsets.bundles
    if rule is None:
        return []
    classes = [*rule.classes, None]
    together: dict[tuple[str, int], list[ByYear]] = defaultdict(list)
    for entry, credited in books.credited:
        most = max(credited.values())
        if most > 0:
            together[_mark(entry.supplier, rule), _class_number(rule, most)].append(credited)
    return [_bundle(mark, classes[number], members) for (mark, number), members in sorted(together.items())]


def _bundle(mark: str, size_class: SizeClass | None, members: list[ByYear]) -> CreditBundle:
    kilograms = max(added_up(pair for member in members for pair in member.items()).values())
    limit = None if size_class is None else size_class.bundle_at_most_t
    return CreditBundle(
        bundle=mark,
        size_class=NONE if size_class is None else size_class.name,
        projects=len(members),
        tonnes_per_year=tonnes_of(kilograms),
        limit_t=None if limit is None else float(limit),
        kept=size_class is not None and (limit is None or kilograms <= limit * KG),
    )


def _class_number(rule: Bundles, kilograms: int) -> int:
    """The place of the first class whose limit is not below these kilograms a year; behind all where none is."""
    for number, size_class in enumerate(rule.classes):
        if size_class.at_most_t is None or kilograms <= size_class.at_most_t * KG:
            return number
    return len(rule.classes)


def _mark(supplier: Supplier, rule: Bundles) -> str:
    value = supplier.supplier_id if rule.by == "supplier" else getattr(supplier, rule.by)
    return NONE if value is None else str(value)
