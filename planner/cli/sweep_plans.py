"""Whole plans of a study's cases, audited and certified, saved in the store with everything they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.speech import say
from planner.errors import InfeasibleError, UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.cli.saving import Saving
    from planner.solving.outcome import Limits
    from planner.study.sweep.altering import Altering
    from planner.study.sweep.design import Case
    from planner.study.sweep.swept import Swept
    from planner.study.sweep.vocabulary import Study

FOLDER = "plans"
"""Where the models and tables of such cases are written, in the study's folder: the store keeps them with the plan."""

_SAVED = "saved.txt"


def refuse_unfit(study: Study, saving: Saving | None) -> None:
    """Raise ``UsageError`` where plans are asked for and not where to save them, or the other way round."""
    if study.plans != "none" and saving is None:
        raise UsageError(T("The study asks for whole plans: name them with --save NAME, or write plans: none in it."))
    if study.plans == "none" and saving is not None:
        raise UsageError(T("The study asks for no whole plans, so there is nothing to save: write plans: all in it."))


def make_plans(found: Swept, altering: Altering, saving: Saving, limits: Limits, folder: Path) -> bool:
    """Make and save the plans that the study asks for, but for those that were saved before; whether a limit stopped
    one. Raises what making and saving raise, but for cases without a plan."""
    stopped = False
    for case in _chosen(found):
        place = folder / FOLDER / case.key(found.programme.inputs_hash)
        name = f"{saving.name}-{case.name or case.number}"
        if (place / _SAVED).exists():
            say(T("{name} is saved already.", name=name))
            continue
        try:
            stopped = (
                _make(case, altering, replace(saving, name=name, tags=_tags(found, saving)), limits, place) or stopped
            )
        except InfeasibleError as error:
            say(T("{name}: {reason}", name=name, reason=error.text))
    return stopped


def _make(case: Case, altering: Altering, saving: Saving, limits: Limits, place: Path) -> bool:
    from planner.cli.saving import Origin
    from planner.forms.writing import write_folder
    from planner.intake import read_programme
    from planner.study.planning import make_plan

    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_folder(altering.read(case.values), place)
    (model,) = place.glob("*.yaml")
    reading = read_programme(model)
    planned = make_plan(reading.programme, limits, say)
    saving.keep(planned, Origin(reading, model, (limits.seconds, limits.gap)), on_disk=False)
    (place / _SAVED).write_text(f"{saving.name} {planned.plan.plan_hash}\n", encoding="utf-8")
    return planned.stopped


def _chosen(found: Swept) -> Sequence[Case]:
    """The cases that become plans: all that have one, or the best of them."""
    from planner.export.sweep import best_first

    cases = {case.number: case for case in found.cases}
    ranked = [cases[outcome.number] for outcome in best_first(found)]
    wanted = found.study.plans
    if wanted == "all":
        return sorted(ranked, key=lambda case: case.number)
    return [] if wanted == "none" else ranked[: wanted.best]


def _tags(found: Swept, saving: Saving) -> tuple[str, ...]:
    """The tags asked for, and the study's name."""
    from planner.store.names import LONGEST_TAG, tag_name

    return (*saving.tags, tag_name(found.study.study[:LONGEST_TAG]))
