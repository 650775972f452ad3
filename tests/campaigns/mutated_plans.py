"""Small falsehoods in saved plans: ``python -m tests.campaigns.mutated_plans --count 10000 [--seed 0] [--write]``.

Each is audited as ``planner audit`` would do it: read again, held against its inputs, its certificate checked. Prints
every one that passes; ``--write`` puts the totals into docs/mutated-plans.md. Ends with 1 where any passes.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from planner.audit import audit
from planner.audit.report import STATEMENTS
from planner.certificate.check import check
from planner.errors import PlannerError
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from tests.campaigns import page
from tests.campaigns.honest_plans import (
    Document,
    Honest,
    draw_unequal,
    made_by_hand,
    of_models,
    of_random_programmes,
    pick,
    rows_built_once,
    without_a_plain_objective,
)
from tests.campaigns.plan_mutations import MUTATIONS, NOT_CHECKED
from tests.property.wider_cases import draw_wider

PAGE = Path(__file__).parents[2] / "docs" / "mutated-plans.md"

CAUGHT_BY = ("reading", "hash", "statements", "rules", "certificate")
"""What can catch a falsehood: the document is no plan; its hash; what it states of itself; a rule; the certificate."""


@dataclass(frozen=True)
class Tried:
    """One falsehood: its kind, the plan, whether the plan was sealed again, and all that caught it."""

    kind: str
    name: str
    sealed: bool
    caught: frozenset[str]
    change: str


def pool_of(seeds: int) -> Mapping[str, list[Honest]]:
    """The plans of so many random programmes, of the small models, and those made by hand."""
    further = without_a_plain_objective(seeds)
    return {
        "made by hand": list(made_by_hand()),
        "models": list(of_models()),
        "random": list(of_random_programmes(range(seeds))),
        "random, further rules": list(of_random_programmes(range(seeds), draw_wider)),
        "random, further objectives": list(of_random_programmes(further, draw_wider)),
        "random, inequality": list(of_random_programmes(range(seeds // 2), draw_unequal)),
    }


def tries(pool: Mapping[str, list[Honest]], count: int, seed: int) -> Iterator[Tried]:
    """So many falsehoods, each kind in its turn; half of the plans are sealed again with the right hash."""
    rng = random.Random(seed)
    done = 0
    for kind in itertools.cycle(MUTATIONS):  # kinds that few plans offer come up less often
        if done == count:
            return
        honest = pick(rng, pool)
        document = copy.deepcopy(honest.document)
        if MUTATIONS[kind](rng, document):
            tried = _tried(kind, honest, document, sealed=rng.random() < 0.5)
            if tried is not None:
                done += 1
                yield tried


def _tried(kind: str, honest: Honest, document: Document, *, sealed: bool) -> Tried | None:
    """None where the document says the same as before, written in another way."""
    try:
        plan = Plan.from_json(json.dumps(document))
    except ValidationError:
        return Tried(kind, honest.name, sealed, frozenset({"reading"}), "")
    if _says_the_same(plan, honest.plan):
        return None
    plan = plan.sealed() if sealed and "hash" not in kind else plan
    caught = caught_by(honest, plan)
    return Tried(kind, honest.name, sealed, caught, "" if caught else difference(honest.document, document))


def difference(one: Any, other: Any, path: str = "") -> str:
    """The first place in which two documents differ, and what stands there."""
    if type(one) is type(other) and isinstance(one, dict) and one.keys() == other.keys():
        return next((difference(one[key], other[key], f"{path}.{key}") for key in one if one[key] != other[key]), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((difference(a, b, f"{path}.{place}") for place, (a, b) in pairs if a != b), "")
    return f"{path}: {str(one)[:80]} -> {str(other)[:80]}"


def _says_the_same(plan: Plan, honest: Plan) -> bool:
    return plan == honest or plan.model_dump(mode="json") == honest.model_dump(mode="json")


def caught_by(honest: Honest, plan: Plan) -> frozenset[str]:
    """All that catches a plan; nothing where it passes."""
    if plan.model != honest.programme.rules and _lacks_factors(plan.model):
        return frozenset({"reading"})
    try:
        programme = _read_again(honest, plan.model)
        found = {_part(finding.family, finding.row) for finding in audit(programme, plan).broken}
        verdict = check(programme, plan)
    except PlannerError:
        return frozenset({"reading"})
    return frozenset(found | ({"certificate"} if verdict is not None and not verdict.holds else set()))


def _part(family: str, row: str) -> str:
    return (
        "hash" if row.partition("[")[0] in ("plan_hash", "inputs_hash") else family if family == STATEMENTS else "rules"
    )


def _lacks_factors(rules: Rules) -> bool:
    """Whether grid factors begin after the first year, which the reader of models refuses."""
    return bool(rules.factors.grid) and min(rules.factors.grid) > rules.years.counting_years[0]


def _read_again(honest: Honest, rules: Rules) -> Programme:
    """The programme as a saved plan gives it: its tables, under the rules that the plan holds."""
    programme = honest.programme
    if rules == programme.rules:
        return programme
    suppliers, upgrades = list(programme.suppliers.values()), list(programme.upgrades.values())
    return Programme.of(rules, suppliers, programme.links, upgrades, programme.files, programme.products)


def table(found: list[Tried]) -> str:
    """Kinds of falsehood, and what caught how many of each."""
    by_kind: dict[str, list[Tried]] = defaultdict(list)
    for tried in found:
        by_kind[tried.kind].append(tried)
    rows = [_row(kind, by_kind[kind]) for kind in MUTATIONS if by_kind[kind]]
    head = ("what was changed", "tried", *(f"by {what}" for what in CAUGHT_BY), "passed")
    return page.table(head, [*rows, _row("**all**", found)])


def _row(kind: str, found: list[Tried]) -> tuple[str, ...]:
    caught = Counter(what for tried in found for what in tried.caught)
    passed = sum(not tried.caught for tried in found)
    return kind, f"{len(found):,}", *(f"{caught[what]:,}" for what in CAUGHT_BY), f"{passed:,}"


def not_checked() -> str:
    """The fields that nothing is held against, and why."""
    return "\n".join(f"- `{field}`: {why}." for field, why in NOT_CHECKED.items())


def main() -> int:
    """Try the number asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many falsehoods")
    parser.add_argument("--seed", type=int, default=0, help="of the falsehoods")
    parser.add_argument("--programmes", type=int, default=100, help="how many seeds of random programmes of each kind")
    parser.add_argument("--write", action="store_true", help="write the totals into the page")
    asked = parser.parse_args()
    started = time.monotonic()
    pool = pool_of(asked.programmes)
    found = []
    with rows_built_once():
        for tried in tries(pool, asked.count, asked.seed):
            found.append(tried)
            if not tried.caught:
                click.echo(
                    f"passed: {tried.kind}, {tried.name}, {'sealed again, ' if tried.sealed else ''}{tried.change}"
                )
    passed = sum(not tried.caught for tried in found)
    plans = sum(map(len, pool.values()))
    said = f"{len(found):,} falsehoods in {plans:,} plans, seed {asked.seed}: {passed:,} passed."
    click.echo(f"{table(found)}\n{said} {time.monotonic() - started:.0f} s")
    if asked.write:
        text = page.written("plans", f"{said}\n\n{table(found)}", PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(page.written("not-checked", not_checked(), text), encoding="utf-8")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
