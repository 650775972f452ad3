"""The groups that a fairness rule speaks of."""

from __future__ import annotations

from planner.programme.fairness import FairShare
from planner.programme.programme import Programme
from planner.programme.selector import attribute_of


def group_labels(programme: Programme, rule: FairShare) -> list[str]:
    """The labels of a rule's groups, sorted; a named group has one even where no supplier belongs to it."""
    if rule.group is not None:
        return ["+".join(rule.group)]
    return sorted(set(labelled_groups(programme, rule).values()))


def labelled_groups(programme: Programme, rule: FairShare) -> dict[str, str]:
    """The group's label by supplier id, for the suppliers that belong to one. Source: reading 20 of the rules."""
    if rule.group is None:
        with_upgrades = {upgrade.supplier_id for upgrade in programme.upgrades.values()}
        return {
            supplier_id: value
            for supplier_id in sorted(with_upgrades)
            if (value := attribute_of(programme.suppliers[supplier_id], rule.by)) is not None
        }
    label = "+".join(rule.group)
    named = [programme.rules.groups[name] for name in rule.group if name in programme.rules.groups]
    values = {name for name in rule.group if name not in programme.rules.groups}
    return {
        supplier.supplier_id: label
        for supplier in programme.suppliers.values()
        if attribute_of(supplier, rule.by) in values or any(group.takes_supplier(supplier) for group in named)
    }
