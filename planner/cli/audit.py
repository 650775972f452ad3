"""``planner audit``: a saved plan and its certificate checked again, exactly, from the inputs, without a solver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option
from planner.cli.speech import language
from planner.cli.store import store_option
from planner.errors import ExitCode
from planner.export.measures import Unit
from planner.export.objectives import objective_names
from planner.export.wording import Capital, gap_in_words
from planner.languages import T, Text

if TYPE_CHECKING:
    from planner.certificate.check import Verdict
    from planner.opening.plans import SavedInfeasibility
    from planner.plan.plan import ObjectiveValue, Plan
    from planner.plan.proof import Known


@command("audit")
@common
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--inputs", type=click.Path(path_type=Path), metavar="DIR", help="Where the inputs lie now.")
@click.option("--every-row", is_flag=True, help="Show every row that was checked, not only broken ones.")
@store_option
@json_option
def audit(plan_file: Path, inputs: Path | None, every_row: bool, as_json: bool) -> ExitCode:
    """Re-check the plan PLAN, a file or the name of a saved one, in whole won and kilograms, and its certificate, from
    its inputs.

    Ends with 6 where a rule is broken, or where the certificate does not prove what the plan says. Also checks the
    proof that a programme has no plan (NAME.infeasible.json).
    """
    import json

    from planner.audit import audit as audited
    from planner.certificate.check import check
    from planner.opening.plans import load_infeasibility, load_plan

    none = load_infeasibility(plan_file, inputs)
    if none is not None:
        return _audit_none(none, as_json)
    saved = load_plan(plan_file, inputs)
    report = audited(saved.programme, saved.plan)
    verdict = check(saved.programme, saved.plan)
    if as_json:
        document = report.as_dict(language()) | {"certificate": _plain(verdict)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        click.echo(report.to(language(), every_row=every_row))
        for line in _lines(saved.plan, verdict):
            click.echo(line.to(language()))
    passed = report.passed and (verdict is None or verdict.holds)
    return ExitCode.DONE if passed else ExitCode.AUDIT_FAILED


def _audit_none(saved: SavedInfeasibility, as_json: bool) -> ExitCode:
    """Check the proof that a programme has no plan."""
    import json

    from planner.certificate.check import check_none

    problems = check_none(saved.programme, saved.document)
    if as_json:
        said = [problem.to(language()) for problem in problems]
        click.echo(json.dumps({"infeasible": not problems, "problems": said}, ensure_ascii=False, indent=1))
    elif problems:
        for problem in problems:
            click.echo(T("Certificate refused: {problem}", problem=problem).to(language()))
    else:
        rows = f"{saved.document.certificate.rows:,}"
        click.echo(T("Certificate holds: no plan keeps all {rows} rows of this programme.", rows=rows).to(language()))
    return ExitCode.AUDIT_FAILED if problems else ExitCode.DONE


def _plain(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "holds": verdict.holds,
        "bounds": [None if known.limit is None else float(known.limit) for known in verdict.stated],
        "problems": [problem.to(language()) for problem in verdict.problems],
    }


def _lines(plan: Plan, verdict: Verdict | None) -> Iterator[Text]:
    """What a certificate proves of each objective, or why it does not."""
    if verdict is None or plan.certificate is None:
        yield T("The plan has no certificate: that nothing is better rests on the solver.")
        return
    if not verdict.holds:
        yield from (T("Certificate refused: {problem}", problem=problem) for problem in verdict.problems)
        return
    certificate = plan.certificate
    yield T(
        "Certificate holds: {proofs} proofs over {rows} rows, {multipliers} multipliers.",
        proofs=f"{len(certificate.proofs):,}",
        rows=f"{certificate.rows:,}",
        multipliers=f"{sum(len(each.rows) for proof in certificate.proofs for each in proof.multipliers):,}",
    )
    names = objective_names(plan.model)
    for name, value, known in zip(names, plan.levels or (plan.objective,), verdict.stated, strict=True):
        yield from _bound_of(name, value, known)


def _bound_of(name: Text, value: ObjectiveValue, known: Known) -> Iterator[Text]:
    """The bound of one objective beside what the plan has of it."""
    if known.limit is None:
        return
    digits = 0 if value.unit == "won" else 6
    words = {
        "objective": Capital(name),
        "unit": Unit(value.unit),
        "limit": f"{float(known.limit):,.{digits}f}",
        "exact": f"{float(known.exact):,.{digits}f}",
        "gap": "-" if value.gap is None else gap_in_words(value.gap),
    }
    if value.name.startswith("least_") and value.unit == "won":
        yield T(
            "{objective}: this plan {exact} {unit}; no plan that keeps every rule needs less than {limit}.", **words
        )
    else:
        yield T(
            "{objective}: this plan {exact} {unit} before kilograms are rounded; no plan that keeps every rule"
            " reaches more than {limit} (gap {gap}).",
            **words,
        )
