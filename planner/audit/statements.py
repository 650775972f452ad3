"""Statements: what a plan says about itself is what its awards and inputs give.

Hashes, model and sources here; awards, ledgers, credits, reach, indicators and objectives in files of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.award_statements import awards, orders, unknown_awards
from planner.audit.books import Books
from planner.audit.credit_statements import credit_bundles, credits_
from planner.audit.finding import Finding
from planner.audit.indicator_statements import indicators
from planner.audit.ledger_statements import fairness, funders, pools, repayments
from planner.audit.objective_statements import levels, objective
from planner.audit.past_statements import commitments
from planner.audit.proof_statements import proof
from planner.audit.reach_statements import contributions, footprint, targets
from planner.audit.reclaim_statements import reclaims
from planner.audit.stated import agrees
from planner.languages import T


def plan_hash(books: Books) -> Iterator[Finding]:
    """The plan's hash is the hash of what it decides."""
    try:
        computed = books.plan.computed_hash()
    except (ValueError, OverflowError):
        computed = None
    remark = T("The hash is not that of the plan.")
    yield agrees("plan_hash[]", books.plan.plan_hash == computed, remark)


def inputs_hash(books: Books) -> Iterator[Finding]:
    """The plan was made from these inputs."""
    same = books.plan.inputs_hash == books.programme.inputs_hash
    yield agrees("inputs_hash[]", same, T("The plan was made from other inputs."))


def model(books: Books) -> Iterator[Finding]:
    """The model that the plan holds is the programme's; where the inputs lie does not count."""
    held, rules = books.plan.model, books.rules
    keys = (key for key in type(rules).model_fields if key != "inputs")
    differing = [key for key in keys if getattr(held, key) != getattr(rules, key)]
    remark = T("The plan's model differs in: {keys}.", keys=", ".join(differing))
    yield agrees("model[]", not differing, remark)


def sources(books: Books) -> Iterator[Finding]:
    """The files that the plan names are those that the programme was read from, byte for byte."""
    named = sorted((file.path, file.sha256) for file in books.plan.inputs)
    read = sorted((file.path, file.sha256) for file in books.programme.files)
    differing = ", ".join(sorted({path for path, _ in set(named) ^ set(read)}))
    yield agrees("inputs[]", named == read, T("Other files than the plan names: {paths}.", paths=differing))


RULES = (
    plan_hash,
    inputs_hash,
    model,
    sources,
    unknown_awards,
    orders,
    commitments,
    awards,
    repayments,
    pools,
    funders,
    credits_,
    credit_bundles,
    targets,
    contributions,
    footprint,
    reclaims,
    fairness,
    indicators,
    objective,
    levels,
    proof,
)
