"""Where the store lies; and that no password in its address gets out, whatever goes wrong."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode, PlannerError
from planner.store.address import address_of
from planner.store.faults import StoreError
from planner.store.opening import open_store

SECRET = "s3cr3t-Wort"

WITH_SECRETS = [
    f"postgresql://kim:{SECRET}@127.0.0.1:1/plans",
    f"postgresql://kim@127.0.0.1:1/plans?password={SECRET}",
    f"postgresql://127.0.0.1:1/plans?user=kim&password={SECRET}&sslpassword={SECRET}",
    f"postgresql://kim@127.0.0.1:1/plans?passfile=/tmp/{SECRET}&unknown={SECRET}",
    f"postgresql://kim:{SECRET}@/plans?host=127.0.0.1&port=1",
    f"postgresql://kim:{SECRET}@127.0.0.1:port/plans",
    f"postgres://kim:{SECRET}@[::1/plans",
    f"postgresql+psycopg2://kim:{SECRET}@127.0.0.1:1/plans",
    f"postgresql://{SECRET}@127.0.0.1:1:2/plans?options=-c%20x={SECRET}",
    f"mysql://kim:{SECRET}@127.0.0.1/plans",
    f"sqlite:///plans.sqlite?password={SECRET}",
    f"sqlite://kim:{SECRET}@host/plans",
]


@pytest.mark.parametrize("text", WITH_SECRETS, ids=range(len(WITH_SECRETS)))
def test_no_error_shows_a_secret(text: str) -> None:
    """Neither the sentence nor the traceback with all that led to it, nor what the address says of itself."""
    with pytest.raises(PlannerError) as caught:
        open_store(address_of(text))
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in repr(caught.value)


@pytest.mark.parametrize("text", WITH_SECRETS, ids=range(len(WITH_SECRETS)))
def test_no_command_shows_a_secret(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_DEBUG", "1")
    assert run(["plans", "list", "--store", text]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_what_is_shown_is_host_and_database() -> None:
    address = address_of(f"postgresql://kim:{SECRET}@db.example:5433/plans?sslmode=require&password={SECRET}")
    assert address.shown == str(address) == "PostgreSQL db.example:5433/plans"
    assert SECRET not in repr(address)
    assert address.url.password == SECRET


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("plans.sqlite", "plans.sqlite"),
        ("sqlite:///plans.sqlite", "plans.sqlite"),
        ("sqlite:///sub/plan%20s.sqlite", "sub/plan s.sqlite"),
        ("계획.sqlite", "계획.sqlite"),
    ],
)
def test_a_file_is_named_by_path_or_url(text: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address_of(text).file == tmp_path / path


def test_an_absolute_file_by_url(tmp_path: Path) -> None:
    assert address_of(f"sqlite:///{tmp_path}/plans.sqlite").file == tmp_path / "plans.sqlite"


def test_option_before_environment_before_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_STORE", str(tmp_path / "by-environment"))
    assert address_of(str(tmp_path / "by-option")).file == tmp_path / "by-option"
    assert address_of(None).file == tmp_path / "by-environment"
    monkeypatch.delenv("PLANNER_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = address_of(None).file
    assert file is not None
    assert file.name == "plans.sqlite"
    assert "planner" in file.parts


@pytest.mark.parametrize("text", ["sqlite://", "sqlite:///:memory:", "sqlite:///a?mode=ro", "oracle://x/y"])
def test_what_is_no_store_is_refused(text: str) -> None:
    with pytest.raises(StoreError):
        address_of(text)
