"""``planner plans save``: a plan's file, saved under a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.saving import saving, saving_options
from planner.cli.speech import language
from planner.errors import AuditError, InfeasibleError
from planner.languages import T

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.opening.plans import Saved
    from planner.plan.infeasibility import Infeasibility
    from planner.plan.plan import Plan
    from planner.programme.programme import Programme


@command("save")
@common
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--inputs", type=click.Path(path_type=Path), metavar="DIR", help="Where the inputs lie now.")
@saving_options
def save(
    plan_file: Path,
    name: str,
    inputs: Path | None,
    after: int | None,
    note: str | None,
    tags: tuple[str, ...],
    who: str | None,
) -> None:
    """Audit the plan file PLAN.json, and save it as NAME with its inputs; or the proof that there is no plan.

    Ends with 6 where a rule is broken, or where the certificate does not prove what the plan says: it is not saved.
    """
    from planner.opening.plans import load_infeasibility, load_plan
    from planner.store.material import material_of

    wanted = saving(name, after, note, tags, who)
    none = load_infeasibility(plan_file, inputs)
    programme, document = _both(load_plan(plan_file, inputs)) if none is None else (none.programme, none.document)
    if problems := _problems(programme, document):
        for problem in problems:
            click.echo(problem, err=True)
        raise AuditError(T("{file} does not pass its audit, and is not saved.", file=str(plan_file)))
    place = inputs if inputs is not None else plan_file.parent / (document.inputs_folder or ".")
    wanted.save(material_of(document, place, _rows(programme, document)))


def _both(saved: Saved) -> tuple[Programme, Plan]:
    return saved.programme, saved.plan


def _problems(programme: Programme, document: Plan | Infeasibility) -> Sequence[str]:
    """What is wrong with a plan, or with the proof that there is none."""
    from planner.audit import audit
    from planner.audit.report import sentence
    from planner.certificate.check import check, check_none
    from planner.plan.plan import Plan

    if not isinstance(document, Plan):
        return [problem.to(language()) for problem in check_none(programme, document)]
    verdict = check(programme, document)
    broken = [sentence(finding, language()) for finding in audit(programme, document).broken]
    unproven = () if verdict is None else verdict.problems
    return [*broken, *(problem.to(language()) for problem in unproven)]


def _rows(programme: Programme, document: Plan | Infeasibility) -> bytes | None:
    """The rows that the certificate speaks of; none where there is no certificate."""
    from planner.certificate.building import integer_programme
    from planner.certificate.text import packed
    from planner.programme.options import Options

    if document.certificate is None:
        return None
    try:
        rows = integer_programme(programme, Options.of(programme))
    except InfeasibleError:  # a rule that nothing can meet has no rows
        return None
    return None if rows is None else packed(rows)
