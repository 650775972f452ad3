"""A programme: rules and tables together, in one canonical order."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.programme.canonical import canonical_text, in_any_order
from planner.programme.funder import Funder
from planner.programme.grid import grid_path
from planner.programme.past import CarriedFrom, Commitment, OpeningBalance, Receipt
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True)
class InputFile:
    """A file that the programme was read from: its path within the inputs folder, and its SHA-256."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Programme:
    """Everything a plan depends on. Tables are in code-point order of their ids, whatever order they came in.

    Build one with :meth:`of`, which sorts; equal data then are equal programmes, with equal hashes.
    """

    rules: Rules
    suppliers: Mapping[str, Supplier]
    links: tuple[Link, ...]
    upgrades: Mapping[str, Upgrade]
    products: tuple[Product, ...] = ()
    files: tuple[InputFile, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    openings: tuple[OpeningBalance, ...] = ()
    carried: CarriedFrom | None = None

    @classmethod
    def of(
        cls,
        rules: Rules,
        suppliers: Sequence[Supplier],
        links: Sequence[Link],
        upgrades: Sequence[Upgrade],
        files: Sequence[InputFile] = (),
        products: Sequence[Product] = (),
        commitments: Sequence[Commitment] = (),
        receipts: Sequence[Receipt] = (),
        openings: Sequence[OpeningBalance] = (),
        carried: CarriedFrom | None = None,
    ) -> Programme:
        """The programme of these rules and tables. Ids must be unique; intake has seen to that."""
        return cls(
            rules=rules,
            suppliers={s.supplier_id: s for s in sorted(suppliers, key=lambda s: s.supplier_id)},
            links=tuple(sorted(links, key=lambda link: (link.seller_id, link.buyer_id))),
            upgrades={u.upgrade_id: u for u in sorted(upgrades, key=lambda u: (u.supplier_id, u.upgrade_id))},
            products=tuple(sorted(products, key=lambda row: (row.product, row.supplier_id))),
            files=tuple(sorted(files, key=lambda file: file.path)),
            commitments=tuple(sorted(commitments, key=lambda c: (c.upgrade_id, c.award_year, c.year, c.payer, c.won))),
            receipts=tuple(sorted(receipts, key=lambda receipt: (receipt.supplier_id, receipt.year, receipt.won))),
            openings=tuple(sorted(openings, key=lambda balance: balance.account)),
            carried=carried,
        )

    def supplier_of(self, upgrade: Upgrade) -> Supplier:
        """The supplier that would install the upgrade."""
        return self.suppliers[upgrade.supplier_id]

    @functools.cached_property
    def funders(self) -> Mapping[str, Funder]:
        """The funders by id, in code-point order."""
        return {f.id: f for f in sorted(self.rules.funders, key=lambda f: f.id)}

    @functools.cached_property
    def class_of_technology(self) -> Mapping[str, str]:
        """The class of each technology that has one."""
        return {
            technology: name
            for name, technologies in self.rules.technology_classes.items()
            for technology in technologies
        }

    @functools.cached_property
    def grid_factors(self) -> Mapping[int, Fraction]:
        """The grid factor of each counting year [t/MWh]; empty where the model gives none."""
        return grid_path(self.rules.factors, self.rules.years.counting_years)

    def is_divisible(self, upgrade: Upgrade) -> bool:
        """Whether a part of the upgrade can be awarded."""
        return self.rules.projects == "divisible" or (self.rules.projects == "as_marked" and upgrade.divisible)

    @functools.cached_property
    def inputs_hash(self) -> str:
        """SHA-256 of rules and tables in canonical form: the same for the same data, in any order and format.

        What only says where the tables are and how they are read is left out.
        """
        return fingerprint(
            {
                "rules": in_any_order(self.rules.model_dump(mode="json", exclude=set(READING))),
                "products": _rows(product.normalised() for product in self.products),
                "suppliers": _rows(s.normalised() for s in self.suppliers.values()),
                "links": _rows(link.normalised() for link in self.links),
                "upgrades": _rows(
                    u.normalised() | {"cost_lines": [line.normalised() for line in u.lines]}
                    for u in self.upgrades.values()
                ),
            }
            | self._past()
        )

    def _past(self) -> dict[str, Any]:
        """The tables of the past as plain data; those without rows are left out, as if nobody knew of them. So is the
        plan that is carried forward, where no objective is measured against it.
        """
        tables = {
            "commitments": [row.normalised() | {"paid_year": row.year} for row in self.commitments],
            "repayments_received": [row.normalised() for row in self.receipts],
            "opening_balances": [row.normalised() for row in self.openings],
        }
        found = {name: _rows(rows) for name, rows in tables.items() if rows}
        if self.carried is not None and any(objective.counts_changes for objective in self.rules.objective):
            found["carried_from"] = _rows(award.normalised() for award in self.carried.awards)
        return found


READING = ("inputs", "ignore_columns", "locale")
"""Keys of the rules that say where the tables are and how they are read, and nothing about the programme."""


def _rows(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows of a table as plain data, in one order whatever order they came in."""
    return in_any_order(list(rows))


def fingerprint(data: Any) -> str:
    """SHA-256 of plain data in canonical JSON (sorted keys, no spaces, UTF-8), as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(data).encode()).hexdigest()
