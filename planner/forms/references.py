"""Which columns hold the ids of another sheet's rows, so that they can be chosen there."""

from __future__ import annotations

from collections.abc import Mapping

LISTED: Mapping[str, str] = {"suppliers": "supplier_id", "upgrades": "upgrade_id", "funders": "id"}
"""The sheets whose rows have ids, with the column of the ids."""

_REFERENCES: Mapping[tuple[str, str], str] = {
    ("links", "buyer_id"): "suppliers",
    ("links", "seller_id"): "suppliers",
    ("upgrades", "supplier_id"): "suppliers",
    ("products", "supplier_id"): "suppliers",
    ("cost_lines", "upgrade_id"): "upgrades",
    ("cost_lines", "payer"): "funders",
    ("budgets", "funder"): "funders",
    ("commitments", "upgrade_id"): "upgrades",
    ("repayments_received", "supplier_id"): "suppliers",
}


def listed_in(table: str, column: str) -> str | None:
    """The sheet whose ids a column holds; None where it holds none."""
    return _REFERENCES.get((table, column))
