"""What a case changes: rules of the model, and columns of the tables, multiplied."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from planner.errors import Fault, InputError
from planner.intake import faults
from planner.intake.kept import Kept, changed_item
from planner.intake.reading import Reading
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.programme.upgrade import CostLine, Upgrade
from planner.study.sweep.design import plain
from planner.study.sweep.vocabulary import Factor, Study, Where
from planner.units import round_half_up

ENERGY = ("electricity_mwh", "gas_gj", "other_t")
"""What tonnes come from where none are given."""


@dataclass(frozen=True)
class Altering:
    """A study's changes of what was read."""

    study: Study
    kept: Kept
    programme: Programme

    def read(self, values: Mapping[str, Any]) -> Reading:
        """The programme with these values of factors. Raises :class:`ReadingError` with every fault."""
        multiples = {name: found for name in self.columns if (found := self.multiples(name, values))}
        suppliers = {name: found for name, found in multiples.items() if name.startswith("suppliers.")}
        upgrades = {name: found for name, found in multiples.items() if name.startswith("upgrades.")}
        return self.kept.read(
            self.rules(values),
            (lambda item: _supplier(item, suppliers)) if suppliers else None,
            (lambda item: _upgrade(item, upgrades, whole=True)) if upgrades else None,
        )

    def unrounded(self, rules: Mapping[str, Any], multiples: Mapping[str, Mapping[str, Fraction]]) -> Programme:
        """The programme with these rules, and columns of upgrades times these multiples, won not rounded: to compare
        formulations with each other. Raises ``InputError`` for faults of the rules; the tables are not checked."""
        model = self.kept.model_with(rules)
        if model.faults:
            raise InputError(model.faults)
        upgrades = {
            name: changed_item(upgrade, more) if (more := _upgrade(upgrade, multiples, whole=False)) else upgrade
            for name, upgrade in self.programme.upgrades.items()
        }
        return replace(self.programme, rules=model.rules, upgrades=upgrades)

    def rules(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The rules that a case sets, as a model would write them, by their dotted keys."""
        found: dict[str, Any] = {}
        for factor in self.study.factors:
            if factor.set is not None and factor.name in values:
                found[factor.set] = plain(values[factor.name])
        return found

    @functools.cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that are multiplied."""
        return tuple(dict.fromkeys(factor.column for factor in self.study.factors if factor.column is not None))

    def multiples(self, column: str, values: Mapping[str, Any]) -> dict[str, Fraction]:
        """What the rows' cells of a column are multiplied by, by the id of the row; those that stay are left out."""
        found: dict[str, Fraction] = {}
        for factor in self.factors_on(column):
            by = values.get(factor.name)
            if by is not None:
                for name in self.rows_of[factor.name]:
                    found[name] = found.get(name, Fraction(1)) * Fraction(by)
        return found

    def factors_on(self, column: str) -> list[Factor]:
        """The factors that multiply a column."""
        return [factor for factor in self.study.factors if factor.column == column]

    @functools.cached_property
    def rows_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the rows that each factor on a column means, by its name."""
        return {factor.name: tuple(self._rows(factor)) for factor in self.study.factors if factor.column is not None}

    def refuse_unfit(self, place: str) -> None:
        """Raise ``InputError`` where a factor leads nowhere in this model, or means no row of its tables."""
        found: list[Fault] = []
        for factor in self.study.factors:
            if factor.column is not None and not self.rows_of[factor.name]:
                found.append(faults.FACTOR_WITHOUT_ROWS.at(f"{place} › {factor.name}", name=factor.name))
            if factor.set is not None:
                leads = [
                    fault
                    for fault in self.kept.model_with({factor.set: 0}).faults
                    if fault.code == faults.LEADS_NOWHERE.code
                ]
                found += [Fault(f.code, f"{place} › {factor.name}", f.problem, f.remedy) for f in leads]
        if found:
            raise InputError(found)

    def _rows(self, factor: Factor) -> list[str]:
        assert factor.column is not None
        table, where = factor.column.partition(".")[0], factor.where or Where()
        if table == "suppliers":
            return [name for name, supplier in self.programme.suppliers.items() if self._meant(where, supplier)]
        return [
            name
            for name, upgrade in self.programme.upgrades.items()
            if self._meant(where, self.programme.supplier_of(upgrade)) and self._is_technology(where, upgrade)
        ]

    def _meant(self, where: Where, supplier: Supplier) -> bool:
        wanted = (
            (where.tier, supplier.tier),
            (where.size, supplier.size),
            (where.region, supplier.region),
            (where.consortium, supplier.consortium),
            (where.supplier, supplier.supplier_id),
        )
        makes = self._products.get(supplier.supplier_id, frozenset())
        return all(names is None or name in names for names, name in wanted) and (
            where.product is None or bool(makes & set(where.product))
        )

    def _is_technology(self, where: Where, upgrade: Upgrade) -> bool:
        of_class = self.programme.class_of_technology.get(upgrade.technology)
        return (where.technology is None or upgrade.technology in where.technology) and (
            where.technology_class is None or of_class in where.technology_class
        )

    @functools.cached_property
    def _products(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in self.programme.products:
            found.setdefault(row.supplier_id, set()).add(row.product)
        return {name: frozenset(products) for name, products in found.items()}


def scaled_won(won: int, by: Fraction) -> int:
    """So many times the amount, in whole won."""
    return round_half_up(won * by)


def _supplier(item: Supplier, multiples: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, by_id in multiples.items():
        field, by = column.partition(".")[2], by_id.get(item.supplier_id)
        value = getattr(item, field)
        if by is not None and value is not None:
            found[field] = scaled_won(value, by) if field.endswith("_won") else value * by
    return found


def _upgrade(item: Upgrade, multiples: Mapping[str, Mapping[str, Fraction]], *, whole: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, by_id in multiples.items():
        by = by_id.get(item.upgrade_id)
        if by is None:
            continue
        match column.partition(".")[2]:
            case "cost_won":
                found |= _cost(item, by, whole=whole)
            case "tonnes":
                fields = ("tonnes",) if item.tonnes is not None else ENERGY
                found |= {field: found.get(field, getattr(item, field)) for field in fields}
                found |= {field: found[field] * by for field in fields if found[field] is not None}
            case "saving_won":
                if item.saving_won is not None:
                    found["saving_won"] = scaled_won(item.saving_won, by) if whole else item.saving_won * by
            case field:
                value = found.get(field, getattr(item, field))
                if value is not None:
                    found[field] = value * by
    return found


def _cost(item: Upgrade, by: Fraction, *, whole: bool) -> dict[str, Any]:
    """The cost, or its lines in their proportions. Parts of a won are no cost that a table could hold: lines can."""
    if not whole:
        lines = tuple(line.model_copy(update={"won": line.won * by}) for line in item.lines)
        return {"cost_won": None, "cost_lines": lines}
    if item.cost_won is not None:
        return {"cost_won": scaled_won(item.cost_won, by)}
    return {"cost_lines": _scaled_lines(item, by)}


def _scaled_lines(item: Upgrade, by: Fraction) -> tuple[CostLine, ...]:
    """The lines' running totals, in whole won: they add up to the whole cost, rounded once."""
    running, paid, lines = 0, 0, []
    for line in item.lines:
        running += line.won
        upto = scaled_won(running, by)
        lines.append(line.model_copy(update={"won": upto - paid}))
        paid = upto
    return tuple(lines)
