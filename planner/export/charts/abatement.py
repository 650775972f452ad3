"""The abatement cost curve: every candidate as wide as its tonnes, as high as its won per tonne, the cheapest first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from planner.export.candidates import Candidate, cut_off
from planner.export.charts.bars import plot_width
from planner.export.charts.frame import Frame
from planner.export.charts.lettering import width
from planner.export.charts.look import legend
from planner.export.charts.picture import Picture
from planner.export.charts.placed import SIZE
from planner.export.colours import DEEP, INK, PALE, VERMILLION
from planner.export.cost_steps import Step, steps_on_dots
from planner.export.numbers import counted, figure, share_in_words, tonnes_in_words
from planner.export.wording import Joined
from planner.languages import T, Text

_MARGIN = 84
"""What the axis takes beside the drawing [px]."""

_FAR = 3
"""Steps that are more than so many times as high as nineteen tonnes in twenty are cut off at the top."""


def picture(found: Sequence[Candidate], frame: Frame) -> Picture | None:
    """The curve of all candidates of a plan with its cut-off; none where no candidate saves anything."""
    saving = [candidate for candidate in found if candidate.saves]
    if not saving:
        return None
    steps = steps_on_dots(saving, plot_width(frame, _MARGIN))
    top = _top(steps)
    return Picture(
        "abatement",
        frame.words(T("Abatement cost curve")),
        frame.words(_says(found, saving, steps, top)),
        _chart(steps, top, cut_off(saving), frame),
        frame,
    )


def _top(steps: Sequence[Step]) -> Fraction:
    """How high the drawing goes [won/t]: to the highest step, or where few stand far above the others, lower."""
    whole, reached = steps[-1].end, Fraction(0)
    for each in steps:
        reached = each.end
        if reached >= whole * Fraction(19, 20):
            break
    highest = max(each.won_per_tonne for each in steps)
    return min(highest, _FAR * each.won_per_tonne) or Fraction(1)


def _says(found: Sequence[Candidate], saving: Sequence[Candidate], steps: Sequence[Step], top: Fraction) -> Text:
    funded = sum(1 for candidate in saving if candidate.awarded)
    _, won = cut_off(saving)
    parts: list[Text] = [
        T(
            "Each of {count} candidates is as wide as its lifetime tonnes and as high as what a tonne of it costs, the "
            "cheapest first; {funded} are funded.",
            count=figure(len(saving), 0),
            funded=figure(funded, 0),
        )
    ]
    if funded:
        parts.append(
            T(
                "The line: by cost alone, the plan's tonnes would be reached with candidates of up to {won} won per "
                "tonne.",
                won=figure(won, 0),
            )
        )
        cheap = _cheap_part(saving, won)
        parts.append(
            T("All that is funded lies left of it.")
            if cheap == 1
            else T(
                "{share} of what is funded lies left of it; rules and purses put the rest right of it.",
                share=share_in_words(cheap, 0),
            )
        )
    if any(len(each.candidates) > 1 for each in steps):
        parts.append(T("Steps narrower than a dot are drawn together, at their mean."))
    if len(found) > len(saving):
        left = len(found) - len(saving)
        parts.append(
            counted(
                left,
                T("1 candidate saves nothing and is left out."),
                T("{count} candidates save nothing and are left out."),
            )
        )
    if any(candidate.upgrade.alternative_group for candidate in saving):
        parts.append(T("Alternatives that exclude each other all stand in the curve."))
    if any(each.won_per_tonne > top for each in steps):
        parts.append(T("Steps above {won} won per tonne are cut off.", won=figure(top, 0)))
    return Joined(parts, " ")


def _who(step: Step) -> Text:
    """Who and what a step is, its tonnes and its won per tonne."""
    words = {"tonnes": tonnes_in_words(step.end - step.start), "won": figure(step.won_per_tonne, 0)}
    if len(step.candidates) > 1:
        return T(
            "{count} upgrades together: {tonnes}, {won} won per tonne on average",
            count=figure(len(step.candidates), 0),
            **words,
        )
    candidate = step.candidates[0]
    return T(
        "{upgrade}, {supplier} ({technology}): {tonnes}, {won} won per tonne",
        upgrade=candidate.upgrade.upgrade_id,
        supplier=candidate.supplier.name or candidate.supplier.supplier_id,
        technology=candidate.upgrade.technology,
        **words,
    )


def _cheap_part(saving: Sequence[Candidate], won: Fraction) -> Fraction:
    """The part of the funded tonnes that costs no more than so much a tonne."""
    whole = sum((candidate.awarded_tonnes for candidate in saving), Fraction(0))
    cheap = (candidate.awarded_tonnes for candidate in saving if (candidate.won_per_tonne or 0) <= won)
    return sum(cheap, Fraction(0)) / whole if whole else Fraction(0)


def _chart(steps: Sequence[Step], top: Fraction, cut: tuple[Fraction, Fraction], frame: Frame) -> Any:
    import altair as alt

    names = {True: frame.words(T("funded")), False: frame.words(T("not funded"))}
    shown = [names[state] for state in (True, False) if any(each.funded == state for each in steps)]
    rows = [
        {
            "start": float(each.start),
            "end": float(each.end),
            "won": float(min(each.won_per_tonne, top)),
            "kind": names[each.funded],
            "hover": f"{frame.words(_who(each))}\n{names[each.funded]}",
        }
        for each in steps
    ]
    across = alt.Scale(domain=[0, float(steps[-1].end)], nice=False)
    upwards = alt.Scale(domain=[0, float(top) * 1.04], nice=False)
    curve = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect()
        .encode(
            x=alt.X(
                "start:Q",
                scale=across,
                title=frame.words(T("Lifetime tonnes, all candidates together (t CO2e)")),
                axis=alt.Axis(format=",f", tickCount=3 if frame.is_narrow else 7, grid=False),
            ),
            x2="end:Q",
            y=alt.Y(
                "won:Q",
                scale=upwards,
                title=frame.words(T("Cost per lifetime tonne (won/t)")),
                axis=alt.Axis(format=",f", tickCount=6),
            ),
            y2=alt.datum(0),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=shown, range=[DEEP if name == names[True] else PALE for name in shown]),
                legend=legend(2, narrow=False),
            ),
            description=alt.Description("hover:N"),
        )
    )
    layers = [curve] if not cut[0] else [curve, *_line(cut, top, float(steps[-1].end), across, upwards, frame)]
    return alt.layer(*layers).properties(width=plot_width(frame, _MARGIN), height=260)


def _line(
    cut: tuple[Fraction, Fraction], top: Fraction, last: float, across: Any, upwards: Any, frame: Frame
) -> tuple[Any, ...]:
    """The cut-off by cost alone, with its words on the side where there is more room."""
    import altair as alt

    tonnes, won = (float(part) for part in cut)
    amount = figure(won, 0)
    words = frame.words(T("by cost alone: up to {won} won/t", won=amount))
    right = tonnes > last / 2
    if width(words, SIZE) > (tonnes if right else last - tonnes) / last * plot_width(frame, _MARGIN):
        words = frame.words(T("{won} won/t", won=amount))
    row = {"tonnes": tonnes, "won": float(top), "text": words}
    base = alt.Chart(alt.InlineData(values=[row]))
    place = alt.X("tonnes:Q", scale=across)
    rule = base.mark_rule(color=VERMILLION, strokeWidth=1.5, strokeDash=[5, 3], aria=False).encode(x=place)
    text = base.mark_text(
        align="right" if right else "left", dx=-5 if right else 5, dy=4, baseline="top", color=INK, aria=False
    ).encode(x=place, y=alt.Y("won:Q", scale=upwards), text="text:N")
    return rule, text
