"""The register of the relations: every one that the suite tries on a few programmes and the campaign on hundreds."""

from __future__ import annotations

from collections.abc import Mapping

from tests.property.metamorphic import in_files, limits, objectives, own_answer, same_plan, same_value, scaled
from tests.property.metamorphic.trying import Relation

THEMES: Mapping[str, tuple[Relation, ...]] = {
    "The same programme in other words": same_plan.RELATIONS,
    "The same programme in other units": scaled.RELATIONS,
    "The same optimum": same_value.RELATIONS,
    "Looser and stricter": limits.RELATIONS,
    "The plan's own answer": own_answer.RELATIONS,
    "Asked something else": objectives.RELATIONS,
    "Written in files": in_files.RELATIONS,
}
"""The relations by theme."""

RELATIONS: Mapping[str, Relation] = {
    relation.__name__: relation for relations in THEMES.values() for relation in relations
}
"""The relations by name."""
