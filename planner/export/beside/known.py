"""What the tables tell of suppliers and upgrades, as far as any of the plans compared has its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade
from planner.study.beside.comparison import Beside
from planner.study.beside.held import Held


@dataclass(frozen=True)
class Known:
    """Looks things up in a plan's own tables, else in those of the others, the reference's first."""

    programmes: tuple[Programme, ...]

    @classmethod
    def of(cls, found: Beside) -> Known:
        """What the plans know together."""
        return cls(tuple(held.programme for held in found.plans if held.programme is not None))

    def supplier(self, name: str, held: Held | None = None) -> Supplier | None:
        """The supplier of that id; none where no table has it."""
        return next((of.suppliers[name] for of in self._from(held) if name in of.suppliers), None)

    def upgrade(self, name: str, held: Held | None = None) -> Upgrade | None:
        """The upgrade of that id, likewise."""
        return next((of.upgrades[name] for of in self._from(held) if name in of.upgrades), None)

    def _from(self, held: Held | None) -> Iterator[Programme]:
        if held is not None and held.programme is not None:
            yield held.programme
        yield from self.programmes
