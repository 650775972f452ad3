"""``planner schema``: complete, and of the vocabulary itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from planner.cli.edge import run
from planner.importing.vocabulary import ImportMap
from planner.intake.columns import columns_of
from planner.intake.sheets import TABLES
from planner.plan.plan import Plan
from planner.programme.rules import Rules


def document(capsys: pytest.CaptureFixture[str], *what: str) -> dict:
    assert run(["schema", *what]) == 0
    return json.loads(capsys.readouterr().out)


def test_model(capsys: pytest.CaptureFixture[str]) -> None:
    schema = document(capsys, "model")
    assert set(schema["properties"]) == set(Rules.model_fields)
    assert all("description" in part or "$ref" in part for part in schema["properties"].values())


def test_every_key_has_its_meaning_and_its_default(capsys: pytest.CaptureFixture[str]) -> None:
    """A reference beside a key has the meaning with it; a key that may be left out shows what then holds."""
    schema = document(capsys, "model")
    for name, word in {"Rules": schema, **schema["$defs"]}.items():
        for key, part in word.get("properties", {}).items():
            assert part.get("description") or "$ref" in part, (name, key)
            assert ("default" in part) == (key not in word.get("required", ())), (name, key)


def test_limits_are_said_as_json_schema_says_them(capsys: pytest.CaptureFixture[str]) -> None:
    schema = document(capsys, "model")
    words = schema["$defs"]
    assert words["Clawback"]["properties"]["tied_share"].items() >= {"minimum": 0, "maximum": 1}.items()
    assert words["Target"]["properties"]["tonnes"]["exclusiveMinimum"] == 0
    assert words["Offsets"]["properties"]["obligation_t"]["minProperties"] == 1
    single, several = schema["properties"]["objective"]["anyOf"]
    assert single == {"$ref": "#/$defs/Objective"}
    assert several == {"items": single, "minItems": 1, "type": "array"}


def test_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    schema = document(capsys, "inputs")
    for kind in TABLES:
        file, row = kind.file, kind.row
        columns = {column.name: column for column in columns_of(row)}
        assert list(schema[file]["properties"]) == list(columns)
        assert set(schema[file]["required"]) == {name for name, column in columns.items() if column.required}
        assert all(part["description"] for part in schema[file]["properties"].values())
    assert schema["products.csv"]["properties"]["units_per_year"]["exclusiveMinimum"] == 0
    cost = schema["upgrades.csv"]["properties"]["cost_won"]["anyOf"][0]
    assert cost == {"minimum": 0, "type": "integer"}


def test_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(document(capsys, "plan")["properties"]) == set(Plan.model_fields)


def test_map(capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of a map has its meaning; the schema is the one place that lists them."""
    schema = document(capsys, "map")
    assert set(schema["properties"]) == set(ImportMap.model_fields)
    words = [schema, *schema["$defs"].values()]
    parts = [part for word in words for part in word.get("properties", {}).values()]
    assert all(part.get("description") or "$ref" in part for part in parts)


def test_all_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(document(capsys)) == ["model", "inputs", "plan", "map"]


def test_meanings_are_said_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them; the rest of the document is the same in either language."""
    english, korean = (list(parts(document(capsys, "--lang", language))) for language in ("en", "ko"))
    assert len(english) == len(korean)
    for (key, said), (_, in_korean) in zip(english, korean, strict=True):
        if key == "description":
            assert any("가" <= letter <= "힣" for letter in in_korean), said
        else:
            assert in_korean == said


def parts(schema: Any) -> Iterator[tuple[str, Any]]:
    """The plain values of a document, each with its key."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if isinstance(value, dict | list):
            yield from parts(value)
        else:
            yield str(key), value
