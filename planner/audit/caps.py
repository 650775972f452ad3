"""Caps: ceilings on support per upgrade, supplier, consortium, programme or lifetime tonne."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry, added_up
from planner.audit.finding import Finding, at_most
from planner.audit.payers import counted
from planner.audit.tonnage import KG, Tonnage
from planner.programme.families import row_name
from planner.programme.rules import Cap

FAMILY = "support_rates"


def cap(books: Books) -> Iterator[Finding]:
    """What the cap's payers give in all years, on the lines that it counts, is at most the cap (0002, reading 14;
    0004, reading 36). One per upgrade or tonne asks nothing of the past (the next year, reading 55).
    """
    for number, rule in enumerate(books.rules.caps, start=1):
        entries = (entry for entry in books.entries if books.payers.takes(rule.of, entry.upgrade))
        if rule.won_per_lifetime_tonne is not None:
            planned = (entry for entry in entries if not books.past.has(entry.award))
            yield from _per_tonne(books, number, rule.won_per_lifetime_tonne, planned)
        elif rule.won is not None:
            given = added_up(
                (member, counted(_lines(rule, entry), rule.funders))
                for entry in entries
                if (member := _member(rule, entry)) is not None
            )
            for member, won in given.items():
                most = rule.won if rule.per != "upgrade" else max(rule.won, _given_before(books, rule, member))
                yield at_most(FAMILY, row_name("cap", number, member), won, most)


def _given_before(books: Books, rule: Cap, upgrade_id: str) -> int:
    """What the cap counts of the upgrade's past awards [won]."""
    past = (entry for entry in books.by_upgrade.get(upgrade_id, []) if books.past.has(entry.award))
    return sum(counted(_lines(rule, entry), rule.funders) for entry in past)


def _member(rule: Cap, entry: Entry) -> str | None:
    """Whose amount the award counts in; a supplier without a consortium counts in none per consortium."""
    match rule.per:
        case "upgrade":
            return entry.upgrade.upgrade_id
        case "supplier":
            return entry.supplier.supplier_id
        case "consortium":
            return entry.supplier.consortium
        case _:
            return "programme"


def _lines(rule: Cap, entry: Entry) -> dict[str, int]:
    """What is paid by payer on the lines that the cap counts [won]."""
    if rule.lines == "shared":
        return entry.shared_by_payer()
    if rule.lines == "named":
        return added_up((payer, won) for (_, payer), won in entry.due.named.items())
    return entry.paid_by_payer


def _per_tonne(books: Books, number: int, most: Fraction, entries: Iterator[Entry]) -> Iterator[Finding]:
    for entry in entries:
        limit = won_for_tonnes(books.tonnage, entry, most)
        yield at_most(FAMILY, f"cap[{number},{entry.label}]", entry.support, limit)


def won_for_tonnes(tonnage: Tonnage, entry: Entry, most: Fraction) -> Fraction:
    """What so many won per lifetime tonne give an award at most [won]: for its tonnes, and for what rounding the
    kilograms may take, half a kilogram for each counting year in which it saves (0002, reading 14).
    """
    years = len(tonnage.years(entry.upgrade, entry.award.year))
    return Fraction(most.numerator * (2 * entry.lifetime_kg + years), most.denominator * 2 * KG)
