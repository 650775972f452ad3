"""Upgrades of an odd size: against others of their technology, against prices of energy, against what a site emits."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.sizes import bounds
from planner.intake.checks.sizes.baselines import in_doubt, more_than_baselines, part_of_baseline
from planner.intake.checks.sizes.mistakes import amount
from planner.intake.checks.sizes.rows import SizedRows, SizedUpgrade, UpgradeSizes
from planner.intake.checks.sizes.suspects import suspects, with_remedy
from planner.intake.faults import Kind
from planner.languages import T, Text


class Peers(NamedTuple):
    """The middle of an upgrade's peers: won for a tonne a year, and won saved a year for a won of cost."""

    name: Text | str
    rows: int
    won_per_tonne: float | None
    saving_per_cost: float | None


class Quotients(NamedTuple):
    """What of an upgrade can be held against something; each is 1 where it is usual, None where it cannot be told."""

    won_per_tonne: float | None
    saving_per_cost: float | None
    price: float | None
    of_baseline: float | None
    tonnes: float

    def holds(self, peers: Peers, far: float) -> bool:
        """Whether all are plausible; those against peers within so many times their middle."""
        own, saving = self.won_per_tonne, self.saving_per_cost
        return (
            (own is None or (1 / far <= own <= far if peers.won_per_tonne else bounds.WON_PER_TONNE_ALONE.holds(own)))
            and (saving is None or 1 / far <= saving <= far)
            and (self.price is None or bounds.PRICE.holds(self.price))
            and (self.of_baseline is None or self.of_baseline <= 1)
            and self.tonnes <= bounds.MOST_TONNES
        )


def stray_upgrades(rows: SizedRows) -> Iterator[Fault]:
    """A warning for each upgrade of an odd size that nobody has confirmed, at the cell that is probably wrong."""
    peers_of = _peers(rows)
    odd = []
    for row in rows.upgrades:
        peers = peers_of(row)
        if not row.upgrade.confirmed and not _quotients(row, row.sizes, row.tonnes, peers).holds(
            peers, bounds.FAR_FROM_PEERS
        ):
            odd.append((row, peers))
    together = in_doubt(rows, [row for row, _ in odd])
    for row, peers in odd:
        yield from _stray(rows, row, peers, together)
    yield from more_than_baselines(rows, together)


def _stray(rows: SizedRows, row: SizedUpgrade, peers: Peers, together: Mapping[str, float]) -> Iterator[Fault]:
    found = suspects(
        row.sizes,
        lambda sizes: _quotients(row, sizes, rows.factors.tonnes(sizes), peers).holds(peers, bounds.NEAR_PEERS),
    )
    quotients = _quotients(row, row.sizes, row.tonnes, peers)
    for kind, usual, values in _troubles(rows, row, quotients, peers, explained=bool(found)):
        if kind is faults.MORE_THAN_BASELINE and row.supplier.supplier_id in together:
            continue
        column = found[0].column if found else usual[0]
        if not rows.is_confirmed(row, column):
            worded, remedy = with_remedy(kind, found, usual)
            yield worded.at(rows.place(row, column), **values, **remedy)
        return


