"""Whom a rule speaks of: suppliers and upgrades picked by their marks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planner.programme.quantities import Name, OneOrMany, Vocabulary
from planner.programme.supplier import Size, Supplier, Tier

type Attribute = Literal["tier", "region", "size", "process", "consortium", "supplier"]
"""A mark by which suppliers are grouped."""


class SupplierSelector(Vocabulary):
    """Suppliers that carry one of the listed values of every named mark; a mark that is not named does not count."""

    tier: OneOrMany[Tier] | None = Field(None, description="Tiers.")
    size: OneOrMany[Size] | None = Field(None, description="Size classes.")
    region: OneOrMany[Name] | None = Field(None, description="Regions.")
    consortium: OneOrMany[Name] | None = Field(None, description="Consortia.")
    process: OneOrMany[Name] | None = Field(None, description="Processes.")
    supplier: OneOrMany[Name] | None = Field(None, description="Supplier ids.")
    ets_covered: bool | None = Field(None, description="In the trading scheme, or outside; blank counts as outside.")

    def takes_supplier(self, supplier: Supplier) -> bool:
        """Whether the supplier is meant."""
        return (
            (self.tier is None or supplier.tier in self.tier)
            and (self.size is None or supplier.size in self.size)
            and (self.region is None or supplier.region in self.region)
            and (self.consortium is None or supplier.consortium in self.consortium)
            and (self.process is None or supplier.process in self.process)
            and (self.supplier is None or supplier.supplier_id in self.supplier)
            and (self.ets_covered is None or bool(supplier.ets_covered) == self.ets_covered)
        )


class Selector(SupplierSelector):
    """Upgrades of suppliers so picked, of the listed technologies or classes of technology."""

    technology: OneOrMany[Name] | None = Field(None, description="Technologies.")
    technology_class: OneOrMany[Name] | None = Field(
        None, description="Classes of technology, as named under technology_classes."
    )

    def takes(self, supplier: Supplier, technology: str, technology_class: str | None) -> bool:
        """Whether an upgrade of that technology at that supplier is meant."""
        return (
            self.takes_supplier(supplier)
            and (self.technology is None or technology in self.technology)
            and (self.technology_class is None or technology_class in self.technology_class)
        )


def attribute_of(supplier: Supplier, attribute: Attribute) -> str | None:
    """The supplier's value of a mark, as text."""
    value = supplier.supplier_id if attribute == "supplier" else getattr(supplier, attribute)
    return None if value is None else str(value)
