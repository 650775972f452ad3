"""Support: every upgrade has a rate, and what must be awarded can be."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.languages import T
from planner.programme.options import award_years


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
    options = draft.mandatory_options
    programme = options.programme
    signed = {commitment.upgrade_id for commitment in programme.commitments}
    for name, reason in options.refusals.items():
        if name not in signed and award_years(programme, programme.upgrades[name]):
            place = draft.tables.upgrades.place(mandatory[name].line, "mandatory")
            yield faults.MANDATORY_IMPOSSIBLE.at(place, id=name, reason=reason)
