"""``planner audit``: a saved plan and its certificate checked again, exactly, from the inputs, without a solver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import common, json_option
from planner.cli.speech import language
from planner.errors import ExitCode
from planner.languages import T, Text

if TYPE_CHECKING:
    from planner.certificate.check import Verdict
    from planner.plan.plan import Plan


@click.command("audit")
@common
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--inputs", type=click.Path(path_type=Path), metavar="DIR", help="Where the inputs lie now.")
@click.option("--every-row", is_flag=True, help="Show every row that was checked, not only broken ones.")
@json_option
def audit(plan_file: Path, inputs: Path | None, every_row: bool, as_json: bool) -> ExitCode:
    """Re-check the plan file PLAN in whole won and kilograms, and its certificate, from its inputs.

    Ends with 6 where a rule is broken, or where the certificate does not prove what the plan says.
    """
    import json

    from planner.audit import audit as audited
    from planner.certificate.check import check
    from planner.cli.saved import load_plan

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


def _plain(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "holds": verdict.holds,
        "bound": None if verdict.proven is None else float(verdict.proven.limit),
        "problems": [problem.to(language()) for problem in verdict.problems],
    }


def _lines(plan: Plan, verdict: Verdict | None) -> list[Text]:
    """What a certificate proves, or why it does not."""
    if verdict is None or plan.certificate is None:
        return [T("The plan has no certificate: that nothing is better rests on the solver.")]
    if not verdict.holds:
        return [T("Certificate refused: {problem}", problem=problem) for problem in verdict.problems]
    assert verdict.proven is not None
    values = {
        "rows": f"{plan.certificate.rows:,}",
        "multipliers": f"{len(plan.certificate.multipliers):,}",
        "name": plan.objective.name,
        "value": f"{plan.objective.value:,}",
        "unit": plan.objective.unit,
    }
    if plan.certificate.unit == "won":
        return [
            T(
                "Certificate holds: no plan that keeps every rule needs less than {bound} won; "
                "this plan: {value} {unit} ({multipliers} multipliers, {rows} rows).",
                bound=f"{float(verdict.proven.limit):,.0f}",
                **values,
            )
        ]
    return [
        T(
            "Certificate holds: no plan that keeps every rule saves more than {bound} t before kilograms are rounded; "
            "this plan: {value} {unit} ({multipliers} multipliers, {rows} rows).",
            bound=f"{float(verdict.proven.limit):,.6f}",
            **values,
        )
    ]
