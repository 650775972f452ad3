"""Selection: at most once, one of the alternatives, after what it needs, in the allowed years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Finding, at_most, equal
from planner.audit.full_rates import is_whole
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "selection"


def once(books: Books) -> Iterator[Finding]:
    r"""The shares of an upgrade awarded in all years add to at most one: :math:`\sum_t x_{u,t} \le 1`."""
    for upgrade_id, entries in books.by_upgrade.items():
        yield at_most(FAMILY, f"once[{upgrade_id}]", _shares(entries), 1, "share")


def alternatives(books: Books) -> Iterator[Finding]:
    r"""Upgrades with the same mark exclude each other: :math:`\sum_{u \in a} \sum_t x_{u,t} \le 1`.

    Where more than one is signed already, nothing is added (the next year, reading 56).
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in books.entries:
        if entry.upgrade.alternative_group is not None:
            groups[entry.upgrade.alternative_group].append(entry)
    for group, entries in groups.items():
        signed = _shares(entries, books.past.planned_from - 1)
        yield at_most(FAMILY, row_name("alternatives", group), _shares(entries), max(Fraction(1), signed), "share")


def prerequisite(books: Books) -> Iterator[Finding]:
    r"""What an upgrade needs is awarded no later: :math:`\sum_{t' \le t} x_{u,t'} \le \sum_{t' \le t} x_{p,t'}`.

    Held in each year in which the upgrade is awarded: in between, the right side only grows. What is signed of the two
    counts as what it leaves of the prerequisite, if anything (the next year, reading 56).
    """
    signed_until = books.past.planned_from - 1
    for upgrade_id, entries in books.by_upgrade.items():
        for needed in entries[0].upgrade.needs:
            others = books.by_upgrade.get(needed, [])
            used, there = _shares(entries, signed_until), _shares(others, signed_until)
            for year in sorted({entry.award.year for entry in entries if entry.award.year > signed_until}):
                yield at_most(
                    FAMILY,
                    row_name("prerequisite", upgrade_id, needed, year),
                    _shares(entries, year) - used,
                    _shares(others, year) - there + max(there - used, Fraction(0)),
                    "share",
                )


def mandatory(books: Books) -> Iterator[Finding]:
    r"""A mandatory upgrade is awarded in full: :math:`\sum_t x_{u,t} = 1`."""
    for upgrade_id, upgrade in books.programme.upgrades.items():
        if upgrade.mandatory:
            shares = _shares(books.by_upgrade.get(upgrade_id, []))
            yield equal(FAMILY, row_name("mandatory", upgrade_id), shares, 1, "share")


def award_year(books: Books) -> Iterator[Finding]:
    """Awards fall in the programme's years, cut by the upgrade's own, and are whole where it is indivisible."""
    for entry in books.planned:
        row = f"award_year[{entry.label}]"
        if entry.award.year not in books.years_of(entry.upgrade):
            remark = T("The upgrade cannot be awarded in this year.")
            yield at_most(FAMILY, row, max(entry.share, Fraction(0)), 0, "share", remark=remark)
        elif is_whole(books.rules, entry.upgrade):
            yield equal(FAMILY, row, entry.share, 1, "share")
        else:
            yield at_most(FAMILY, row, entry.share, 1, "share")


RULES = (once, alternatives, prerequisite, mandatory, award_year)


def _shares(entries: list[Entry], until: int | None = None) -> Fraction:
    """The shares awarded, in all years or until one."""
    shares = [entry.share for entry in entries if until is None or entry.award.year <= until]
    return shares[0] if len(shares) == 1 else sum(shares, Fraction(0))
