"""``planner schema``: what models, tables, plans and maps may hold, with the meaning of every key, as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal

import click

from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.speech import language
from planner.languages import described

type _Schema = dict[str, Any]


@command("schema")
@common
@click.argument("what", type=click.Choice(["model", "inputs", "plan", "map"]), required=False)
def schema(what: Literal["model", "inputs", "plan", "map"] | None) -> None:
    """Print the JSON Schema of the YAML model, the input tables, plans or import maps; of all, if none is named."""
    document = _SCHEMAS[what]() if what is not None else {name: make() for name, make in _SCHEMAS.items()}
    click.echo(json.dumps(_in_the_language(_with_standard_words(document)), ensure_ascii=False, indent=1))


def _in_the_language(document: Any, key: str = "") -> Any:
    """The meanings in the language of this run; the words of a model are the same in every language."""
    if isinstance(document, dict):
        return {key: _in_the_language(value, key) for key, value in document.items()}
    if isinstance(document, list):
        return [_in_the_language(value) for value in document]
    return described(document).to(language()) if key == "description" else document


def _with_standard_words(document: Any) -> Any:
    """Limits under JSON Schema's own keywords, also where validation keeps them under its own."""
    if isinstance(document, dict):
        words = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
        length = {"array": "minItems", "object": "minProperties"}.get(str(document.get("type")))
        words |= {"minLength": length} if length else {}
        return {words.get(key, key): _with_standard_words(value) for key, value in document.items()}
    return [_with_standard_words(value) for value in document] if isinstance(document, list) else document


def _model() -> _Schema:
    from pydantic.json_schema import GenerateJsonSchema

    from planner.programme.rules import Rules

    class WithMadeDefaults(GenerateJsonSchema):
        """Also shows the defaults that are made anew each time, such as empty maps."""

        def get_default_value(self, schema: Any) -> Any:
            """The default of a key, made where it has to be."""
            make = schema.get("default_factory")
            return super().get_default_value(schema) if make is None else make()

    return Rules.model_json_schema(schema_generator=WithMadeDefaults)


def _inputs() -> _Schema:
    """One schema for the rows of each table, its properties in the order of the columns."""
    from planner.intake.columns import columns_of
    from planner.intake.sheets import TABLES

    tables = {}
    for kind in TABLES:
        row = kind.row
        table = row.model_json_schema()
        columns = [column.name for column in columns_of(row)]
        table["properties"] = {name: table["properties"][name] for name in columns}
        used = json.dumps(table["properties"])
        table["$defs"] = {name: part for name, part in table.get("$defs", {}).items() if f"/{name}" in used}
        tables[kind.file] = table
    return tables


def _plan() -> _Schema:
    from planner.plan.plan import Plan

    return Plan.model_json_schema(mode="serialization")


def _map() -> _Schema:
    from planner.importing.vocabulary import ImportMap

    return ImportMap.model_json_schema()


_SCHEMAS: dict[str, Callable[[], _Schema]] = {"model": _model, "inputs": _inputs, "plan": _plan, "map": _map}
