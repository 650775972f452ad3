"""Good files give no false alarm, and become what they say."""

from __future__ import annotations

import codecs
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest

from planner.intake import read_programme, read_tables
from planner.intake.reading import RowCount

from .example import MODEL, SUPPLIERS, TABLES, read, refused, said, write

REPOSITORY = Path(__file__).parents[2]


def test_the_example_is_read_without_remarks_but_the_word_none(tmp_path: Path) -> None:
    reading = read(write(tmp_path))
    assert said(reading.remarks) == [("N-201", "suppliers.csv › line 2, name")]
    assert reading.rows == (
        RowCount("suppliers.csv", 3, 3, 0),
        RowCount("links.csv", 3, 3, 0),
        RowCount("upgrades.csv", 4, 4, 0),
        RowCount("cost_lines.csv", 2, 2, 0),
    )


def test_the_programme_holds_what_the_files_say(tmp_path: Path) -> None:
    programme = read(write(tmp_path)).programme
    assert programme.suppliers["007"].name == "Seven, Ltd"
    assert programme.suppliers["A"].name == "None"
    assert programme.suppliers["A"].ets_covered is False
    assert programme.suppliers["007"].ets_covered is None
    assert programme.upgrades["u2"].electricity_mwh == Fraction(241, 2)
    assert programme.upgrades["u2"].total_won == 3_000_000
    assert programme.upgrades["u3"].cost_won == 30_000_000
    assert programme.upgrades["u3"].mandatory
    assert programme.upgrades["u4"].needs == ("u1", "u3")
    assert programme.rules.factors.grid_t_per_mwh[2023] == Fraction(4173, 10_000)
    assert [file.path for file in programme.files] == sorted(TABLES)


def test_row_order_and_format_do_not_change_the_hash(tmp_path: Path) -> None:
    lines = SUPPLIERS.splitlines()
    mixed = "\r\n".join([lines[0], *reversed(lines[1:]), "", ",,,,,,,,,", ""]).encode()
    first = read(write(tmp_path / "a"))
    second = read(write(tmp_path / "b", {"suppliers.csv": codecs.BOM_UTF8 + mixed}))
    assert first.programme.inputs_hash == second.programme.inputs_hash
    assert ("N-303", "suppliers.csv") in said(second.remarks)


@pytest.mark.parametrize(("encoding", "code"), [("cp949", "N-301"), ("utf-16", "N-302")])
def test_other_encodings_are_accepted_and_said(tmp_path: Path, encoding: str, code: str) -> None:
    reading = read(write(tmp_path, {"suppliers.csv": SUPPLIERS.encode(encoding)}))
    assert reading.programme.suppliers["B"].name == "나 회사"
    assert (code, "suppliers.csv") in said(reading.remarks)


@pytest.mark.parametrize("name", ["None", "NA", "no", "null", "NaN", "True", "1e9", "2026-01-01", "1.2억", "007"])
def test_names_stay_text(tmp_path: Path, name: str) -> None:
    programme = read(write(tmp_path, {"suppliers.csv": [('"Seven, Ltd"', name)]})).programme
    assert programme.suppliers["007"].name == name


@pytest.mark.parametrize("word", ["yes", "TRUE", "y", "1"])
def test_words_for_yes(tmp_path: Path, word: str) -> None:
    assert read(write(tmp_path, {"upgrades.csv": [("YES", word)]})).programme.upgrades["u3"].mandatory


@pytest.mark.parametrize("word", ["no", "False", "N", "0", ""])
def test_words_for_no(tmp_path: Path, word: str) -> None:
    assert not read(write(tmp_path, {"upgrades.csv": [("YES", word)]})).programme.upgrades["u3"].mandatory


def test_links_may_lack_where_no_chain_is_asked_for(tmp_path: Path) -> None:
    edits = {"links.csv": None, "model.yaml": [("pool: own_chain", "pool: programme")]}
    assert read(write(tmp_path, edits)).programme.links == ()


def test_links_may_be_empty_where_nothing_is_repaid(tmp_path: Path) -> None:
    lines = [line for line in MODEL.splitlines() if not line.startswith(("repayment", "matching", "affordability"))]
    edits = {"links.csv": b"buyer_id,seller_id,share\n", "model.yaml": "\n".join(lines).encode()}
    assert read(write(tmp_path, edits)).programme.links == ()


