"""Help and refusals of wrong calls: each in the language of the run, wherever that is stated, in lines that fit."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from planner.cli import edge, speech
from planner.cli.group import COMMANDS, commands
from planner.cli.help_text import Spoken
from planner.errors import ExitCode
from planner.languages import translate
from planner.text_table import width_of
from tests.catalogue import looked_up

NAMES = ("", *COMMANDS)
"""The group, which is called by no name, and every command."""

TYPED = {
    "no such option": (["check", "m.yaml", "--frob"], ["--frob"]),
    "an option that is nearly one": (["solve", "m.yaml", "--time-limi", "3"], ["--time-limit"]),
    "no such command": (["frob"], ["frob", "solve"]),
    "no command": (["--lang", "en"], ["solve", "check"]),
    "no argument": (["check"], []),
    "too many arguments": (["check", "my", "model.yaml"], ["model.yaml"]),
    "no value": (["solve", "m.yaml", "--gap"], ["--gap"]),
    "a value too many": (["solve", "m.yaml", "--json=yes"], ["--json"]),
    "an option left out": (["import", "a.csv"], ["--into"]),
    "percent": (["solve", "m.yaml", "--gap", "1%"], ["--gap", '"1%"', "0.01"]),
    "a number too large": (["solve", "m.yaml", "--gap", "2"], ["--gap", '"2"', "0.01"]),
    "a word of money": (["ladder", "m.yaml", "--amount", "1억"], ["--amount", '"1억"', "100000000"]),
    "a limit of nothing": (["solve", "m.yaml", "--time-limit", "0"], ["--time-limit", '"0"', "90"]),
    "too small": (["prices", "m.yaml", "--points", "1"], ["--points", '"1"', "2"]),
    "no number": (["sample", "d", "--seed", "x"], ["--seed", '"x"']),
    "no such choice": (["export", "plan.json", "--to", "pdf"], ["--to", '"pdf"', "xlsx", "html"]),
    "no such argument": (["schema", "rules"], ['"rules"', "inputs"]),
    "no such language": (["--lang", "fr", "check", "m.yaml"], ["--lang", '"fr"', "ko"]),
}
"""What was typed wrongly, and what the refusal names: what it is of, what was found, and what to write."""


def _command(name: str) -> Spoken:
    command = commands if name == "" else commands.get_command(click.Context(commands), name)
    assert isinstance(command, Spoken)
    return command


def _help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert edge.run([*arguments, "--help"]) == ExitCode.DONE
    shown, refused = capsys.readouterr()
    assert refused == ""
    return shown


def _refusal(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert edge.run(arguments) == ExitCode.USAGE
    shown, refused = capsys.readouterr()
    assert shown == ""
    return refused


def _running(text: str) -> str:
    """Words one after the other, however the lines are broken."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_help_is_all_in_korean(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PLANNER_LANG", "ko")
    shown = _running(_help([name] if name else [], capsys))
    texts = looked_up(_command(name))
    assert all(_running(translate(text, "ko")) in shown for text in texts)
    assert not [text for text in texts if " " in text and text in shown]
    assert not [word for word in ("Usage", "Options", "Commands", "default:", "required") if word in shown]


@pytest.mark.parametrize("name", NAMES)
def test_help_in_english_is_what_stands_in_the_code(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every option's text and every paragraph, whole: the reference is drawn from these same texts."""
    command = _command(name)
    shown = _running(_help([name] if name else [], capsys))
    options = [option.help for option in command.params if isinstance(option, click.Option)]
    assert all(options)
    assert all(_running(text or "") in shown for text in options)
    assert _running(command.help or "") in shown
    assert {_running(text) for text in looked_up(command)} >= {_running(text or "") for text in options}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", NAMES)
def test_help_fits_a_terminal(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """80 columns, of which a Korean letter takes two; what options mean begins in one column."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = _help(["--lang", language, *([name] if name else [])], capsys)
    lines = shown.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "\N{HANGUL FILLER}" not in shown
    last = lines[lines.index("옵션:" if language == "ko" else "Options:") + 1 :]
    options = last[: last.index("")] if "" in last else last
    begin = {width_of(line[: len(line) - len(line.lstrip())]) for line in options if not line.startswith("  -")}
    assert len(begin) <= 1


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "ko", "audit", "--help"], ["audit", "--help", "--lang", "ko"], ["audit", "--lang=ko", "--help"]],
)
def test_the_language_may_stand_anywhere(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "en")
    assert edge.run(arguments) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("사용법: planner audit")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], "", "en"),
        ([], "ko", "ko"),
        ([], "fr", "en"),
        (["--lang", "ko", "check", "--lang", "en"], "ko", "en"),
        (["check", "--lang"], "ko", "ko"),
        (["--lang", "fr", "check"], "ko", "ko"),
        (["check", "--", "--lang", "ko"], "", "en"),
    ],
)
def test_the_language_of_what_is_typed(
    arguments: list[str], environment: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last one typed, then the environment, then English; what stands behind -- is no option."""
    monkeypatch.setenv("PLANNER_LANG", environment)
    assert speech.wanted(arguments) == language


@pytest.mark.parametrize("case", TYPED)
def test_refusals_say_how_to_write_it(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, named = TYPED[case]
    lines = _refusal(arguments, capsys).splitlines()
    assert lines[0].startswith("Usage: planner")
    assert lines[1].startswith("Try 'planner") or lines[2].startswith("Try 'planner")
    assert lines[-1].startswith("Error: ")
    assert all(word in lines[-1] for word in named)


@pytest.mark.parametrize("case", TYPED)
def test_refusals_are_in_korean(case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PLANNER_LANG", "ko")
    arguments, named = TYPED[case]
    korean = [word if word != "en" else "ko" for word in arguments]
    lines = _refusal(korean, capsys).splitlines()
    assert lines[0].startswith("사용법: planner")
    assert lines[-1].startswith("오류: ")
    assert all(word in lines[-1] for word in named)
    english = {
        "wants",
        "such",
        "option",
        "argument",
        "command",
        "value",
        "number",
        "found",
        "write",
        "missing",
        "valid",
    }
    assert not english & set(lines[-1].lower().replace(".", " ").split())


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["solve", "m.yaml", "--out", str(tmp_path)]
    assert f'--out wants a file, and "{tmp_path}" is a folder' in _refusal(typed, capsys)
    assert "폴더입니다. 그 안의 파일 이름을 적으십시오." in _refusal([*typed, "--lang", "ko"], capsys)


def test_the_wrong_one_of_several_files_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(tmp_path / "plan.json")
    assert f'"{tmp_path}" is a folder' in _refusal(["solve", "m.yaml", "--out", good, "--out", str(tmp_path)], capsys)


def test_a_language_of_the_environment_is_named_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "fr")
    assert 'PLANNER_LANG wants one of en, ko, found "fr".' in _refusal(["check", "m.yaml"], capsys)


def test_no_arguments_are_answered_with_help_in_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "ko")
    assert _refusal([], capsys).startswith("사용법: planner [옵션] 명령")
