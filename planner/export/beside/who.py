"""Who is funded in one plan and not in the other, upgrade by upgrade and reason by reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.export.beside.known import Known
from planner.export.beside.words import cause_names, reason_words
from planner.languages import T, Text
from planner.programme.supplier import Supplier
from planner.study.beside.changed import Changed
from planner.study.beside.comparison import Beside, Pair
from planner.study.beside.why import Reason


@dataclass(frozen=True)
class WhoRow:
    """An upgrade whose awards changed, and why."""

    pair: Pair
    changed: Changed
    reason: Reason | None
    supplier: Supplier | None
    technology: str | None
    names: Sequence[Text]

    @property
    def says(self) -> Text | None:
        """Why; nothing where nobody asked, or the tables are not known."""
        return None if self.reason is None else reason_words(self.reason, self.names)


def who_rows(found: Beside, known: Known) -> list[WhoRow]:
    """The upgrades whose awards changed, plan by plan, those of most tonnes first."""
    return list(_who_rows(found, known))


def _who_rows(found: Beside, known: Known) -> Iterator[WhoRow]:
    for pair in found.pairs:
        names = cause_names(pair)
        for changed in sorted(pair.changed, key=lambda of: (-abs(of.tonnes), of.upgrade_id)):
            upgrade = known.upgrade(changed.upgrade_id, pair.other)
            yield WhoRow(
                pair,
                changed,
                pair.reasons.get(changed.upgrade_id),
                known.supplier(changed.supplier_id, pair.other),
                None if upgrade is None else upgrade.technology,
                names,
            )


@dataclass(frozen=True)
class WhyRow:
    """A reason and the upgrades that it holds for."""

    pair: Pair
    reason: Reason
    changed: tuple[Changed, ...]
    names: Sequence[Text]

    def of_kind(self, kind: str) -> int:
        """How many of them change so."""
        return sum(changed.kind == kind for changed in self.changed)

    @property
    def tonnes(self) -> Decimal:
        """By how much their tonnes are more [t]."""
        return sum((changed.tonnes for changed in self.changed), Decimal(0))

    @property
    def support_won(self) -> int:
        """By how much their support is more [won]."""
        return sum(changed.support_won for changed in self.changed)

    @property
    def says(self) -> Text:
        """The reason in words, without what is told of single upgrades."""
        return reason_words(self.reason, self.names)


def why_rows(found: Beside) -> list[WhyRow]:
    """The reasons, plan by plan, those that hold for most upgrades first."""
    rows = []
    for pair in found.pairs:
        holds: defaultdict[Reason, list[Changed]] = defaultdict(list)
        for changed in pair.changed:
            reason = pair.reasons.get(changed.upgrade_id)
            if reason is not None:
                holds[Reason(reason.kind, reason.causes)].append(changed)
        ordered = sorted(holds.items(), key=lambda one: (-len(one[1]), one[0].kind, one[0].causes))
        names = cause_names(pair)
        rows += [WhyRow(pair, reason, tuple(changed), names) for reason, changed in ordered]
    return rows


def reason_line(row: WhyRow) -> Text:
    """For how many upgrades a reason holds, and the reason."""
    return T("{count} upgrades: {why}", count=f"{len(row.changed):,}", why=row.says)
