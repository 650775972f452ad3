"""What studies print with ``--json``: every key stands on its page with what it means, and nothing is no number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.cli.edge import run
from planner.cli.plain_data import tell_data
from planner.errors import ExitCode
from tests.golden.files import CASCADE, RANKING, REGIONS, written

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "studies.md"

LEVEL = "prices[].level."
"""An objective as a plan file has it, described there."""


def documented(command: str) -> set[str]:
    """The keys that the page lists under a command."""
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## planner {command}\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def keys(data: Any, before: str = "") -> Iterator[str]:
    """Every key that leads to something else than further keys; years are all alike."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from keys(value, f"{before}.{'YEAR' if key.isdecimal() else key}" if before else key)
    elif isinstance(data, list):
        for value in data:
            yield from keys(value, f"{before}[]")
    else:
        yield before


def as_documented(key: str) -> str:
    return LEVEL[:-1] if key.startswith(LEVEL) else key


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run([*arguments, "--json"]) == ExitCode.DONE
    return json.loads(capsys.readouterr().out, parse_constant=pytest.fail)  # type: ignore[no-any-return]


MODELS = {
    "regions": REGIONS,
    "ranking": RANKING,
    "cascade": CASCADE,
    "worst off first": REGIONS
    | {"model.yaml": REGIONS["model.yaml"] + "objective: [{max_min: {of: support}}, {maximise: lifetime_tonnes}]\n"},
    "two suppliers": RANKING
    | {
        "tables/suppliers.csv": "supplier_id,tier\nS,1\nT,1\n",
        "tables/upgrades.csv": RANKING["tables/upgrades.csv"].replace("P,S", "P,T"),
    },
}


@pytest.mark.parametrize(
    ("command", "arguments", "models"),
    [
        ("ladder", ["ladder", "--amount", "10_000_000"], ["ranking", "cascade"]),
        ("prices", ["prices"], ["regions", "worst off first"]),
        ("prices --curve", ["prices", "--curve", "1", "--points", "2"], ["regions"]),
        ("frontier", ["frontier", "--by", "budget", "--points", "3"], ["ranking", "regions"]),
        ("frontier, two levels", ["frontier", "--by", "budget", "--by", "floor", "--points", "2"], ["regions"]),
        ("ranking", ["ranking"], ["cascade", "two suppliers", "regions"]),
    ],
)
def test_every_key_is_documented_and_the_same_in_both_languages(
    command: str, arguments: list[str], models: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found: set[str] = set()
    for name in models:
        model = str(written(tmp_path / name, MODELS[name]))
        english, korean = ([*arguments, model, "--lang", language] for language in ("en", "ko"))
        seen = {as_documented(key) for key in keys(told(english, capsys))}
        assert seen == {as_documented(key) for key in keys(told(korean, capsys))}
        found |= seen
    assert found - documented(command) == set()
    assert documented(command) - found == set()


BETWEEN = REGIONS | {
    "model.yaml": REGIONS["model.yaml"].replace(
        "group: Y}]", "group: Y}, {cap: 0.4, of: support, by: region, group: Y}]\ntargets: [{year: 2026, tonnes: 700}]"
    )
}
"""Y between a floor and a cap: the floor alone cannot rise above the cap, for then nobody could be funded."""

BUYING = CASCADE | {
    "model.yaml": CASCADE["model.yaml"]
    + "offsets: {share_of_obligation: 1, obligation_t: {2026: 9}, price_won_per_t: {2026: 9}}\n",
    "tables/products.csv": "supplier_id,product,share,units_per_year\nA,car,0.5,100\n",
}
"""E1 with credits, and with a product."""

SIGNED = {
    "commitments.csv": "upgrade_id,award_year,payer,won\nUA,2026,MOTIR,40000000\nUA,2026,own,60000000\n",
    "repayments_received.csv": "supplier_id,year,won\nA,2027,1\n",
}
"""What was signed of it, and a won that came."""

DEARER = {name: text.replace("A,furnace,100000000", "A,furnace,110000000") for name, text in BUYING.items()}


def test_every_key_of_a_comparison_is_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def made(name: str, files: dict[str, str], *changes: str) -> str:
        model, plan = written(tmp_path / name, files), str(tmp_path / f"{name}.json")
        sets = [word for change in changes for word in ("--set", change)]
        assert run(["solve", str(model), *sets, "--out", plan]) == ExitCode.DONE
        return plan

    pairs = [
        [made("between", BETWEEN), made("above", BETWEEN, "fairness.0.floor=0.6", "fairness.1.cap=0.8")],
        [made("buying", BUYING), made("dearer", DEARER)],
        [made("low", REGIONS), made("high", REGIONS, "fairness.0.floor=0.5")],
    ]
    (tmp_path / "later" / "tables").mkdir(parents=True)
    for name, text in SIGNED.items():
        (tmp_path / "later" / "tables" / name).write_text(text, encoding="utf-8")
    pairs.append([pairs[1][0], made("later", BUYING, "years.plan_from=2028")])
    gone = made("gone", DEARER, "funders.MOTIR.budget.2026=41_000_000")
    (tmp_path / "gone" / "tables" / "suppliers.csv").unlink()
    capsys.readouterr()
    found: set[str] = set()
    for plans in (*pairs, [pairs[1][0], gone]):
        english, korean = (
            {
                "plans[].objectives[]" if key.startswith("plans[].objectives[].") else key
                for key in keys(told(["compare", *plans, "--lang", language], capsys))
            }
            for language in ("en", "ko")
        )
        assert english == korean
        found |= english
    assert found - documented("compare") == set()
    assert documented("compare") - found == set()


def test_every_key_of_saved_plans_is_documented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan with all that can be kept with it, and a replay of it by another solver that ends otherwise."""
    monkeypatch.setenv("PLANNER_STORE", str(tmp_path / "plans.sqlite"))
    model = str(written(tmp_path / "regions", REGIONS))
    saving = ["--save", "budget", "--note", "first", "--tag", "draft", "--out", str(tmp_path / "plan.json")]
    assert run(["solve", model, *saving]) == ExitCode.DONE
    capsys.readouterr()

    def seen(*arguments: str) -> set[str]:
        assert run(["plans", *arguments, "--json"]) in (ExitCode.DONE, ExitCode.AUDIT_FAILED)
        return set(keys(json.loads(capsys.readouterr().out)))

    assert seen("list") == documented("plans list")
    assert seen("show", "budget") == {key.removeprefix("plans[].") for key in documented("plans list")}
    assert seen("history", "budget") == documented("plans history")
    monkeypatch.setattr("planner.study.replaying.solver_name", lambda: "another")
    replayed = seen("replay", "budget")
    assert replayed == documented("plans replay") - {"certificate_problems[]"} | {"certificate_problems"} & replayed


def test_every_key_of_a_robustness_check_is_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(tmp_path / "plan.json")
    assert run(["solve", str(written(tmp_path / "regions", REGIONS)), "--out", plan]) == ExitCode.DONE
    capsys.readouterr()
    english, korean = (
        told(["robustness", plan, plan, "--samples", "20", "--lang", language], capsys) for language in ("en", "ko")
    )
    assert english == korean
    assert set(keys(english)) == documented("robustness")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        tell_data({"gained": number})