def test_cost_lines_are_optional(tmp_path: Path) -> None:
    edits = {"cost_lines.csv": None, "upgrades.csv": [("u2,A,motor,,", "u2,A,motor,5,")]}
    assert read(write(tmp_path, edits)).programme.upgrades["u2"].total_won == 5


def test_tables_of_known_rules(tmp_path: Path) -> None:
    model = write(tmp_path)
    programme = read(model).programme
    again = read_tables(programme.rules, tmp_path / "tables").programme
    assert again.inputs_hash == programme.inputs_hash


def test_another_folder_of_tables(tmp_path: Path) -> None:
    model = write(tmp_path)
    (tmp_path / "tables").rename(tmp_path / "elsewhere")
    assert read_programme(model, inputs=tmp_path / "elsewhere").programme.suppliers.keys() == {"007", "A", "B"}


def test_notes_on_years_without_budget(tmp_path: Path) -> None:
    edits = {"model.yaml": [("2026: 40_000_000, 2027: 0, 2028: 0", "2026: 40_000_000")]}
    (note,) = (remark for remark in read(write(tmp_path, edits)).remarks if remark.code == "N-101")
    assert str(note) == (
        "N-101 model.yaml › line 13, funders.MOTIR.budget: "
        "MOTIR names no budget for 2027, 2028, so it pays nothing then."
    )


MEANT = {"pilots-2025-posco": ["W-401"]}
"""Warnings that an example shows on purpose: electric heat that saves nothing before the horizon."""


@pytest.mark.parametrize("model", sorted((REPOSITORY / "models").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_examples_have_neither_faults_nor_warnings(model: Path) -> None:
    reading = read(model)
    warnings = [remark.code for remark in reading.remarks if remark.severity == "warning"]
    assert warnings == MEANT.get(model.stem, [])
    assert all(count.present == count.read for count in reading.rows)


def test_folded_text_is_read_as_written(tmp_path: Path) -> None:
    """Text that is folded over several lines holds no marks of the parser."""
    folded = [("ignore_columns: remark", "ignore_columns: remark\nnotes: >\n  one line and\n  another\n")]
    assert read(write(tmp_path, {"model.yaml": folded})).programme.rules.notes == "one line and another\n"


def test_composed_letters_are_read_as_whole_ones_and_said(tmp_path: Path) -> None:
    """A Mac writes names in parts of letters; the same id elsewhere in whole letters is the same id."""
    apart = unicodedata.normalize("NFD", "나 회사")
    reading = read(write(tmp_path, {"suppliers.csv": [("나 회사", apart)]}))
    assert reading.programme.suppliers["B"].name == "나 회사"
    assert ("N-202", "suppliers.csv › line 4, name") in said(reading.remarks)


def test_headers_in_composed_letters_are_read(tmp_path: Path) -> None:
    header = unicodedata.normalize("NFD", "비고")
    edits = {"suppliers.csv": [("remark", header)], "model.yaml": [("ignore_columns: remark", "ignore_columns: 비고")]}
    assert read(write(tmp_path, edits)).programme.suppliers.keys() == {"007", "A", "B"}


def test_commas_between_thousands_where_the_model_declares_them(tmp_path: Path) -> None:
    cells = [("30000000.0", '"30,000,000"'), ("100000000", '"100,000,000"')]
    plain = read(write(tmp_path / "plain")).programme
    edits = {"upgrades.csv": cells, "model.yaml": [("ignore_columns: remark", "ignore_columns: remark\nlocale: ko")]}
    reading = read(write(tmp_path / "commas", edits))
    assert reading.programme.inputs_hash == plain.inputs_hash
    (note,) = (remark for remark in reading.remarks if remark.code == "N-205")
    assert "2 cells" in str(note)


@pytest.mark.parametrize("cell", ["1,00", "1,000,00", "1,0000", "1,000.5.5"])
def test_odd_commas_are_refused_all_the_same(tmp_path: Path, cell: str) -> None:
    edits = {
        "upgrades.csv": [("30000000.0", f'"{cell}"')],
        "model.yaml": [("ignore_columns: remark", "ignore_columns: remark\nlocale: ko")],
    }
    assert [place for _, place in said(refused(write(tmp_path, edits)).faults)] == ["upgrades.csv › line 4, cost_won"]
