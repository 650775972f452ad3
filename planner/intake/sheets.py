"""The register of tables: as CSV files of a folder, and as sheets of a workbook, which may have Korean names."""

from __future__ import annotations

from dataclasses import dataclass

from planner.intake.model_rows import BudgetRow, FunderRow, RuleRow
from planner.languages import Language, T, Text
from planner.programme.past import Commitment, OpeningBalance, Receipt
from planner.programme.quantities import Vocabulary
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import CostLine, Upgrade


@dataclass(frozen=True)
class SheetKind:
    """A table: its name, the title of its sheet, what it holds, and what its rows are."""

    name: str
    title: Text
    holds: Text
    row: type[Vocabulary]

    @property
    def file(self) -> str:
        """The table's name as a CSV file."""
        return f"{self.name}.csv"

    def sheet(self, language: Language) -> str:
        """The table's name as a sheet: in English the name itself."""
        return self.name if language == "en" else self.title.to(language)


SUPPLIERS = SheetKind("suppliers", T("Sheet of suppliers"), T("Suppliers: one row a firm."), Supplier)
LINKS = SheetKind("links", T("Sheet of links"), T("Who sells to whom: one row a pair."), Link)
UPGRADES = SheetKind("upgrades", T("Sheet of upgrades"), T("Candidates: one row a piece of equipment."), Upgrade)
COST_LINES = SheetKind(
    "cost_lines", T("Sheet of cost_lines"), T("Costs that fall into several years, or have a payer."), CostLine
)
PRODUCTS = SheetKind("products", T("Sheet of products"), T("Whose output goes into which product lines."), Product)

COMMITMENTS = SheetKind(
    "commitments", T("Sheet of commitments"), T("Signed awards of years past: one row a payment."), Commitment
)
RECEIPTS = SheetKind(
    "repayments_received",
    T("Sheet of repayments_received"),
    T("What suppliers gave back in years past: one row a supplier and year."),
    Receipt,
)
OPENINGS = SheetKind(
    "opening_balances",
    T("Sheet of opening_balances"),
    T("What purses and pools hold when the first planned year begins."),
    OpeningBalance,
)

PAST: tuple[SheetKind, ...] = (COMMITMENTS, RECEIPTS, OPENINGS)
"""The tables that fix the past, where a later year is planned."""

TABLES: tuple[SheetKind, ...] = (SUPPLIERS, LINKS, UPGRADES, COST_LINES, PRODUCTS, *PAST)
"""The tables that a folder or a workbook may hold, in the order in which one speaks of them."""

FUNDERS = SheetKind("funders", T("Sheet of funders"), T("Who gives money: one row a purse."), FunderRow)
BUDGETS = SheetKind("budgets", T("Sheet of budgets"), T("How much each purse has in each year."), BudgetRow)
RULES = SheetKind("rules", T("Sheet of rules"), T("Every other rule of the programme: one row a value."), RuleRow)

MODEL_SHEETS: tuple[SheetKind, ...] = (FUNDERS, BUDGETS, RULES)
"""The sheets of a workbook that say what a YAML model says."""

GUIDE = T("Sheet of guidance")
"""The title of the sheet that explains the others; nothing in it is read."""

CODES = T("Sheet of codes")
"""The title of the hidden sheet of words to choose from; nothing in it is read."""

FAULTS = T("Faults")
"""The title of the sheet of faults in a marked copy, which people mend and send in again; nothing in it is read."""


def kind_of(sheet: str) -> SheetKind | None:
    """The table that a sheet's name stands for, in either language and any case; None where it is none."""
    name = sheet.strip().casefold()
    for kind in (*TABLES, *MODEL_SHEETS):
        if name in (kind.name, kind.sheet("ko").casefold()):
            return kind
    return None
