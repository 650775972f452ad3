"""Words for the marks and figures of a plan: sizes, payers, shares, statuses."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from planner.languages import Language, T, Text
from planner.plan.plan import OWN, ObjectiveValue, Plan, TieBreak, is_pool
from planner.programme.funder import Funder
from planner.programme.quantities import written
from planner.programme.rules import Rules


class Verbatim(Text):
    """Somebody's own words: a name, an id, a remark. Not a template, and the same in every language."""

    def to(self, language: Language) -> str:
        """The words as they are."""
        return self.template


class Capital(Text):
    """A text that begins a line: its first letter is a capital where letters have capitals."""

    def __init__(self, text: Text) -> None:
        super().__init__("{text}", {"text": text})

    def to(self, language: Language) -> str:
        """The words in that language, the first letter large."""
        words = super().to(language)
        return words[:1].upper() + words[1:]


class Joined(Text):
    """Texts one after another."""

    def __init__(self, parts: Iterable[Text], between: str) -> None:
        super().__init__(between, {str(place): part for place, part in enumerate(parts)})

    def to(self, language: Language) -> str:
        """The parts in that language, with what stands between them."""
        return self.template.join(part.to(language) for part in self.values.values() if isinstance(part, Text))


def listed(names: Iterable[object]) -> Verbatim:
    """Names in a row, parted by commas."""
    return Verbatim(", ".join(str(name) for name in names))


def percent(share: Fraction | Decimal) -> str:
    """A share as it would be said: 60 %, 33.3 %; at most three decimals."""
    return f"{number(Fraction(share) * 100)} %"


def number(value: Fraction) -> str:
    """A number with separators, as short as it is exact; otherwise with three decimals."""
    short = written(value)
    if isinstance(short, str):
        short = round(float(value), 3)
    return f"{short:,}"


SIZES = {
    "small": T("small"),
    "medium": T("medium"),
    "mid-sized": T("mid-sized"),
    "large": T("large"),
}
"""Size classes of firms."""

KINDS = {"government": T("government"), "oem": T("lead firm")}
"""Kinds of funders. An OEM need not make cars: the firm at the head of a chain leads it, whatever it makes."""

MARKS = {
    "tier": T("tier"),
    "region": T("region"),
    "size": T("size"),
    "process": T("process"),
    "consortium": T("consortium"),
    "supplier": T("supplier"),
}
"""Marks by which suppliers are grouped."""

OVER = {
    "award": T("award by award"),
    "upgrade": T("upgrade by upgrade"),
    "year": T("year by year"),
    "programme": T("over the whole programme"),
}
"""Where a ratio holds."""

SHARED_OUT = {"support": T("support"), "tonnes": T("lifetime tonnes"), "count": T("number of awards")}
"""What fairness rules and technology limits share out."""


def size_name(size: str | None) -> Text | None:
    """The size class in words; not given: nothing."""
    return None if size is None else SIZES[size]


def funder_name(funder: Funder) -> str:
    """Name and id of a funder; the id alone where it has no other name."""
    return funder.id if funder.name in (None, funder.id) else f"{funder.name} ({funder.id})"


def payer_name(rules: Rules, payer: str) -> Text:
    """A payer as a rule or a plan names it, in words."""
    if payer == OWN:
        return T("own money of the supplier")
    if payer == "pool" or is_pool(payer):
        return T("returned money")
    known = next((funder for funder in rules.funders if funder.id == payer), None)
    return Verbatim(payer if known is None else funder_name(known))


def payer_names(rules: Rules, payers: Sequence[str]) -> Text:
    """Several payers in a row."""
    return Joined([payer_name(rules, payer) for payer in payers], ", ")


def status_name(plan: Plan) -> Text:
    """How good the plan is known to be. 'Optimal' is said only where it is proven, and by what."""
    gap = _widest_gap(plan)
    if plan.status == "optimal":
        return (
            T("optimal (proven by a certificate that needs no trust in the solver)")
            if plan.proof == "certified"
            else T("optimal (proven by the solver)")
        )
    if gap is None:
        return T("valid, stopped before the search ended; how far from the best is not known")
    if plan.status == "within_gap":
        return (
            T("within {gap} of the best possible (proven by a certificate)", gap=gap_in_words(gap))
            if plan.proof == "certified"
            else T("within {gap} of the best possible (by the solver's word)", gap=gap_in_words(gap))
        )
    return T("valid, stopped before the search ended; at most {gap} from the best possible", gap=gap_in_words(gap))


def decided_by_tie_break(ties: TieBreak) -> Text:
    """How many suppliers the published order alone decided."""
    count = len(ties.suppliers)
    if not ties.complete:
        return T("{count} or more suppliers", count=f"{count:,}")
    if count == 0:
        return T("no supplier")
    return T("1 supplier") if count == 1 else T("{count} suppliers", count=f"{count:,}")


def _widest_gap(plan: Plan) -> float | None:
    """The gap of the objective that is farthest from its best; none where any is not known."""
    known = [level.gap for level in objective_values(plan) if level.gap is not None]
    return max(known) if len(known) == len(objective_values(plan)) else None


def objective_values(plan: Plan) -> tuple[ObjectiveValue, ...]:
    """The objectives of a plan in their order, also where there is only one."""
    return plan.levels or (plan.objective,)


def gap_in_words(gap: float) -> str:
    """A gap as a percentage with the digits that matter; never rounded down to nothing.

    Less than two neighbouring floating-point numbers differ by is nothing: no solver's bound tells so much.
    """
    hundredths = gap * 100
    return "0 %" if gap < sys.float_info.epsilon else "< 0.0001 %" if hundredths < 1e-4 else f"{hundredths:.4g} %"
