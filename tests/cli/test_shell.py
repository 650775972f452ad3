"""The shell: help without weight, exit codes, languages, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from planner.cli import edge, group
from planner.cli.group import COMMANDS, Entry
from planner.errors import ExitCode, InfeasibleError
from planner.languages import T
from tests.intake.example import write

HEAVY = ("pydantic", "pandas", "numpy", "pulp", "highspy", "ruamel.yaml", "babel", "xlsxwriter")


def test_help_and_version_load_nothing_heavy() -> None:
    script = (
        "import sys, planner.cli.edge as edge\n"
        "codes = [edge.run(['--help']), edge.run(['--version'])]\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], codes)\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[] [0, 0]"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["--help"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert all(f"  {name} " in out and entry.says in out for name, entry in COMMANDS.items())


def test_no_arguments_are_answered_with_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run([]) == ExitCode.USAGE
    assert "check" in "".join(capsys.readouterr())


def test_the_module_runs() -> None:
    result = subprocess.run([sys.executable, "-m", "planner", "check"], capture_output=True, text=True, check=False)
    assert result.returncode == ExitCode.USAGE
    assert "Missing argument" in result.stderr


@pytest.mark.parametrize("arguments", [["frob"], ["check"], ["check", "m.yaml", "--frob"], ["--lang", "fr", "check"]])
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(arguments) == ExitCode.USAGE
    assert capsys.readouterr().out == ""


def ends_in(monkeypatch: pytest.MonkeyPatch, error: BaseException | object) -> int:
    """The exit code of a command that raises, or returns, this."""

    @click.command()
    def command() -> object:
        if isinstance(error, BaseException):
            raise error
        return error

    module = type(sys)("planner_test_command")
    module.__dict__["command"] = command
    monkeypatch.setitem(sys.modules, "planner_test_command", module)
    monkeypatch.setitem(group.COMMANDS, "trial", Entry("planner_test_command:command", "A trial."))
    return edge.run(["trial"])


def test_a_command_ends_with_what_it_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ends_in(monkeypatch, ExitCode.STOPPED_WITH_PLAN) == 5
    assert ends_in(monkeypatch, None) == 0


def test_errors_of_the_package_are_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends_in(monkeypatch, InfeasibleError(T("No plan for {name}.", name="X"))) == ExitCode.INFEASIBLE
    assert capsys.readouterr() == ("", "No plan for X.\n")


def test_other_errors_are_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("PLANNER_DEBUG", raising=False)
    assert ends_in(monkeypatch, KeyError("a\nb")) == ExitCode.UNEXPECTED
    assert capsys.readouterr().err.count("\n") == 1


def test_the_whole_story_on_demand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PLANNER_DEBUG", "1")
    assert ends_in(monkeypatch, KeyError("a")) == ExitCode.UNEXPECTED
    assert "Traceback" in capsys.readouterr().err


def test_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_in(monkeypatch, KeyboardInterrupt()) == ExitCode.UNEXPECTED
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_reader_that_leaves_early_is_no_error_worth_words() -> None:
    result = subprocess.run(
        f"{sys.executable} -m planner schema | head -c 10", shell=True, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""


@pytest.mark.parametrize("arguments", [["--lang", "ko", "check", "x"], ["check", "x", "--lang", "ko"]])
def test_language_by_option(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("planner.errors.Fault.to", lambda self, language: seen.append(language) or "")
    monkeypatch.setattr("planner.languages.Text.to", lambda self, language: seen.append(language) or "")
    edge.run(arguments)
    assert set(seen) - {"en"} == {"ko"}


def test_language_by_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[str] = []
    monkeypatch.setenv("PLANNER_LANG", "ko")
    monkeypatch.setattr("planner.errors.Fault.to", lambda self, language: seen.append(language) or "")
    monkeypatch.setattr("planner.languages.Text.to", lambda self, language: seen.append(language) or "")
    edge.run(["check", str(write(tmp_path))])
    assert "ko" in seen


@pytest.mark.parametrize("arguments", [["--lang", "ko", "audit", "x"], ["audit", "x", "--lang", "ko"]])
def test_what_is_typed_counts_before_the_environment(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "en")
    edge.run(arguments)
    assert "읽을 수 없습니다" in capsys.readouterr().err


def test_every_command_that_is_there_has_help_and_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        try:
            code = edge.run([name, "--help"])
        finally:
            out, err = capsys.readouterr()
        if "No module named" in err:
            continue
        assert code == ExitCode.DONE
        assert "--lang" in out


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(write(tmp_path)), "--json"]) == ExitCode.DONE
    assert set(json.loads(capsys.readouterr().out)) == {"faults", "remarks", "rows", "size"}


def test_keys_that_no_encoding_has_are_told_to_programs(tmp_path: Path) -> None:
    """JSON names half a character as JSON does; it used to end in an error of the encoder."""
    model = tmp_path / "model.yaml"
    model.write_text('"\\ud800": 1\n', encoding="utf-8")
    command = [sys.executable, "-m", "planner", "check", str(model), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == ExitCode.BAD_INPUT
    assert "E-112" in {fault["code"] for fault in json.loads(result.stdout)["faults"]}
