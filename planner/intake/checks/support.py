"""Support: every upgrade has a rate, and what must be awarded can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.tables import Row
from planner.languages import T
from planner.programme.options import Options, award_years
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade


def some_support_rate(draft: Draft) -> Iterator[Fault]:
    """Where the model has support rates, each upgrade with shared cost is taken by one of them. None is no 100 %."""
    rates = draft.rules.support_rates
    if not rates or not draft.has("support_rates", "technology_classes"):
        return
    table = draft.tables.upgrades
    for row, upgrade, supplier in draft.pairs:
        group = draft.class_of_technology.get(upgrade.technology)
        if any(rate.takes(supplier, upgrade.technology, group) for rate in rates) or not upgrade.shared_won:
            continue
        yield faults.NO_SUPPORT_RATE.at(
            table.place(row.line),
            id=upgrade.upgrade_id,
            tier=supplier.tier,
            size=supplier.size or T("not given"),
            technology=upgrade.technology,
            group=group or T("none"),
        )


def mandatory_can_be_awarded(draft: Draft) -> Iterator[Fault]:
    """A mandatory upgrade can be awarded in at least one year. Asked only of sound rules: guesses help nobody."""
    mandatory = {upgrade.upgrade_id: row for row, upgrade, _ in draft.pairs if upgrade.mandatory}
    if not mandatory or not draft.is_sound:
        return
    programme = _programme_of(draft, mandatory)
    for name, reason in Options.of(programme).refusals.items():
        if award_years(programme, programme.upgrades[name]):
            place = draft.tables.upgrades.place(mandatory[name].line, "mandatory")
            yield faults.MANDATORY_IMPOSSIBLE.at(place, id=name, reason=reason)


def _programme_of(draft: Draft, upgrades: Mapping[str, Row[Upgrade]]) -> Programme:
    """The programme with these upgrades only, of the rows that were read."""
    suppliers = draft.tables.suppliers.items
    known = {supplier.supplier_id for supplier in suppliers}
    links = [link for link in draft.tables.links.items if {link.buyer_id, link.seller_id} <= known]
    chosen = [row.item for row in upgrades.values() if row.item is not None]
    return Programme.of(draft.rules, suppliers, links, chosen)
