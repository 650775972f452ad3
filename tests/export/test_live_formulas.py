"""Every total of the workbook is a live formula over the awards and payments, and a spreadsheet finds the same."""

import re
from pathlib import Path

import pytest

from planner.export import Choices, write
from planner.export.numbers import MoneyUnit
from planner.languages import Language
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from tests.audit import full_example
from tests.export import example
from tests.export.reading import figures, formulas, names, part_of, records, sheets, xml_of
from tests.export.recalculating import SPOILT, needs_libreoffice, recalculated

EXAMPLES = {
    "by hand": (example.plan, example.programme),
    "nearly every rule": (full_example.plan, full_example.programme),
}
MILLION = example.MILLION


def written(tmp_path: Path, of: str, choices: Choices) -> Path:
    plan, programme = EXAMPLES[of]
    path = tmp_path / "plan.xlsx"
    write(plan(), programme(), path, choices)
    return path


@needs_libreoffice
@pytest.mark.parametrize(
    ("of", "language", "money"),
    [
        ("by hand", "en", MoneyUnit.WON),
        ("nearly every rule", "ko", MoneyUnit.EOK_WON),
        ("nearly every rule", "en", MoneyUnit.MILLION_WON),
    ],
)
def test_a_spreadsheet_works_out_what_the_cells_carry(
    tmp_path: Path, of: str, language: Language, money: MoneyUnit
) -> None:
    """With every formula's value spoilt, LibreOffice finds them all again: won to the won, the rest to the digit."""
    path = written(tmp_path, of, Choices(language, money))
    carried, computed = sheets(path), recalculated(path, tmp_path)
    assert list(carried) == list(computed)
    assert len(formulas(path)) > 200
    for title, rows in carried.items():
        for number, row in enumerate(rows):
            again = [*computed[title][number], *[""] * len(row)]
            for place, cell in enumerate(row):
                where = f"{title}, row {number + 1}, column {place + 1}"
                assert again[place] != SPOILT, where
                if isinstance(cell, float) and cell.is_integer() and not isinstance(cell, bool):
                    assert again[place] == pytest.approx(cell, rel=0, abs=1e-9), where
                elif isinstance(cell, float):
                    assert again[place] == pytest.approx(cell, rel=1e-9), where
                else:
                    assert again[place] == cell, where


@needs_libreoffice
def test_a_changed_payment_changes_every_total_and_the_checks_tell(tmp_path: Path) -> None:
    """The payment of 1 million from @MSS becomes 2: its ledger and the summary follow; payments and awards differ by
    1 million for the payer and by 1 million in all.
    """
    path = written(tmp_path, "by hand", Choices("en"))
    changed = recalculated(path, tmp_path, (part_of(path, "Payments"), b"<v>1000000</v>", b"<v>2000000</v>"))
    rows = {str(row[0]): row for row in changed["Summary"]}
    assert next(row[2] for row in changed["Summary"] if row[0] == "@MSS") == 2 * MILLION
    assert rows["Check: payers' totals less those of the awards sheet (won)"][7] == 2 * MILLION
    (ledger,) = [row for row in records(changed["Funders"]) if (row["Funder"], row["Year"]) == ("@MSS", 2027)]
    assert (ledger["Spent"], ledger["Lapsed"]) == (2 * MILLION, 98 * MILLION)
    assert figures(changed["Summary"])["Of it, government"] == 41 * MILLION, "the awards are as they were"


@pytest.mark.parametrize("of", EXAMPLES)
def test_totals_are_formulas(tmp_path: Path, of: str) -> None:
    """Suppliers, ledgers and summary hold no total as a plain number."""
    path = written(tmp_path, of, Choices("en"))
    found = formulas(path)
    for start in (
        "SUMIFS(Awards_cost_won,Awards_supplier_no,",
        "SUMIFS(Repayment_total_won,Repayment_supplier_no,",
        "SUMIFS(Payments_paid_won,Payments_payer_no,",
        "SUM(Awards_tonnes_t)",
        "SUM(Tonnes_2027_t)",
        "SUM(Suppliers_funded)",
    ):
        assert any(formula.startswith(start) for formula in found), start


