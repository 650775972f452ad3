"""Money in won, million won or 억원: what is seen changes, what is kept does not."""

import re
import zipfile
from pathlib import Path

import pytest

from planner.cli.choices import chosen
from planner.export import Choices, write
from planner.export.columns import Kind
from planner.export.numbers import MoneyUnit
from planner.export.workbook import awards, pool
from planner.export.workbook.money_shown import axis_format, in_unit
from planner.export.workbook.without_empty import without_empty
from planner.programme.programme import Programme
from tests.export import example
from tests.export.reading import figures, records, sheets, totals, xml_of

MILLION = example.MILLION


def written(tmp_path: Path, money: MoneyUnit) -> Path:
    path = tmp_path / f"{money.name}.xlsx"
    write(example.plan(), example.programme(), path, Choices("en", money))
    return path


def number_formats(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/styles.xml").decode()


def test_million_won_is_a_look_of_whole_won(tmp_path: Path) -> None:
    path = written(tmp_path, MoneyUnit.MILLION_WON)
    book = sheets(path)
    assert totals(book["Awards"])["Cost (million won)"] == 130 * MILLION
    assert "#,##0,," in number_formats(path)
    assert "#,##0,," not in number_formats(written(tmp_path, MoneyUnit.WON))
    assert "shown in million won; the cells hold whole won." in str(book["Awards"][1][0])
    row = next(row for row in book["Summary"] if row[0] == "All funders' money")
    assert row[1:4] == [61 * MILLION, "million won", pytest.approx(0.61)]


def test_eok_have_columns_of_their_own_beside_folded_won(tmp_path: Path) -> None:
    path = written(tmp_path, MoneyUnit.EOK_WON)
    book = sheets(path)
    assert totals(book["Awards"])["Cost (won)"] == 130 * MILLION
    assert totals(book["Awards"])["Cost (100 million won)"] == pytest.approx(1.3)
    assert [row["Support (100 million won)"] for row in records(book["Awards"])] == pytest.approx([0.6, 0.21])
    headings = [str(cell) for cell in book["Awards"][3]]
    hidden = re.findall(r'<col min="(\d+)" max="\d+"[^>]*hidden="1"', xml_of(path, "Awards"))
    assert [headings[int(number) - 1] for number in hidden] == [name for name in headings if name.endswith("(won)")]
    row = next(row for row in book["Summary"] if row[0] == "All funders' money")
    assert row[1:4] == [pytest.approx(0.61), "100 million won", 61 * MILLION]


@pytest.mark.parametrize("money", MoneyUnit)
def test_won_per_tonne_stay_won(tmp_path: Path, money: MoneyUnit) -> None:
    book = sheets(written(tmp_path, money))
    assert totals(book["Awards"])["Support per tonne"] == pytest.approx(81 * MILLION / 770)


@pytest.mark.parametrize("money", MoneyUnit)
def test_money_by_payer_is_in_the_unit_and_again_in_the_other(tmp_path: Path, money: MoneyUnit) -> None:
    row = next(row for row in sheets(written(tmp_path, money))["Summary"] if row[0] == "산업부 (MOTIR)")
    total, again = row[7], row[8]
    in_eok, in_won = pytest.approx(0.4), 40 * MILLION
    assert (total, again) == ((in_eok, in_won) if money is MoneyUnit.EOK_WON else (in_won, in_eok))


def test_what_is_printed_stays_printed_in_every_unit() -> None:
    """Folded columns are added within the paper, and what stood beyond it stays beyond."""
    table = awards.table(example.plan(), example.programme())
    shown = in_unit(table, MoneyUnit.EOK_WON)
    assert table.printed is not None
    assert shown.printed is not None
    beyond = [column.key for column in table.columns[table.printed :]]
    assert [column.key for column in shown.columns[shown.printed :]] == beyond
    assert sum(column.hidden for column in shown.columns) == sum(column.kind is Kind.WON for column in table.columns)


def test_a_table_without_money_is_left_alone() -> None:
    table = awards.table(example.plan(), example.programme())
    plain = type(table)(table.title, table.says, table.columns[:2], table.rows)
    assert in_unit(plain, MoneyUnit.EOK_WON) is plain


def test_marks_that_nobody_has_take_no_column() -> None:
    """The pool's name is A's; without names the column goes, and what is printed is one column less."""
    plan, programme = example.plan(), example.programme()
    table = pool.table(plan, programme)
    assert without_empty(table) is table
    for supplier in programme.suppliers.values():
        assert supplier.name is not None
    nameless = pool.table(plan, _nameless())
    short = without_empty(nameless)
    assert [c.key for c in short.columns] == [c.key for c in nameless.columns if c.key != "name"]
    assert short.printed == (nameless.printed or 0) - 1


def _nameless() -> Programme:
    given = example.programme()
    suppliers = [supplier.model_copy(update={"name": None}) for supplier in given.suppliers.values()]
    return type(given).of(given.rules, suppliers, given.links, list(given.upgrades.values()))


def test_axes_of_charts_are_in_the_unit_of_their_cells() -> None:
    """Two commas show won in million won; up to ten there are decimals, so that ticks of 0.5 are not all 0 or 1. Every
    label of an axis has as many."""
    for unit in (MoneyUnit.WON, MoneyUnit.MILLION_WON):
        assert axis_format(unit, 10 * MILLION) == "#,##0,,"
        assert axis_format(unit, 10 * MILLION - 1) == "0.0,,"
        assert axis_format(unit, MILLION - 1) == "0.00,,"
    assert axis_format(MoneyUnit.EOK_WON, 1_000 * MILLION) == "#,##0"
    assert axis_format(MoneyUnit.EOK_WON, 999 * MILLION) == "0.0"
    assert axis_format(MoneyUnit.EOK_WON, 99 * MILLION) == "0.00"


def test_the_command_line_names_the_units() -> None:
    assert [chosen(money).money for money in ("won", "million", "eok")] == list(MoneyUnit)


def test_key_figures_have_both_units(tmp_path: Path) -> None:
    assert figures(sheets(written(tmp_path, MoneyUnit.WON))["Summary"])["Cost of the equipment"] == 130 * MILLION
