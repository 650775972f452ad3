"""What README.md shows is so: its commands run, its tables are complete, its model is a model, its links lead on."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.cli.group import COMMANDS
from planner.errors import ExitCode
from planner.sample import write_sample
from planner.study import branching_proofs

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

TABLES = {
    "suppliers.csv": "supplier_id,tier,region\nA,1,Busan\nB,2,Ulsan\n",
    "links.csv": "buyer_id,seller_id,share\nA,B,1\n",
    "upgrades.csv": (
        "upgrade_id,supplier_id,technology,cost_won,tonnes,life_years,divisible\n"
        "UA,A,furnace,100000000,50,10,yes\n"
        "UB,B,motor,30000000,30,10,yes\n"
    ),
}
"""Two suppliers for the model that README shows."""


STUDY = "study: s\nfactors: [{name: cost, column: upgrades.cost_won, values: [0.9, 1]}]\n"


def _blocks(kind: str = "") -> list[str]:
    return [
        text for name, text in re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE) if name == kind
    ]


def _commands() -> list[str]:
    """Every line and every example that begins with ``planner`` and a command, in README's order."""
    found = re.finditer(r"^planner .+$|`(planner [a-z][^`]*)`", README, re.MULTILINE)
    shown = [match.group(1) or match.group(0) for match in found]
    return [line for line in shown if line.split()[1] in COMMANDS and len(line.split()) > 2]


def _rows(heading: str) -> list[list[str]]:
    """The rows of the table under that heading."""
    lines = README[README.index(heading) :].splitlines()[2:]
    table = lines[: next(number for number, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_every_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, in a folder where a small made-up programme stands in for the example.

    Whole projects are proven by a few branches only: a proof to the end takes longer than all the rest.
    """
    monkeypatch.setattr(branching_proofs, "MOST_NODES", 50)
    model = write_sample(tmp_path / "models", 3, 5, 1)
    text = model.read_text(encoding="utf-8").replace("GOV", "MOTIR")
    (tmp_path / "models" / "hyundai-kia-2026.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "models" / "studies").mkdir()
    (tmp_path / "models" / "studies" / "hyundai-kia-2026.yaml").write_text(STUDY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commands = _commands()
    assert {line.split()[1] for line in commands} == set(COMMANDS)
    for line in commands:
        assert run(shlex.split(line)[1:]) == ExitCode.DONE, (line, capsys.readouterr().err)
    assert (tmp_path / "plan.xlsx").is_file()


def test_the_plan_on_one_screen_has_these_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = next(block for block in _blocks() if "Plan hash" in block)
    monkeypatch.chdir(tmp_path)
    assert run(["solve", str(write_sample(tmp_path / "trial", 2, 2, 1))]) == ExitCode.DONE
    printed = capsys.readouterr().out
    labels = iter([_label(line) for line in shown.splitlines()])
    assert all(_label(line) in labels for line in printed.splitlines()), "in this order; the example's may be more"


def _label(line: str) -> str:
    return re.split(r"(?<=\S)  +", line)[0]


def test_the_table_of_commands_is_complete() -> None:
    assert [row[0].strip("`") for row in _rows("| command |")] == list(COMMANDS)


def test_the_table_of_exit_codes_is_complete() -> None:
    assert [int(row[0]) for row in _rows("| exit code |")] == list(ExitCode)


def test_the_model_is_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tables").mkdir()
    for name, text in TABLES.items():
        (tmp_path / "tables" / name).write_text(text, encoding="utf-8")
    model = tmp_path / "model.yaml"
    model.write_text(_blocks("yaml")[0], encoding="utf-8")
    assert run(["check", str(model)]) == ExitCode.DONE, capsys.readouterr().err
    assert run(["solve", str(model)]) == ExitCode.DONE, capsys.readouterr().err


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_set_up_takes_one_line_each() -> None:
    """The first two blocks are what somebody types on a fresh machine."""
    solve, tests = _blocks()[:2]
    for block in (solve, tests):
        assert block.count("\n") == 1
        assert block.startswith("python -m venv .venv && ")
    assert solve.rstrip().endswith("planner solve models/hyundai-kia-2026.yaml --out plan.xlsx")
    assert tests.rstrip().endswith("-m pytest")


def test_every_page_is_in_an_index() -> None:
    """A page of documentation that nothing leads to is not found."""
    docs = ROOT / "docs"
    indexes = [page.parent for page in docs.rglob("README.md")]
    linked = {
        (folder / link).resolve()
        for folder in indexes
        for link in re.findall(r"\]\(([^)#]+)", (folder / "README.md").read_text(encoding="utf-8"))
    }
    assert [str(page) for page in docs.rglob("*.md") if page not in linked and page != docs / "README.md"] == []
