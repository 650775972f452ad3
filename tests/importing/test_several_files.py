"""One map for several files: one file a company, or one file a table."""

from __future__ import annotations

from pathlib import Path

from planner.importing.run import Import, imported, names_of

from .example import chart_of, said, tables

MAP = """\
map: Two kinds of files
sheets:
  - file: companies*.csv
    header: 3
    tables:
      suppliers: {columns: {supplier_id: code, tier: tier}}
      links:
        only: [{column: buyer, blank: false}]
        columns: {buyer_id: buyer, seller_id: code, share: {column: part, unit: "%"}}
  - file: projects*.csv
    leave_out: [{column: status, one_of: [dropped], because: withdrawn}]
    tables:
      upgrades:
        only: [{column: kind, none_of: [advice]}]
        columns:
          upgrade_id: no
          supplier_id: code
          technology: kind
          tonnes: {column: saved, unit: kg}
          life_years: {constant: 10}
      cost_lines:
        only: [{column: kind, none_of: [advice]}]
        columns: {upgrade_id: no, year_offset: {constant: 0}, won: {column: cost, unit: 천원}}
"""

COMPANIES = "Companies of the region\ncode,tier,buyer,part\ncode,tier,buyer,part\nA,1,,\nB,2,A,62.5\n"
PROJECTS = "no,code,kind,saved,cost,status\n1,A,motor,500,10,\n2,B,advice,,1,\n3,B,led,1,1,dropped\n"


def read(folder: Path, **files: str) -> Import:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return imported(paths, chart_of(folder, MAP.replace("upgrade_id: no", 'upgrade_id: "no"')))


def test_each_file_by_its_part_of_the_map(tmp_path: Path) -> None:
    result = read(tmp_path, companies=COMPANIES, projects=PROJECTS)
    assert result.faults == []
    assert tables(result) == {
        "suppliers": [{"supplier_id": "A", "tier": "1"}, {"supplier_id": "B", "tier": "2"}],
        "links": [{"buyer_id": "A", "seller_id": "B", "share": "0.625"}],
        "upgrades": [
            {"upgrade_id": "1", "supplier_id": "A", "technology": "motor", "tonnes": "0.5", "life_years": "10"}
        ],
        "cost_lines": [{"upgrade_id": "1", "year_offset": "0", "won": "10000"}],
    }
    companies, projects = (each.count for each in result.gathered)
    assert (companies.present, companies.became) == (2, 2)
    assert (projects.present, projects.became, projects.left_out) == (3, 1, 2)
    reasons = [str(fate.done[0]) for fate in result.became if str(fate.outcome) == "left out"]
    assert reasons == ["no table of the map takes it", "withdrawn"]


def test_files_that_say_the_same_and_files_that_do_not(tmp_path: Path) -> None:
    other = PROJECTS.replace("A,motor,500", "A,motor,700")
    same = read(tmp_path, companies=COMPANIES, projects=PROJECTS, projects_b=PROJECTS)
    assert same.faults == []
    assert [len(rows) for rows in tables(same).values()] == [2, 1, 1, 1]
    contrary = read(tmp_path, projects=PROJECTS, projects_b=other)
    assert said(contrary) == [("E-522", "projects.csv › line 2, saved")]
    assert "0.5 (projects.csv › line 2, saved) vs 0.7 (projects_b.csv › line 2, saved)" in str(contrary.faults[0])


def test_a_file_that_the_map_does_not_mean(tmp_path: Path) -> None:
    assert said(read(tmp_path, companies=COMPANIES, others=PROJECTS)) == [("E-501", "others.csv")]


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    named = read(tmp_path / "x", companies=COMPANIES, projects=PROJECTS)
    (tmp_path / "x" / "~$companies.csv").write_text("a file that is open elsewhere", encoding="utf-8")
    (tmp_path / "x" / "notes.pdf").write_bytes(b"%PDF")
    chart = chart_of(tmp_path, MAP.replace("upgrade_id: no", 'upgrade_id: "no"'))
    assert tables(imported([tmp_path / "x"], chart)) == tables(named)
    (tmp_path / "empty").mkdir()
    assert said(imported([tmp_path / "empty"], chart)) == [("E-501", "empty")]


def test_files_of_the_same_name_are_told_apart() -> None:
    assert names_of([Path("a/x.csv"), Path("b/x.csv"), Path("b/y.csv")]) == ["a/x.csv", "b/x.csv", "y.csv"]
