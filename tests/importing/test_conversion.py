"""One cell by one rule: units, factors, codes, conditions and number habits, each worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from planner.importing.by_map import COLUMNS
from planner.importing.conversion import Made, Maker
from planner.importing.sheets import SheetRow
from planner.importing.vocabulary import ColumnRule, Condition, ImportMap
from planner.intake.cells import Refusal
from planner.intake.origin import FileOrigin

_CURRENCIES = {"USD": {"won": "1350.5", "source": "assumed"}, "천엔": {"won": 9_000, "source": "assumed"}}


def maker(numbers: Mapping[str, Any] | None = None) -> Maker:
    tables = {"suppliers": {"columns": {"supplier_id": "a", "tier": "b"}}}
    data = {"map": "trial", "numbers": numbers or {}, "currencies": _CURRENCIES, "sheets": [{"tables": tables}]}
    return Maker(ImportMap.model_validate(data))


def made(
    table: str, column: str, rule: Any, cells: Mapping[str, str], numbers: Mapping[str, Any] | None = None
) -> Made:
    columns = {header: number for number, header in enumerate(cells)}
    row = SheetRow(FileOrigin("x.csv"), 2, list(cells.values()), columns)
    given = ColumnRule.model_validate({"column": rule} if isinstance(rule, str) else rule)
    return maker(numbers).made(COLUMNS[table][column], given, row)


@pytest.mark.parametrize(
    ("column", "unit", "cell", "text"),
    [
        ("cost_won", "백만원", "1250.5", "1250500000"),
        ("cost_won", "천원", "7", "7000"),
        ("cost_won", "억원", "1.2", "120000000"),
        ("cost_won", "USD", "2", "2701"),
        ("cost_won", "USD", "1", "1351"),  # 1350.5: a half goes up
        ("cost_won", "천엔", "3", "27000"),
        ("saving_won", "USD", "-1", "-1350"),  # -1350.5: a half goes up, towards zero
        ("electricity_mwh", "kWh", "38000.0", "38"),
        ("electricity_mwh", "GWh", "0.5", "500"),
        ("electricity_mwh", "GJ", "3.6", "1"),
        ("electricity_mwh", "GJ", "1", "0.277777777778"),
        ("gas_gj", "MMBtu", "1", "1.055056"),
        ("gas_gj", "toe", "2", "83.736"),
        ("gas_gj", "Mcal", "1000", "4.1868"),
        ("gas_gj", "TJ", "0.001", "1"),
        ("other_t", "kg", "1500", "1.5"),
        ("tonnes", "kt", "2", "2000"),
        ("support_rate_min", "%", "40", "0.4"),
        ("support_rate_min", "%", "40 %", "0.4"),
    ],
)
def test_units(column: str, unit: str, cell: str, text: str) -> None:
    assert made("upgrades", column, {"column": "x", "unit": unit}, {"x": cell}).text == text


def test_what_was_rounded_is_said() -> None:
    changes = made("upgrades", "cost_won", {"column": "x", "unit": "USD"}, {"x": "1"}).changes
    assert [str(change) for change in changes] == ["cost_won: rounded to whole won"]
    changes = made("upgrades", "electricity_mwh", {"column": "x", "unit": "GJ"}, {"x": "1"}).changes
    assert [str(change) for change in changes] == ["electricity_mwh: rounded to 0.277777777778"]


def test_factors() -> None:
    by_code = {"column": "x", "factors": {"by": "fuel", "of": {"E3": "0.06171", "5": 2}}}
    assert made("upgrades", "other_t", by_code, {"x": "10", "fuel": "E3"}).text == "0.6171"
    assert made("upgrades", "other_t", by_code, {"x": "10", "fuel": "5"}).text == "20"
    refused = made("upgrades", "other_t", by_code, {"x": "10", "fuel": "E7"})
    assert (_code(refused), refused.header) == ("E-509", "fuel")
    both = {"column": "x", "unit": "kg", "factor": "0.5"}
    assert made("upgrades", "other_t", both, {"x": "3000"}).text == "1.5"


def test_words_ranges_joins_and_constants() -> None:
    words = {"column": "x", "words": {1: "small", "나": "medium"}, "otherwise": "large"}
    assert [made("suppliers", "size", words, {"x": cell}).text for cell in ("1", "나", "다")] == [
        "small",
        "medium",
        "large",
    ]
    ranges = {"column": "x", "ranges": [{"below": 50, "gives": "small"}, {"gives": "large"}]}
    assert [made("suppliers", "size", ranges, {"x": cell}).text for cell in ("49.9", "50")] == ["small", "large"]
    join = {"join": ["a", "b", "c"], "by": "/"}
    assert made("suppliers", "name", join, {"a": "x", "b": "", "c": "y"}).text == "x/y"
    assert made("upgrades", "life_years", {"constant": 10}, {}).text == "10"
    assert made("upgrades", "mandatory", {"column": "x", "words": {"Y": "yes"}}, {"x": "Y"}).text == "yes"


def test_a_word_that_our_column_does_not_take_is_refused() -> None:
    assert _code(made("suppliers", "size", {"column": "x", "words": {"A": "tiny"}}, {"x": "A"})) == "E-221"


def test_blanks() -> None:
    assert made("upgrades", "saving_won", "x", {"x": ""}).text is None
    assert made("upgrades", "saving_won", {"column": "x", "if_blank": 0}, {"x": ""}).text == "0"


@pytest.mark.parametrize(
    ("numbers", "cell", "text"),
    [
        ({"thousands": ","}, "1,234,567", "1234567"),
        ({"thousands": ","}, "-1,234.5", "-1234"),  # whole won, a half goes up
        ({"thousands": ".", "decimal": ","}, "1.234.567,0", "1234567"),
        ({"thousands": " "}, "1 234", "1234"),
        ({}, "1,234", None),
        ({"thousands": ","}, "12,34", None),
        ({"thousands": ","}, "1,2345", None),
    ],
)
def test_number_habits(numbers: Mapping[str, str], cell: str, text: str | None) -> None:
    found = made("upgrades", "saving_won", "x", {"x": cell}, numbers)
    assert found.text == text
    assert (found.refusal is None) == (text is not None)


@pytest.mark.parametrize(
    ("condition", "meets", "fails"),
    [
        ({"one_of": ["a", 1]}, ["a", "1"], ["b", ""]),
        ({"one_of": "a"}, ["a"], ["b"]),
        ({"none_of": ["a"]}, ["b"], ["a", ""]),
        ({"below": 5}, ["4.9"], ["5", ""]),
        ({"at_most": 5}, ["5", "-1"], ["5.1", ""]),
        ({"above": 5}, ["5.1"], ["5", ""]),
        ({"at_least": 5}, ["5"], ["4", ""]),
        ({"blank": True}, [""], ["x"]),
        ({"blank": False}, ["x"], [""]),
        ({"at_most": 0, "or_blank": True}, ["0", ""], ["1"]),
    ],
)
def test_conditions(condition: Mapping[str, Any], meets: list[str], fails: list[str]) -> None:
    asked = Condition.model_validate({"column": "x", **condition})
    for cell in (*meets, *fails):
        row = SheetRow(FileOrigin("x.csv"), 2, [cell], {"x": 0})
        assert maker().meets(asked, row) is (cell in meets), cell


def test_a_condition_that_wants_a_number_refuses_what_is_none() -> None:
    rule = {"column": "x", "when": [{"column": "y", "above": 0}]}
    refused = made("upgrades", "other_t", rule, {"x": "1", "y": "many"})
    assert (_code(refused), refused.header) == ("E-207", "y")


def _code(made: Made) -> str:
    assert isinstance(made.refusal, Refusal)
    return made.refusal.kind.code
