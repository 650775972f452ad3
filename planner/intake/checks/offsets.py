"""Offsets: somebody yields credits, size classes ascend, and lent money goes to a lead firm's purse."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.programme.credits import SizeClass
from planner.programme.quantities import written


def some_credits(draft: Draft) -> Iterator[Fault]:
    """Offsets without an upgrade that could yield credits are warned of."""
    if draft.rules.offsets is None or not draft.tables.suppliers.is_whole or not draft.tables.upgrades.is_whole:
        return
    if draft.pairs and not any(upgrade.creditable and not supplier.ets_covered for _, upgrade, supplier in draft.pairs):
        yield faults.NO_CREDITS.at(draft.model.place("offsets"))


def lent_to_a_lead_firm(draft: Draft) -> Iterator[Fault]:
    """The value of credits that is lent into a government's purse is warned of: the lead firm uses the credits."""
    offsets = draft.rules.offsets
    if offsets is None or offsets.lend_back is None:
        return
    for funder in draft.rules.funders:
        if funder.id == offsets.lend_back.funder and funder.kind != "oem":
            yield faults.LENT_TO_NO_LEAD_FIRM.at(draft.model.place("offsets", "lend_back", "funder"), funder=funder.id)


def classes_ascend(draft: Draft) -> Iterator[Fault]:
    """Size classes go from small to large, each with a name of its own; only the last may have no limit."""
    offsets = draft.rules.offsets
    if offsets is None or offsets.bundles is None:
        return
    names: set[str] = set()
    for number, size in enumerate(offsets.bundles.classes):
        if size.name in names:
            place = draft.model.place("offsets", "bundles", "classes", number, "name")
            yield faults.NAMED_TWICE_IN_RULE.at(place, name=size.name)
        names.add(size.name)
    for number, (size, following) in enumerate(itertools.pairwise(offsets.bundles.classes)):
        yield from _in_order(draft, number, size, following)


def _in_order(draft: Draft, number: int, size: SizeClass, following: SizeClass) -> Iterator[Fault]:
    classes = ("offsets", "bundles", "classes")
    if size.at_most_t is None:
        yield faults.OPEN_CLASS_NOT_LAST.at(draft.model.place(*classes, number), name=size.name)
    elif following.at_most_t is not None and following.at_most_t <= size.at_most_t:
        yield faults.CLASSES_NOT_ASCENDING.at(
            draft.model.place(*classes, number + 1, "at_most_t"),
            name=following.name,
            limit=written(following.at_most_t),
            other=size.name,
            before=written(size.at_most_t),
        )
