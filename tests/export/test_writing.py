"""Files are whole or not there, and only what belongs together is written."""

import csv
import io
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.export import ENDINGS, Choices, check_targets, write
from planner.export.awards_csv import csv_bytes
from planner.live_text import guarded
from planner.plan.plan import Plan
from tests.export import example


def test_another_ending_is_refused_with_those_that_are_allowed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx, \.html, \.csv, \.json"):
        write(example.plan(), example.programme(), tmp_path / "plan.ods", Choices("en"))
    assert list(tmp_path.iterdir()) == []


def test_a_programme_that_is_not_the_plans_is_refused(tmp_path: Path) -> None:
    other = example.programme(example.rules(projects="whole"))
    with pytest.raises(UsageError, match="not the inputs"):
        write(example.plan(), other, tmp_path / "plan.xlsx", Choices("en"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_left_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """Without charts, which take longer than all the rest and make no files."""
    monkeypatch.setattr("planner.export.charts.pictures", lambda *_: ())
    target = tmp_path / f"계획{ending.upper()}"
    target.write_text("old")
    write(example.plan(), example.programme(), target, Choices("ko"))
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() != b"old"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write(example.plan(), example.programme(), target, Choices("en"))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_protected_file_is_left_as_it_is(tmp_path: Path) -> None:
    """Before any work and at the writing itself, also for an administrator; unprotected it is replaced."""
    target = tmp_path / "plan.csv"
    target.write_text("signed")
    target.chmod(0o444)
    with pytest.raises(UsageError, match=r"write-protected.*another file"):
        check_targets([target])
    with pytest.raises(UsageError, match="write-protected"):
        write(example.plan(), example.programme(), target, Choices("en"))
    assert (target.read_text(), list(tmp_path.iterdir())) == ("signed", [target])
    assert target.stat().st_mode & 0o777 == 0o444
    target.chmod(0o644)
    check_targets([target])
    write(example.plan(), example.programme(), target, Choices("en"))
    assert target.read_text() != "signed"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        write(example.plan(), example.programme(), tmp_path / "nowhere" / "plan.csv", Choices("en"))


def test_json_reads_back_as_the_same_plan(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write(example.plan(), example.programme(), target, Choices("ko"))
    assert Plan.from_json(target.read_text(encoding="utf-8")) == example.plan()
    assert json.loads(target.read_text(encoding="utf-8"))["plan_hash"] == example.plan().plan_hash


def test_csv_opens_in_excel_as_text_and_numbers(tmp_path: Path) -> None:
    target = tmp_path / "plan.csv"
    write(example.plan(), example.programme(), target, Choices("ko"))
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    headings, *lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    first, second = (dict(zip(headings, line, strict=True)) for line in lines)
    assert first["이름"] == '\'=HYPERLINK("http://x")'
    assert first["기술"] == "'-compressor"
    assert first["비용 [원]"] == "100000000"
    assert second["설비"] == "'=b1"
    assert second["'@MSS [원]"] == "1000000"
    assert "'+1 자동차 (OEM) [원]" in headings


def test_csv_names_the_unit_of_money_and_has_no_endless_decimals(tmp_path: Path) -> None:
    """Won are exact; shares have six decimals, won per tonne two: a third of 100 million won for 7 t a share of it."""
    plan = example.plan()
    award = plan.awards[0].model_copy(update={"share": 1 / 3, "support_won": 100_000_001, "tonnes": Decimal(7)})
    content = csv_bytes(plan.model_copy(update={"awards": (award,)}), example.programme(), "en")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row["Share awarded"] == "0.333333"
    assert row["Support [won]"] == "100000001"
    assert row["Support per tonne [won per t]"] == "14285714.43"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "부산", "a=1", "1-2"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_a_folder_that_is_not_there_is_refused_before_any_work(tmp_path):
    """A long solve must not end in a file that cannot be written; a folder that is there passes."""
    with pytest.raises(UsageError, match="does not exist"):
        check_targets([tmp_path / "missing" / "plan.xlsx"])
    check_targets([tmp_path / "plan.xlsx"])
