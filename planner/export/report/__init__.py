"""The report: one offline HTML file that says what was decided, why, and how one can check it.

One file a section under ``sections``; :data:`_CONTENTS` is the table of contents. Words and figures are put together
in Python as texts of the catalogue, so that the templates hold none.
"""

from __future__ import annotations

from planner.audit import AuditReport, audit
from planner.export.choices import Choices
from planner.export.report.material import Material
from planner.export.report.page import page
from planner.export.report.sections import (
    awards,
    cost_curve,
    credits,
    fairness,
    money,
    money_flow,
    next_money,
    not_funded,
    price_of_rules,
    proof,
    regions,
    repayment,
    rules,
    summary,
    tonnes,
)
from planner.plan.plan import Plan
from planner.programme.programme import Programme

_CONTENTS = (
    summary,
    cost_curve,
    money_flow,
    regions,
    money,
    tonnes,
    repayment,
    credits,
    fairness,
    next_money,
    price_of_rules,
    awards,
    not_funded,
    rules,
    proof,
)
"""The sections in the order in which they are read; each is left out where the programme has nothing for it."""


def report_bytes(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None = None) -> bytes:
    """The plan as an HTML file that needs nothing else: no network, no script to be read, and nothing live in it that
    users wrote.

    ``report`` is the audit of this plan, where it has been made; otherwise it is made here.
    """
    checked = audit(programme, plan) if report is None else report
    material = Material(plan, programme, checked, choices.studies, choices.language)
    sections = [section for part in _CONTENTS if (section := part.section(material)) is not None]
    return page(material, sections).encode()
