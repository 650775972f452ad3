"""A programme between two: that of the reference with some of what is different in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.study.beside.settings import Setting, with_settings
from planner.study.beside.why import PAST


def mixed(
    before: Programme,
    after: Programme,
    settings: Iterable[Setting],
    tables: Collection[str] = (),
    upgrades: Collection[str] = (),
) -> Programme:
    """The programme ``before`` with those settings and whole tables of ``after``, and those upgrades' own rows.

    The past comes as a whole, and with it a plan that is carried forward; where only one has such a plan, it is there
    in any case. So are suppliers that an upgrade needs; links and products of suppliers that are not are left out.
    Raises pydantic's ``ValidationError`` where some rules cannot be without others.
    """
    rules = with_settings(before.rules, settings, after.rules)
    rows = dict((after if "upgrades" in tables else before).upgrades)
    suppliers = dict((after if "suppliers" in tables else before).suppliers)
    for name in upgrades:
        rows[name] = after.upgrades[name]
        suppliers[rows[name].supplier_id] = after.suppliers[rows[name].supplier_id]
    for upgrade in rows.values():
        suppliers.setdefault(upgrade.supplier_id, _known(upgrade.supplier_id, before, after))
    links = (after if "links" in tables else before).links
    products = (after if "products" in tables else before).products
    past = after if PAST in tables else before
    return Programme.of(
        rules,
        list(suppliers.values()),
        [link for link in links if link.seller_id in suppliers and link.buyer_id in suppliers],
        list(rows.values()),
        before.files,
        [row for row in products if row.supplier_id in suppliers],
        past.commitments,
        past.receipts,
        past.openings,
        past.carried or before.carried or after.carried,
    )


def _known(name: str, before: Programme, after: Programme) -> Supplier:
    return before.suppliers[name] if name in before.suppliers else after.suppliers[name]
