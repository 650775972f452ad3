"""By a map: every conversion by hand, every refusal at its cell, and no row lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from planner.importing.run import imported

from .example import MAP, TABLE, changed, chart_of, run_import, said, tables


def test_every_conversion(tmp_path: Path) -> None:
    """Worked by hand: 1 250.5 백만원; 12 000 kWh; 10 MMBtu x 1.055056; 1 000 $ and -200.25 $ at 1 350 won."""
    made = tables(run_import(tmp_path))
    assert made["suppliers"] == [
        {"supplier_id": "S1", "name": "가나다", "tier": "1", "size": "small"},
        {"supplier_id": "S2", "name": "라마바", "tier": "2", "size": "mid-sized"},
    ]
    life = {"life_years": "10"}
    assert made["upgrades"] == [
        {
            "upgrade_id": "S1/P-01",
            "supplier_id": "S1",
            "technology": "motor",
            "cost_won": "1250500000",
            "electricity_mwh": "12",
            "saving_won": "1350000",
            **life,
        },
        {
            "upgrade_id": "S1/P-02",
            "supplier_id": "S1",
            "technology": "boiler",
            "cost_won": "300000000",
            "gas_gj": "10.55056",
            "saving_won": "-270337",  # -270 337.5, a half goes up
            **life,
        },
        {
            "upgrade_id": "S2/P-04",
            "supplier_id": "S2",
            "technology": "other",
            "cost_won": "20000000",
            "electricity_mwh": "0.5",
            "saving_won": "0",
            **life,
        },
    ]


def test_a_value_for_which_no_condition_holds_is_said(tmp_path: Path) -> None:
    """Gas in a row that says electricity, and none or 0 elsewhere: one value arrives nowhere."""
    assert not [remark for remark in run_import(tmp_path).remarks if remark.code == "W-521"]
    table = changed(changed(TABLE, "12000,,전기", "12000,7,전기"), "500,,전기", "500,0,전기")
    remarks = [remark for remark in run_import(tmp_path, table=table).remarks if remark.code == "W-521"]
    assert [remark.place for remark in remarks] == ["견적.csv › line 2, 절감가스(MMBtu)"]
    assert '"7"' in str(remarks[0]) and "1 cell " in str(remarks[0])


def test_a_column_that_goes_two_ways_goes_somewhere(tmp_path: Path) -> None:
    """One column for two of ours, by a condition each: what takes one of the ways is not lost."""
    both = MAP + "          tonnes: {column: 절감가스(MMBtu), when: [{column: 연료, one_of: 전기}]}\n"
    table = changed(TABLE, "12000,,전기", "12000,7,전기")
    assert not [remark for remark in run_import(tmp_path, both, table).remarks if remark.code == "W-521"]


def test_what_became_of_each_row_is_told(tmp_path: Path) -> None:
    result = run_import(tmp_path)
    told = [
        (fate.source.line, fate.table, fate.id, str(fate.outcome), [str(what) for what in fate.done])
        for fate in result.became
    ]
    became, same = "became a row", "says the same as another row"
    assert told == [
        (2, "suppliers", "S1", became, []),
        (2, "upgrades", "S1/P-01", became, []),
        (3, "suppliers", "S1", same, ["the same as 견적.csv › line 2"]),
        (3, "upgrades", "S1/P-02", became, ["saving_won: rounded to whole won", "saving_won: below zero, kept"]),
        (4, "", "", "left out", ["no cost"]),
        (5, "suppliers", "S2", became, []),
        (
            5,
            "upgrades",
            "S2/P-04",
            became,
            ['technology: "LED" taken as other', "saving_won: blank, taken as 0"],
        ),
    ]
    (count,) = (each.count for each in result.gathered)
    assert (count.present, count.became, count.left_out, count.refused) == (4, 3, 1, 0)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_encodings_and_delimiters_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    plain = changed(TABLE, '"1,250.5"', "1250.5")
    expected = tables(run_import(tmp_path, table=plain))
    result = run_import(tmp_path, table=plain.replace(",", delimiter).encode(encoding))
    assert result.faults == []
    assert tables(result) == expected


def test_a_header_further_down_is_found(tmp_path: Path) -> None:
    result = run_import(tmp_path, table=f"2026년 투자 계획,,\n\n{TABLE}")
    assert result.faults == []
    assert [fate.source.line for fate in result.became if fate.table == "upgrades"] == [4, 5, 7]


def test_a_workbook(tmp_path: Path) -> None:
    """Numbers of cells are numbers; the places are cells."""
    file = tmp_path / "견적.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("견적")
    lines = [line.split(",") for line in changed(TABLE, '"1,250.5"', "1250.5").splitlines()]
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write(row, column, float(cell) if row and cell.lstrip("-").replace(".", "").isdecimal() else cell)
    book.add_worksheet("메모").write(0, 0, "note")
    book.close()
    text = changed(MAP, "  - leave_out:", "  - sheet: 견적\n    leave_out:")
    result = imported([file], chart_of(tmp_path, text))
    assert result.faults == []
    assert tables(result) == tables(run_import(tmp_path))
    assert [(remark.code, remark.place) for remark in result.remarks] == [("N-501", "견적.xlsx › 메모")]
    spoilt = imported([file], chart_of(tmp_path, changed(text, "보일러: boiler}, otherwise: other", "보일러: boiler}")))
    assert said(spoilt) == [("E-507", "견적.xlsx › 견적 › F5")]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("P-01,가나다,S1,1,30", "P-01,가나다,S1,3,30", "E-222", "line 2, 차수"),
        ("P-01,가나다,S1,1,30", "P-01,가나다,S1,1,약 30", "E-207", "line 2, 종업원수"),
        ('"1,250.5"', "1.2억", "E-204", "line 2, 투자비(백만원)"),
        ('"1,250.5"', "-5", "E-206", "line 2, 투자비(백만원)"),
        ('"1,250.5"', '"12,5 ?"', "E-207", "line 2, 투자비(백만원)"),
        ("12000,,전기", "TRUE,,전기", "E-210", "line 2, 절감전력(kWh)"),
        ("P-01,가나다,S1,1", "P-01,가나다,,1", "E-510", "line 2, 업체코드"),
        ("P-01,가나다", "합계,가나다", "E-320", "line 2"),
        (",전기,1000", ",전기,1000,beyond", "E-316", "line 2"),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_cell(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    text = MAP if code != "E-206" else changed(MAP, "at_most: 0", "one_of: 0")
    result = run_import(tmp_path, text, changed(TABLE, old, new))
    assert (code, f"견적.csv › {place}") in said(result)
    assert all(fault.remedy is not None for fault in result.faults)
    (count,) = (each.count for each in result.gathered)
    assert (count.present, count.became, count.left_out, count.refused) == (4, 2, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("otherwise: other", "", "E-507", "견적.csv › line 5, 설비"),
        ("{below: 300, gives: medium}, {gives: mid-sized}", "", "E-508", "견적.csv › line 5, 종업원수"),
        (
            "{column: 절감가스(MMBtu), unit: MMBtu, when",
            "{column: 절감가스(MMBtu), factors: {by: 설비, of: {모터: 1}}, when",
            "E-509",
            "견적.csv › line 3, 설비",
        ),
        ("tier: 차수", "tier: 차 수", "E-504", "견적.csv › line 1"),
        ("tier: 차수", "tier: 협력단계", "E-504", "견적.csv › line 1"),
        ("  - leave_out:", "  - file: other*\n    leave_out:", "E-501", "견적.csv"),
    ],
)
def test_what_the_map_lacks_is_said(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    text = changed(MAP, old, new).replace("boiler}, }", "boiler}}").replace("small}, ]", "small}]")
    result = run_import(tmp_path, text)
    assert (code, place) in said(result)
    (count,) = (each.count for each in result.gathered)
    assert count.present == count.became + count.left_out + count.refused


def test_a_header_that_stands_twice(tmp_path: Path) -> None:
    assert ("E-505", "견적.csv › line 1") in said(run_import(tmp_path, table=changed(TABLE, "업체명", "업체코드")))


def test_an_empty_file(tmp_path: Path) -> None:
    assert said(run_import(tmp_path, table="\n\n")) == [("E-506", "견적.csv")]
    assert said(run_import(tmp_path, table=TABLE.splitlines()[0])) == [("E-506", "견적.csv")]


def test_a_missing_file(tmp_path: Path) -> None:
    assert said(imported([tmp_path / "견적.csv"], chart_of(tmp_path))) == [("E-301", "견적.csv")]


def test_rows_that_should_agree_and_do_not(tmp_path: Path) -> None:
    """distinct: two rows about one supplier name two sizes; the fault names both cells and both values."""
    result = run_import(tmp_path, table=changed(TABLE, "P-02,가나다,S1,1,30", "P-02,가나다,S1,1,60"))
    assert [str(fault) for fault in result.faults] == [
        "E-522 견적.csv › line 2, 종업원수: size of S1: small (견적.csv › line 2, 종업원수) "
        "vs medium (견적.csv › line 3, 종업원수). "
        "Write the right value in both; give one of them another id if they are two different things."
    ]


def test_an_id_twice_where_rows_are_not_to_agree(tmp_path: Path) -> None:
    result = run_import(tmp_path, table=changed(TABLE, "P-02,가나다", "P-01,가나다"))
    assert said(result) == [("E-520", "견적.csv › line 3, 업체코드")]


def test_sheets_of_a_workbook_that_the_map_does_not_find(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(file)
    for name in ("견적서", "메모"):
        book.add_worksheet(name).write(0, 0, "x")
    book.close()
    named = changed(MAP, "  - leave_out:", "  - sheet: 견적\n    leave_out:")
    assert ("E-503", "a.xlsx") in said(imported([file], chart_of(tmp_path)))
    assert ("E-502", "a.xlsx") in said(imported([file], chart_of(tmp_path, named)))
    assert ("E-502", "a.xlsx") in said(
        imported([file], chart_of(tmp_path, changed(named, "sheet: 견적", "sheet: 계획")))
    )


def test_what_a_workbook_hides_is_refused_where_the_map_reads_it(tmp_path: Path) -> None:
    """A formula's error and one that was never calculated; merged cells and a hidden row. Unread columns are free."""
    text = changed(MAP, "  - leave_out:", "  - sheet: 견적\n    leave_out:")
    lines = [line.split(",") for line in changed(TABLE, '"1,250.5"', "1250.5").splitlines()]

    def workbook(spoil: Callable[[xlsxwriter.Workbook, Worksheet], object]) -> list[tuple[str, str]]:
        file = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet("견적")
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)
                sheet.write_string(row, 11, "비고")
            spoil(book, sheet)
        return said(imported([file], chart_of(tmp_path, text)))

    assert workbook(lambda _, sheet: sheet.write_formula("G2", "=1/0", None, "#DIV/0!")) == [
        ("E-209", "a.xlsx › 견적 › G2")
    ]
    assert workbook(lambda _, sheet: sheet.write_formula("L2", "=1/0", None, "#DIV/0!")) == []
    merged = workbook(lambda book, sheet: sheet.merge_range("B2:B3", "가나다", book.add_format()))
    assert merged == [("E-340", "a.xlsx › 견적 › B2")]
    hidden = workbook(lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True}))
    assert hidden == [("E-341", "a.xlsx › 견적 › 3")]
    assert workbook(lambda _, sheet: sheet.set_column("L:L", None, None, {"hidden": True})) == []


_CELLS = st.sampled_from(
    ["", "1", "2", "0", "-3", "1.5", "12,000", "가스", "전기", "S1", "합계", "x y", "1e9", '"', "보일러"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELLS, min_size=0, max_size=12), max_size=8))
def test_no_row_is_lost(tmp_path: Path, rows: list[list[str]]) -> None:
    """Whatever stands in the cells: present = became + left out + refused, and each has its line in the report."""
    header = TABLE.splitlines()[0]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    result = run_import(tmp_path, table="\n".join([header, *quoted]))
    (gathered,) = result.gathered
    count = gathered.count
    assert count.present == sum(any(row) for row in rows) == count.became + count.left_out + count.refused
    reported = {fate.source for fate in result.became} | gathered.refused.keys()
    assert len(reported) == count.present
