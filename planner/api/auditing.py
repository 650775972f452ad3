"""A plan checked again: by the audit, to the won, and by its certificate; neither asks a solver."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from planner.api.frames import frame, frame_of, worded
from planner.api.html import table_html
from planner.languages import spoken

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.api.plan import Plan
    from planner.audit import AuditReport
    from planner.certificate.check import Verdict
    from planner.plan.plan import Plan as Record
    from planner.programme.rules import Rules


@dataclass(frozen=True, eq=False, repr=False)
class Certificate:
    """What the plan's certificate proves; ``problems`` say, a sentence each, why it does not."""

    record: Record
    verdict: Verdict

    @property
    def holds(self) -> bool:
        """Whether it proves what the plan says."""
        return self.verdict.holds

    @property
    def problems(self) -> list[str]:
        """Why it does not."""
        return [worded(problem) for problem in self.verdict.problems]

    @functools.cached_property
    def bounds(self) -> pd.DataFrame:
        """A row an objective: the plan's exact value, and what no plan that keeps the rules exceeds."""
        from planner.export.measures import Unit
        from planner.export.objectives import objective_names

        values = (self.record.levels or (self.record.objective,)) if self.holds else ()
        rows = list(zip(objective_names(self.record.model), values, self.verdict.stated, strict=self.holds))
        return frame(
            {
                "objective": [worded(name) for name, _, _ in rows],
                "exact_in_unit": [float(known.exact) for _, _, known in rows],
                "limit_in_unit": [None if known.limit is None else float(known.limit) for _, _, known in rows],
                "gap_share": [value.gap for _, value, _ in rows],
                "unit": [worded(Unit(value.unit)) for _, value, _ in rows],
            },
            figures=("exact_in_unit", "limit_in_unit", "gap_share"),
        )

    def __repr__(self) -> str:
        return "<Certificate: holds>" if self.holds else f"<Certificate: refused: {'; '.join(self.problems)}>"


@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """The audit of a plan and the check of its certificate; ``certificate`` is None where the plan has none."""

    report: AuditReport
    certificate: Certificate | None
    model: Rules

    @property
    def passed(self) -> bool:
        """Whether every rule is kept to the won, every figure is right, and the certificate proves what it says."""
        return self.report.passed and (self.certificate is None or self.certificate.holds)

    @functools.cached_property
    def families(self) -> pd.DataFrame:
        """A row a family of rules: how many rows were checked, are tight, are broken."""
        from planner.export.workbook.audit_sheets import families

        return frame_of(families.table(self.report))

    @functools.cached_property
    def rows(self) -> pd.DataFrame:
        """Every row that was checked: its value, its limit and the room that is left, in the unit beside them.

        Whole amounts are Python's whole numbers, so that no won is rounded away.
        """
        from planner.export.workbook.audit_sheets import rows

        return frame_of(rows.table(self.report, self.model, spoken(), len(self.report.findings)))

    @functools.cached_property
    def broken(self) -> pd.DataFrame:
        """The rows that are broken."""
        names = {finding.row for finding in self.report.broken}
        return self.rows[self.rows["row"].isin(names)].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"<Audit: {worded(self.report.verdict)}>"

    def __str__(self) -> str:
        return self.report.to(spoken())

    def _repr_html_(self) -> str:
        counted = [(str(row.family), f"{row.checked_count:,}") for row in self.families.itertuples()]
        return table_html(worded(self.report.verdict), counted)


def audit(plan: Plan | Place) -> Audit:
    """Check a plan again, exactly, from its inputs: a plan, the path of its file, or the name under which it is saved.

    A plan that breaks a rule is no error: ``passed`` is False, and ``broken`` has the rows. Raises ``UsageError`` where
    the plan cannot be read, ``InputError`` where its inputs cannot.
    """
    from planner.api.opening import opened

    found = opened(plan)
    return Audit(found.report, found.certificate, found.record.model)


class _Verb(ModuleType):
    """The package ``planner.audit``, which bears the name of a verb, can be called as one."""

    def __call__(self, plan: Plan | Place) -> Audit:
        """As :func:`audit`."""
        return audit(plan)


def make_callable() -> None:
    """From now on ``planner.audit(plan)`` is a verb like the others."""
    import planner.audit

    sys.modules[planner.audit.__name__].__class__ = _Verb
