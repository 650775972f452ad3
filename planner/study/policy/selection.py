"""Rules of the upgrades table: what must be awarded, what goes before what, what excludes what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from planner.languages import T
from planner.programme.programme import Programme
from planner.study.policy.making import Asked, Drop, Made


def _mandatory(asked: Asked) -> Made:
    upgrade_id = asked.key.which

    def at(programme: Programme) -> Programme:
        free = programme.upgrades[upgrade_id].model_copy(update={"mandatory": False})
        return replace(programme, upgrades={**programme.upgrades, upgrade_id: free})

    says = T("make {upgrade} not mandatory", upgrade=upgrade_id)
    drop = Drop(f"upgrades, {upgrade_id}, mandatory", says, at)
    return Made(T("mandatory upgrade {upgrade}", upgrade=upgrade_id), drop=drop)


MAKERS: Mapping[str, Callable[[Asked], Made]] = {
    "mandatory": _mandatory,
    "prerequisite": lambda _: Made(T("prerequisites of upgrades")),
    "alternatives": lambda _: Made(T("alternatives of which at most one is awarded")),
}
