"""Files that cannot be read as they are: directories, giants, cut tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import ReadingError, decoding, read_programme, read_tables, tables
from planner.intake.csv_layout import laid_out
from planner.intake.layout import Record
from planner.intake.origin import FileOrigin
from planner.intake.sheets import LINKS
from planner.intake.table import Habits, Table
from planner.intake.tables import expected
from planner.programme.supplier import Supplier

from .example import read, refused, said, write


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    assert said(refused(tmp_path / "model.yaml").faults) == [("E-301", "model.yaml")]


def test_a_model_that_is_a_directory(tmp_path: Path) -> None:
    assert said(refused(tmp_path).faults) == [("E-303", tmp_path.name)]


@pytest.mark.parametrize("beginning", ['{\n "plan_hash": "5e', '{"plan_hash":"5e', '{\n "kind": "infeasible",\n'])
def test_a_plan_in_place_of_a_model(tmp_path: Path, beginning: str) -> None:
    """However large it is: it is called what it is, and nothing follows from the keys that it lacks."""
    (tmp_path / "plan.json").write_text(beginning + " " * 600_000)
    (fault,) = refused(tmp_path / "plan.json").faults
    assert str(fault).startswith("E-327 plan.json: is a plan of this planner, or its proof that there is none")
    assert "Name the model that it was made from" in str(fault)


def test_a_model_in_braces_is_a_model(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text('{"programme": "plan_hash"}')
    assert "E-327" not in [fault.code for fault in refused(tmp_path / "model.yaml").faults]


def test_a_table_in_place_of_a_model(tmp_path: Path) -> None:
    write(tmp_path)
    assert said(refused(tmp_path / "tables" / "upgrades.csv").faults) == [("E-328", "upgrades.csv")]


def test_a_folder_that_a_command_names_is_mended_there(tmp_path: Path) -> None:
    """Where the model names the folder, the path starts from the model; where --inputs or a plan does, it does not."""
    model = write(tmp_path)
    for read_it in (
        lambda: read_programme(model, (), tmp_path / "nowhere"),
        lambda: read_tables(read(model).programme.rules, tmp_path / "nowhere"),
    ):
        with pytest.raises(ReadingError) as caught:
            read_it()
        (fault,) = caught.value.faults
        assert (fault.code, fault.place) == ("E-302", "inputs")
        assert str(tmp_path / "nowhere") in str(fault)
        assert "starts from the folder that you are in" in str(fault)
        assert "model" not in str(fault.remedy)


def test_a_table_that_is_a_directory(tmp_path: Path) -> None:
    model = write(tmp_path, {"suppliers.csv": None})
    (tmp_path / "tables" / "suppliers.csv").mkdir()
    assert said(refused(model).faults) == [("E-303", "suppliers.csv")]


def test_a_file_under_a_near_name(tmp_path: Path) -> None:
    model = write(tmp_path)
    (tmp_path / "tables" / "suppliers.csv").rename(tmp_path / "tables" / "Suppliers.csv")
    assert 'Rename "Suppliers.csv"' in "".join(map(str, refused(model).faults))


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_MEGABYTE", 1)
    monkeypatch.setattr(tables, "_LIMIT_MB", 200)
    codes = [fault.code for fault in refused(write(tmp_path)).faults]
    assert "E-304" in codes


@pytest.mark.parametrize(("count", "cut"), [(65_536, True), (65_535, False)])
def test_a_table_cut_at_a_spreadsheets_limit(count: int, cut: bool) -> None:
    text = "buyer_id,seller_id,share\n" + "A,B,1\n" * (count - 1)
    layout = laid_out(text, FileOrigin("links.csv"), expected(LINKS, Habits()))
    assert [fault.code for fault in layout.faults] == (["E-321"] if cut else [])


def test_what_the_vocabulary_refuses_is_said_though_the_parser_took_it() -> None:
    table: Table[Supplier] = Table(FileOrigin("suppliers.csv"))
    assert tables._item(table, Supplier, {"supplier_id": "", "tier": 1}, Record(7, [])) is None
    assert said(table.faults) == [("E-224", "suppliers.csv › line 7, supplier_id")]


def test_years_with_carried_money_only(tmp_path: Path) -> None:
    edits = {"model.yaml": [("2026: 20_000_000, 2027: 0, 2028: 0}", "2026: 20_000_000}\n    carry_over: all")]}
    remarks = read(write(tmp_path, edits)).remarks
    assert ("N-102", "model.yaml › line 18, funders.HMC.budget") in said(remarks)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfea", "truncated data"), (b"\xff\xfes\x00u\x00\x00\xd8", "unexpected end of data")],
)
def test_a_table_in_utf_16_that_is_cut_off(tmp_path: Path, content: bytes, reason: str) -> None:
    """Of two bytes a character one is missing, or of two characters the second."""
    (fault,) = refused(write(tmp_path, {"suppliers.csv": content})).faults
    assert (fault.code, fault.place) == ("E-303", "suppliers.csv")
    assert f"cannot be read: {reason}." in str(fault)


def test_a_row_with_a_broken_quote_is_a_row(tmp_path: Path) -> None:
    """Four upgrades, one of them unreadable: three are read."""
    model = write(tmp_path, {"upgrades.csv": [("u2,A,motor,", 'u2,A,"mo"tor,')]})
    (count,) = [one for one in refused(model).rows if one.file == "upgrades.csv"]
    assert (count.present, count.read, count.refused) == (4, 3, 1)


def test_a_purse_without_a_name(tmp_path: Path) -> None:
    """The id is asked for, and the other purses are known by theirs."""
    error = refused(write(tmp_path, {"model.yaml": [("  - id: HMC\n    kind: oem", "  - kind: oem")]}))
    assert ("E-102", "model.yaml › line 15, funders.1") in said(error.faults)
    assert not [fault for fault in error.faults if '"MSS"' in str(fault) or '"MOTIR"' in str(fault)]
