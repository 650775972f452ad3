"""The flow of the money: from the payers to tier 1, from tier 1 back into the pools, and on to tier 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.export.charts.amounts import Money
from planner.export.charts.frame import Frame
from planner.export.charts.lettering import fitted, width, wrapped
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
from planner.export.colours import AMBER, GREEN, GREY, INK, SKY
from planner.export.numbers import won_in_words
from planner.export.wording import SIZES, Joined, Verbatim
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme

_BAR = 9
"""How wide a node is [px]."""

_POINTS = 12
"""A ribbon bends in so many steps."""

_FATES = {
    RETURNS: T("Given back in the award years"),
    LATER: T("Still to come back"),
    NO_POOL: T("Given back to no pool"),
    LOST: T("Allowance for losses"),
    LEFT: T("Left in the pools"),
}

_FATE_COLOURS = {RETURNS: GREEN, LATER: AMBER, NO_POOL: GREY, LOST: GREY, LEFT: SKY}

_HEADINGS = (T("Payers of tier 1"), T("Tier 1"), T("Returned money, payers of tier 2"), T("Tier 2"))


def _top(frame: Frame) -> float:
    """Room for the headings above the nodes [px]."""
    return 64 if frame.is_narrow else 36


def _gap(frame: Frame) -> float:
    """Room between nodes: labels of two lines stand beside the thinnest [px]."""
    return 27 if frame.is_narrow else 17


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
    figures = plan.indicators
    money = Money.for_size(figures.all_won)
    parts: list[Text] = [
        T(
            "Who pays for the equipment: funders {fresh}, suppliers themselves {own}.",
            fresh=money.says(figures.fresh_won),
            own=money.says(figures.own_won),
        )
    ]
    if figures.owed_won:
        parts.append(
            T(
                "Tier 1 gives {owed} back; {recycled} of it are spent again on tier 2. Of what suppliers of tier 1 "
                "receive, only what they give back flows on.",
                owed=money.says(figures.owed_won),
                recycled=money.says(figures.recycled_won),
            )
        )
    if figures.still_to_come_won:
        parts.append(T("{later} are still to come when awards end.", later=_short(figures.still_to_come_won, money)))
    return Joined(parts, " ")


def _drawing(plan: Plan, flows: Sequence[Flow], frame: Frame) -> Placed:
    drawing = Placed(frame, 510 if frame.is_narrow else 390, halo=True)
    won, money = through(flows), Money.for_size(plan.indicators.all_won)
    columns = _columns(won, plan)
    scale = _scale(columns, won, drawing)
    spots = _spots(columns, won, scale, drawing)
    names = {node: frame.words(_name(node, plan)) for node in spots}
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
        drawing.words.extend(_label(spot, names[node], won[node], drawing, money))
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


def _scale(columns: Sequence[Sequence[Node]], won: Mapping[Node, int], drawing: Placed) -> float:
    """Pixels for a won, so that the fullest column fits."""
    height = drawing.height - _top(drawing.frame)
    gap = _gap(drawing.frame)
    return min((height - gap * len(column)) / sum(won[node] for node in column) for column in columns if column)


def _spots(
    columns: Sequence[Sequence[Node]], won: Mapping[Node, int], scale: float, drawing: Placed
) -> dict[Node, _Spot]:
    across = (drawing.width - _label_room(drawing)) / (len(columns) - 1)
    spots: dict[Node, _Spot] = {}
    for number, column in enumerate(columns):
        y = _top(drawing.frame)
        for node in column:
            spots[node] = _Spot(number * across, y, won[node] * scale)
            y += won[node] * scale + _gap(drawing.frame)
    return spots


def _label_room(drawing: Placed) -> float:
    """What the labels of the last column take to the right of it."""
    return drawing.width * (0.24 if drawing.frame.is_narrow else 0.2)


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


def _label(spot: _Spot, name: str, won: int, drawing: Placed, money: Money) -> list[Word]:
    """Name and money beside a node: on one line where there is room, else the money below where the node is high."""
    amount = drawing.frame.words(_short(won, money))
    room = _label_room(drawing) - _BAR - 4
    x, middle = spot.x + _BAR + 4, spot.y + spot.height / 2
    if width(f"{name} {amount}", SIZE) <= room:
        return [Word(x, middle, f"{name} {amount}")]
    if spot.height + _gap(drawing.frame) < 2 * SIZE + 4:
        return [Word(x, middle, f"{fitted(name, room - width(f' {amount}', SIZE), SIZE)} {amount}")]
    return [Word(x, middle - 7, fitted(name, room, SIZE)), Word(x, middle + 7, amount)]


def _headings(columns: Sequence[Sequence[Node]], drawing: Placed) -> list[Word]:
    """What stands in each column that has anything."""
    room = _label_room(drawing)
    across = (drawing.width - room) / (len(columns) - 1)
    return [
        Word(number * across, 6 + 14 * line, words, bold=True)
        for number, column in enumerate(columns)
        if column
        for line, words in enumerate(
            wrapped(
                drawing.frame.words(_HEADINGS[number]), across - 6 if number < len(columns) - 1 else room, SIZE + 1, 3
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


def _short(won: int, money: Money) -> Text:
    """An amount with few digits, for a label, in the drawing's unit unless that would say nothing.

    The whole won are told when it is pointed at.
    """
    shown = money if won * 10 >= money.unit.value else Money.for_size(won)
    return shown.says(won)
