"""An empty form, filled in as an officer would, is the programme that was meant."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.forms.fields import SHEETS, fields_of
from planner.forms.workbook import template_bytes
from planner.intake import read_programme
from planner.languages import Language

FILLED: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "suppliers": [
        {
            "supplier_id": "007",
            "name": "=SUM(A1)",
            "tier": 1,
            "region": "울산",
            "size": {"ko": "중기업", "en": "medium"},
        },
        {"supplier_id": "123-45-67890", "tier": 2, "size": {"ko": "소기업", "en": "small"}},
    ],
    "links": [{"buyer_id": "007", "seller_id": "123-45-67890", "share": 35}],
    "upgrades": [
        {
            "upgrade_id": "U1",
            "supplier_id": "007",
            "technology": "히트펌프",
            "cost_won": 135.7,
            "tonnes": 239.5,
            "life_years": 10,
            "mandatory": {"ko": "예", "en": "yes"},
        }
    ],
    "funders": [
        {
            "id": "MOTIR",
            "kind": {"ko": "정부", "en": "government"},
            "pays_size": {"ko": "소기업; 중기업", "en": "small; medium"},
        }
    ],
    "budgets": [{"funder": "MOTIR", "year": 2026, "won": 2500}],
}
"""By table; the words that a form offers stand in both languages."""

UNITS: Mapping[tuple[str, str], Mapping[Language, str]] = {
    ("links", "share"): {"ko": "%", "en": "%"},
    ("upgrades", "cost_won"): {"ko": "백만원", "en": "million won"},
    ("budgets", "won"): {"ko": "백만원", "en": "million won"},
}
RULES = {3: "시범 사업", 4: "[2026, 2028]", 5: 2035}
"""The values that an empty form asks for, by row."""


def filled_in(language: Language) -> bytes:
    book = load_workbook(io.BytesIO(template_bytes(language, "form.xlsx")))
    for kind in SHEETS:
        sheet = book[kind.sheet(language)]
        numbers = {field.name: number for number, field in enumerate(fields_of(kind), start=1)}
        for row, values in enumerate(FILLED.get(kind.name, ()), start=3):
            for name, value in values.items():
                cell = sheet.cell(row, numbers[name])
                cell.value = value[language] if isinstance(value, Mapping) else value
                if isinstance(value, str):
                    cell.data_type = "s"
        for (table, name), unit in UNITS.items():
            if table == kind.name:
                sheet.cell(2, numbers[name]).value = unit[language]
        for row, value in RULES.items():
            if kind.name == "rules":
                sheet.cell(row, numbers["value"]).value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_filled_in_is_what_is_read(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(filled_in(language))
    programme = read_programme(path).programme
    assert programme.rules.programme == "시범 사업"
    assert programme.rules.years.award == (2026, 2028)
    assert programme.rules.projects == "as_marked"
    assert programme.suppliers["007"].size == "medium"
    assert programme.suppliers["007"].name == "=SUM(A1)"
    assert programme.links[0].share == Fraction(35, 100)
    upgrade = programme.upgrades["U1"]
    assert (upgrade.cost_won, upgrade.tonnes, upgrade.mandatory) == (135_700_000, Fraction(479, 2), True)
    (purse,) = programme.rules.funders
    assert purse.budget == {2026: 2_500_000_000}
    assert purse.pays.size == ("small", "medium")
