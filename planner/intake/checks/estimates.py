"""Rules that read a column of the tables which may be blank find something in it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned


def low_tonnes_given(draft: Draft) -> Iterator[Fault]:
    """A clawback without any low estimate of tonnes is warned of: nothing would be taken back."""
    table = draft.tables.upgrades
    if draft.rules.clawback is None or not table.is_whole:
        return
    if all(upgrade.tonnes_low is None for upgrade in table.items):
        yield faults.NO_LOW_TONNES.at(draft.model.place("clawback"), table=draft.tables.upgrades.name)


def baselines_given(draft: Draft) -> Iterator[Fault]:
    """A least share of a baseline that is blank is warned of: such suppliers' upgrades cannot be awarded."""
    for number, rule in enumerate(draft.rules.thresholds):
        if rule.least_share_of_baseline is None:
            continue
        blank = sorted(
            {
                supplier.supplier_id
                for _, upgrade, supplier in draft.pairs
                if not supplier.baseline_t
                and rule.of.takes(supplier, upgrade.technology, draft.class_of_technology.get(upgrade.technology))
            }
        )
        if blank:
            place = draft.model.place("thresholds", number, "least_share_of_baseline")
            yield faults.NO_BASELINE.at(place, count=len(blank), ids=mentioned(blank))
