"""A model with its tables: ``planner.load`` reads it, ``planner.check`` tells what is wrong with it."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.api.frames import frame, worded
from planner.api.html import table_html
from planner.api.names import with_unit
from planner.errors import UsageError
from planner.languages import T, spoken

if TYPE_CHECKING:
    import pandas as pd

    from planner.errors import Fault
    from planner.intake import RowCount
    from planner.intake.programme import Carried
    from planner.intake.reading import Reading
    from planner.programme.programme import Programme
    from planner.programme.rules import Rules
    from planner.study.size import Size

type Place = str | PathLike[str]
type Overrides = Mapping[str, Any] | Sequence[str]


@dataclass(frozen=True, eq=False, repr=False)
class Model:
    """Rules and tables as they were read, without a fault.

    ``path`` is the model's file, ``overrides`` are what was set for this run, ``inputs`` is the folder or workbook that
    took the place of the model's own; None where none did.
    """

    path: Path
    overrides: tuple[str, ...]
    inputs: Path | None
    reading: Reading

    @property
    def programme(self) -> Programme:
        """The rules and tables, checked: what plans are made from."""
        return self.reading.programme

    @property
    def rules(self) -> Rules:
        """The rules, overrides included."""
        return self.programme.rules

    @functools.cached_property
    def remarks(self) -> pd.DataFrame:
        """Warnings and notes of the reading, a row each, with their places."""
        return _faults(self.reading.remarks)

    @functools.cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, with the columns of the input tables; what is not given is missing.

        Amounts are in the unit that the column's name ends with; shares are parts of 1.
        """
        from planner.forms.table_rows import ITEMS

        return {kind.name: _table(kind, items(self.programme)) for kind, items in ITEMS}

    @property
    def size(self) -> Size:
        """How many suppliers, links, upgrades, funders and rules there are, and the years."""
        from planner.study.size import size_of

        return size_of(self.programme)

    def carrying(self, carried: Carried) -> Model:
        """The same model, read again with a plan that is carried forward. Raises as :func:`load` does."""
        from planner.intake import read_programme

        return Model(
            self.path, self.overrides, self.inputs, read_programme(self.path, self.overrides, self.inputs, carried)
        )

    def __repr__(self) -> str:
        size = self.size
        return f"<Model {self.rules.programme!r}: {size['upgrades']:,} upgrades, {size['funders']} funders>"

    def _repr_html_(self) -> str:
        size = {key: value for key, value in self.size.items() if value}
        return table_html(self.rules.programme, [(key, _in_words(value)) for key, value in size.items()])


@dataclass(frozen=True, eq=False, repr=False)
class Check:
    """What is to be said of a model and its tables: ``faults`` stop it, ``remarks`` do not; ``rows`` are by table.

    ``model`` is what was read, None where there are faults.
    """

    faults: pd.DataFrame
    remarks: pd.DataFrame
    rows: pd.DataFrame
    model: Model | None

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return self.model is not None

    def __repr__(self) -> str:
        return f"<Check: {len(self.faults)} faults, {len(self.remarks)} remarks>"

    def _repr_html_(self) -> str:
        import pandas as pd

        said = pd.concat([self.faults, self.remarks]).fillna({"remedy": ""})
        text = T("No faults.") if self.ok else T("Faults in models and inputs: {count}.", count=len(self.faults))
        rows = [(f"{row.code} {row.place}", f"{row.message} {row.remedy}") for row in said.itertuples()]
        return table_html(worded(text), rows)


def load(model: Place, set: Overrides = (), inputs: Place | None = None) -> Model:
    """Read a model, a YAML file or a workbook, and its tables.

    ``set`` overrides rules for this run, ``{"funders.MOTIR.budget.2026": 12_000_000_000}`` or texts ``"KEY=VALUE"``;
    money in won. ``inputs``: folder or workbook of the tables, in place of the one that the model names.

    Raises ``InputError`` with every fault of model and tables, and ``UsageError`` for an override that is none.
    """
    from planner.intake import read_programme

    path, place = Path(model), None if inputs is None else Path(inputs)
    overrides = tuple(_overrides(set))
    return Model(path, overrides, place, read_programme(path, overrides, place))


def check(model: Place, set: Overrides = (), inputs: Place | None = None) -> Check:
    """Every fault of a model and its tables as a frame, with place and remedy; the arguments are those of :func:`load`.

    Raises no error for faults, only ``UsageError`` for an override that is none.
    """
    from planner.intake import ReadingError

    try:
        found = load(model, set, inputs)
    except ReadingError as error:
        return Check(_faults(error.faults), _faults(error.remarks), _counts(error.rows), None)
    return Check(_faults(()), found.remarks, _counts(found.reading.rows), found)


def loaded(model: Model | Place) -> Model:
    """The model itself, or that of the file named."""
    return model if isinstance(model, Model) else load(model)


def _overrides(given: Overrides) -> Iterator[str]:
    """As texts that YAML reads as they were meant: JSON is YAML."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        yield from (f"{key}={json.dumps(value, ensure_ascii=False, default=_number)}" for key, value in given.items())
    else:
        yield from given


def _faults(faults: Sequence[Fault]) -> pd.DataFrame:
    from planner.intake.plain_faults import plain_fault

    rows = [plain_fault(fault, spoken()) for fault in faults]
    keys = ("code", "severity", "place", "file", "sheet", "cell", "line", "column", "message", "remedy")
    return frame({key: [row[key] for row in rows] for key in keys}, figures=("line",))


def _counts(rows: Sequence[RowCount]) -> pd.DataFrame:
    counted = {f"{key}_count": [getattr(row, key) for row in rows] for key in ("present", "read", "refused")}
    return frame({"file": [row.file for row in rows], **counted}, figures=counted)


def _table(kind: Any, items: Any) -> pd.DataFrame:
    """The items of a table, a row each."""
    from planner.forms.fields import fields_of

    found, fields = list(items), {_name(field): field for field in fields_of(kind)}
    return frame(
        {name: [_plain(getattr(item, field.name)) for item in found] for name, field in fields.items()},
        figures=[name for name, field in fields.items() if not field.entry.is_text],
    )


def _name(field: Any) -> str:
    """A column's own name, with its unit where it has one and does not say it."""
    from planner.forms.fields import Entry
    from planner.forms.units import named_unit

    name: str = field.name
    if field.entry is Entry.SHARE:
        return with_unit(name, "share")
    return name if field.entry.is_text else with_unit(name, named_unit(field.column.meaning))


def _plain(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _number(value: Any) -> int | float:
    """Numbers of other kinds than Python's own two, such as those of numpy. Raises ``UsageError`` for what is none."""
    try:
        return int(value) if value == int(value) else float(value)
    except (TypeError, ValueError) as error:
        raise UsageError(T("{value} is no value of a rule.", value=repr(value))) from error


def _in_words(value: int | list[int]) -> str:
    return f"{value:,}" if isinstance(value, int) else " ".join(map(str, value))
