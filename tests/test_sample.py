"""Samples: the same seed gives the same bytes, and what is written is a programme."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from planner.cli.sample import sample
from planner.errors import UsageError
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.upgrade import Upgrade
from planner.sample import REGIONS, write_sample

TIER1, TIER2 = 12, 60


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample"), TIER1, TIER2, seed=7)


@pytest.fixture(scope="module")
def programme(model: Path) -> Programme:
    return Programme.of(
        Rules.model_validate(YAML(typ="safe").load(model)),
        [Supplier.model_validate(row) for row in _rows(model, "suppliers")],
        [Link.model_validate(row) for row in _rows(model, "links")],
        [Upgrade.model_validate(row) for row in _rows(model, "upgrades")],
    )


def _rows(model: Path, table: str) -> list[dict[str, Any]]:
    with (model.parent / "inputs" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(stream)]


def _digest(model: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(model.parent.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(model.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def test_same_seed_same_bytes(model: Path, tmp_path: Path) -> None:
    assert _digest(write_sample(tmp_path / "again", TIER1, TIER2, seed=7)) == _digest(model)


def test_the_bytes_do_not_depend_on_the_hash_seed(model: Path, tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from planner.sample import write_sample; "
    script += f"write_sample(Path(sys.argv[1]), {TIER1}, {TIER2}, 7)"
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "again")],
        check=True,
        env={"PYTHONHASHSEED": "4242", "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert _digest(tmp_path / "again" / "model.yaml") == _digest(model)


def test_another_seed_another_chain(model: Path, tmp_path: Path) -> None:
    assert _digest(write_sample(tmp_path / "other", TIER1, TIER2, seed=8)) != _digest(model)


def test_counts(programme: Programme) -> None:
    tiers = [supplier.tier for supplier in programme.suppliers.values()]
    assert (tiers.count(1), tiers.count(2)) == (TIER1, TIER2)
    per_supplier = [upgrade.supplier_id for upgrade in programme.upgrades.values()]
    assert all(2 <= per_supplier.count(supplier) <= 6 for supplier in programme.suppliers)


def test_references(programme: Programme) -> None:
    sellers = [link.seller_id for link in programme.links]
    assert sellers == [s.supplier_id for s in programme.suppliers.values() if s.tier == 2]
    assert all(programme.suppliers[link.buyer_id].tier == 1 for link in programme.links)
    assert all(upgrade.supplier_id in programme.suppliers for upgrade in programme.upgrades.values())
    assert all(upgrade.total_won > 0 for upgrade in programme.upgrades.values())


def test_rules_are_those_of_the_reference_problem(programme: Programme) -> None:
    rules = programme.rules
    assert len(rules.years.award_years) == 6
    assert [funder.carry_over for funder in rules.funders] == ["all"] * 3
    assert rules.repayment is not None
    assert (rules.repayment.pool, rules.repayment.instalments) == ("own_chain", 3)
    assert [(rule.at_least, rule.over) for rule in rules.co_funding] == [(Fraction(2, 5), "year")]
    floors = [rule for rule in rules.fairness if rule.floor is not None]
    assert {region for rule in floors for region in rule.group or ()} <= set(REGIONS)
    assert sum(rule.floor or 0 for rule in floors) < 0.85


def test_every_upgrade_has_a_rate(programme: Programme) -> None:
    for upgrade in programme.upgrades.values():
        supplier = programme.supplier_of(upgrade)
        assert any(rate.takes(supplier, upgrade.technology, None) for rate in programme.rules.support_rates)


def test_eight_regions_have_floors_in_a_chain_of_some_size(tmp_path: Path) -> None:
    rules = Rules.model_validate(YAML(typ="safe").load(write_sample(tmp_path / "s", 87, 500, seed=1)))
    assert sum(rule.floor is not None for rule in rules.fairness) == len(REGIONS) == 8
    assert [rule.cap for rule in rules.fairness if rule.cap is not None] == [Fraction(6, 100)]


def test_money_binds(programme: Programme) -> None:
    need = sum(u.total_won for u in programme.upgrades.values() if programme.supplier_of(u).tier == 1)
    money = sum(sum(f.budget.values()) for f in programme.rules.funders if f.id != "SME")
    assert 0.05 < money / need < 0.2


def test_smallest_chain(tmp_path: Path) -> None:
    model = write_sample(tmp_path / "one", 1, 0, seed=1)
    assert _rows(model, "links") == []
    Rules.model_validate(YAML(typ="safe").load(model))


@pytest.mark.parametrize(("tier1", "tier2"), [(0, 5), (1, -1)])
def test_sizes_that_make_no_chain_are_refused(tier1: int, tier2: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least one tier-1 supplier"):
        write_sample(tmp_path / "none", tier1, tier2, seed=1)


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        write_sample(tmp_path, TIER1, TIER2, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where a folder should be: nobody may write there, whoever runs this."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"Cannot write into .*file.new: Not a directory"):
        write_sample(tmp_path / "file" / "new", TIER1, TIER2, seed=1)


def test_the_command_prints_the_model(tmp_path: Path) -> None:
    arguments = [str(tmp_path / "new"), "--tier1", "3", "--tier2", "4", "--seed", "5"]
    result = CliRunner().invoke(sample, arguments)
    assert result.exit_code == 0, result.output
    assert Path(result.stdout.strip()) == tmp_path / "new" / "model.yaml"
