"""A good plan changed in one place, and sealed again, does not pass: field by field, row by row.

Left out are the fields that no plan's money depends on and that other checks vouch for: who made it and how well it
was proven.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from planner.audit import audit
from planner.audit.books import Books
from planner.audit.register import CHECKS
from planner.plan.plan import Plan

from .builders import restated, with_award
from .full_example import plan as full_plan
from .full_example import programme as full_programme
from .worked_examples import cascade, cascade_plan

type Document = dict[str, Any]
type Path = tuple[str | int, ...]

NOT_AUDITED = {
    ("planner_version",),
    ("solver",),
    ("inputs_folder",),
    ("certificate",),
    ("plan_hash",),
    ("model", "inputs"),
}
PROOF = {"steps", "shadow_price", "notes", "source"}
"""Last keys of what is the solver's word, or a remark for people."""


def test_the_plans_pass_unchanged():
    """Both plans are good, and every rule of the full one has a row."""
    assert audit(cascade(), cascade_plan()).broken == ()
    report = audit(full_programme(), full_plan())
    assert report.broken == ()
    absent = {"alternatives", "prerequisite", "mandatory"}
    rules = {finding.row.partition("[")[0] for finding in report.findings}
    assert rules >= {
        *("once", "award_year", "funding", "budget", "support", "own_rate", "cap", "co_funding", "payer"),
        *("technology", "repayment", "affordability", "own_money", "pool", "matching", "floor", "cap_share"),
        *("reserved", "phase", "threshold", "least", "gini", "credit_use", "lent", "footprint", "target", "reach"),
        "deployment",
    }
    assert not rules & absent


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a document that is no container, with its path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, (*path, number))
    else:
        yield path, node


