"""Whom a rule speaks of, in words."""

from __future__ import annotations

from planner.export.wording import SIZES, Joined, listed
from planner.languages import T, Text
from planner.programme.selector import Selector, SupplierSelector


def selection(selector: SupplierSelector) -> Text:
    """The suppliers and upgrades that a selector takes."""
    marks = _supplier_marks(selector) + (_upgrade_marks(selector) if isinstance(selector, Selector) else [])
    return Joined(marks, "; ") if marks else T("all suppliers")


def _supplier_marks(selector: SupplierSelector) -> list[Text]:
    marks: list[Text] = []
    if selector.tier is not None:
        marks.append(T("suppliers of tier {tiers}", tiers=listed(selector.tier)))
    if selector.size is not None:
        marks.append(T("size: {sizes}", sizes=Joined([SIZES[size] for size in selector.size], ", ")))
    if selector.region is not None:
        marks.append(T("region: {names}", names=listed(selector.region)))
    if selector.consortium is not None:
        marks.append(T("consortium: {names}", names=listed(selector.consortium)))
    if selector.process is not None:
        marks.append(T("process: {names}", names=listed(selector.process)))
    if selector.supplier is not None:
        marks.append(T("supplier: {names}", names=listed(selector.supplier)))
    if selector.ets_covered is not None:
        marks.append(
            T("in the emissions trading scheme") if selector.ets_covered else T("outside the emissions trading scheme")
        )
    return marks


def _upgrade_marks(selector: Selector) -> list[Text]:
    marks: list[Text] = []
    if selector.technology is not None:
        marks.append(T("technology: {names}", names=listed(selector.technology)))
    if selector.technology_class is not None:
        marks.append(T("technology class: {names}", names=listed(selector.technology_class)))
    return marks
