"""The rules that changed: key by key of the normalised models, with the rule of now in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.export.rulebook import RuleLine
from planner.export.rulebook.places import line_of, lines_by_key
from planner.languages import T, Text
from planner.programme.rules import Rules
from planner.study.beside.leaves import leaves

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
    old, new = lines_by_key(before), lines_by_key(model)
    for key in (*now, *(key for key in then if key not in now)):
        if then.get(key) != now.get(key):
            line = line_of(key, new) or line_of(key, old)
            yield RuleChange(key, then.get(key), now.get(key), line)


def flattened(model: Rules) -> dict[str, str]:
    """The values of a normalised model by key path, as text; funders by their ids, other rules by their places."""
    return {key: text for key, text in leaves(model.normalised()) if key not in _READING}


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
