"""A model file and its tables, read together."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from planner.intake.reading import Reading, RowCount
from planner.programme.programme import InputFile, Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.upgrade import CostLine, Upgrade


def read_programme(model: Path, overrides: Sequence[str] = (), inputs: Path | None = None) -> Reading:
    """The programme of a model file and of the tables that it names."""
    data = YAML(typ="safe", pure=True).load(model)
    rules = Rules.model_validate(data)
    return read_tables(rules, inputs if inputs is not None else model.parent / rules.inputs)


def read_tables(rules: Rules, folder: Path) -> Reading:
    """The programme of rules that are known and of the tables in a folder."""
    files: list[InputFile] = []
    counts: list[RowCount] = []

    def rows[Item: BaseModel](name: str, kind: type[Item]) -> list[dict[str, Any]]:
        path = folder / name
        if not path.exists():
            return []
        content = path.read_bytes()
        files.append(InputFile(name, hashlib.sha256(content).hexdigest()))
        found = [
            {key: value for key, value in row.items() if value != ""}
            for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        ]
        counts.append(RowCount(name, len(found), len(found), 0))
        return found

    lines: dict[str, list[CostLine]] = {}
    for row in rows("cost_lines.csv", CostLine):
        line = CostLine.model_validate(row)
        lines.setdefault(line.upgrade_id, []).append(line)
    upgrades = [
        Upgrade.model_validate(
            row
            | {"cost_lines": tuple(lines.get(row["upgrade_id"], ()))}
            | ({"needs": tuple(n.strip() for n in row["needs"].split(";"))} if "needs" in row else {})
        )
        for row in rows("upgrades.csv", Upgrade)
    ]
    suppliers = [Supplier.model_validate(row) for row in rows("suppliers.csv", Supplier)]
    links = [Link.model_validate(row) for row in rows("links.csv", Link)]
    return Reading(Programme.of(rules, suppliers, links, upgrades, files), (), tuple(counts))
