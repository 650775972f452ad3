"""What a reader sees at once: the nearest groups, tight figures in colour, a reason in every row, readable pages."""

import re
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest

from planner.audit import AuditReport, audit
from planner.audit.finding import at_most
from planner.export import Choices, write
from planner.export.columns import Column, Kind, Table
from planner.export.tables_workbook import tables_bytes
from planner.export.workbook import cap_use, fairness, not_funded
from planner.export.workbook.paper import Paper
from planner.languages import LANGUAGES, T
from planner.plan.plan import FairnessFigure
from tests.audit import full_example
from tests.export import example
from tests.export.reading import records, sheets, totals, xml_of


def figure(supplier: int, value: float) -> FairnessFigure:
    return FairnessFigure(rule=f"cap_share[1,S{supplier:02}]", level=0.1, value=value)


def capped(*figures: FairnessFigure):
    rules = example.rules(fairness=[{"cap": 0.1, "of": "support", "by": "supplier"}])
    return fairness.table(example.plan(example.programme(rules), model=rules, fairness=figures))


def test_of_many_groups_the_tight_and_the_nearest_are_shown_and_the_rest_are_counted() -> None:
    """Two of thirty at their cap, ten nearest others, and a row for the other eighteen: with how much they keep it."""
    figures = [figure(number, 0.1) for number in range(2)]
    figures += [figure(number, 0.09 - number / 1_000) for number in range(2, 30)]
    rows = capped(*figures).rows
    assert len(rows) == 2 + fairness.NEAREST + 1
    assert [row.figure.rule for row in rows] == [f"cap_share[1,S{number:02}]" for number in range(13)]
    assert rows[-1].words.says.to("en") == ("18 more groups of this rule keep it by at least as much as is said here.")
    assert rows[-1].kept_by == pytest.approx(0.1 - (0.09 - 0.012))


def test_a_rule_with_few_groups_is_shown_whole() -> None:
    """One row more than is shown takes the room of the row that would count it."""
    rows = capped(*(figure(number, 0.01 * number / 2) for number in range(fairness.NEAREST + 1))).rows
    assert len(rows) == fairness.NEAREST + 1
    assert all("more groups" not in row.words.says.to("en") for row in rows)


def test_a_suppliers_tightest_cap_is_the_one_that_counts() -> None:
    """A has half of one cap and four fifths of another; caps of other units and rules of other marks do not count."""
    rules = example.rules(
        caps=[{"per": "supplier", "won": 100}, {"per": "upgrade", "won": 10}],
        fairness=[{"cap": 0.1, "of": "support", "by": "supplier"}, {"cap": 0.5, "of": "support", "by": "region"}],
    )
    report = AuditReport(
        (
            at_most("support_rates", "cap[1,A]", 50, 100),
            at_most("support_rates", "cap[2,a1]", 10, 10),
            at_most("fairness", "cap_share[1,A]", 80, 100),
            at_most("fairness", "cap_share[1,B,]", 1, 100),
            at_most("fairness", "cap_share[2,부산]", 50, 50),
        )
    )
    assert cap_use.by_supplier(report, rules) == {"A": Fraction(4, 5), "B,": Fraction(1, 100)}


def test_suppliers_without_caps_have_no_column_of_them(tmp_path: Path) -> None:
    write(example.plan(), example.programme(), tmp_path / "plan.xlsx", Choices("en"))
    assert "Of its tightest cap" not in totals(sheets(tmp_path / "plan.xlsx")["Suppliers"])
    write(full_example.plan(), full_example.programme(), tmp_path / "plan.xlsx", Choices("en"))
    rows = records(sheets(tmp_path / "plan.xlsx")["Suppliers"])
    found = {row["Supplier"]: row["Of its tightest cap"] for row in rows if row["Of its tightest cap"] != ""}
    rows_of = {f.row: f for f in audit(full_example.programme(), full_example.plan()).findings}
    shares = [(rows_of[row].value, rows_of[row].limit) for row in ("cap[1,A]", "cap_share[2,A]")]
    assert found["A"] == pytest.approx(max(float(Fraction(value) / Fraction(limit)) for value, limit in shares))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_left_out_has_its_reason(language) -> None:
    table = not_funded.table(example.plan(), example.programme())
    assert len(table.rows) == 2
    assert all(row.reason.to(language).strip() for row in table.rows)


