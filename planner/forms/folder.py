"""A programme as a folder: a model file, and beside it the tables as CSV files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from planner.forms.csv_text import csv_text
from planner.forms.table_rows import table_rows
from planner.forms.yaml_text import yaml_text
from planner.intake.sheets import SUPPLIERS, TABLES, UPGRADES
from planner.programme.programme import Programme

MODEL, FOLDER = "model.yaml", "tables"

_ALWAYS = frozenset({SUPPLIERS.name, UPGRADES.name})


def folder_files(programme: Programme, model: Mapping[Any, Any], empty: Collection[str] = ()) -> Mapping[str, bytes]:
    """The files by their path in the folder.

    ``model`` are the rules as the model states them; ``empty`` names tables that are to be there without a row.
    """
    rules = {key: value for key, value in model.items() if key != "inputs"}
    head = {key: rules.pop(key) for key in ("programme",) if key in rules}
    files = {MODEL: yaml_text({**head, "inputs": FOLDER, **rules}).encode()}
    tables = table_rows(programme, "en")
    for kind in TABLES:
        rows = tables[kind.name]
        if rows or kind.name in _ALWAYS or kind.name in empty:
            files[f"{FOLDER}/{kind.file}"] = csv_text(kind, rows).encode()
    return files
