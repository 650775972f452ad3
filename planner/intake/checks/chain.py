"""Who sells to whom."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.circles import circles
from planner.intake.draft import Draft
from planner.intake.guessing import lost_zeros
from planner.intake.table import rows_with
from planner.programme.quantities import written


def known_partners(draft: Draft) -> Iterator[Fault]:
    """Buyers and sellers are suppliers."""
    if not draft.knows_suppliers:
        return
    table = draft.tables.links
    for column in ("buyer_id", "seller_id"):
        for row, name in rows_with(table, column):
            if name not in draft.supplier_rows:
                yield unknown_supplier(draft, table.place(row.line, column), name)


def unknown_supplier(draft: Draft, place: str, name: str) -> Fault:
    """The fault of a supplier id that is not in the table, with the id that was probably meant."""
    near = draft.suppliers_meant.guess(name)
    if near is None:
        return faults.UNKNOWN_SUPPLIER.at(place, id=name, table=draft.tables.suppliers.name)
    if lost_zeros(name, near):
        return faults.UNKNOWN_SUPPLIER_WITHOUT_ZEROS.at(place, id=name, table=draft.tables.suppliers.name, guess=near)
    return faults.UNKNOWN_SUPPLIER_WITH_GUESS.at(place, id=name, table=draft.tables.suppliers.name, guess=near)


def nobody_sells_to_itself(draft: Draft) -> Iterator[Fault]:
    """A link joins two suppliers."""
    table = draft.tables.links
    for row, seller in rows_with(table, "seller_id"):
        if seller == row.values.get("buyer_id"):
            yield faults.SELF_LINK.at(table.place(row.line, "buyer_id"), id=seller)


def no_circular_links(draft: Draft) -> Iterator[Fault]:
    """The chain leads upwards; nobody sells to itself through others."""
    table = draft.tables.links
    lines: dict[tuple[str, str], int] = {}
    edges: dict[str, list[str]] = defaultdict(list)
    for row, seller in rows_with(table, "seller_id"):
        buyer = row.values.get("buyer_id")
        if buyer is not None:
            lines.setdefault((seller, buyer), row.line)
            edges[seller].append(buyer)
    for circle in circles(edges):
        on_circle = sorted(lines[pair] for pair in itertools.pairwise(circle))
        yield faults.CIRCULAR_LINKS.at(
            table.place(on_circle[0]), circle=" → ".join(circle), lines=table.rows_named(on_circle)
        )


def shares_within_the_whole(draft: Draft) -> Iterator[Fault]:
    """What a seller sells to all its buyers is at most its whole output."""
    table = draft.tables.links
    shares: dict[str, list[tuple[int, Fraction]]] = defaultdict(list)
    for row, seller in rows_with(table, "seller_id"):
        if row.values.get("share") is not None:
            shares[seller].append((row.line, row.values["share"]))
    for seller, given in shares.items():
        total = sum(share for _, share in given)
        if total > 1:
            lines = [line for line, _ in given]
            place = table.place(lines[-1], "share")
            yield faults.SHARES_ABOVE_ONE.at(
                place, id=seller, total=written(Fraction(total)), lines=table.rows_named(lines)
            )


def links_where_pools_need_them(draft: Draft) -> Iterator[Fault]:
    """Pools of a payer's own chain serve nobody if no chain is given."""
    repayment = draft.rules.repayment
    table = draft.tables.links
    if not draft.has("repayment") or repayment is None or repayment.pool != "own_chain":
        return
    some_tier_2 = any(tier == 2 for _, tier in rows_with(draft.tables.suppliers, "tier"))
    if some_tier_2 and not table.faults and (table.count is None or table.count.present == 0):
        yield faults.LINKS_MISSING.at(table.file)
