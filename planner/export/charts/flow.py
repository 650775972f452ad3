"""The flow of the money: from the payers to tier 1, from tier 1 back into the pools, and on to tier 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.export.charts.amounts import Money
from planner.export.charts.frame import Frame
from planner.export.charts.lettering import width, wrapped
from planner.export.charts.money_network import (
    FATE,
    FIRST,
    LATER,
    LEFT,
    LOST,
    NO_POOL,
    PAYER,
    RETURNS,
    SECOND,
    Flow,
    Node,
    money_network,
    through,
)
from planner.export.charts.payer_colours import payer_colours
from planner.export.charts.payers import payer_names
from planner.export.charts.picture import Picture
from planner.export.charts.placed import SIZE, Box, Placed, Ribbon, Word
from planner.export.colours import DARK_GREEN, GREEN, GREY, INK, LIGHT_GREEN
from planner.export.numbers import MoneyUnit, money, parts_of_money, won_in_words
from planner.export.returned import Returned, in_words
from planner.export.wording import SIZES, Joined, Verbatim
from planner.languages import T, Text
from planner.plan.plan import Indicators, Plan
from planner.programme.programme import Programme

_BAR = 9
"""How wide a node is [px]."""

_LINE = 14
"""From one line of a label to the next [px]."""

_POINTS = 12
"""A ribbon bends in so many steps."""

_FATES = {
    RETURNS: T("Returned money"),
    LATER: T("Still to come back"),
    NO_POOL: T("Given back to no pool"),
    LOST: T("Allowance for losses"),
    LEFT: T("Left in the pools"),
}

_FATE_COLOURS = {RETURNS: GREEN, LATER: LIGHT_GREEN, NO_POOL: GREY, LOST: GREY, LEFT: DARK_GREEN}
"""Greens, as of all that comes back, and grey for what is lost: none is a payer's."""

_HEADINGS = (T("Payers of tier 1"), T("Tier 1"), T("Returned money, payers of tier 2"), T("Tier 2"))


def _top(frame: Frame) -> float:
    """Room for the headings above the nodes [px]."""
    return 64 if frame.is_narrow else 36


@dataclass(frozen=True)
class _Label:
    """Name and money of a node in lines that fit beside it."""

    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """How high it is [px]."""
        return _LINE * len(self.lines)


@dataclass
class _Spot:
    """Where a node stands, and how far its sides are taken by ribbons [px]."""

    x: float
    y: float
    height: float
    left: float = 0.0
    right: float = 0.0


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """Nodes as high as their money, ribbons between them; none without awards."""
    flows = money_network(plan, programme, 4 if frame.is_narrow else 6)
    if not flows:
        return None
    drawing = _drawing(plan, flows, frame)
    return Picture("flow", frame.words(T("Flow of the money")), frame.words(_says(plan, flows)), drawing.chart(), frame)


def _says(plan: Plan, flows: Sequence[Flow]) -> Text:
    """Who pays for all, and what becomes of what is given back: parts as shown add up to the whole as shown."""
    figures = plan.indicators
    unit = Money.for_size(figures.all_won).unit
    told = [_who_pays(figures, unit)]
    if figures.owed_won:
        told.append(_what_comes_back(plan, unit))
        told.append(T("Of what suppliers of tier 1 receive, only what they give back flows on."))
    return Joined(told, " ")


def _who_pays(figures: Indicators, unit: MoneyUnit) -> Text:
    recycled, fresh, own = parts_of_money(figures.recycled_won, (figures.fresh_won, figures.own_won), unit)
    paid = {"cost": money(figures.all_won, unit), "fresh": fresh, "own": own}
    if not figures.recycled_won:
        return T("The equipment costs {cost}: funders pay {fresh}, suppliers themselves {own}.", **paid)
    return T(
        "The equipment costs {cost}: funders pay {fresh}, returned money {recycled}, suppliers themselves {own}.",
        recycled=recycled,
        **paid,
    )


def _what_comes_back(plan: Plan, unit: MoneyUnit) -> Text:
    returned = Returned.of(plan)
    return T(
        "Tier 1 gives {owed} back: {parts}.",
        owed=money(returned.won, unit),
        parts=in_words(returned, lambda spent, others: parts_of_money(spent, others, unit)),
    )


def _drawing(plan: Plan, flows: Sequence[Flow], frame: Frame) -> Placed:
    drawing = Placed(frame, 510 if frame.is_narrow else 390, halo=True)
    won, shown = through(flows), Money.for_size(plan.indicators.all_won)
    columns = _columns(won, plan)
    names = {node: frame.words(_name(node, plan)) for node in won}
    labels = {node: _label(node, names[node], frame.words(_short(won[node], shown)), drawing) for node in won}
    gap = max(label.height for label in labels.values()) + 3
    scale = _scale(columns, won, gap, drawing)
    spots = _spots(columns, won, scale, gap, drawing)
    colours = {node: _colour(node, plan) for node in spots}
    order = {node: place for place, node in enumerate(spots)}
    for flow in sorted(flows, key=lambda flow: (order[flow.source], order[flow.target])):
        says = T(
            "{source} → {target}: {won}",
            source=names[flow.source],
            target=names[flow.target],
            won=won_in_words(flow.won),
        )
        colour = colours[flow.target] if flow.target.sort == FATE else colours[flow.source]
        edges = _edges(spots[flow.source], spots[flow.target], flow.won * scale)
        drawing.ribbons.append(Ribbon(edges, colour, frame.words(says)))
    for node, spot in spots.items():
        says = T("{name}: {won}", name=names[node], won=won_in_words(won[node]))
        drawing.boxes.append(Box(spot.x, spot.y, _BAR, max(spot.height, 1), colours[node], frame.words(says)))
        drawing.words.extend(_beside(spot, labels[node]))
    drawing.words.extend(_headings(columns, drawing))
    drawing.height = max(spot.y + spot.height for spot in spots.values()) + SIZE + 4
    return drawing


