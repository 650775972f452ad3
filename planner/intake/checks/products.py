"""Product lines: whose output goes into them, and which of them footprint rules speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.chain import unknown_supplier
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.intake.guessing import guess
from planner.intake.table import rows_with
from planner.programme.quantities import written


def of_known_suppliers(draft: Draft) -> Iterator[Fault]:
    """What goes into a product line comes from a supplier."""
    if not draft.knows_suppliers:
        return
    table = draft.tables.products
    for row, name in rows_with(table, "supplier_id"):
        if name not in draft.supplier_rows:
            yield unknown_supplier(draft, table.place(row.line, "supplier_id"), name)


def products_once(draft: Draft) -> Iterator[Fault]:
    """What a supplier makes for a product line stands in one row."""
    table = draft.tables.products
    first: dict[tuple[str, str], int] = {}
    for row, supplier in rows_with(table, "supplier_id"):
        product = row.values.get("product")
        if product is None:
            continue
        line = first.setdefault((supplier, product), row.line)
        if line != row.line:
            yield faults.PRODUCT_TWICE.at(
                table.place(row.line, "product"), id=supplier, product=product, first=table.row(line)
            )


def product_shares_within_the_whole(draft: Draft) -> Iterator[Fault]:
    """A supplier's product lines take at most all its emissions."""
    table = draft.tables.products
    shares: dict[str, list[tuple[int, Fraction]]] = defaultdict(list)
    for row, supplier in rows_with(table, "supplier_id"):
        if row.values.get("share") is not None:
            shares[supplier].append((row.line, row.values["share"]))
    for supplier, given in shares.items():
        total = sum((share for _, share in given), Fraction(0))
        if total > 1:
            lines = [line for line, _ in given]
            place = table.place(lines[-1], "share")
            yield faults.PRODUCTS_ABOVE_ONE.at(place, id=supplier, total=written(total), lines=table.rows_named(lines))


def one_volume_a_product(draft: Draft) -> Iterator[Fault]:
    """A product line with several volumes is warned of: a footprint is per unit of one and the same thing."""
    table = draft.tables.products
    first: dict[str, tuple[int, Fraction]] = {}
    for row, product in rows_with(table, "product"):
        units = row.values.get("units_per_year")
        if units is None:
            continue
        line, before = first.setdefault(product, (row.line, units))
        if before != units:
            place = table.place(row.line, "units_per_year")
            yield faults.SEVERAL_VOLUMES.at(
                place, product=product, units=written(units), other=written(before), line=table.row(line)
            )


def known_products(draft: Draft) -> Iterator[Fault]:
    """Footprint rules speak of product lines that some supplier works for."""
    table, rules = draft.tables.products, draft.rules.footprint
    if not rules:
        return
    if table.count is None or table.count.present == 0:
        if draft.tables.path is not None:
            yield faults.NO_PRODUCTS.at(draft.model.place("footprint"), table=table.name)
        return
    if not table.shows_all("product"):
        return
    known = sorted({product for _, product in rows_with(table, "product")})
    for number, rule in enumerate(rules):
        if rule.product in known:
            continue
        place = draft.model.place("footprint", number, "product")
        near = guess(rule.product, known)
        if near is None:
            yield faults.UNKNOWN_PRODUCT.at(place, name=rule.product, table=table.name, known=mentioned(known))
        else:
            yield faults.UNKNOWN_PRODUCT_WITH_GUESS.at(place, name=rule.product, table=table.name, guess=near)
