"""Rules of a small programme, as an example of how they are written; nowhere taken for data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planner.languages import Language, T


def example_rules(language: Language) -> Mapping[str, Any]:
    """The rules as a model states them; the programme's name is in the language."""
    return {
        "programme": T("Support in the supply chain 2026").to(language),
        "years": {"award": [2026, 2031], "count_until": 2040},
        "projects": "divisible",
        "factors": {
            "grid_t_per_mwh": {2023: Decimal("0.4173"), 2035: Decimal("0.12")},
            "gas_t_per_gj": Decimal("0.0561"),
        },
        "support_rates": [
            {"tier": 1, "size": ["small", "medium"], "at_most": Decimal("0.6")},
            {"tier": 2, "at_most": Decimal("0.7")},
        ],
        "repayment": {"base": ["MOTIR", "HMC"], "ratio": 1, "instalments": 3, "pool": "own_chain"},
        "caps": [{"funders": "MOTIR", "per": "supplier", "won": 300_000_000}],
        "fairness": [{"floor": Decimal("0.2"), "of": "support", "by": "size", "group": ["small", "medium"]}],
    }
