"""What upgrades save against what their supplier emits: no site saves more than it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.sizes import bounds
from planner.intake.checks.sizes.mistakes import amount
from planner.intake.checks.sizes.rows import SizedRows, SizedUpgrade, UpgradeSizes


def part_of_baseline(row: SizedUpgrade, sizes: UpgradeSizes, tonnes: float) -> float | None:
    """What it saves over the most that its supplier's baseline lets one believe; more than that above 1."""
    if not row.baseline_t:
        return None
    feeds_the_grid = sizes.electricity_mwh > 0 and not sizes.tonnes
    most = bounds.MOST_OF_BASELINE_BY_ELECTRICITY if feeds_the_grid else bounds.MOST_OF_BASELINE
    return tonnes / row.baseline_t / most


def in_doubt(rows: SizedRows, odd: Sequence[SizedUpgrade]) -> Mapping[str, float]:
    """The suppliers whose baseline is in doubt, with what their upgrades save a year together [t].

    Either two upgrades save more than it, each alone, or all do together, of alternatives the largest: then by fuel
    and process emissions only, for electricity may be fed into the grid.
    """
    alone = Counter(row.supplier.supplier_id for row in odd if (part_of_baseline(row, row.sizes, row.tonnes) or 0) > 1)
    saved: dict[str, dict[str, float]] = defaultdict(dict)
    burnt: dict[str, dict[str, float]] = defaultdict(dict)
    emitted: dict[str, float] = {}
    for row in _of_full_suppliers(rows, alone):
        name = row.supplier.supplier_id
        mark = row.upgrade.alternative_group or row.upgrade.upgrade_id
        emitted[name] = row.baseline_t
        _keep_larger(saved[name], mark, row.tonnes)
        _keep_larger(burnt[name], mark, _burnt(rows, row))
    return {
        name: sum(saved[name].values())
        for name, baseline in emitted.items()
        if alone[name] >= 2 or (not alone[name] and sum(burnt[name].values()) > baseline)
    }


def _of_full_suppliers(rows: SizedRows, alone: Container[str]) -> Sequence[SizedUpgrade]:
    """The upgrades of suppliers that may be in doubt: the sums of most are far below, alternatives or not."""
    open_rows = [
        row for row in rows.upgrades if row.baseline_t and not (row.supplier.confirmed or row.upgrade.confirmed)
    ]
    parts: dict[str, float] = defaultdict(float)
    for row in open_rows:
        parts[row.supplier.supplier_id] += max(0.0, _burnt(rows, row)) / row.baseline_t
    full = {name for name, part in parts.items() if part > 1 or name in alone}
    return [row for row in open_rows if row.supplier.supplier_id in full]


def _burnt(rows: SizedRows, row: SizedUpgrade) -> float:
    """What of its tonnes comes from fuels and processes, or is given as a whole [t]."""
    return row.sizes.tonnes or row.tonnes - row.sizes.electricity_mwh * rows.factors.grid


def _keep_larger(found: dict[str, float], mark: str, tonnes: float) -> None:
    found[mark] = max(found.get(mark, 0.0), tonnes)


def more_than_baselines(rows: SizedRows, together: Mapping[str, float]) -> Iterator[Fault]:
    """A warning at the baseline of each such supplier."""
    for row in rows.suppliers:
        name = row.supplier.supplier_id
        if name in together:
            yield faults.ALL_MORE_THAN_BASELINE.at(
                rows.place(row, "baseline_t"),
                id=name,
                found=amount(together[name]),
                baseline=amount(row.sizes.baseline_t),
            )