def _columns(won: Mapping[Node, int], plan: Plan) -> list[list[Node]]:
    """The nodes column by column: payers as everywhere, groups by their money, what comes back above who else pays."""
    payers = {payer: place for place, payer in enumerate(payer_names(plan))}
    fates = {fate: place for place, fate in enumerate(_FATES)}

    def place(node: Node) -> tuple[int, bool, int, str]:
        if node.sort in (FIRST, SECOND):
            return 0, node.name is None, -won[node], node.name or ""
        name = node.name or ""
        return (1, False, fates[name], "") if node.sort == FATE else (2, False, payers[name], "")

    columns: dict[int, list[Node]] = defaultdict(list)
    for node in sorted(won, key=place):
        columns[node.column].append(node)
    return [columns[number] for number in range(4)]


def _scale(columns: Sequence[Sequence[Node]], won: Mapping[Node, int], gap: float, drawing: Placed) -> float:
    """Pixels for a won, so that the fullest column fits."""
    height = drawing.height - _top(drawing.frame)
    return min((height - gap * len(column)) / sum(won[node] for node in column) for column in columns if column)


def _spots(
    columns: Sequence[Sequence[Node]], won: Mapping[Node, int], scale: float, gap: float, drawing: Placed
) -> dict[Node, _Spot]:
    """Node under node; between them a gap [px] as high as the highest label, which the thinnest needs."""
    spots: dict[Node, _Spot] = {}
    for number, column in enumerate(columns):
        y = _top(drawing.frame)
        for node in column:
            spots[node] = _Spot(number * _across(drawing), y, won[node] * scale)
            y += won[node] * scale + gap
    return spots


def _across(drawing: Placed) -> float:
    """From a column to the next [px]."""
    return (drawing.width - _label_room(drawing)) / (len(_HEADINGS) - 1)


def _label_room(drawing: Placed) -> float:
    """What the labels of the last column take to the right of it."""
    return drawing.width * (0.24 if drawing.frame.is_narrow else 0.22)


def _edges(source: _Spot, target: _Spot, thick: float) -> tuple[tuple[float, float, float], ...]:
    """A band that leaves and arrives level; takes its room at both ends."""
    start, end = source.y + source.right, target.y + target.left
    source.right += thick
    target.left += thick
    first, last = source.x + _BAR, target.x
    edges = []
    for point in range(_POINTS + 1):
        part = point / _POINTS
        y = start + (end - start) * part * part * (3 - 2 * part)
        edges.append((round(first + (last - first) * part, 2), round(y, 2), round(y + thick, 2)))
    return tuple(edges)


def _label(node: Node, name: str, amount: str, drawing: Placed) -> _Label:
    """On one line where there is room, else the name in as many as it may take, and the money after it or below."""
    column = _label_room(drawing) if node.column == len(_HEADINGS) - 1 else _across(drawing)
    room = column - _BAR - 6
    if width(f"{name} {amount}", SIZE) <= room:
        return _Label((f"{name} {amount}",))
    *above, last = wrapped(name, room, SIZE, 2 if drawing.frame.is_narrow else 1)
    together = f"{last} {amount}"
    return _Label((*above, together) if above and width(together, SIZE) <= room else (*above, last, amount))


def _beside(spot: _Spot, label: _Label) -> list[Word]:
    """The lines of a label to the right of its node, about its middle."""
    top = spot.y + spot.height / 2 - (label.height - _LINE) / 2
    return [Word(spot.x + _BAR + 4, top + place * _LINE, line) for place, line in enumerate(label.lines)]


def _headings(columns: Sequence[Sequence[Node]], drawing: Placed) -> list[Word]:
    """What stands in each column that has anything."""
    room, across = _label_room(drawing), _across(drawing)
    return [
        Word(number * across, 6 + 14 * line, words, bold=True)
        for number, column in enumerate(columns)
        if column
        for line, words in enumerate(
            wrapped(
                drawing.frame.words(_HEADINGS[number]), across - 6 if number < len(columns) - 1 else room, SIZE + 1, 4
            )
        )
    ]


def _name(node: Node, plan: Plan) -> Text:
    if node.sort == PAYER:
        called = {funder.id: Verbatim(funder.name or funder.id) for funder in plan.model.funders}
        return called.get(node.name or "", payer_names(plan)[node.name or ""])
    if node.sort == FATE:
        return _FATES[node.name or ""]
    if node.name is None:
        return T("all others")
    return SIZES.get(node.name, Verbatim(node.name)) if node.name else T("not stated")


def _colour(node: Node, plan: Plan) -> str:
    if node.sort == FATE:
        return _FATE_COLOURS[node.name or ""]
    return payer_colours(plan)[node.name or ""] if node.sort == PAYER else INK


def _short(won: int, usual: Money) -> Text:
    """An amount with few digits, for a label, in the drawing's unit unless that would say nothing.

    The whole won are told when it is pointed at.
    """
    shown = usual if won * 10 >= usual.unit.value else Money.for_size(won)
    return shown.says(won)
