"""What the checks look at: rules and tables as far as they could be read, with the places of everything."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.intake.folder import Folder
from planner.intake.guessing import Guesser
from planner.intake.places import ModelPlaces
from planner.intake.table import Row
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True, eq=False)
class Draft:
    """A programme that may have faults.

    ``rules`` hold what is sound in the model; ``lost`` names the top keys that are not whole in them. Rows that were
    refused are still in the tables, with the cells that could be read, so that no id seems unknown that is there.
    """

    rules: Rules
    model: ModelPlaces
    lost: frozenset[str]
    tables: Folder

    def has(self, *keys: str) -> bool:
        """Whether these top keys of the model are whole, so that one may conclude from what is not there."""
        return not self.lost & set(keys)

    @functools.cached_property
    def funder_ids(self) -> frozenset[str] | None:
        """The ids of all funders, also of those with faults; None where the list itself cannot be read."""
        if "funders" not in self.lost:
            return frozenset(funder.id for funder in self.rules.funders)
        written = self.model.data.get("funders") if isinstance(self.model.data, Mapping) else None
        if not isinstance(written, list):
            return None
        return frozenset(str(entry["id"]) for entry in written if isinstance(entry, Mapping) and "id" in entry)

    @functools.cached_property
    def supplier_rows(self) -> Mapping[str, Row[Supplier]]:
        """The first row of each supplier id."""
        return _first_rows(self.tables.suppliers.rows, "supplier_id")

    @functools.cached_property
    def suppliers_meant(self) -> Guesser:
        """Guesses which supplier an unknown id means."""
        return Guesser(self.supplier_rows)

    @functools.cached_property
    def upgrades_meant(self) -> Guesser:
        """Guesses which upgrade an unknown id means."""
        return Guesser(self.upgrade_rows)

    @functools.cached_property
    def upgrade_rows(self) -> Mapping[str, Row[Upgrade]]:
        """The first row of each upgrade id."""
        return _first_rows(self.tables.upgrades.rows, "upgrade_id")

    @functools.cached_property
    def knows_suppliers(self) -> bool:
        """Whether a supplier id that is not among the rows is surely unknown, but for rows without a readable id."""
        return bool(self.supplier_rows) and not self.tables.suppliers.blocked

    @functools.cached_property
    def knows_upgrades(self) -> bool:
        """Whether an upgrade id that is not among the rows is surely unknown, but for rows without a readable id."""
        return bool(self.upgrade_rows) and not self.tables.upgrades.blocked

    @functools.cached_property
    def pairs(self) -> tuple[tuple[Row[Upgrade], Upgrade, Supplier], ...]:
        """The upgrades that were read, each with its row and its supplier, where that was read too."""
        found = []
        for row in self.tables.upgrades.rows:
            if row.item is not None:
                supplier = self.supplier_rows.get(row.item.supplier_id)
                if supplier is not None and supplier.item is not None:
                    found.append((row, row.item, supplier.item))
        return tuple(found)

    @functools.cached_property
    def suppliers_with_upgrades(self) -> frozenset[str]:
        """The suppliers that have an upgrade."""
        return frozenset(row.values["supplier_id"] for row in self.tables.upgrades.rows if "supplier_id" in row.values)

    @functools.cached_property
    def is_sound(self) -> bool:
        """Whether rules and tables hold enough to ask what an upgrade would get: guesses help nobody."""
        factors, first = self.rules.factors, self.rules.years.award[0]
        grids = (factors.grid_t_per_mwh, *factors.grid_scenarios.values())
        needs_grid = any(upgrade.grid_mwh for _, upgrade, _ in self.pairs)
        needs_gas = any(upgrade.gas_gj and upgrade.tonnes is None for _, upgrade, _ in self.pairs)
        tables = (self.tables.suppliers, self.tables.upgrades, self.tables.links, self.tables.cost_lines)
        return (
            not self.lost
            and all(table.count is None or table.is_whole for table in tables)
            and all(min(grid, default=first) <= first for grid in grids)
            and (bool(factors.grid) or not needs_grid)
            and (factors.gas_t_per_gj is not None or not needs_gas)
        )

    @functools.cached_property
    def programme(self) -> Programme:
        """The programme of the rows that were read, for checks that ask the programme itself."""
        return self._programme_of([upgrade for _, upgrade, _ in self.pairs])

    @functools.cached_property
    def mandatory_options(self) -> Options:
        """The award options of the mandatory upgrades that were read, as if there were no others."""
        return Options.of(self._programme_of([upgrade for _, upgrade, _ in self.pairs if upgrade.mandatory]))

    def _programme_of(self, upgrades: Sequence[Upgrade]) -> Programme:
        suppliers = self.tables.suppliers.items
        known = {supplier.supplier_id for supplier in suppliers}
        links = [link for link in self.tables.links.items if {link.buyer_id, link.seller_id} <= known]
        return Programme.of(self.rules, suppliers, links, upgrades, **self._past(upgrades))

    def _past(self, upgrades: Sequence[Upgrade]) -> dict[str, Any]:
        """The tables of the past, as far as they speak of what is there."""
        signed = {upgrade.upgrade_id for upgrade in upgrades if upgrade.total_won}
        return {
            "commitments": [row for row in self.tables.commitments.items if row.upgrade_id in signed],
            "receipts": self.tables.receipts.items,
            "openings": self.tables.openings.items,
        }

    @functools.cached_property
    def class_of_technology(self) -> Mapping[str, str]:
        """The class of each technology that has one."""
        classes = self.rules.technology_classes
        return {technology: name for name, technologies in classes.items() for technology in technologies}


def _first_rows[Item](rows: list[Row[Item]], column: str) -> dict[str, Row[Item]]:
    found: dict[str, Row[Item]] = {}
    for row in rows:
        name = row.values.get(column)
        if name is not None:
            found.setdefault(name, row)
    return found