@pytest.mark.parametrize(("of", "money"), list(zip(EXAMPLES, (MoneyUnit.WON, MoneyUnit.EOK_WON), strict=True)))
def test_every_name_in_a_formula_is_defined_and_listed(tmp_path: Path, of: str, money: MoneyUnit) -> None:
    path = written(tmp_path, of, Choices("ko", money))
    defined = names(path)
    used = {word for formula in formulas(path) for word in re.findall(r"\b[A-Z][a-z]+_\w+", formula)}
    assert len(used) > 20
    assert used <= set(defined)
    assert {row["이름"] for row in records(sheets(path)["이름"])} == set(defined)
    assert all(name.isascii() for name in defined)


def test_names_stand_for_the_cells_that_they_say(tmp_path: Path) -> None:
    path = written(tmp_path, "by hand", Choices("en"))
    book = sheets(path)
    for row in records(book["Names"]):
        first = str(row["Cells"]).partition(":")[0]
        column, line = re.fullmatch(r"\$([A-Z]+)\$(\d+)", first).groups()  # type: ignore[union-attr]
        above = book[str(row["Sheet"])][3 if row["Sheet"] != "Summary" else int(line) - 1]
        if row["Sheet"] != "Summary":
            assert above[_number(column)] == row["What it holds"]
        elif str(row["Name"]).startswith("Plan_") and "by_year" not in str(row["Name"]):
            assert above[0] == row["What it holds"]


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = 26 * number + ord(letter) - 64
    return number - 1


def test_ids_that_differ_by_case_or_hold_wildcards_are_told_apart(tmp_path: Path) -> None:
    """Formulas compare numbers, never ids: 'A*' and 'a*' would be one supplier to a spreadsheet, and 'A*' also 'AB'."""
    path = written(tmp_path, "by hand", Choices("en"))
    sums = [formula for formula in formulas(path) if "SUMIFS(" in formula]
    compared = {range_ for formula in sums for range_ in re.findall(r"(?<=,)([A-Z]\w+_\w+),", formula)}
    assert {"Awards_supplier_no", "Payments_payer_no", "Payments_year"} <= compared
    assert all(name.endswith(("_no", "_year", "_from", "_until")) for name in compared)


def test_rows_may_be_sorted(tmp_path: Path) -> None:
    """No formula of a row speaks of another row by its place."""
    path = written(tmp_path, "nearly every rule", Choices("en"))
    for title in ("Awards", "Suppliers", "Pool", "Funders", "Repayment", "Not funded"):
        for cell, formula in re.findall(r'<c r="[A-Z]+(\d+)"[^>]*><f>([^<]*)</f>', xml_of(path, title)):
            if int(cell) > 4:
                spoken_of = {int(row) for row in re.findall(r"\b[A-Z]{1,2}(\d+)\b", formula)}
                assert spoken_of <= {int(cell)}, (title, formula)


def test_a_row_written_above_the_last_is_refused(tmp_path: Path) -> None:
    """Rows that are done have left the memory: a cell written there would be lost without a word."""
    import xlsxwriter

    from planner.export.workbook.formats import Formats
    from planner.export.workbook.sheet import Book
    from planner.languages import T

    workbook = xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True})
    sheet = Book(workbook, Formats(workbook, "en"), "en", "0" * 64).sheet(T("Summary"))
    sheet.write(3, 0, "later")
    sheet.write(3, 1, 1)
    with pytest.raises(ValueError, match="row 2 of Summary is written after row 3"):
        sheet.write(2, 0, 1)
    workbook.close()


def test_a_plan_of_which_payments_and_awards_disagree_says_so(tmp_path: Path) -> None:
    """The check carries the difference of the plan as it is, not a 0 that nobody worked out."""
    plan: Plan = example.plan()
    programme: Programme = example.programme()
    first = plan.awards[0]
    more = first.payments[0].model_copy(update={"won": first.payments[0].won + 5})
    changed = first.model_copy(update={"payments": (more, *first.payments[1:])})
    write(
        plan.model_copy(update={"awards": (changed, *plan.awards[1:])}), programme, tmp_path / "p.xlsx", Choices("en")
    )
    rows = {str(row[0]): row for row in sheets(tmp_path / "p.xlsx")["Summary"]}
    assert rows["Check: payers' totals less those of the awards sheet (won)"][7] == 10
