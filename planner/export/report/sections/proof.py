"""How the plan was found, what is proven of it, and how anybody can check that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.audit import AuditReport
from planner.export.numbers import figure
from planner.export.report.blocks import Block, Command, Facts, Paragraph, Section, Subtitle, TableBlock
from planner.export.report.material import Material
from planner.export.wording import Verbatim, status_name
from planner.export.workbook.audit_sheets import families
from planner.languages import T, Text
from planner.plan.plan import Plan


def section(given: Material) -> Section:
    """Method, audit, certificate, what to type, and the fingerprints of everything."""
    return Section("proof", T("Method and proof"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan = given.plan
    yield Paragraph(
        T(
            "Candidates, purses and rules are written as one linear programme and solved. The answer is rounded to "
            "whole won within the rules, and every figure here is worked out from the awards, not taken from the "
            "solver. Where rules cannot be kept there is no plan: none is ever bent."
        )
    )
    yield Paragraph(T("Status: {status}.", status=status_name(plan)))
    yield Paragraph(_certificate(plan))
    yield TableBlock(replace(families.table(given.audit), says=_audited(given.audit)))
    yield Subtitle(T("Check it yourself"))
    yield Paragraph(
        T(
            "The first command works everything out again from the inputs, without a solver. The second needs nothing "
            "but Python and one short file, and checks the proof on the rows that lie beside the plan."
        )
    )
    yield Command("planner audit plan.json")
    yield Command("python check_plan.py plan.json")
    yield Subtitle(T("Fingerprints"))
    yield Paragraph(T("Two people who hold the same plan hash hold the same plan, to the won."), "note")
    yield Facts(tuple(_fingerprints(plan)), fixed=True)


def _audited(report: AuditReport) -> Text:
    return T(
        "{verdict} Everything is worked out again from the inputs, in whole won and kilograms, without tolerance and "
        "without a solver; planner audit --every-row shows each row.",
        verdict=report.verdict,
    )


def _certificate(plan: Plan) -> Text:
    if plan.certificate is None:
        return T("The plan carries no certificate: its bound is the solver's word.")
    return T(
        "The plan carries a certificate over {rows} rows and {columns} columns in whole numbers: multipliers from "
        "which anybody can work out that no plan that keeps the rules is better than the bound.",
        rows=figure(plan.certificate.rows, 0),
        columns=figure(plan.certificate.columns, 0),
    )


def _fingerprints(plan: Plan) -> Iterator[tuple[Text, Text]]:
    yield T("Plan hash"), Verbatim(plan.plan_hash)
    yield T("Inputs hash"), Verbatim(plan.inputs_hash)
    if plan.certificate is not None:
        yield T("Hash of the rows"), Verbatim(plan.certificate.rows_hash)
    for file in plan.inputs:
        yield T("SHA-256 of {file}", file=file.path), Verbatim(file.sha256)
    yield T("Found with"), Verbatim(f"planner {plan.planner_version}, {plan.solver}")
