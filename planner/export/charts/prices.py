"""What each fairness rule costs: the objective without it, less the objective with it."""

from __future__ import annotations

from planner.export.charts.frame import Frame
from planner.export.charts.lettering import width, wrapped
from planner.export.charts.picture import Picture
from planner.export.charts.placed import SIZE, Box, Placed, Word
from planner.export.colours import AMBER, INK
from planner.export.measures import Unit
from planner.export.numbers import figure, share_in_words
from planner.export.prices import rule_words
from planner.export.wording import Joined
from planner.languages import T, Text
from planner.study.price import Price, Prices

_BAR, _LINE, _GAP = 14, 15, 14
"""Height of a bar, of a line of words, and of the room between prices [px]."""


def picture(prices: Prices, frame: Frame) -> Picture | None:
    """A bar a rule; a thin line shows between what the price is proven to lie. None where nothing has a price."""
    if not prices.prices:
        return None
    drawing = Placed(frame, 0)
    longest = max((price.most or price.price for price in prices.prices), default=0.0)
    longest = max(longest, *(price.price for price in prices.prices), 1e-9)
    y = 0.0
    for price in prices.prices:
        y = _draw(drawing, price, prices, longest, y)
    drawing.height = y
    parts: list[Text] = [
        T(
            "By how much the objective would be better without a rule, found by solving without it [{unit}].",
            unit=Unit(prices.unit),
        )
    ]
    if prices.stopped:
        parts.append(T("A limit stopped a search: prices are between the bounds shown."))
    says = Joined(parts, " ")
    return Picture("prices", frame.words(T("What each fairness rule costs")), frame.words(says), drawing.chart(), frame)


def _draw(drawing: Placed, price: Price, prices: Prices, longest: float, y: float) -> float:
    words = drawing.frame.words
    rule, says = words(rule_words(price, prices)), words(_figures(price, prices))
    for line in wrapped(rule, drawing.width, SIZE + 0.5, 3):
        drawing.words.append(Word(0, y + 7, line, bold=True))
        y += _LINE
    y += 3
    room, below = _room(drawing, prices)
    scale = room / longest
    length = max(0.0, price.price) * scale
    drawing.boxes.append(Box(0, y, max(length, 1.0), _BAR, AMBER, f"{rule} {says}"))
    reach = length
    if price.least is not None and price.most is not None and (price.most - price.least) * scale > 1:
        drawing.boxes.append(
            Box(price.least * scale, y + _BAR / 2 - 1, (price.most - price.least) * scale, 2, INK, says)
        )
        reach = max(length, price.most * scale)
    y += _BAR
    if below:
        drawing.words.append(Word(0, y + 9, says))
        y += _LINE + 2
    else:
        drawing.words.append(Word(reach + 6, y - _BAR / 2, says))
    return y + _GAP


def _room(drawing: Placed, prices: Prices) -> tuple[float, bool]:
    """How long the longest bar is [px], and whether figures stand below the bars: one scale for all of them."""
    figures = (drawing.frame.words(_figures(price, prices)) for price in prices.prices)
    beside = drawing.width - max(width(says, SIZE) for says in figures) - 10
    return (drawing.width, True) if beside < drawing.width * 0.3 else (beside, False)


def _figures(price: Price, prices: Prices) -> Text:
    digits = 0 if abs(price.price) >= 100 else 3
    amount = T("{value} {unit}", value=figure(price.price, digits, least=0), unit=Unit(prices.unit))
    return (
        amount
        if price.share is None or price.share < 0
        else T("{amount} ({share})", amount=amount, share=share_in_words(price.share, 2))
    )
