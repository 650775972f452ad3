"""A model and its tables, read once and kept, to be read again with other values: no file is opened a second time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planner.errors import Fault
from planner.intake.collector import without_collector
from planner.intake.folder import Folder
from planner.intake.model import Model, validated
from planner.intake.overrides import put
from planner.intake.places import ModelPlaces
from planner.intake.programme import of_parts, read_parts
from planner.intake.reading import Reading
from planner.intake.table import Row, Table
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade

type Change[Item] = Callable[[Item], Mapping[str, Any]]
"""What of an item is another: its columns with their new values; nothing where it stays."""


@dataclass
class Kept:
    """What was read: the model, and the tables."""

    model: Model
    folder: Folder
    place: Path

    @classmethod
    def of(cls, model: Path, overrides: Sequence[str], inputs: Path | None) -> tuple[Kept, Reading]:
        """Read a model and its tables, and keep them. Raises :class:`ReadingError`."""
        found, folder, place = read_parts(model, overrides, inputs)
        return cls(found, folder, place or Path()), of_parts(found, folder, place)

    def model_with(self, values: Mapping[str, Any]) -> Model:
        """The model with other values under dotted keys, and its faults."""
        before = self.model.places
        data = copy.deepcopy(before.data)
        places = ModelPlaces(before.name, data, before.lines, dict(before.overridden), spots=before.spots)
        problems: list[Fault] = []
        for key, value in values.items():
            problems += put(places, key, copy.deepcopy(value), key)
        return validated(places, problems)

    def read(
        self, values: Mapping[str, Any], suppliers: Change[Supplier] | None, upgrades: Change[Upgrade] | None
    ) -> Reading:
        """The programme with other values in the model, and in rows of the tables; checked as files are.

        Raises :class:`ReadingError` with every fault.
        """
        folder = replace(
            self.folder,
            suppliers=_changed(self.folder.suppliers, suppliers),
            upgrades=_changed(self.folder.upgrades, upgrades),
        )
        with without_collector():
            return of_parts(self.model_with(values), folder, self.place)


def _changed[Item: (Supplier, Upgrade)](table: Table[Item], change: Change[Item] | None) -> Table[Item]:
    if change is None:
        return table
    return replace(table, rows=[_changed_row(row, change) for row in table.rows])


def _changed_row[Item: (Supplier, Upgrade)](row: Row[Item], change: Change[Item]) -> Row[Item]:
    more = {} if row.item is None else change(row.item)
    return Row(row.line, {**row.values, **more}, changed_item(row.item, more)) if row.item and more else row


def changed_item[Item: (Supplier, Upgrade)](item: Item, more: Mapping[str, Any]) -> Item:
    """The item with other columns, made anew: a copy would keep the sums that were worked out of what it had."""
    columns = {name: getattr(item, name) for name in type(item).model_fields}
    return type(item).model_construct(**{**columns, **more})
