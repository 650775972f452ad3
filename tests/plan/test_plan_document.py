"""The plan as a document: what must be in it, and what its hash speaks for."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from planner.plan.plan import Plan
from tests.audit.full_example import plan as full_plan

type Path = tuple[str | int, ...]

MAY_LACK = {
    *("model", "inputs_folder", "levels", "credits", "credit_bundles", "targets", "contributions", "footprint"),
    *("reclaims", "shadow_prices", "tie_break", "certificate", "shadow_price", "discounted_tonnes", "raises_until"),
    *("exact", "bound", "gap", "steps", "lent", "value_won", "lent_won", "limit_t", "at_least_kg", "target_kg"),
}
"""Fields that a plan can be read without: of rules that it does not have, and of proofs."""

NOT_DECIDED = {
    *("plan_hash", "planner_version", "solver", "status", "proof", "model", "inputs_folder", "inputs"),
    *("shadow_prices", "tie_break", "certificate"),
}
"""What a plan says of how it was found, and of the files that its hash of the inputs speaks for."""

NOT_DECIDED_OF_FIGURES = {"rule", "shadow_price", "exact", "bound", "gap", "steps"}
"""The same of a single figure; rows are named after the order of the model's rules."""


def document() -> dict[str, Any]:
    return json.loads(full_plan().to_json())


def values(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that is no container, with its path; the model's and the maps' keys aside."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        if isinstance(value, dict | list):
            yield from values(value, (*path, key))
        else:
            yield (*path, key), value


def records(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every field of every record, with the path of the record."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        if key in {"model", "tonnes_by_year", "payers"}:
            continue
        if isinstance(key, str):
            yield path, key
        yield from records(value, (*path, key))


def at(node: Any, path: Path) -> Any:
    for key in path:
        node = node[key]
    return node


def test_fields_that_a_plan_cannot_lack():
    """Each field of each record is left out: the plan is refused, but for what a plan may not have."""
    whole = document()
    read_without = set()
    for path, field in records(whole):
        short = copy.deepcopy(whole)
        del at(short, path)[field]
        try:
            Plan.from_json(json.dumps(short))
        except ValidationError:
            continue
        read_without.add(field)
    assert read_without <= MAY_LACK


def test_a_plan_without_what_it_may_lack():
    """It is read, with nothing in the place of each."""
    short = {key: value for key, value in document().items() if key not in MAY_LACK - {"model"}}
    plan = Plan.from_json(json.dumps(short))
    empty = {field: getattr(plan, field) for field in MAY_LACK & Plan.model_fields.keys() - {"model"}}
    assert {field: value for field, value in empty.items() if value not in (None, ())} == {}


@pytest.mark.parametrize("path", [(), ("awards", 0), ("awards", 0, "payments", 0), ("indicators",), ("objective",)])
def test_fields_that_no_plan_has(path):
    """A field of another name is refused, wherever it stands."""
    odd = document()
    at(odd, path)["surprise"] = 1
    with pytest.raises(ValidationError, match="surprise"):
        Plan.from_json(json.dumps(odd))


def _is_decided(path: Path) -> bool:
    return path[0] not in NOT_DECIDED and path[-1] not in NOT_DECIDED_OF_FIGURES


def test_the_hash_speaks_for_what_is_decided_and_for_nothing_else():
    """Each value is another: the hash is another where the value is decided, and the same where it is not."""
    whole, plan_hash = document(), full_plan().plan_hash
    wrong = []
    for path, value in values(whole):
        if path[0] in {"model", "tie_break", "certificate"}:
            continue
        other = copy.deepcopy(whole)
        at(other, path[:-1])[path[-1]] = _another(path, value)
        if (Plan.from_json(json.dumps(other)).computed_hash() != plan_hash) is not _is_decided(path):
            wrong.append(path)
    assert wrong == []


def _another(path: Path, value: Any) -> Any:
    if path == ("status",):
        return "within_gap"
    if path == ("proof",):
        return "certified"
    if value is None:
        return "elsewhere" if path == ("inputs_folder",) else 1
    if isinstance(value, bool):
        return not value
    return f"{value}x" if isinstance(value, str) else value + 1


def test_order_of_figures_is_not_decided():
    """Rules in another order number their rows anew and list their figures anew: the same is decided."""
    plan = full_plan()
    for figures in ("targets", "contributions", "fairness"):
        turned = plan.model_copy(update={figures: getattr(plan, figures)[::-1]})
        assert turned.computed_hash() == plan.plan_hash
        assert len(getattr(plan, figures)) > 1
    assert plan.model_copy(update={"awards": plan.awards[::-1]}).computed_hash() != plan.plan_hash


def test_the_file_can_be_read_by_people():
    """Korean stands as it is, and each value in a line of its own, so that two plans can be compared line by line."""
    lines = full_plan().model_copy(update={"solver": "풀이"}).to_json().splitlines()
    assert ' "solver": "풀이",' in lines
    assert ' "awards": [' in lines
