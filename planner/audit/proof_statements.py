"""What the plan states of how good it is: figures that agree with one another, and nothing that has no proof.

Whether a certificate proves a bound is for :mod:`planner.certificate` to find out. Here the plan's words are held
together: bound, gap and value, and what rounding may have taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding
from planner.audit.stated import agrees, exact_figure
from planner.audit.tonnage import KG
from planner.languages import T
from planner.plan.plan import ObjectiveValue
from planner.programme.objective import Objective

FLOATING = Fraction(1, 10**14)
"""Bounds, gaps and values are stated as floating-point numbers, each so close to what it stands for."""


def proof(books: Books) -> Iterator[Finding]:
    """Optimal is only what has bounds and a certificate; each bound, gap and value of an objective go together."""
    plan = books.plan
    certified = plan.certificate is not None
    yield agrees("proof[]", (plan.proof == "certified") == certified, T("Certified is what has a certificate."))
    stated = plan.levels or (plan.objective,)
    proven = certified and all(value.bound is not None for value in stated)
    yield agrees("status[]", plan.status != "optimal" or proven, T("Optimal is what is proven in every objective."))
    yield agrees("levels[first]", stated[0] == plan.objective, T("The objective is the first of the levels."))
    yield agrees("tie_break[]", _names_suppliers(books), T("Tie-breaks decide of suppliers of the inputs, by id."))
    for number, (value, rule) in enumerate(zip(stated, books.rules.objective, strict=False), start=1):
        yield agrees(f"gap[{number}]", _gap_agrees(value, rule), T("Bound, gap and value do not go together."))
        remark = T("Before rounding the value cannot be so far from what it is in the plan.")
        yield agrees(f"exact[{number}]", _is_near(books, value, rule), remark)


def _names_suppliers(books: Books) -> bool:
    """Whether those who are said to be decided by tie-break are suppliers, in code-point order, each once."""
    named = () if books.plan.tie_break is None else books.plan.tie_break.suppliers
    return list(named) == sorted(set(named) & books.programme.suppliers.keys())


def _gap_agrees(value: ObjectiveValue, rule: Objective) -> bool:
    r"""The gap is :math:`\max(0, \pm(b - v)) / |v|` of the value before rounding, where that is stated; none without a
    bound or a value.
    """
    if value.bound is None:
        return value.gap is None
    bound, base = exact_figure(value.bound), exact_figure(value.value if value.exact is None else value.exact)
    if bound is None or base is None:
        return False
    missing = max((bound - base) * (1 if rule.minimise is None else -1), Fraction(0))
    near = FLOATING * (abs(bound) + abs(base) + 1)
    if value.gap is None:
        return base == 0
    gap = exact_figure(value.gap)
    return gap is not None and gap >= 0 and abs(gap * abs(base) - missing) <= near


def _is_near(books: Books, value: ObjectiveValue, rule: Objective) -> bool:
    """Rounding takes nothing of won, and of tonnes half a kilogram for each award and counting year; how much of other
    objectives is not asked here.
    """
    if value.exact is None:
        return books.plan.certificate is None
    exact, stated = exact_figure(value.exact), exact_figure(value.value)
    if exact is None or stated is None:
        return False
    if rule.minimise == "changed_awards":
        return abs(exact - stated) <= FLOATING * (abs(stated) + 1)
    if rule.minimise is not None:
        return exact == stated
    if rule.maximise is None or rule.maximise == "discounted_tonnes":
        return True
    most = Fraction(sum(len(books.tonnage.years(entry.upgrade, entry.award.year)) for entry in books.entries), 2 * KG)
    return abs(exact - stated) <= most + FLOATING * abs(stated)
