"""A plan in Python: its frames, charts and proof, and the files that are written of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planner.api.charts import Charts
from planner.api.html import table_html
from planner.api.plan_frames import PlanFrames
from planner.languages import T, spoken

if TYPE_CHECKING:
    from planner.api.auditing import Audit, Certificate
    from planner.api.model import Place
    from planner.certificate.programme import IntegerProgramme
    from planner.plan.plan import Plan as Record
    from planner.programme.programme import Programme


@dataclass(frozen=True)
class Origin:
    """What a plan was made from, as far as it is known: the folder of its tables, its model's file, the limits [s, gap]
    of the search, the rows that its certificate speaks of.

    ``kept``: the bytes of its tables by their paths, where they come from the store.
    """

    folder: Path | None = None
    model: Path | None = None
    limits: tuple[float | None, float | None] = (None, None)
    rows: IntegerProgramme | None = None
    kept: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Plan(PlanFrames):
    """A plan with its proof. ``record`` is the plan as its JSON has it, ``programme`` what it was made from.

    ``name`` is what comparisons call it.
    """

    record: Record
    programme: Programme
    name: str
    origin: Origin

    @property
    def hash(self) -> str:
        """The hash of everything that decides money."""
        return self.record.plan_hash

    @property
    def status(self) -> str:
        """``optimal`` where that is proven, ``within_gap``, or ``feasible`` where a limit stopped the search."""
        return self.record.status

    @property
    def charts(self) -> Charts:
        """The charts of the plan, as Altair charts."""
        return Charts(self)

    @functools.cached_property
    def audit(self) -> Audit:
        """The plan checked again, as :func:`planner.audit` does."""
        from planner.api.auditing import audit

        return audit(self)

    @functools.cached_property
    def certificate(self) -> Certificate | None:
        """What proves the plan's bound without a solver, checked; None where the plan has none, and claims none."""
        from planner.api.auditing import Certificate
        from planner.certificate.check import check

        verdict = check(self.programme, self.record)
        return None if verdict is None else Certificate(self.record, verdict)

    def export(self, path: Place) -> Path:
        """Write the plan as the ending says: ``.xlsx``, ``.html`` (the report), ``.csv`` (the awards) or ``.json``.

        Beside a ``.json`` lie the rows of the certificate of a plan that was solved here. Words are in the language
        chosen, cells hold whole won. Raises ``UsageError`` for another ending, or where the file cannot be written.
        """
        from planner.export import check_targets, write
        from planner.export.atomic import refuse_protected
        from planner.export.choices import Choices
        from planner.opening.rows import rows_file, write_rows
        from planner.plan.place import seen_from

        target, folder = Path(path), self.origin.folder
        is_json = target.suffix.lower() == ".json"
        check_targets([target])
        if is_json:
            refuse_protected(rows_file(target))
        record = self.record if folder is None else seen_from(self.record, folder, target.parent)
        write(record, self.programme, target, Choices(spoken()), self.report)
        if is_json and self.origin.rows is not None:
            write_rows(self.origin.rows, target)
        return target

    def called(self, name: str) -> Plan:
        """The same plan under another name."""
        return Plan(self.record, self.programme, name, self.origin)

    def __repr__(self) -> str:
        return f"<Plan {self.name!r}: {self.status}, {self.hash[:8]}>"

    def __str__(self) -> str:
        from planner.export.summary import summary

        return summary(self.record, self.programme, spoken())

    def _repr_html_(self) -> str:
        from planner.export.summary import lines, words

        said = [(label.to(spoken()), words(said, spoken())) for label, said in lines(self.record, self.programme)]
        return table_html(T("Plan {plan_hash}", plan_hash=self.hash[:16]).to(spoken()), said)
