"""A programme goes into a workbook and out again, and is the same programme: same hash, same text, same numbers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.errors import UsageError
from planner.forms import workbook
from planner.forms.purse_rows import purse_rows
from planner.forms.rule_rows import rule_rows, value_cell
from planner.forms.writing import write_folder, write_workbook
from planner.forms.yaml_text import yaml_text
from planner.intake import read_programme
from planner.intake.plain_yaml import parsed
from planner.languages import LANGUAGES, Language
from tests.intake import example

MODELS = sorted((Path(__file__).parents[2] / "models").glob("*.yaml"))


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_model_comes_back_the_same(model: Path, tmp_path: Path) -> None:
    first = read_programme(model)
    write_workbook(first, tmp_path / "programme.xlsx", "ko")
    second = read_programme(tmp_path / "programme.xlsx")
    assert second.programme.inputs_hash == first.programme.inputs_hash
    third = read_programme(write_folder(second, tmp_path / "folder"))
    assert third.programme.inputs_hash == first.programme.inputs_hash
    assert third.programme.suppliers == first.programme.suppliers
    assert third.programme.upgrades == first.programme.upgrades
    assert [row.present for row in third.rows if row.present] == [row.present for row in first.rows if row.present]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_tables_hold_stays_as_it_is(language: Language, tmp_path: Path) -> None:
    """Formulas, long numbers, leading zeros and line feeds are text like any other."""
    edits = {
        "suppliers.csv": [
            ("B,나 회사", 'B,"=HYPERLINK(""http://example.com"",""나"")"'),
            ('007,"Seven, Ltd"', '007,"Seven\nand ""Sons"""'),
        ],
        "model.yaml": [("  - id: MOTIR\n", '  - id: MOTIR\n    name: "=1+1"\n    source: "_x0041_ \\n 1/3"\n')],
    }
    first = read_programme(example.write(tmp_path, edits))
    write_workbook(first, tmp_path / "programme.xlsx", language)
    second = read_programme(tmp_path / "programme.xlsx")
    assert second.programme.inputs_hash == first.programme.inputs_hash
    book = load_workbook(tmp_path / "programme.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    third = read_programme(write_folder(second, tmp_path / "folder"))
    assert third.programme.inputs_hash == first.programme.inputs_hash


def test_a_large_workbook_is_written_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MANY_ROWS", 1)
    first = read_programme(example.write(tmp_path))
    write_workbook(first, tmp_path / "programme.xlsx", "ko")
    assert read_programme(tmp_path / "programme.xlsx").programme.inputs_hash == first.programme.inputs_hash
    header = load_workbook(tmp_path / "programme.xlsx")["회사"]["A1"]
    assert header.value == "회사 ID"
    assert header.comment


def test_a_purse_is_parted_into_what_columns_can_say_and_the_rest() -> None:
    purse = {
        "id": "MSS",
        "kind": "government",
        "pays": {"tier": [2], "size": ["small", "medium"], "ets_covered": False},
        "rate": {"small": Decimal("0.7")},
        "carry_over": {"at_most": 5},
        "budget": {2026: 100, "2027": Decimal("2E+2")},
    }
    row, budgets, rest = purse_rows(purse)
    assert row == {"id": "MSS", "kind": "government", "pays_tier": "2", "pays_size": "small; medium"}
    assert budgets == [{"funder": "MSS", "year": 2026, "won": 100}, {"funder": "MSS", "year": 2027, "won": 200}]
    assert rest == {
        "pays": {"ets_covered": False},
        "rate": {"small": Decimal("0.7")},
        "carry_over": {"at_most": 5},
    }


def test_a_purse_without_money_says_so() -> None:
    assert purse_rows({"id": "A", "kind": "oem", "budget": {}}).rest == {"budget": {}}


def test_names_that_would_be_taken_apart_stay_with_the_rules() -> None:
    row, _, rest = purse_rows({"id": "A", "kind": "oem", "pays": {"region": ["a;b"]}, "budget": {2026: 1}})
    assert row == {"id": "A", "kind": "oem"}
    assert rest == {"pays": {"region": ["a;b"]}}


def test_a_purse_whose_id_no_cell_can_state_is_refused() -> None:
    with pytest.raises(UsageError):
        purse_rows({"id": "A\u200b", "kind": "oem", "budget": {}})


def test_rules_say_their_unit_and_meaning() -> None:
    rules = {"caps": [{"per": "supplier", "won": 300_000_000}], "offsets": {"price_won_per_t": {2026: 12_750}}}
    rows = list(rule_rows(rules, "ko"))
    assert [(row["rule"], row["number"], row["key"], row["value"], row["unit"]) for row in rows] == [
        ("caps", "1", "per", "supplier", None),
        ("caps", "1", "won", 300_000_000, "원"),
        ("offsets", None, "price_won_per_t.2026", 12_750, "원/톤"),
    ]
    assert all(row["meaning"] for row in rows)


def test_of_several_kinds_of_rules_the_one_meant_says_what_its_keys_mean() -> None:
    gini = {"gini": Decimal("0.4"), "of": "support", "by": "supplier"}
    share = {"floor": Decimal("0.1"), "of": "support", "by": "region"}
    meanings = {
        row["number"]: row["meaning"] for row in rule_rows({"fairness": [gini, share]}, "en") if row["key"] == "of"
    }
    assert meanings["1"] == "The gain that is compared."
    assert str(meanings["2"]).startswith("What is shared")


def test_values_that_yaml_would_read_otherwise_are_quoted() -> None:
    assert value_cell("0.6") == '"0.6"'
    assert value_cell(Decimal("0.60")) == Decimal("0.60")
    assert value_cell(True) == "true"
    assert value_cell("true") == '"true"'
    assert value_cell("") == '""'
    assert value_cell([2026, 2031]) == "[2026, 2031]"


def test_what_no_cell_can_hold_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    long = [("programme: cascade", f"programme: {'x' * 32_768}")]
    reading = read_programme(example.write(tmp_path, {"model.yaml": long}))
    with pytest.raises(UsageError) as refused:
        write_workbook(reading, tmp_path / "programme.xlsx", "en")
    assert "32767" in str(refused.value.text)
    assert not (tmp_path / "programme.xlsx").exists()


_SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ["yes", "no", "1_000", "010", "~", "null", "- a", "a: b", "#", "=1", " a", "a ", "\n", "0.6", "1e5"]
    ),
    st.integers(-(10**15), 10**15),
    st.decimals(-1000, 1000, places=4),
    st.booleans(),
    st.none(),
)
_KEYS = st.one_of(
    st.integers(1900, 2200), st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)
)


@given(
    st.dictionaries(
        st.text("abcdefgh_", min_size=1),
        st.recursive(
            _SCALARS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
            max_leaves=8,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_a_model_holds_is_read_back(model: dict[str, object]) -> None:
    document = parsed(yaml_text(model), "model.yaml")
    assert not document.faults
    assert document.data == model


def test_a_model_is_written_as_one_writes_it_by_hand() -> None:
    model = {
        "programme": "Two ministries",
        "years": {"award": [2026, 2028], "count_until": 2035},
        "funders": [{"id": "MOTIR", "kind": "government", "budget": {2026: 500_000_000}, "source": "[1] news: so"}],
    }
    assert yaml_text(model) == (
        "programme: Two ministries\n"
        "years: {award: [2026, 2028], count_until: 2035}\n"
        "\n"
        "funders:\n"
        '  - {id: MOTIR, kind: government, budget: {2026: 500_000_000}, source: "[1] news: so"}\n'
    )
