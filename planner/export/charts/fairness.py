"""What each fairness rule asks and what the plan gives; of a rule for many groups the one nearest to its level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from planner.export.charts.frame import Frame
from planner.export.charts.lettering import wrapped
from planner.export.charts.picture import Picture
from planner.export.charts.placed import SIZE, Box, Placed, Word
from planner.export.colours import DEEP, VERMILLION
from planner.export.numbers import figure, share_in_words
from planner.export.rulebook.rows import row_words
from planner.export.wording import Capital
from planner.languages import T, Text
from planner.plan.plan import FairnessFigure, Plan
from planner.programme.fairness import FairnessRule, FairShare, GiniCeiling
from planner.programme.programme import Programme

_BAR, _LINE, _GAP = 14, 15, 16
"""Height of a bar, of a line of words, and of the room between rules [px]."""


@dataclass(frozen=True)
class _Tightest:
    """A rule's side, the floor or the cap, with the figure nearest to its level; ``members`` groups have one."""

    rule: FairnessRule
    figure: FairnessFigure
    members: int

    @property
    def is_least(self) -> bool:
        """Whether the plan has to reach the level, rather than to stay below."""
        return self.figure.rule.startswith(("floor[", "least["))

    @property
    def full(self) -> float:
        """What a bar across the whole drawing stands for: everything, or a little more than both figures."""
        if isinstance(self.rule, FairShare | GiniCeiling) and max(self.figure.level, self.figure.value) > 0.1:
            return 1.0
        return 1.25 * max(self.figure.level, self.figure.value, 1e-12)

    def amount(self, value: float) -> Text:
        """A share as a percentage, anything else as a figure."""
        return share_in_words(value, 2) if isinstance(self.rule, FairShare) else figure(value, 4, least=0)


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a rule with a mark at its level; none where the programme has no fairness rule."""
    rules = _tightest(plan)
    if not rules:
        return None
    drawing = Placed(frame, 0)
    y = 0.0
    for each in rules:
        y = _draw(drawing, each, plan, y)
    drawing.height = y
    says = T(
        "The bar is what the plan gives, the mark what the rule asks; of a rule for many groups the group that is "
        "nearest to its level."
    )
    return Picture("fairness", frame.words(T("Fairness: asked and given")), frame.words(says), drawing.chart(), frame)


def _draw(drawing: Placed, each: _Tightest, plan: Plan, y: float) -> float:
    """The rule's words, its bar, its figures; gives where the next one begins."""
    words, wide = drawing.frame.words, drawing.width
    says = words(row_words(plan.model, each.figure.rule).says)
    for line in wrapped(says, wide, SIZE + 0.5, 3):
        drawing.words.append(Word(0, y + 7, line, bold=True))
        y += _LINE
    y += 3
    length = max(0.0, min(each.figure.value / each.full, 1.0)) * wide
    mark = min(each.figure.level / each.full, 1.0) * wide
    figures = words(_figures(each, plan))
    drawing.boxes.append(Box(0, y, wide, _BAR, "#F3F4F6"))
    drawing.boxes.append(Box(0, y + 2, length, _BAR - 4, DEEP, figures))
    drawing.boxes.append(Box(min(max(mark - 1.5, 0), wide - 3), y - 2, 3, _BAR + 4, VERMILLION, figures))
    y += _BAR + 4
    for line in wrapped(figures, wide, SIZE, 2):
        drawing.words.append(Word(0, y + 7, line))
        y += _LINE
    return y + _GAP


def _figures(each: _Tightest, plan: Plan) -> Text:
    """Asked and given, and whose figures these are."""
    asked, given = each.amount(each.figure.level), each.amount(each.figure.value)
    about = row_words(plan.model, each.figure.rule).about
    says = (
        T("at least {asked} asked, {given} given", asked=asked, given=given)
        if each.is_least
        else T("at most {asked} asked, {given} given", asked=asked, given=given)
    )
    if each.members == 1:
        return Capital(says)
    return T(
        "{figures} ({group}, the nearest of {count})",
        figures=Capital(says),
        group=about or "",
        count=figure(each.members, 0),
    )


def _tightest(plan: Plan) -> list[_Tightest]:
    sides: dict[tuple[int, str], list[FairnessFigure]] = defaultdict(list)
    for one in plan.fairness:
        kind, _, index = one.rule.removesuffix("]").partition("[")
        number = index.partition(",")[0]
        if number.isdecimal() and 1 <= int(number) <= len(plan.model.fairness):
            sides[int(number), kind].append(one)
    return [
        _Tightest(
            plan.model.fairness[number - 1], min(figures, key=lambda one: abs(one.value - one.level)), len(figures)
        )
        for (number, _), figures in sorted(sides.items(), key=lambda side: side[0])
    ]
