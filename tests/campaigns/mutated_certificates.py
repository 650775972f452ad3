"""Forged certificates: ``python -m tests.campaigns.mutated_certificates --count 10000 [--seed 0] [--write]``.

Certificates of the best plans, and of plans that are short of the best, are changed in one place. What is best is known
beforehand: a bound that the best plan beats is false, and so is "optimal" of a plan that falls short. Half of the
forgers are careful: each bound is then what the forged multipliers do prove, and the plan says what follows from it.
Prints every falsehood that the check believes; ``--write`` puts the totals into docs/mutated-plans.md.
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
from fractions import Fraction

import click
from pydantic import ValidationError

from planner.certificate.building import integer_programme
from planner.certificate.check import check, multipliers_of, rounded_up
from planner.certificate.claims import claim_of
from planner.certificate.point import point_of
from planner.certificate.programme import IntegerProgramme
from planner.certificate.statements import statements
from planner.certificate.tree import proven
from planner.plan.certificate import Certificate, Proof
from planner.plan.plan import Plan
from planner.plan.proof import Known, reached_by, with_proof
from planner.programme.options import Options
from tests.campaigns import page
from tests.campaigns.certificate_mutations import MUTATIONS, Forgery
from tests.campaigns.honest_plans import (
    Document,
    Honest,
    draw_unequal,
    of_models,
    of_random_programmes,
    pick,
    rows_built_once,
    short_of_the_best,
    without_a_plain_objective,
)
from tests.campaigns.mutated_plans import PAGE
from tests.property.wider_cases import draw_wider

OUTCOMES = ("refused as a document", "refused", "true all the same", "believed")
"""What became of a forgery; ``believed`` are falsehoods that the check let pass."""

DIGITS = Fraction(1, 10**9)
"""The best value of plans in parts is known to this part."""


@dataclass(frozen=True)
class Tried:
    """One forgery: its kind, the plan, whether the forger was careful, what became of it, and the falsehood."""

    kind: str
    name: str
    careful: bool
    outcome: str
    falsehood: str = ""


@dataclass(frozen=True)
class Target:
    """A plan to be forged, its integer programme, and what is known of its objectives."""

    honest: Honest
    exact: IntegerProgramme
    known: tuple[Known, ...]


def pool_of(seeds: int) -> Mapping[str, list[Honest]]:
    """The best plans of random programmes and small models, and plans of the same programmes that fall short."""
    further = without_a_plain_objective(seeds)
    pool = {
        "models": list(of_models()),
        "random": list(of_random_programmes(range(seeds))),
        "random, further rules": list(of_random_programmes(range(seeds), draw_wider)),
        "random, further objectives": list(of_random_programmes(further, draw_wider)),
        "random, inequality": list(of_random_programmes(range(seeds // 2), draw_unequal)),
        "short of the best": list(short_of_the_best(range(seeds))),
        "short of the best, further rules": list(short_of_the_best(range(seeds), draw_wider)),
        "short of the best, further objectives": list(short_of_the_best(further, draw_wider)),
        "short of the best, inequality": list(short_of_the_best(range(seeds // 2), draw_unequal)),
    }
    return {name: [honest for honest in plans if honest.plan.certificate is not None] for name, plans in pool.items()}


def tries(pool: Mapping[str, list[Honest]], count: int, seed: int) -> Iterator[Tried]:
    """So many forgeries, each kind in its turn."""
    rng = random.Random(seed)
    targets = {honest.name: _target(honest) for plans in pool.values() for honest in plans}
    certificates = [honest.document["certificate"] for plans in pool.values() for honest in plans]
    done = 0
    for kind in itertools.cycle(MUTATIONS):  # kinds that few plans offer come up less often
        if done == count:
            return
        target = targets[pick(rng, pool).name]
        certificate = copy.deepcopy(target.honest.document["certificate"])
        forgery = Forgery(rng, target.honest, target.exact, certificates)
        if MUTATIONS[kind](forgery, certificate) and certificate != target.honest.document["certificate"]:
            done += 1
            yield _tried(kind, target, certificate, careful=rng.random() < 0.5)


def _target(honest: Honest) -> Target:
    exact = integer_programme(honest.programme, Options.of(honest.programme))
    assert exact is not None and honest.plan.certificate is not None
    known = tuple(statements(exact, honest.plan.certificate, point_of(exact, honest.plan)))
    return Target(honest, exact, known)


def _tried(kind: str, target: Target, document: Document, *, careful: bool) -> Tried:
    name = target.honest.name
    try:
        certificate = Certificate.model_validate_json(json.dumps(document))
    except ValidationError:
        return Tried(kind, name, careful, OUTCOMES[0])
    if careful:
        certificate = claiming_what_it_proves(target.exact, certificate)
    plan = _saying(target, certificate, careful=careful)
    verdict = check(target.honest.programme, plan)
    if verdict is None or not verdict.holds:
        return Tried(kind, name, careful, OUTCOMES[1])
    falsehood = false_in(target, plan, certificate, verdict.stated)
    return Tried(kind, name, careful, OUTCOMES[3] if falsehood else OUTCOMES[2], falsehood)


def claiming_what_it_proves(exact: IntegerProgramme, certificate: Certificate) -> Certificate:
    """The certificate with the bounds that its multipliers prove, whatever they are."""
    proofs = tuple(_claiming_what_it_proves(exact, certificate, proof) for proof in certificate.proofs)
    return certificate.model_copy(update={"proofs": proofs})


def _claiming_what_it_proves(exact: IntegerProgramme, certificate: Certificate, proof: Proof) -> Proof:
    number = {column.name: place for place, column in enumerate(exact.columns)}
    try:
        claim = claim_of(exact, proof, certificate.ratios)
        sets = [multipliers_of(given, number) for given in proof.multipliers]
        bound = proven(claim, sets, proof.tree, number, certificate.exponent)
    except (KeyError, IndexError, ValueError, ZeroDivisionError):
        return proof
    return proof if bound is None else proof.model_copy(update={"bound": rounded_up(bound)})


def _saying(target: Target, certificate: Certificate, *, careful: bool) -> Plan:
    """The plan with the forged certificate: it says what follows from that, or what it said before, but optimal."""
    honest = target.honest
    try:
        known = tuple(statements(target.exact, certificate, point_of(target.exact, honest.plan)))
        plan = with_proof(honest.programme, honest.plan, known, "optimal", certificate)
    except (KeyError, IndexError, ValueError, ZeroDivisionError, OverflowError):
        return honest.plan.model_copy(update={"certificate": certificate})
    if careful:
        return plan
    return honest.plan.model_copy(update={"certificate": certificate, "status": "optimal"})


def false_in(target: Target, plan: Plan, certificate: Certificate, stated: tuple[Known, ...]) -> str:
    """What is false in a certificate that holds: that there is no plan, a bound that a plan beats, or "optimal"."""
    if any(proof.what == "nothing" for proof in certificate.proofs):
        return "that there is no plan"
    senses = [reached.sense for reached in reached_by(target.honest.programme, plan)]
    for place, (one, sense) in enumerate(zip(stated, senses, strict=True)):
        best = _best_known(target, place, sense)
        if one.limit is None or (one.limit - best) * sense < 0:
            return f"objective {place}: limit {one.limit and float(one.limit)}, though a plan has {float(best)}"
    if plan.status == "optimal" and target.honest.plan is not target.honest.best:
        return f"optimal, though the best is {target.honest.best.objective.exact}, not {plan.objective.exact}"
    return ""


def _best_known(target: Target, place: int, sense: int) -> Fraction:
    """A value that some plan has, or nearly: of the first objective the best one's, else the plan's own."""
    own, best = target.known[place], target.honest.best.objective
    values = [_attained(own.exact, own.limit, sense, exactly=own.counted)]
    if place == 0 and best.exact is not None and best.bound is not None:
        values.append(_attained(Fraction(best.exact), Fraction(best.bound), sense, exactly=False))
    return max(value * sense for value in values) * sense


def _attained(exact: Fraction, limit: Fraction | None, sense: int, *, exactly: bool) -> Fraction:
    """Whole won may lift a plan above its bound: then the bound is as near as can be said."""
    value = exact if limit is None else min(exact * sense, limit * sense) * sense
    return value if exactly else value - sense * abs(value) * DIGITS


def table(found: list[Tried]) -> str:
    """Kinds of forgery, and what became of how many."""
    by_kind: dict[str, list[Tried]] = defaultdict(list)
    for tried in found:
        by_kind[tried.kind].append(tried)
    rows = [_row(kind, by_kind[kind]) for kind in MUTATIONS if by_kind[kind]]
    return page.table(("what was forged", "tried", *OUTCOMES), [*rows, _row("**all**", found)])


def _row(kind: str, found: list[Tried]) -> tuple[str, ...]:
    counted = Counter(tried.outcome for tried in found)
    return kind, f"{len(found):,}", *(f"{counted[outcome]:,}" for outcome in OUTCOMES)


def main() -> int:
    """Try the number asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many forgeries")
    parser.add_argument("--seed", type=int, default=0, help="of the forgeries")
    parser.add_argument("--programmes", type=int, default=100, help="how many seeds of random programmes of each kind")
    parser.add_argument("--write", action="store_true", help="write the totals into the page")
    asked = parser.parse_args()
    started = time.monotonic()
    pool = pool_of(asked.programmes)
    found = []
    with rows_built_once():
        for tried in tries(pool, asked.count, asked.seed):
            found.append(tried)
            if tried.falsehood:
                click.echo(f"believed: {tried.kind}, {tried.name}, {'careful, ' * tried.careful}{tried.falsehood}")
    believed = sum(bool(tried.falsehood) for tried in found)
    short = sum(len(plans) for name, plans in pool.items() if "short" in name)
    plans = sum(map(len, pool.values()))
    said = f"{len(found):,} forgeries of {plans:,} certificates ({short:,} of plans that are not the best), seed"
    said += f" {asked.seed}: {believed:,} believed."
    click.echo(f"{table(found)}\n{said} {time.monotonic() - started:.0f} s")
    if asked.write:
        text = page.written("certificates", f"{said}\n\n{table(found)}", PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(text, encoding="utf-8")
    return 1 if believed else 0


if __name__ == "__main__":
    sys.exit(main())