def _troubles(
    rows: SizedRows, row: SizedUpgrade, quotients: Quotients, peers: Peers, *, explained: bool
) -> Iterator[tuple[Kind, Sequence[str], Mapping[str, object]]]:
    """What is odd about an upgrade, the most telling first, with the columns that take part."""
    sizes, own = row.sizes, quotients.won_per_tonne
    tonnes = row.tonnes
    sources = _sources(sizes)
    compared: dict[str, object] = {"peers": peers.name, "count": peers.rows}
    if quotients.of_baseline is not None and quotients.of_baseline > 1:
        yield faults.MORE_THAN_BASELINE, sources, {
            "id": row.upgrade.upgrade_id,
            "found": amount(tonnes),
            "baseline": amount(row.baseline_t),
            "line": rows.draft.tables.suppliers.row(rows.draft.supplier_rows[row.supplier.supplier_id].line),
        }  # fmt: skip
    if quotients.tonnes > bounds.MOST_TONNES:
        yield faults.TOO_MANY_TONNES, sources, {"found": amount(tonnes), "limit": amount(bounds.MOST_TONNES)}
    if quotients.price is not None and not bounds.PRICE.holds(quotients.price):
        values: dict[str, object] = {"found": amount(sizes.saving_won), "worth": amount(_worth(sizes))}
        yield faults.ENERGY_PRICE, ("saving_won", *sources), values
    if own is not None and not peers.won_per_tonne and not bounds.WON_PER_TONNE_ALONE.holds(own):
        low, high, _ = bounds.WON_PER_TONNE_ALONE
        values = {"found": amount(own), "low": amount(low), "high": amount(high)}
        yield faults.TONNE_OUT_OF_BOUNDS, ("cost_won", *sources), values
    if own is not None and peers.won_per_tonne and explained and _is_far(own):
        values = {"found": amount(own * peers.won_per_tonne), "usual": amount(peers.won_per_tonne)}
        yield faults.TONNE_UNLIKE_PEERS, ("cost_won", *sources), values | compared
    saving = quotients.saving_per_cost
    if saving is not None and peers.saving_per_cost and explained and _is_far(saving):
        values = {"found": amount(saving * peers.saving_per_cost), "usual": amount(peers.saving_per_cost)}
        yield faults.SAVING_UNLIKE_PEERS, ("saving_won", "cost_won"), values | compared


def _is_far(quotient: float) -> bool:
    return not 1 / bounds.FAR_FROM_PEERS <= quotient <= bounds.FAR_FROM_PEERS


def _quotients(row: SizedUpgrade, sizes: UpgradeSizes, tonnes: float, peers: Peers) -> Quotients:
    cost, saving = sizes.cost_won, sizes.saving_won
    worth = _worth(sizes)
    return Quotients(
        cost / tonnes / (peers.won_per_tonne or 1) if cost > 0 and tonnes > 0 else None,
        saving / cost / peers.saving_per_cost if cost > 0 and saving > 0 and peers.saving_per_cost else None,
        saving / worth if worth > 0 and saving > 0 else None,
        part_of_baseline(row, sizes, tonnes),
        tonnes,
    )


def _worth(sizes: UpgradeSizes) -> float:
    """What the energy saved is worth a year at the reference prices [won]; 0 where other fuels or rises take part."""
    if sizes.other_t or sizes.electricity_mwh < 0 or sizes.gas_gj < 0:
        return 0.0
    return sizes.electricity_mwh * bounds.WON_PER_MWH + sizes.gas_gj * bounds.WON_PER_GJ


def _sources(sizes: UpgradeSizes) -> tuple[str, ...]:
    """The columns from which the tonnes come."""
    if sizes.tonnes:
        return ("tonnes",)
    return tuple(column for column in ("electricity_mwh", "gas_gj", "other_t") if getattr(sizes, column))


def _peers(rows: SizedRows) -> Callable[[SizedUpgrade], Peers]:
    """The peers of an upgrade: those of its technology, or all where these are too few."""
    per_tonne: dict[str, list[float]] = defaultdict(list)
    savings: dict[str, list[float]] = defaultdict(list)
    for row in rows.upgrades:
        cost, saving, technology = row.sizes.cost_won, row.sizes.saving_won, row.upgrade.technology
        if cost > 0 and row.tonnes > 0:
            per_tonne[technology].append(cost / row.tonnes)
        if cost > 0 and saving > 0:
            savings[technology].append(saving / cost)
    everybody = Peers(
        T("all upgrades"),
        len(rows.upgrades),
        _middle(list(itertools.chain.from_iterable(per_tonne.values()))),
        _middle(list(itertools.chain.from_iterable(savings.values()))),
    )
    known = {
        technology: Peers(technology, len(values), _middle(values), _middle(savings.get(technology, [])))
        for technology, values in per_tonne.items()
        if len(values) >= bounds.FEWEST_PEERS
    }
    return lambda row: known.get(row.upgrade.technology, everybody)


def _middle(values: Sequence[float]) -> float | None:
    return statistics.median(values) if len(values) >= bounds.FEWEST_PEERS else None