def rows(node: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every row of every list or map of a document."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        if isinstance(node, list) or path[-1:] in {("tonnes_by_year",), ("payers",)}:
            yield (*path, key)
        yield from rows(value, (*path, key))


def changed(document: Document, path: Path, change: Callable[[Any, str | int], None]) -> Document:
    copied = copy.deepcopy(document)
    node: Any = copied
    for key in path[:-1]:
        node = node[key]
    change(node, path[-1])
    return copied


def is_caught(programme: Any, document: Document) -> bool:
    """Whether the document is refused as a plan, or fails its audit although it was sealed again. The audit is run from
    its last checks on, those of what a plan states, and no further than to the first row that is broken.
    """
    try:
        plan = Plan.from_json(json.dumps(document))
    except ValidationError:
        return True
    books = Books(programme, plan.sealed())
    checks = (check for family in reversed(CHECKS.values()) for check in family)
    return any(not finding.kept for check in checks for finding in check(books))


PLANS = [pytest.param(cascade, cascade_plan, id="cascade"), pytest.param(full_programme, full_plan, id="full")]


def _put(value: Any) -> Callable[[Any, str | int], None]:
    def change(node: Any, key: str | int) -> None:
        node[key] = value

    return change


def _other_values(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value - 1, -value or 7]
    return ["x"] if value is None else [f"{value}x", ""]


@pytest.mark.parametrize(("make_programme", "make_plan"), PLANS)
def test_every_value_changed(make_programme, make_plan):
    """Each number one more, one less, or negated, and each text another: all are caught. (Of the model, one more: it is
    compared as a whole.)
    """
    programme, document = make_programme(), json.loads(make_plan().to_json())
    missed = []
    for path, value in leaves(document):
        if path not in NOT_AUDITED and path[-1] not in PROOF:
            missed += [
                (path, value, other)
                for other in _other_values(value)[: 1 if path[0] == "model" else None]
                if not is_caught(programme, changed(document, path, _put(other)))
            ]
    assert missed == []


@pytest.mark.parametrize(("make_programme", "make_plan"), PLANS)
def test_every_row_dropped_or_doubled(make_programme, make_plan):
    """Each row of each list or map left out, and each row of a list written twice: all are caught."""
    programme, document = make_programme(), json.loads(make_plan().to_json())

    def drop(node: Any, key: str | int) -> None:
        del node[key]

    def double(node: Any, key: str | int) -> None:
        if isinstance(node, list):
            node.append(copy.deepcopy(node[int(key)]))
        else:
            node["2999"] = node[key]

    missed = [
        (path, change.__name__)
        for path in rows(document)
        for change in (drop, double)
        if not is_caught(programme, changed(document, path, change))
    ]
    assert missed == []


@pytest.mark.parametrize(("make_programme", "make_plan"), PLANS)
def test_every_two_rows_exchanged(make_programme, make_plan):
    """Each row of each list that the hash covers in the place of its neighbour: the same plan would have another hash,
    so all are caught. What the plan takes over from the inputs is compared with them as it is.
    """
    programme, document = make_programme(), json.loads(make_plan().to_json())

    def exchange(node: Any, key: str | int) -> None:
        if isinstance(node, list) and int(key) + 1 < len(node):
            node[int(key)], node[int(key) + 1] = node[int(key) + 1], node[int(key)]

    pairs = ((path, changed(document, path, exchange)) for path in rows(document) if path[0] not in ("model", "inputs"))
    missed = [path for path, other in pairs if other != document and not is_caught(programme, other)]
    assert missed == []


@pytest.mark.parametrize(("make_programme", "make_plan"), PLANS)
def test_every_payment_in_two(make_programme, make_plan):
    """One won of each payment stated apart, sums and all else as they were: one plan has one form."""
    programme, document = make_programme(), json.loads(make_plan().to_json())

    def part(node: Any, key: str | int) -> None:
        payment = node[int(key)]
        node[int(key)] = {**payment, "won": payment["won"] - 1}
        node.insert(int(key) + 1, {**payment, "won": 1})

    paths = [path for path in rows(document) if path[-2] == "payments"]
    assert paths
    assert [path for path in paths if not is_caught(programme, changed(document, path, part))] == []


@pytest.mark.parametrize(("make_programme", "make_plan"), PLANS)
def test_awards_changed_with_all_ledgers_in_line(make_programme, make_plan):
    """One won more or less in any payment, with ledgers, figures and hash rewritten to match: the rules catch it."""
    programme, plan = make_programme(), make_plan()
    missed = []
    for a, award in enumerate(plan.awards):
        for p, payment in enumerate(award.payments):
            for won in (-1, 1):
                payments = list(award.payments)
                payments[p] = payment.model_copy(update={"won": payment.won + won})
                changes = {
                    "payments": tuple(payments),
                    "payers": {**award.payers, payment.payer: award.payers[payment.payer] + won},
                    "support_won": award.support_won + (won if payment.payer != "own" else 0),
                }
                if audit(programme, with_award(programme, plan, a, **changes)).passed:
                    missed.append((award.upgrade_id, payment.payer, won))
    assert missed == []


def test_wrong_hash():
    """A plan whose hash is not its own does not pass, nor one that was changed without being sealed again."""
    assert not audit(cascade(), cascade_plan().model_copy(update={"plan_hash": "0" * 64})).passed
    moved = cascade_plan().model_copy(update={"awards": cascade_plan().awards[::-1]})
    assert [finding.row for finding in audit(cascade(), moved).broken] == ["plan_hash[]", "awards[]"]


def test_other_inputs():
    """A plan held against inputs with one won more of cost is not of those inputs."""
    programme = cascade()
    upgrade = programme.upgrades["UB"].model_copy(update={"saving_won": 1})
    other = type(programme).of(
        programme.rules,
        list(programme.suppliers.values()),
        programme.links,
        [programme.upgrades["UA"], upgrade],
        programme.files,
    )
    assert [finding.row for finding in audit(other, cascade_plan()).broken] == ["inputs_hash[]"]


def test_awards_of_two_years_swapped():
    """UA in 2027 and UB in 2026, payments and tonnes as they were: caught in many ways, sealed or not."""
    first, second = cascade_plan().awards
    swapped = (first.model_copy(update={"year": 2027}), second.model_copy(update={"year": 2026}))
    plan = cascade_plan().model_copy(update={"awards": swapped}).sealed()
    assert not audit(cascade(), plan).passed
    assert not audit(cascade(), restated(cascade(), plan)).passed
