"""The programmes of the campaign: every model that is shipped, made-up chains, and programmes full of ties."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from planner.forms.yaml_text import yaml_text
from planner.sample import write_sample

MODELS = Path(__file__).parents[3] / "models"

LONG = frozenset({"capital-budgeting", "hyundai-kia-2026"})
"""Models whose plan takes a while: few forms of them are tried, and no other process but other Pythons."""

M = 1_000_000


@dataclass(frozen=True)
class Subject:
    """A programme: its model, whether its plan takes long, and the gap that is enough where one is named."""

    name: str
    model: Path
    takes_long: bool = False
    gap: float | None = None


def subjects(folder: Path) -> Iterator[Subject]:
    """All subjects; those that are not shipped are written into the folder."""
    shipped = [Subject(model.stem, model, model.stem in LONG) for model in sorted(MODELS.glob("*.yaml"))]
    yield from made_up(folder)
    yield Subject("national-2026, within 2 %", MODELS / "national-2026.yaml", gap=0.02)
    yield from sorted(shipped, key=lambda subject: subject.takes_long)


def made_up(folder: Path) -> Iterator[Subject]:
    """The programmes that are not shipped."""
    yield Subject("chain of 12 + 60", write_sample(folder / "chain", 12, 60, 1))
    whole = write_sample(folder / "whole", 2, 4, 2)
    _with_rules(whole, {"projects: divisible": "projects: whole"})
    yield Subject("chain of 2 + 4, whole projects", whole)
    for projects in ("divisible", "whole"):
        yield Subject(f"equals, {projects}", equals(folder / f"equals-{projects}", {"projects": projects}))
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.5"}}
    yield Subject("equals, tonnes per won", equals(folder / "equals-ratio", {"objective": ratio}))
    fair = [{"leximin": {"of": "support", "by": "region"}}, {"maximise": "lifetime_tonnes"}]
    yield Subject("equals, the worst off first", equals(folder / "equals-leximin", {"objective": fair}))


def equals(folder: Path, rules: Mapping[str, Any], count: int = 24) -> Path:
    """So many suppliers that ask for the same and bring the same, in two years and three regions; money for fewer, from
    two purses that could each pay anybody.
    """
    (folder / "tables").mkdir(parents=True)
    model: dict[str, Any] = {
        "programme": "Equals",
        "inputs": "tables",
        "years": {"award": [2026, 2027], "count_until": 2030},
        "projects": "divisible",
        "funders": [
            {"id": "OEM", "kind": "oem", "budget": {2026: 25 * M, 2027: 20 * M}},
            {"id": "GOV", "kind": "government", "budget": {2026: 30 * M, 2027: 15 * M}, "carry_over": "all"},
        ],
        "support_rates": [{"at_most": Decimal("0.8")}, {"tier": 2, "at_most": Decimal("0.9")}],
        "caps": [{"per": "programme", "won": 60 * M, "funders": ["GOV", "OEM"]}, {"per": "supplier", "won": 9 * M}],
        "fairness": [{"floor": Decimal("0.1"), "of": "support", "by": "region", "group": ["울산", "부산"]}],
    }
    (folder / "model.yaml").write_text(yaml_text(model | dict(rules)), encoding="utf-8")
    suppliers = [(f"S{n:02}", 1, ("부산", "대구", "울산")[n % 3]) for n in range(count)]
    upgrades = [(f"U{n:02}", f"S{n:02}", "compressor", 10 * M, "10.5", 3) for n in range(count)]
    _write(folder / "tables" / "suppliers.csv", ("supplier_id", "tier", "region"), suppliers)
    columns = ("upgrade_id", "supplier_id", "technology", "cost_won", "tonnes", "life_years")
    _write(folder / "tables" / "upgrades.csv", columns, upgrades)
    return folder / "model.yaml"


def _write(path: Path, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _with_rules(model: Path, edits: Mapping[str, str]) -> None:
    text = model.read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new)
    model.write_text(text, encoding="utf-8")
