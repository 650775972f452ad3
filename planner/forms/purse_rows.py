"""Purses as rows: what the sheet of purses and that of budgets can say, and what is left for the sheet of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from planner.errors import UsageError
from planner.forms.sheet import Cell, FormRow
from planner.intake import cells
from planner.intake.cells import Refusal
from planner.languages import T
from planner.programme.quantities import exact


class PurseRows(NamedTuple):
    """A purse: its row, its budgets, and what no column can say, as it stands in the model."""

    row: FormRow
    budgets: Sequence[FormRow]
    rest: Mapping[Any, Any]


_SIMPLE = ("id", "name", "kind", "source")
_PAYS = ("tier", "size", "region")


def purse_rows(purse: Mapping[Any, Any]) -> PurseRows:
    """The rows of a purse, given as the model states it. Raises ``UsageError`` for an id that no cell can state."""
    row: dict[str, Cell] = {}
    rest = dict(purse)
    for name in _SIMPLE:
        _move(rest, row, name, name, _text)
    _move(rest, row, "carry_over", "carry_over", _text)
    _move(rest, row, "rate", "rate", _share)
    if isinstance(purse.get("pays"), Mapping):
        pays = dict(purse["pays"])
        for name in _PAYS:
            _move(pays, row, name, f"pays_{name}", _names)
        rest["pays"] = pays
        if not pays:
            del rest["pays"]
    if "id" not in row:
        raise UsageError(
            T('The id "{id}" of a purse has characters that no cell can state; rename it.', id=purse["id"])
        )
    budget = rest.pop("budget", None) or {}
    budgets = [{"funder": row["id"], "year": int(year), "won": int(exact(won))} for year, won in budget.items()]
    return PurseRows(row, budgets, rest if budgets else rest | {"budget": {}})


def _move(rest: dict[Any, Any], row: dict[str, Cell], name: str, column: str, written: Callable[[Any], Cell]) -> None:
    """A value goes from the rest into its column, where this can say it."""
    cell = written(rest[name]) if name in rest else None
    if cell is not None:
        row[column] = cell
        del rest[name]


def _text(value: Any) -> Cell:
    return value if isinstance(value, str) and value and not isinstance(cells.text(value), Refusal) else None


def _share(value: Any) -> Cell:
    if isinstance(value, float):
        value = Decimal(repr(value))
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return value if is_number and cells.share(format(Decimal(value), "f")) == exact(value) else None


def _names(value: Any) -> Cell:
    """Names parted by semicolons; None where they would be read otherwise."""
    listed = [str(name) for name in (value if isinstance(value, list | tuple) else [value]) if name is not None]
    cell = "; ".join(listed)
    return cell if listed and cells.names(cell) == tuple(listed) else None
