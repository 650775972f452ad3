"""Whom a rule means: the suppliers and upgrades that carry the marks that its selector names."""

from __future__ import annotations

from collections.abc import Container

from planner.programme.rules import Rules
from planner.programme.selector import Selector, SupplierSelector
from planner.programme.supplier import Supplier

MARKS = {
    "tier": "tier",
    "size": "size",
    "region": "region",
    "consortium": "consortium",
    "process": "process",
    "supplier": "supplier_id",
}
"""The marks that a selector may list values of, each with the supplier's field; beside them stand the trading scheme,
technologies and their classes."""

type Named = tuple[tuple[str, Container[object]], ...]


class Meant:
    """Selectors held against suppliers and technologies. A mark that is not named does not count; a supplier that does
    not carry a named mark is not meant.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._class_of = {
            technology: name for name, members in rules.technology_classes.items() for technology in members
        }
        self._named: dict[int, tuple[SupplierSelector, Named]] = {}

    def is_in(self, group: str, supplier: Supplier) -> bool:
        """Whether the group of that name, as the model states it, has the supplier in it; unknown ones have none."""
        groups = self._rules.groups
        return group in groups and self.takes_supplier(groups[group], supplier)

    def takes_supplier(self, selector: SupplierSelector, supplier: Supplier) -> bool:
        """Whether the supplier carries all that is named; a blank about the trading scheme counts as outside."""
        if selector.ets_covered is not None and bool(supplier.ets_covered) != selector.ets_covered:
            return False
        return all(getattr(supplier, field) in values for field, values in self._marks(selector))

    def takes(self, selector: Selector, supplier: Supplier, technology: str) -> bool:
        """The same of an upgrade: its supplier, its technology and the class of that."""
        if selector.technology is not None and technology not in selector.technology:
            return False
        classes = selector.technology_class
        if classes is not None and self._class_of.get(technology) not in classes:
            return False
        return self.takes_supplier(selector, supplier)

    def _marks(self, selector: SupplierSelector) -> Named:
        """The fields that the selector asks for, with the values it names: looked up once for each selector, which is
        kept, so that no other can take its place.
        """
        found = self._named.get(id(selector))
        if found is None:
            values = ((field, getattr(selector, mark)) for mark, field in MARKS.items())
            found = selector, tuple((field, given) for field, given in values if given is not None)
            self._named[id(selector)] = found
        return found[1]
