"""What a row of the audit checks, in words: the rule as the model states it, or what is held against what."""

from __future__ import annotations

from collections.abc import Mapping

from planner.export.rulebook.rows import row_words
from planner.languages import Language, T, Text
from planner.programme.rules import Rules

CHECKED: Mapping[str, Text] = {
    "once": T("Shares of the upgrade, all years"),
    "alternatives": T("Shares of the alternatives, all years"),
    "prerequisite": T("Share so far, against what it needs"),
    "mandatory": T("Share of a mandatory upgrade"),
    "award_year": T("Share in an allowed year"),
    "funding": T("Paid for the award, against its cost"),
    "support": T("Support, against full or least rate"),
    "own_rate": T("Paid, against the payer's own rate"),
    "payer": T("Paid by those who may not pay"),
    "repayment": T("Owed as stated, against the support"),
    "affordability": T("Due, against what the supplier can bear"),
    "own_money": T("Supplier's own money, against its limit"),
    "pool": T("Balance of the pool at the year's end"),
    "credit_use": T("Credits used, against their limit"),
    "lent": T("Lent back, against the credits' value"),
    "plan_hash": T("Hash is that of the plan"),
    "inputs_hash": T("Hash is that of the inputs"),
    "model": T("Model is that of the programme"),
    "inputs": T("Files named are those that were read"),
    "award": T("Cost of the award"),
    "awards": T("Awards stand in their order"),
    "payments": T("Payments stand in their order"),
    "supplier": T("Supplier of the award, as stated"),
    "share": T("Share of the upgrade, as stated"),
    "support_won": T("Support of the award, as stated"),
    "payers": T("Sums by payer, as stated"),
    "tonnes": T("Lifetime tonnes of the award, as stated"),
    "tonnes_by_year": T("Tonnes of the award by year, as stated"),
    "raises_until": T("Last year of more emissions, as stated"),
    "repayments": T("Repayment, as stated"),
    "pools": T("Account of a pool, as stated"),
    "funders": T("Account of a purse, as stated"),
    "credits": T("Credits of a year, as stated"),
    "credit_bundles": T("Bundle of credits, as stated"),
    "targets": T("Target, as stated"),
    "contributions": T("Contribution to a sector, as stated"),
    "footprint_of": T("Footprint of a product, as stated"),
    "reclaims": T("What could be taken back, as stated"),
    "fairness": T("Fairness figure, as stated"),
    "indicators": T("Key figure, as stated"),
    "objective": T("Objective, as stated"),
    "levels": T("Objective of the list, as stated"),
    "proof": T("Certified has a certificate"),
    "status": T("Optimal is proven"),
    "tie_break": T("Suppliers decided by tie-break, as stated"),
    "gap": T("Bound, gap and value, as stated"),
    "exact": T("Value before rounding, as stated"),
}
"""What is held against what, by the name of the rule, where that is the same for all its rows."""

SIDED = ("co_funding", "matching")
"""Rules whose rows name the number of the rule, then its floor or its ceiling."""


class Words:
    """The words of rows; those that speak of the same rule share them, and they are put into words once."""

    def __init__(self, rules: Rules, language: Language) -> None:
        self._rules = rules
        self._language: Language = language
        self._found: dict[str, str] = {}

    def of(self, row: str) -> str:
        """What the row checks."""
        rule, _, index = row.partition("[")
        if rule in CHECKED:
            key = rule
        elif rule == "budget":
            key = row.rpartition(",")[0]
        else:
            key = ",".join([rule, *index.split(",")[: 2 if rule in SIDED else 1]])
        if key not in self._found:
            says = CHECKED[rule] if rule in CHECKED else row_words(self._rules, row).says
            self._found[key] = says.to(self._language)
        return self._found[key]
