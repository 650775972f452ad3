"""``planner schema``: complete, and of the vocabulary itself."""

from __future__ import annotations

import json

import pytest

from planner.cli.edge import run
from planner.intake.columns import columns_of
from planner.intake.folder import TABLES
from planner.plan.plan import Plan
from planner.programme.rules import Rules


def document(capsys: pytest.CaptureFixture[str], *what: str) -> dict:
    assert run(["schema", *what]) == 0
    return json.loads(capsys.readouterr().out)


def test_model(capsys: pytest.CaptureFixture[str]) -> None:
    schema = document(capsys, "model")
    assert set(schema["properties"]) == set(Rules.model_fields)
    assert all("description" in part or "$ref" in part for part in schema["properties"].values())


def test_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    schema = document(capsys, "inputs")
    for file, row in TABLES.items():
        columns = {column.name: column for column in columns_of(row)}
        assert list(schema[file]["properties"]) == list(columns)
        assert set(schema[file]["required"]) == {name for name, column in columns.items() if column.required}
        assert all(part["description"] for part in schema[file]["properties"].values())
    cost = schema["upgrades.csv"]["properties"]["cost_won"]["anyOf"][0]
    assert cost == {"minimum": 0, "type": "integer"}


def test_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(document(capsys, "plan")["properties"]) == set(Plan.model_fields)


def test_all_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(document(capsys)) == ["model", "inputs", "plan"]
