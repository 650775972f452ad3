"""Plans by their names: saved, shown, audited, exported, written out, made again, removed, in words and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from planner.plan.plan import Plan
from planner.sample import write_sample
from planner.store.address import address_of
from planner.store.contents import Content
from planner.store.opening import changing, open_store
from planner.store.tables import contents
from tests.cli.test_infeasible import TOO_MUCH

type Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small programme, its plan as a file, and a store with that plan as budget@1."""
    folder = tmp_path_factory.mktemp("solved")
    model = write_sample(folder / "trial", 2, 3, 1)
    store = ["--store", str(folder / "plans.sqlite")]
    saving = ["--save", "budget", "--note", "first", "--tag", "draft", "--who", "kim", *store]
    assert run(["solve", str(model), "--out", str(folder / "plan.json"), *saving]) == ExitCode.DONE
    return folder


@pytest.fixture
def here(solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a copy of the store."""
    (tmp_path / "plans.sqlite").write_bytes((solved / "plans.sqlite").read_bytes())
    monkeypatch.setenv("PLANNER_STORE", str(tmp_path / "plans.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _data(capsys: Capture) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def _plan(folder: Path) -> Plan:
    return Plan.from_json((folder / "plan.json").read_text(encoding="utf-8"))


def test_a_solved_plan_is_listed_and_shown_with_all_that_is_known(here: Path, solved: Path, capsys: Capture) -> None:
    plan = _plan(solved)
    assert run(["plans", "list"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert [word in out for word in ("budget@1", "kim", "proven best", plan.plan_hash[:8], "draft")] == [True] * 5
    assert run(["plans", "show", "budget", "--json"]) == ExitCode.DONE
    shown = _data(capsys)
    assert (shown["plan_hash"], shown["inputs_hash"], shown["solver"]) == (
        plan.plan_hash,
        plan.inputs_hash,
        plan.solver,
    )
    inputs = {file["path"]: file["sha256"] for file in shown["files"] if file["role"] == "inputs"}  # type: ignore[union-attr, attr-defined]
    assert inputs == {source.path: source.sha256 for source in plan.inputs}
    assert run(["plans", "show", "budget@1", "--lang", "ko"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert "최선임이 증명됨(증명서에 따름)" in out.replace(" (", "(")
    assert "first" in out


def test_lists_are_narrowed_by_name_and_tag(here: Path, capsys: Capture) -> None:
    for arguments, count in (
        ([], 1),
        (["--name", "budget"], 1),
        (["--name", "b"], 0),
        (["--tag", "draft"], 1),
        (["--tag", "x"], 0),
    ):
        assert run(["plans", "list", "--json", *arguments]) == ExitCode.DONE
        assert len(_data(capsys)["plans"]) == count  # type: ignore[arg-type]


def test_who_only_looks_makes_no_store(tmp_path: Path, capsys: Capture) -> None:
    store = ["--store", str(tmp_path / "none.sqlite")]
    assert run(["plans", "list", *store]) == ExitCode.DONE
    assert "No such plan is saved" in capsys.readouterr().err
    for command in (
        ["show", "x"],
        ["history", "x"],
        ["remove", "x"],
        ["note", "x", "y"],
        ["get", "x", "y"],
        ["replay", "x"],
    ):
        assert run(["plans", *command, *store]) == ExitCode.USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_a_plan_wherever_one_is_taken(here: Path, solved: Path, capsys: Capture) -> None:
    """The example of the plan's own files first: each command gives the same for the file and for the name."""
    model, name, file = str(solved / "trial" / "model.yaml"), "budget@1", str(solved / "plan.json")
    upgrade = _plan(solved).awards[0].upgrade_id
    for command in (
        ["audit", "PLAN", "--json"],
        ["explain", "PLAN", upgrade, "--quick", "--json"],
        ["ranking", model, "--plan", "PLAN", "--json"],
    ):
        said = []
        for plan in (file, name):
            assert run([plan if word == "PLAN" else word for word in command]) == ExitCode.DONE, capsys.readouterr().err
            said.append(json.loads(capsys.readouterr().out))
        assert said[0] == said[1]


def test_documents_of_a_saved_plan_lie_here_under_its_name(here: Path, solved: Path, capsys: Capture) -> None:
    stem = f"budget-1-{_plan(solved).plan_hash[:8]}"
    for form, ending in (("csv", ".csv"), ("rows", ".rows.gz")):
        assert run(["export", "budget", "--to", form]) == ExitCode.DONE
        assert capsys.readouterr().out == f"{stem}{ending}\n"
        assert (here / f"{stem}{ending}").is_file()


def test_a_file_comes_before_a_saved_plan_of_the_same_name(here: Path, capsys: Capture) -> None:
    (here / "budget").write_text("{}")
    assert run(["audit", "budget"]) == ExitCode.USAGE
    assert "budget is not a plan of this planner" in capsys.readouterr().err
    (here / "budget").unlink()
    (here / "budget").mkdir()
    assert run(["audit", "budget"]) == ExitCode.DONE


def test_what_is_neither_file_nor_name_is_said(here: Path, capsys: Capture) -> None:
    assert run(["audit", "bugdet"]) == ExitCode.USAGE
    assert "No plan is saved under that name either" in capsys.readouterr().err
    assert run(["audit", "bugdet.json"]) == ExitCode.USAGE
    assert "bugdet.json cannot be read" in capsys.readouterr().err


def test_it_is_written_out_as_a_folder_that_stands_alone(here: Path, solved: Path, capsys: Capture) -> None:
    """Plan, rows and inputs to the byte; the model is what was solved, and is solved to the same plan."""
    assert run(["plans", "get", "budget", "out"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"{Path('out') / 'plan.json'}\n"
    out = here / "out"
    assert (out / "plan.rows.gz").read_bytes() == (solved / "plan.rows.gz").read_bytes()
    for source in _plan(solved).inputs:
        assert (out / "inputs" / source.path).read_bytes() == (solved / "trial" / "inputs" / source.path).read_bytes()
    assert run(["audit", "out/plan.json"]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["solve", "out/model.yaml", "--json"]) == ExitCode.DONE
    assert _data(capsys)["plan_hash"] == _plan(solved).plan_hash
    assert run(["plans", "get", "budget", "out"]) == ExitCode.USAGE
    assert "Nothing is written" in capsys.readouterr().err


def test_it_is_made_again_from_the_store_alone(here: Path, solved: Path, capsys: Capture) -> None:
    assert run(["plans", "replay", "budget"]) == ExitCode.DONE
    assert f"budget@1: the same plan, {_plan(solved).plan_hash}" in capsys.readouterr().out


def test_a_plan_that_does_not_come_out_the_same_is_told_with_what_differs(
    here: Path, solved: Path, capsys: Capture
) -> None:
    """The plan of the same rules by an older planner, and with an award fewer: its audit fails, and it differs."""
    plan = _plan(solved)
    other = plan.model_copy(update={"awards": plan.awards[1:], "planner_version": "0.0.1", "inputs_folder": "inputs"})
    content = Content.of(other.sealed().to_json().encode())
    with changing(open_store(address_of())) as connection:
        connection.execute(contents.insert(), vars(content))
        connection.exec_driver_sql(f"UPDATE planner_plans SET document_sha256 = '{content.sha256}'")
    assert run(["plans", "replay", "budget"]) == ExitCode.AUDIT_FAILED
    out = capsys.readouterr().out
    award = plan.awards[0]
    assert "budget@1 does not come out the same." in out
    assert "The saved plan breaks" in out
    assert any(line.split()[:2] == ["planner", "0.0.1"] for line in out.splitlines())
    assert f"{award.upgrade_id} {award.year}" in out


def test_a_proof_that_there_is_no_plan_is_saved_like_a_plan(here: Path, solved: Path, capsys: Capture) -> None:
    model = str(solved / "trial" / "model.yaml")
    assert (
        run(["solve", model, "--save", "none", "--set", 'targets=[{"year": 2030, "tonnes": 900000}]'])
        == ExitCode.INFEASIBLE
    )
    capsys.readouterr()
    assert run(["audit", "none"]) == ExitCode.DONE
    assert run(["plans", "replay", "none"]) == ExitCode.DONE
    assert "again there is no plan" in capsys.readouterr().out
    assert run(["plans", "get", "none", "out"]) == ExitCode.DONE
    assert run(["audit", "out/plan.infeasible.json"]) == ExitCode.DONE
    assert run(["export", "none", "--to", "csv"]) == ExitCode.USAGE
    assert "proof that there is no plan" in capsys.readouterr().err
    assert TOO_MUCH


def test_a_file_is_saved_only_if_it_passes_its_audit(here: Path, solved: Path, capsys: Capture) -> None:
    inputs = ["--inputs", str(solved / "trial" / "inputs")]
    assert run(["plans", "save", str(solved / "plan.json"), "budget", "--after", "1", "--who", "lee"]) == ExitCode.DONE
    assert "Saved: budget@2" in capsys.readouterr().err
    plan = _plan(solved)
    first = plan.awards[0].model_copy(update={"cost_won": plan.awards[0].cost_won + 1})
    forged = plan.model_copy(update={"awards": (first, *plan.awards[1:])}).sealed()
    (here / "forged.json").write_text(forged.to_json(), encoding="utf-8")
    assert run(["plans", "save", "forged.json", "budget", *inputs]) == ExitCode.AUDIT_FAILED
    assert "forged.json does not pass its audit, and is not saved." in capsys.readouterr().err
    assert run(["plans", "list", "--json"]) == ExitCode.DONE
    assert len(_data(capsys)["plans"]) == 2  # type: ignore[arg-type]


def test_inputs_that_changed_are_not_kept_with_a_plan(here: Path, solved: Path, capsys: Capture) -> None:
    """A comment of a table: the programme is the same, the bytes are not."""
    moved = here / "moved"
    moved.mkdir()
    for source in _plan(solved).inputs:
        (moved / source.path).write_bytes((solved / "trial" / "inputs" / source.path).read_bytes())
    with (moved / "upgrades.csv").open("ab") as stream:
        stream.write(b"\n")
    assert run(["plans", "save", str(solved / "plan.json"), "other", "--inputs", str(moved)]) == ExitCode.AUDIT_FAILED
    assert "Other files than the plan names: upgrades.csv" in capsys.readouterr().err


def test_who_is_late_is_told_before_anything_is_solved(here: Path, solved: Path, capsys: Capture) -> None:
    model = str(solved / "trial" / "model.yaml")
    assert run(["solve", model, "--save", "budget", "--after", "0"]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Not saved: version 0 of budget is no longer the newest. kim saved budget@1 at 20")


def test_a_plan_that_could_not_be_saved_is_left_as_a_file(
    here: Path, solved: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves while the search is running."""
    from planner.cli import saving
    from planner.languages import T
    from planner.store.faults import StoreError

    def fails(*_: object) -> None:
        raise StoreError(T("No."))

    monkeypatch.setattr(saving.Saving, "save", fails)
    assert run(["solve", str(solved / "trial" / "model.yaml"), "--save", "late"]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert "Plan hash" in out
    left = here / f"late-{_plan(solved).plan_hash[:8]}.json"
    assert f"it is in {left.name}" in err
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert run(["plans", "save", left.name, "late", "--store", "plans.sqlite"]) == ExitCode.DONE


def test_saving_options_belong_to_saving(solved: Path, capsys: Capture) -> None:
    assert run(["solve", str(solved / "trial" / "model.yaml"), "--note", "x"]) == ExitCode.USAGE
    assert "belong to --save NAME" in capsys.readouterr().err


def test_notes_tags_history_and_removal(here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["plans", "note", "budget", "둘째 줄", "--who", "lee"]) == ExitCode.DONE
    assert run(["plans", "tag", "budget@1", "final", "--who", "lee"]) == ExitCode.DONE
    assert run(["plans", "tag", "budget", "draft", "--off", "--who", "lee"]) == ExitCode.DONE
    assert run(["plans", "list", "--tag", "final", "--json"]) == ExitCode.DONE
    assert _data(capsys)["plans"][0]["tags"] == ["final"]  # type: ignore[index]
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("n\n"))
    assert run(["plans", "remove", "budget"]) == ExitCode.UNEXPECTED
    assert run(["plans", "remove", "budget", "--yes", "--who", "park"]) == ExitCode.DONE
    assert run(["plans", "show", "budget"]) == ExitCode.USAGE
    capsys.readouterr()
    assert run(["plans", "history", "budget", "--json"]) == ExitCode.DONE
    done = [(event["what"], event["who"]) for event in json.loads(capsys.readouterr().out)]
    assert done == [("saved", "kim"), ("noted", "lee"), ("tagged", "lee"), ("untagged", "lee"), ("removed", "park")]
    assert run(["plans", "history", "budget", "--lang", "ko"]) == ExitCode.DONE
    assert "태그 뗌: draft" in capsys.readouterr().out


@pytest.mark.parametrize("store", ["postgresql://kim:geheim@127.0.0.1:1/plans", "/proc/none/plans.sqlite"])
def test_a_store_that_cannot_be_had_is_one_line(store: str, solved: Path, capsys: Capture) -> None:
    """Before anything is solved, without a secret and without a traceback."""
    model = str(solved / "trial" / "model.yaml")
    assert run(["solve", model, "--save", "x", "--store", store]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "geheim" not in err
    assert err.startswith("The store of plans (")
