"""One example for every column: shown in comments and on the guide, and nowhere taken for data."""

from __future__ import annotations

from collections.abc import Mapping

from planner.languages import T, Text

_SOURCE = T("Energy audit of March 2026")

_EXAMPLES: Mapping[str, Mapping[str, str | Text]] = {
    "suppliers": {
        "supplier_id": "123-45-67890",
        "name": T("Hanbit Precision"),
        "tier": "1",
        "consortium": T("Hyundai-Kia"),
        "region": T("Ulsan"),
        "size": "medium",
        "process": T("casting"),
        "ets_covered": "no",
        "baseline_t": "1250.5",
        "revenue_won": "53000000000",
        "repay_capacity_won": "120000000",
        "copay_limit_won": "300000000",
        "confirmed": "yes",
        "source": _SOURCE,
    },
    "links": {
        "buyer_id": "123-45-67890",
        "seller_id": "234-56-78901",
        "share": "0.35",
        "source": T("Purchase ledger of 2025"),
    },
    "upgrades": {
        "upgrade_id": "123-45-67890-01",
        "supplier_id": "123-45-67890",
        "technology": T("heat pump"),
        "cost_won": "135700000",
        "electricity_mwh": "574",
        "gas_gj": "320.5",
        "other_t": "12.3",
        "tonnes": "239.5",
        "saving_won": "104400000",
        "life_years": "10",
        "lead_years": "1",
        "first_year": "2026",
        "last_year": "2028",
        "alternative_group": T("boiler room 1"),
        "needs": "123-45-67890-02; 123-45-67890-03",
        "mandatory": "no",
        "divisible": "no",
        "support_rate_min": "0.3",
        "creditable": "yes",
        "tonnes_low": "190",
        "tonnes_high": "260",
        "cost_low_won": "118300000",
        "cost_high_won": "167300000",
        "confirmed": "yes",
        "source": T("Quotation of 3 April 2026"),
    },
    "cost_lines": {
        "upgrade_id": "123-45-67890-01",
        "year_offset": "1",
        "won": "45000000",
        "payer": "MOTIR",
        "confirmed": "yes",
        "source": T("Quotation of 3 April 2026"),
    },
    "products": {
        "supplier_id": "123-45-67890",
        "product": T("electric car"),
        "share": "0.4",
        "units_per_year": "250000",
        "source": T("Production plan of 2026"),
    },
    "commitments": {
        "upgrade_id": "123-45-67890-01",
        "award_year": "2026",
        "paid_year": "2027",
        "payer": "MOTIR",
        "won": "45000000",
        "source": T("Agreement of 2 November 2026"),
    },
    "repayments_received": {
        "supplier_id": "123-45-67890",
        "year": "2027",
        "won": "15000000",
        "source": T("Bank statement of December 2027"),
    },
    "opening_balances": {
        "account": "pool:123-45-67890",
        "won": "15000000",
        "source": T("Bank statement of December 2027"),
    },
    "funders": {
        "id": "MOTIR",
        "name": T("Industry ministry"),
        "kind": "government",
        "pays_tier": "1; 2",
        "pays_size": "small; medium",
        "pays_region": T("Ulsan; Busan"),
        "rate": "0.5",
        "carry_over": "none",
        "source": T("Budget of 2026"),
    },
    "budgets": {"funder": "MOTIR", "year": "2026", "won": "2500000000"},
    "rules": {
        "rule": "caps",
        "number": "1",
        "key": "won",
        "value": "300000000",
        "unit": "won",
        "meaning": T("At most 300 million won a firm"),
    },
}


def example(table: str, column: str) -> str | Text | None:
    """The example of a column, as the model writes it; None where nobody has written one yet."""
    return _EXAMPLES[table].get(column)
