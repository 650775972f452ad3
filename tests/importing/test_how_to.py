"""What docs/how-to-import.md shows is so: its files, put in a folder, give what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from planner.cli.edge import run

PAGE = (Path(__file__).parents[2] / "docs" / "how-to-import.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return [text for name, text in re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE) if name == kind]


def test_the_worked_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table, upgrades, report = blocks("csv")
    single, several = blocks("")
    Path("offers.csv").write_text(table, encoding="utf-8")
    Path("offers.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    assert run(shlex.split(single)[1:]) == 0
    out, err = capsys.readouterr()
    assert out.split() == ["tables/suppliers.csv", "tables/upgrades.csv", "tables/import-report.csv"]
    assert err.splitlines() == [
        "offers.csv: 3 rows, 2 became rows of the tables, 1 left out, 0 refused",
        "Next: planner check MODEL --inputs tables, with your model for MODEL.",
    ]
    assert Path("tables/upgrades.csv").read_text(encoding="utf-8") == upgrades
    assert Path("tables/import-report.csv").read_text(encoding="utf-8-sig") == report
    Path("tables").rename("company-a")
    Path("company-b").mkdir()
    Path("company-b/suppliers.csv").write_text("supplier_id,tier\n사아자,2\n", encoding="utf-8")
    assert run(shlex.split(several)[1:]) == 0
    lines = Path("programme/suppliers.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["supplier_id,tier,size", "가나다,1,small", "사아자,2,"]


def test_nothing_is_overwritten_and_faults_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table, _, _ = blocks("csv")
    Path("offers.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    Path("offers.csv").write_text(table.replace("모터", "펌프"), encoding="utf-8")
    command = ["import", "offers.csv", "--map", "offers.yaml", "--into", "tables"]
    assert run(command) == 3
    assert not Path("tables").exists()
    assert "E-507 offers.csv › line 2, 설비" in capsys.readouterr().err
    Path("offers.csv").write_text(table, encoding="utf-8")
    assert run(command) == 0
    assert run(command) == 2
    Path("other").mkdir()
    Path("other/links.csv").write_text("buyer_id,seller_id,share\n", encoding="utf-8")
    assert run([*command[:-1], "other"]) == 2  # these links would be read with the new tables
    assert run([*command[:-1], "elsewhere", "--lang", "ko"]) == 0
    assert "제외 1건" in capsys.readouterr().err


def test_a_map_with_faults_ends_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("maps: x\n", encoding="utf-8")
    assert run(["import", "x.csv", "--map", "bad.yaml", "--into", "tables"]) == 3
    assert run(["import", "x.csv", "--map", "no-such-map", "--into", "tables"]) == 2
