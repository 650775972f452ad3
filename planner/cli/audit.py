"""``planner audit``: a saved plan checked again, exactly, from its inputs, without a solver."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.options import common, json_option
from planner.cli.speech import language
from planner.errors import ExitCode


@click.command("audit")
@common
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--inputs", type=click.Path(path_type=Path), metavar="DIR", help="Where the inputs lie now.")
@click.option("--every-row", is_flag=True, help="Show every row that was checked, not only broken ones.")
@json_option
def audit(plan_file: Path, inputs: Path | None, every_row: bool, as_json: bool) -> ExitCode:
    """Re-check the plan file PLAN in whole won and kilograms, from its inputs. Ends with 6 where a rule is broken."""
    import json

    from planner.audit import audit as audited
    from planner.cli.saved import load_plan

    saved = load_plan(plan_file, inputs)
    report = audited(saved.programme, saved.plan)
    if as_json:
        click.echo(json.dumps(report.as_dict(language()), ensure_ascii=False, indent=1))
    else:
        click.echo(report.to(language(), every_row=every_row))
    return ExitCode.DONE if report.passed else ExitCode.AUDIT_FAILED
