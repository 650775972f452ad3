"""Several files of our own form become one: the same said twice is one, contradictions name both cells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.importing.run import Import, imported

from .example import said, tables

SUPPLIERS = "supplier_id,name,tier,size\nS1,가나다,1,small\n"
UPGRADES = "upgrade_id,supplier_id,technology,cost_won,life_years\nP-07,S1,motor,100,10\n"


def put_together(folder: Path, **companies: Mapping[str, str]) -> Import:
    """One folder a company."""
    for company, files in companies.items():
        (folder / company).mkdir()
        for name, text in files.items():
            (folder / company / f"{name}.csv").write_text(text, encoding="utf-8")
    return imported([folder / company for company in companies], None)


def test_rows_of_all_files_are_put_together(tmp_path: Path) -> None:
    result = put_together(
        tmp_path,
        a={"suppliers": SUPPLIERS, "upgrades": UPGRADES},
        b={
            "suppliers": "supplier_id,tier,region\nS2,2,Busan\nS1,1,Ulsan\n",
            "links": "buyer_id,seller_id,share\nS1,S2,1\n",
        },
    )
    assert result.faults == []
    assert tables(result) == {
        "suppliers": [
            {"supplier_id": "S1", "name": "가나다", "tier": "1", "size": "small", "region": "Ulsan"},
            {"supplier_id": "S2", "tier": "2", "region": "Busan"},
        ],
        "links": [{"buyer_id": "S1", "seller_id": "S2", "share": "1"}],
        "upgrades": [
            {"upgrade_id": "P-07", "supplier_id": "S1", "technology": "motor", "cost_won": "100", "life_years": "10"}
        ],
    }
    assert [(fate.source.file, fate.id, str(fate.outcome)) for fate in result.became if fate.table == "suppliers"] == [
        ("a/suppliers.csv", "S1", "became a row"),
        ("b/suppliers.csv", "S2", "became a row"),
        ("b/suppliers.csv", "S1", "says the same as another row"),
    ]


def test_numbers_that_are_the_same_are_no_conflict(tmp_path: Path) -> None:
    again = UPGRADES.replace("100,", "100.0,")
    result = put_together(tmp_path, a={"upgrades": UPGRADES}, b={"upgrades": again})
    assert result.faults == []
    assert len(tables(result)["upgrades"]) == 1


def test_a_conflict_names_both_cells_and_both_values(tmp_path: Path) -> None:
    other = UPGRADES.replace("motor,100,10", "motor,120,12")
    result = put_together(tmp_path, a={"upgrades": UPGRADES}, b={"upgrades": other})
    remedy = "Write the right value in both; give one of them another id if they are two different things."
    assert [str(fault) for fault in result.faults] == [
        "E-522 a/upgrades.csv › line 2, cost_won: "
        "cost_won of P-07: 100 (a/upgrades.csv › line 2, cost_won) vs 120 (b/upgrades.csv › line 2, cost_won). "
        f"{remedy}",
        "E-522 a/upgrades.csv › line 2, life_years: "
        "life_years of P-07: 10 (a/upgrades.csv › line 2, life_years) vs 12 (b/upgrades.csv › line 2, life_years). "
        f"{remedy}",
    ]


def test_a_blank_contradicts_a_value(tmp_path: Path) -> None:
    result = put_together(tmp_path, a={"suppliers": SUPPLIERS}, b={"suppliers": SUPPLIERS.replace("small", "")})
    (fault,) = result.faults
    assert "small (a/suppliers.csv › line 2, size) vs blank (b/suppliers.csv › line 2, size)" in str(fault)


def test_columns_that_the_first_file_lacks_are_compared_too(tmp_path: Path) -> None:
    """b and c disagree about a column that a does not have."""
    region = "supplier_id,tier,region\nS1,1,{}\n"
    result = put_together(
        tmp_path,
        a={"suppliers": SUPPLIERS},
        b={"suppliers": region.format("Busan")},
        c={"suppliers": region.format("Ulsan")},
    )
    (fault,) = result.faults
    assert "Busan (b/suppliers.csv › line 2, region) vs Ulsan (c/suppliers.csv › line 2, region)" in str(fault)


def test_ids_that_look_the_same(tmp_path: Path) -> None:
    result = put_together(tmp_path, a={"suppliers": SUPPLIERS}, b={"suppliers": SUPPLIERS.replace("S1", "s1")})
    assert said(result) == [("E-523", "a/suppliers.csv › line 2, supplier_id")]


def test_cost_lines_of_an_upgrade_belong_together(tmp_path: Path) -> None:
    """The same lines in another order are the same; one line more or less is a conflict, not an addition."""
    lines = "upgrade_id,year_offset,won\nP-07,0,60\nP-07,1,40\n"
    turned = "upgrade_id,year_offset,won\nP-07,1,40\nP-07,0,60\n"
    same = put_together(tmp_path, a={"cost_lines": lines}, b={"cost_lines": turned})
    assert same.faults == []
    assert [row["won"] for row in tables(same)["cost_lines"]] == ["60", "40"]
    fewer = put_together(tmp_path, c={"cost_lines": lines}, d={"cost_lines": lines.replace("P-07,1,40\n", "")})
    assert said(fewer) == [("E-521", "c/cost_lines.csv › line 2")]


def test_faults_of_each_file_are_said_with_its_name(tmp_path: Path) -> None:
    result = put_together(tmp_path, a={"upgrades": UPGRADES.replace("100", "1.2억")}, b={"upgrades": UPGRADES})
    assert said(result) == [("E-204", "a/upgrades.csv › line 2, cost_won")]
    assert [(each.count.present, each.count.became, each.count.refused) for each in result.gathered] == [
        (1, 0, 1),
        (1, 1, 0),
    ]


def test_single_tables_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "suppliers.csv").write_text(SUPPLIERS, encoding="utf-8")
    (tmp_path / "costs.csv").write_text("x\n", encoding="utf-8")
    result = imported([tmp_path / "suppliers.csv", tmp_path / "costs.csv", tmp_path / "none"], None)
    assert said(result) == [("E-524", "costs.csv"), ("E-301", "none")] or said(result) == [
        ("E-301", "none"),
        ("E-524", "costs.csv"),
    ]
    assert len(tables(result)["suppliers"]) == 1


def test_files_without_any_row(tmp_path: Path) -> None:
    """One table without rows is nothing unusual; an import without any is."""
    empty = "supplier_id,tier\n"
    assert said(put_together(tmp_path, a={"suppliers": empty})) == [("E-506", "a/suppliers.csv")]
    assert put_together(tmp_path, b={"suppliers": empty}, c={"suppliers": SUPPLIERS}).faults == []
