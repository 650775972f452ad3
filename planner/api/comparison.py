"""``planner.compare``: two to ten plans beside one of them, a frame a view."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.api.charts import drawn, frame
from planner.api.frames import frame_of, worded
from planner.api.html import table_html
from planner.api.limits import limits_of
from planner.api.opening import opened
from planner.api.plan import Plan
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from planner.api.model import Place
    from planner.export.beside.material import Material
    from planner.export.beside.tables import Views
    from planner.export.columns import AnyTable


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Plans beside a reference, which stands first. Each view is a frame.

    The columns of a plan's figures begin with its name; they are in the unit of the column ``unit``, differences are
    against the reference, relative ones are parts of 1.
    """

    material: Material

    @functools.cached_property
    def views(self) -> Views:
        """The tables that the frames are made of."""
        from planner.export.beside.tables import Views

        return Views.of(self.material)

    @functools.cached_property
    def plans(self) -> pd.DataFrame:
        """A row a plan: its objective, value, status, hashes."""
        return frame_of(self.views.plans)

    @functools.cached_property
    def procurement(self) -> pd.DataFrame:
        """What lead firms pay over all years, what goes with it, and what comes of it."""
        return self._figures(self.views.procurement)

    @functools.cached_property
    def indicators(self) -> pd.DataFrame:
        """Figures of the whole plans."""
        return self._figures(self.views.indicators)

    @functools.cached_property
    def years(self) -> pd.DataFrame:
        """Tonnes, money, returns, credits and footprints year by year."""
        return self._figures(self.views.years)

    @functools.cached_property
    def groups(self) -> pd.DataFrame:
        """Figures by tier, region, technology and product."""
        return self._figures(self.views.groups)

    @functools.cached_property
    def suppliers(self) -> pd.DataFrame:
        """Figures by supplier."""
        return self._figures(self.views.suppliers)

    @functools.cached_property
    def rules(self) -> pd.DataFrame:
        """Every value of the rules that is another than in the reference."""
        return frame_of(self.views.rules)

    @functools.cached_property
    def inputs(self) -> pd.DataFrame:
        """Rows of the input tables that are others; ``before`` and ``after`` are in the unit of the input's column."""
        return frame_of(self.views.inputs)

    @functools.cached_property
    def who(self) -> pd.DataFrame:
        """The upgrades whose awards are others, and why, where that was asked."""
        return frame_of(self.views.who)

    @functools.cached_property
    def why(self) -> pd.DataFrame:
        """The reasons, and how many upgrades each holds for."""
        return frame_of(self.views.why)

    def chart(self, figure: str = "tonnes", *, differences: bool = False, width: int = 760) -> Any:
        """A figure of the plans by year, a colour a plan, as an Altair chart; or how far each is from the reference.

        ``figure``: ``tonnes`` [t], ``oem_won``, ``owed_of_oem_won``, ``credit_value_won`` and others by their keys in
        ``years``. Raises ``UsageError`` where there is nothing to draw.
        """
        from planner.export.beside import by_year

        names = {row.figure.key: row.figure.name for row in self.material.years}
        if figure not in names:
            raise UsageError(T("There is no figure {figure} by year; there are {figures}.", **_told(figure, names)))
        title = says = names[figure]
        return drawn(by_year.picture(self.views, figure, title, says, frame(width), differences=differences))

    def export(self, path: Place) -> Path:
        """Write it as the ending says: ``.xlsx``, ``.html`` or ``.json``. Raises ``UsageError`` for another one."""
        from planner.export.atomic import replace_file
        from planner.export.beside.writing import written
        from planner.export.choices import Choices

        target = Path(path)
        replace_file(target, written(self.material, target, Choices(spoken())))
        return target

    def _figures(self, table: AnyTable) -> pd.DataFrame:
        """A table of figures, its columns of plans called after them."""
        found = frame_of(table)
        names = {}
        for number, held in enumerate(self.material.found.plans):
            names[f"plan_{number}_in_unit"] = f"{held.name}_in_unit"
            names[f"difference_{number}_in_unit"] = f"{held.name}_difference_in_unit"
            names[f"relative_{number}_share"] = f"{held.name}_relative_share"
        return found.rename(columns=names)

    def __str__(self) -> str:
        from planner.export.beside.text import text

        return text(self.material, spoken())

    def __repr__(self) -> str:
        return f"<Comparison: {', '.join(held.name for held in self.material.found.plans)}>"

    def _repr_html_(self) -> str:
        figures = self.indicators
        plans = [held.name for held in self.material.found.plans]
        rows = [
            (f"{row['figure']} [{row['unit']}]", " | ".join(_shown(row[f"{name}_in_unit"]) for name in plans))
            for _, row in figures.iterrows()
        ]
        return table_html(" | ".join(plans), rows)


def compare(
    *plans: Plan | Place,
    against: int = 1,
    why: bool = False,
    time_limit: float | None = None,
    progress: Progress = None,
) -> Comparison:
    """Hold two to ten plans against one of them: the one in the place ``against``, from 1.

    A plan is one that was solved or opened, the path of its file, or its name in the store. ``why``: solve again to
    find out which changes bring in or throw out upgrades, two plans for each change; ``time_limit`` [s] is for each.

    Raises ``UsageError`` for fewer or more plans, and what opening a plan raises.
    """
    from planner.export.beside.material import Material
    from planner.study.beside.attribution import explained
    from planner.study.beside.comparison import MOST_PLANS, beside
    from planner.study.beside.held import Held

    if not 2 <= len(plans) <= MOST_PLANS:
        raise UsageError(T("Name two to {most} plans; these are {count}.", most=MOST_PLANS, count=len(plans)))
    if not 1 <= against <= len(plans):
        raise UsageError(T("against={number} names no plan: there are {count}.", number=against, count=len(plans)))
    found = [opened(plan) for plan in plans]
    held = [Held(name, one.record, one.programme) for name, one in zip(_names(found), found, strict=True)]
    result = beside(held, against - 1)
    return Comparison(Material(explained(result, limits_of(time_limit), teller(progress)) if why else result))


def _names(plans: Sequence[Plan]) -> list[str]:
    """What the plans are called; where two are called alike, with their places."""
    names = [plan.name for plan in plans]
    if len(set(names)) == len(names):
        return names
    return [f"{name} ({place})" for place, name in enumerate(names, start=1)]


def _told(figure: str, names: dict[str, Any]) -> dict[str, str]:
    return {"figure": figure, "figures": ", ".join(names)}


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}" if isinstance(value, float) else worded("-")
