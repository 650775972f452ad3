"""What rules name exists: funders, classes, technologies and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.intake.guessing import guess
from planner.intake.table import Table
from planner.programme.selector import Attribute, Selector, SupplierSelector

type Named = tuple[tuple[str | int, ...], Sequence[str]]
"""Where a rule names things, and what it names."""

_MARKS: tuple[Attribute, ...] = ("region", "consortium", "process", "supplier")


def known_funders(draft: Draft) -> Iterator[Fault]:
    """Rules speak of funders that there are, each once."""
    funders = draft.funder_ids
    if funders is None:
        return
    for (*path, key), names in _funders_named(draft):
        or_pool = {"pool"} if key in ("funders", "payers") else set()
        for number, name in enumerate(names):
            place = draft.model.place(*path, key, number)
            if name not in funders | or_pool:
                yield _unknown_funder(place, name, sorted(funders))
            if name in names[:number]:
                yield faults.NAMED_TWICE_IN_RULE.at(place, name=name)


def _funders_named(draft: Draft) -> Iterator[Named]:
    rules = draft.rules
    if rules.repayment is not None:
        yield ("repayment", "base"), rules.repayment.base
    for number, matching in enumerate(rules.matching):
        yield ("matching", number, "funder"), matching.funder
    for number, ratio in enumerate(rules.co_funding):
        yield ("co_funding", number, "funder"), ratio.funder
        yield ("co_funding", number, "of"), ratio.of
    for number, cap in enumerate(rules.caps):
        yield ("caps", number, "funders"), cap.funders or ()
    for number, fair in rules.fair_shares:
        yield ("fairness", number - 1, "payers"), fair.payers or ()
    for number, reserve in enumerate(rules.reserved):
        yield ("reserved", number, "funder"), reserve.funder
    if rules.offsets is not None and rules.offsets.lend_back is not None:
        yield ("offsets", "lend_back", "funder"), (rules.offsets.lend_back.funder,)


def _unknown_funder(place: str, name: str, known: Sequence[str]) -> Fault:
    near = guess(name, known)
    if near is None:
        return faults.UNKNOWN_FUNDER.at(place, id=name, known=mentioned(known))
    return faults.UNKNOWN_FUNDER_WITH_GUESS.at(place, id=name, guess=near, known=mentioned(known))


def each_side_its_own_funders(draft: Draft) -> Iterator[Fault]:
    """A ratio compares different funders' money."""
    for number, ratio in enumerate(draft.rules.co_funding):
        both = [name for name in ratio.funder if name in ratio.of]
        if both:
            place = draft.model.place("co_funding", number)
            yield faults.SAME_FUNDER_ON_BOTH_SIDES.at(place, funders=mentioned(both))


def some_pool_to_match(draft: Draft) -> Iterator[Fault]:
    """Matching needs pools, and pools need repayment."""
    if draft.has("repayment") and draft.rules.repayment is None:
        for number in range(len(draft.rules.matching)):
            yield faults.NO_POOL.at(draft.model.place("matching", number))


def one_class_a_technology(draft: Draft) -> Iterator[Fault]:
    """A technology is in one class at most."""
    first: dict[str, str] = {}
    for name, technologies in draft.rules.technology_classes.items():
        for number, technology in enumerate(technologies):
            place = draft.model.place("technology_classes", name, number)
            if technology in technologies[:number]:
                yield faults.NAMED_TWICE_IN_RULE.at(place, name=technology)
            elif technology in first:
                yield faults.CLASSED_TWICE.at(place, technology=technology, first=first[technology], second=name)
            else:
                first[technology] = name


def known_classes(draft: Draft) -> Iterator[Fault]:
    """Selectors speak of classes that there are."""
    if not draft.has("technology_classes"):
        return
    classes = draft.rules.technology_classes
    for path, selector in _selectors(draft):
        named = (selector.technology_class if isinstance(selector, Selector) else None) or ()
        for number, name in enumerate(named):
            if name not in classes:
                place = draft.model.place(*path, "technology_class", number)
                yield faults.UNKNOWN_CLASS.at(place, name=name, known=mentioned(sorted(classes)) or "-")


def known_marks(draft: Draft) -> Iterator[Fault]:
    """Regions, consortia, processes and suppliers in selectors are warned of where no supplier carries them."""
    known = {mark: marks(draft, mark) for mark in _MARKS}
    for path, selector in _selectors(draft):
        for mark, values in known.items():
            if values is not None:
                yield from _unused(draft, (*path, mark), getattr(selector, mark) or (), values, mark)


def known_technologies(draft: Draft) -> Iterator[Fault]:
    """Technologies in rules are warned of where no upgrade has them."""
    known = _values(draft.tables.upgrades, "technology")
    if known is None:
        return
    named: list[Named] = [
        ((*path, "technology"), selector.technology or ())
        for path, selector in _selectors(draft)
        if isinstance(selector, Selector)
    ]
    rules = draft.rules
    named += [(("technology_classes", name), listed) for name, listed in rules.technology_classes.items()]
    named += [
        (("technology_limits", number, "technology"), limit.technology)
        for number, limit in enumerate(rules.technology_limits)
    ]
    for path, names in named:
        yield from _unused(draft, path, names, known, "technology")


def _unused(
    draft: Draft, path: tuple[str | int, ...], names: Sequence[str], known: frozenset[str], mark: str
) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name not in known:
            place = draft.model.place(*path, number)
            yield faults.UNUSED_VALUE.at(place, mark=mark, value=name, known=mentioned(sorted(known)) or "-")


def _selectors(draft: Draft) -> Iterator[tuple[tuple[str | int, ...], SupplierSelector]]:
    """Every selector of the rules, with its path."""
    rules = draft.rules
    for number, funder in enumerate(rules.funders):
        yield ("funders", number, "pays"), funder.pays
        yield from ((("funders", number, "rate", index), rate) for index, rate in enumerate(funder.rate))
    yield from ((("support_rates", number), rate) for number, rate in enumerate(rules.support_rates))
    if rules.repayment is not None:
        yield from ((("repayment", "pool_rate", n), rate) for n, rate in enumerate(rules.repayment.pool_rate))
    yield from ((("caps", number, "of"), cap.of) for number, cap in enumerate(rules.caps))
    yield from ((("groups", name), group) for name, group in rules.groups.items())
    yield from ((("reserved", number, "of"), reserve.of) for number, reserve in enumerate(rules.reserved))
    yield from ((("ceiling_phases", number, "of"), phase.of) for number, phase in enumerate(rules.ceiling_phases))
    yield from ((("thresholds", number, "of"), least.of) for number, least in enumerate(rules.thresholds))


def marks(draft: Draft, mark: Attribute) -> frozenset[str] | None:
    """The values of a mark that suppliers carry; None where some of them could not be read."""
    return _values(draft.tables.suppliers, "supplier_id" if mark == "supplier" else mark)


def _values(table: Table[Any], column: str) -> frozenset[str] | None:
    """The values of a column, as text; None where some of them could not be read."""
    if not table.shows_all(column):
        return None
    return frozenset(str(row.values[column]) for row in table.rows if row.values[column] is not None)
