"""The rules that changed: key by key of the normalised models, with the rule of now in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.export.columns import Column, Kind, Table
from planner.export.rulebook import RuleLine, rulebook
from planner.languages import T, Text
from planner.programme.rules import Rules

_READING = ("inputs",)
"""Keys that say where the tables lie: no rule."""


@dataclass(frozen=True)
class RuleChange:
    """A key of the model with its values in both; none where the model has none. ``line`` is its rule in words."""

    key: str
    before: str | None
    revised: str | None
    line: RuleLine | None


def table(model: Rules, before: Rules) -> Table[RuleChange]:
    """A row a key that changed."""
    return Table(
        title=T("Changed rules"),
        says=T("Every key of the model whose value is another than before; empty: the model did not have it."),
        columns=_COLUMNS,
        rows=list(_changes(model, before)),
        frozen_columns=1,
    )


def _changes(model: Rules, before: Rules) -> Iterator[RuleChange]:
    then, now = flattened(before), flattened(model)
    old, new = _lines(before), _lines(model)
    for key in (*now, *(key for key in then if key not in now)):
        if then.get(key) != now.get(key):
            line = _line_of(key, new) or _line_of(key, old)
            yield RuleChange(key, then.get(key), now.get(key), line)


def flattened(model: Rules) -> dict[str, str]:
    """The values of a normalised model by key path, as text; funders by their ids, other rules by their places."""
    return {key: text for key, text in _leaves(model.normalised(), "") if key not in _READING}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(part, Mapping | list) for part in value):
        for place, part in enumerate(value, start=1):
            named = path == "funders" and isinstance(part, Mapping)
            yield from _leaves(part, f"{path}.{part['id']}" if named else f"{path}[{place}]")
    elif isinstance(value, list):
        yield path, ", ".join(map(_written, value))
    else:
        yield path, _written(value)


def _written(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 9999 else str(value)


def _lines(rules: Rules) -> dict[str, RuleLine]:
    lines: dict[str, RuleLine] = {}
    for line in rulebook(rules):
        lines.setdefault(line.key, line)
    return lines


def _line_of(key: str, lines: Mapping[str, RuleLine]) -> RuleLine | None:
    """The line of the rule that the key is a part of: that with the longest key that begins it."""
    ending = ("", ".", "[")
    fitting = [stated for stated in lines if key.startswith(stated) and key[len(stated) : len(stated) + 1] in ending]
    return lines[max(fitting, key=len)] if fitting else None


def _topic(row: RuleChange) -> Text | None:
    return None if row.line is None else row.line.topic


def _says(row: RuleChange) -> Text | None:
    return None if row.line is None or row.revised is None else row.line.says


_COLUMNS: tuple[Column[RuleChange], ...] = (
    Column("key", T("Place in the model"), Kind.TEXT, lambda row: row.key, most=44),
    Column("topic", T("Field"), Kind.TEXT, _topic),
    Column("before", T("Before"), Kind.SENTENCE, lambda row: row.before, most=36),
    Column("revised", T("Revised"), Kind.SENTENCE, lambda row: row.revised, most=36),
    Column("says", T("Revised rule in words"), Kind.SENTENCE, _says, most=60),
)