def test_the_last_reason_is_no_claim_that_is_not_proven() -> None:
    """c1 costs 500,000 won a tonne, dearer than any that is funded; were it cheaper, a plan not proven best says
    no more than that it is the best found.
    """
    plan, programme = example.plan(), example.programme()
    (dear, nothing) = not_funded.table(plan, programme).rows
    assert dear.reason.to("en") == "costs more per tonne than any upgrade that is funded"
    assert nothing.reason.to("en") == "it cuts no tonnes within the years that count"
    cheap = example.programme()
    upgrades = [
        upgrade.model_copy(update={"cost_won": 1_000}) if upgrade.upgrade_id == "c1" else upgrade
        for upgrade in cheap.upgrades.values()
    ]
    cheap = type(cheap).of(cheap.rules, list(cheap.suppliers.values()), cheap.links, upgrades)
    proven = not_funded.table(plan, cheap).rows[0]
    assert proven.reason.to("en") == "other upgrades serve the objective at least as well with the same money and rules"
    stopped = plan.model_copy(update={"status": "feasible"})
    assert not_funded.table(stopped, cheap).rows[0].reason.to("en") == "not in the best plan that was found"


def test_figures_that_say_something_have_conditional_formats(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write(full_example.plan(), full_example.programme(), path, Choices("en"))
    rules = {
        title: re.findall(r'<cfRule type="(\w+)"', xml_of(path, title))
        for title in ("Summary", "Awards", "Suppliers", "Pool", "Funders", "Fairness", "Not funded")
    }
    assert rules["Summary"].count("cellIs") >= 3, "two checks, and budgets that are spent"
    assert rules["Awards"] == ["dataBar", "dataBar"]
    assert set(rules["Suppliers"]) == {"dataBar", "cellIs"}
    assert rules["Pool"] == ["cellIs"]
    assert rules["Funders"] == ["cellIs"]
    assert rules["Fairness"] == ["cellIs", "expression"]


def test_paper_has_headings_page_numbers_and_only_what_is_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write(example.plan(), example.programme(), path, Choices("en"))
    awards = xml_of(path, "Awards")
    assert "Page &amp;P of &amp;N" in awards
    assert 'fitToHeight="0"' in awards
    assert 'orientation="landscape"' in awards
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    areas = dict(re.findall(r'_xlnm.Print_Area" localSheetId="(\d+)">([^<]*)<', book))
    headings = [str(cell) for cell in sheets(path)["Awards"][3]]
    place = list(sheets(path)).index("Awards")
    last = re.fullmatch(r"Awards!\$A\$1:\$([A-Z])\$\d+", areas[str(place)])
    assert last is not None
    printed = headings[: ord(last[1]) - 64]
    assert printed[-1] == "Support per tonne"
    assert "Supplier no." in headings
    assert "Supplier no." not in printed
    assert f'localSheetId="{place}">Awards!$4:$4<' in book, "the headings stand on every page"


def _wide_table(columns: int, rows: int = 1) -> Table[int]:
    """Columns of the same width, the first two of which stay in sight."""
    of = tuple(Column(str(number), T("Year"), Kind.YEAR, lambda row: row) for number in range(columns))
    return Table(T("Years"), T("Years"), of, list(range(rows)), frozen_columns=2)


@pytest.mark.parametrize("columns", range(3, 80))
def test_letters_on_paper_are_never_smaller_than_seven_points(columns: int) -> None:
    """A column of 10 digits is 56.25 pt wide; A4 has 784 pt across: 19 such columns, in letters of 10 pt at 0.7."""
    paper = Paper.of(_wide_table(columns), [10.0] * columns)
    assert bool(paper.breaks) == (columns > 19)
    starts, ends = (0, *paper.breaks), (*paper.breaks, columns)
    again = (0, *([paper.repeated] * len(paper.breaks)))
    pages = [end - start + more for start, end, more in zip(starts, ends, again, strict=True)]
    if paper.breaks:
        assert paper.repeated == 2
        assert paper.scale >= 0.7
        assert max(pages) * 56.25 * paper.scale <= 784
        assert max(pages) - min(pages) <= 1
    assert sum(pages) - sum(again) == columns


def test_what_is_too_wide_is_printed_on_pages_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "tables.xlsx"
    path.write_bytes(tables_bytes([_wide_table(40)], example.plan(), "en"))
    sheet = xml_of(path, "Years")
    assert "fitToPage" not in sheet
    assert re.search(r'scale="(7\d|8[0-5])"', sheet)
    assert 'pageOrder="overThenDown"' in sheet
    assert "<colBreaks" in sheet
    with zipfile.ZipFile(path) as archive:
        assert ">Years!$A:$B,Years!$4:$4<" in archive.read("xl/workbook.xml").decode()
