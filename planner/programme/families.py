"""The register of rule families: what every room that handles rules must have, under the same names.

The formulation and the audit each hold one file a family, the edge tests and the documentation one entry; a test
fails where one is missing. Each rule gives its rows the name ``rule[index]``: in the linear programme, in the audit's
findings and in what people read it is the same row.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.languages import T, Text


@dataclass(frozen=True)
class Family:
    """A family of rules: its name (and file), the rules whose rows it makes, and what it says."""

    name: str
    rules: tuple[str, ...]
    says: Text


FAMILIES: tuple[Family, ...] = (
    Family(
        "selection",
        ("once", "alternatives", "prerequisite", "mandatory", "award_year"),
        T("At most once, one of the alternatives, after what it needs, in the allowed years."),
    ),
    Family("funding", ("funding",), T("Every won of every cost line is paid in the year in which it falls due.")),
    Family("budgets", ("budget", "reserved"), T("A purse spends its budget and what it carried over, no more.")),
    Family(
        "support_rates",
        ("support", "own_rate", "cap"),
        T("Support stays within rates and caps and is what the supplier accepts."),
    ),
    Family("co_funding", ("co_funding",), T("Funders pay in the agreed ratio.")),
    Family(
        "eligibility",
        ("payer", "technology", "phase", "threshold"),
        T("Only who may pay pays, for what may be awarded, and no technology takes more than its part."),
    ),
    Family("repayment", ("repayment",), T("Tier-1 gives back what it owes, in its instalments.")),
    Family(
        "affordability",
        ("affordability", "own_money"),
        T("A supplier owes in a year no more than it can bear, and pays itself no more than it said."),
    ),
    Family("pool", ("pool",), T("A pool pays what has come back, to those whom it serves.")),
    Family("matching", ("matching",), T("A funder pays in the agreed ratio to the pools.")),
    Family(
        "fairness",
        ("floor", "cap_share", "least", "gini"),
        T("No group gets less than its floor or more than its cap, nobody less than the least benefit."),
    ),
    Family(
        "offsets",
        ("credit_use", "lent"),
        T("Credits are used up to their part of the obligation, and lent back up to their value."),
    ),
    Family("footprint", ("footprint",), T("The footprint of a product line falls by what is asked.")),
    Family("targets", ("target", "reach"), T("The tonnes asked for are reached.")),
    Family("deployment", ("deployment",), T("A plan judged by its ratio still uses enough of the money.")),
)


def row_name(rule: str, *index: object) -> str:
    """The name of a rule's row, such as ``budget[MOTIR,2027]``."""
    return f"{rule}[{','.join(str(part) for part in index)}]"
