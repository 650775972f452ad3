"""A programme on which a relation is broken, made smaller while it stays broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.property.cases import Case
from tests.property.metamorphic import changes
from tests.property.metamorphic.trying import Relation, verdict

NEEDED = ("programme", "inputs", "years", "projects", "objective", "funders", "factors", "technology_classes", "groups")
"""Keys of the model that a case cannot do without, or that only name things."""


def shrunk(relation: Relation, case: Case) -> Case:
    """The smallest that leaving out one thing after the other leads to."""
    broken = (one for one in _smaller(case) if verdict(relation, one).ended == "disagreed")
    smaller = next(broken, None)
    return case if smaller is None else shrunk(relation, smaller)


def _smaller(case: Case) -> Iterator[Case]:
    """The cases with one thing less: a family of rules, a rule of a list, an upgrade, a link, a supplier."""
    for name, rules in case.rules.items():
        if name in NEEDED:
            continue
        yield changes.without(case, name)
        if isinstance(rules, list) and len(rules) > 1:
            yield from (case.with_rules(**{name: rules[:k] + rules[k + 1 :]}) for k in range(len(rules)))
    needed = {name for row in case.upgrades for name in row.get("needs", ())}
    names = [row["upgrade_id"] for row in case.upgrades if len(case.upgrades) > 1]
    yield from (_without_upgrade(case, name) for name in names if name not in needed)
    yield from (replace(case, links=case.links[:k] + case.links[k + 1 :]) for k in range(len(case.links)))
    spoken_of = {row["supplier_id"] for row in (*case.upgrades, *case.products)}
    spoken_of |= {name for link in case.links for name in link}
    for row in case.suppliers:
        if row["supplier_id"] not in spoken_of:
            yield replace(case, suppliers=tuple(other for other in case.suppliers if other is not row))


def _without_upgrade(case: Case, name: str) -> Case:
    return replace(
        case,
        upgrades=tuple(row for row in case.upgrades if row["upgrade_id"] != name),
        cost_lines=tuple(line for line in case.cost_lines if line["upgrade_id"] != name),
    )
