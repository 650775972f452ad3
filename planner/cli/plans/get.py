"""``planner plans get``: a saved plan as a folder of files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.plans.facts import key_argument
from planner.cli.plans.kept import kept_plan
from planner.cli.store import store_option

if TYPE_CHECKING:
    from planner.store.names import PlanKey
    from planner.store.reading import Kept

MODEL = "model.yaml"


@command("get")
@common
@key_argument
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@store_option
def get(key: PlanKey, folder: Path) -> None:
    """Write a saved plan into DIR, which is new or empty: plan.json, the rows of its certificate, its inputs, its rules
    as model.yaml (overrides included), and the model as it was written. planner audit DIR/plan.json checks it.

    Prints the path of the plan.
    """
    from planner.store.writing_out import files_of, write_out

    kept = kept_plan(key)
    files = dict(files_of(kept))
    write_out(files | {MODEL: _model(kept)}, folder)
    click.echo(folder / next(iter(files)))


def _model(kept: Kept) -> bytes:
    """The rules of the plan as a model that names the inputs beside it: as one writes it by hand, or as JSON, which is
    YAML too, where the rules that are read of that would not be the same."""
    import json

    from planner.forms.yaml_text import yaml_text
    from planner.intake.plain_yaml import parsed
    from planner.programme.rules import Rules

    document = json.loads(kept.document)
    rules = {key: value for key, value in document["model"].items() if key not in ("programme", "inputs")}
    model = {"programme": document["model"]["programme"], "inputs": document["inputs_folder"], **rules}
    text = yaml_text(_by_hand(model))
    if Rules.model_validate(parsed(text, MODEL).data) != Rules.model_validate(model):
        text = json.dumps(model, ensure_ascii=False, indent=1) + "\n"
    return text.encode()


def _by_hand(value: Any) -> Any:
    """Data of a JSON document as a model states them: years are numbers also as keys, and numbers are decimals."""
    if isinstance(value, dict):
        return {int(key) if key.isdecimal() else key: _by_hand(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_by_hand(inner) for inner in value]
    return Decimal(repr(value)) if isinstance(value, float) else value
