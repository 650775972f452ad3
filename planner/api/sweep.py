"""``planner.sweep``: a model solved in the many cases of a study."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.api.frames import frame_of
from planner.api.html import shown
from planner.api.limits import at_least, limits_of
from planner.api.model import Model, loaded
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T, spoken

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.study.sweep.swept import Swept


@dataclass(frozen=True, eq=False, repr=False)
class Sweep:
    """What the cases of a study came to; ``found`` is what was found of them."""

    found: Swept

    @functools.cached_property
    def cases(self) -> pd.DataFrame:
        """A row a case: its factors, how it ended, and its figures, as in the files of ``planner sweep``.

        ``objective`` and ``bound`` are in the unit that ``objective_is`` names; other figures in those of their names.
        """
        import pandas as pd

        from planner.export.sweep import column_names, rows_of

        return pd.DataFrame(rows_of(self.found), columns=column_names(self.found)).convert_dtypes()

    @functools.cached_property
    def factors(self) -> pd.DataFrame:
        """A row a factor: what it varies, and its values."""
        from planner.export.sweep import factors_table

        return frame_of(factors_table(self.found))

    @functools.cached_property
    def indices(self) -> pd.DataFrame:
        """The indices of sensitivity, as the study asks for them. Raises ``UsageError`` where there are none."""
        from planner.export.sweep import indices_table

        if self.found.indices is None:
            raise UsageError(T("The study asks for no indices of sensitivity, or not all of its cases are found."))
        return frame_of(indices_table(self.found.indices))

    def chart(self, factor: str, figure: str = "objective") -> Any:
        """A figure of all cases against a factor, as an Altair chart; both by their names in ``cases``."""
        import altair as alt

        across = f"factor.{factor}"
        for name in (across, figure):
            if name not in self.cases:
                raise UsageError(T("The cases have no column {name}.", name=name))
        rows = self.cases[[across, figure]].rename(columns={across: "factor", figure: "figure"})
        return (
            alt.Chart(rows.dropna())
            .mark_circle()
            .encode(
                x=alt.X("factor", title=factor, scale=alt.Scale(zero=False)),
                y=alt.Y("figure:Q", title=figure, scale=alt.Scale(zero=False)),
            )
        )

    def export(self, path: Place) -> Path:
        """Write the cases: ``.parquet``, ``.csv`` or ``.xlsx``. Raises ``UsageError`` for another ending."""
        from planner.export.atomic import replace_file
        from planner.export.sweep import csv_bytes, parquet_bytes, workbook_bytes

        target = Path(path)
        match target.suffix.lower():
            case ".parquet":
                content = parquet_bytes(self.found)
            case ".csv":
                content = csv_bytes(self.found)
            case ".xlsx":
                content = workbook_bytes(self.found, spoken())
            case _:
                endings = ".parquet, .csv, .xlsx"
                raise UsageError(T("{file} ends in none of {endings}.", file=target.name, endings=endings))
        replace_file(target, content)
        return target

    def __repr__(self) -> str:
        return f"<Sweep {self.found.study.study!r}: {len(self.found.outcomes)} of {len(self.found.cases)} cases>"

    def _repr_html_(self) -> str:
        return shown(self.cases)


def sweep(
    model: Model | Place,
    study: Place,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    folder: Place | None = None,
    time_limit: float | None = None,
    progress: Progress = None,
) -> Sweep:
    """Solve a model in every case of a study, a YAML file, and keep each case as it is found.

    ``jobs``: so many processes of this machine; ``cluster``: the address of a Dask cluster instead. ``folder``: where
    cases are kept, and taken from where they were found before; not given, a folder beside the study. ``time_limit``
    [s] is for each case of whole projects. A case is the solver's answer, neither rounded to whole won nor certified.

    Raises ``InputError`` for faults of the model or the study, ``UsageError`` for a folder of another study.
    """
    from planner.intake.kept import Kept
    from planner.study.sweep.altering import Altering
    from planner.study.sweep.design import cases_of
    from planner.study.sweep.indices import refuse_too_few
    from planner.study.sweep.journal import Journal
    from planner.study.sweep.reading import read_study
    from planner.study.sweep.solving import prepare
    from planner.study.sweep.sweep import Where, missing, run, study_key, swept

    at_least("jobs", jobs, 1)
    say, source, limits = teller(progress), loaded(model), limits_of(time_limit)
    wanted = read_study(Path(study))
    refuse_too_few(wanted)
    kept, _ = Kept.of(source.path, source.overrides, source.inputs)
    altering = Altering(wanted, kept, source.programme)
    altering.refuse_unfit(Path(study).name)
    cases = cases_of(wanted)
    place = Path(study).with_suffix(".study") if folder is None else Path(folder)
    journal = Journal(place, study_key(wanted, source.programme.inputs_hash, limits))
    left = missing(cases, journal)
    if left:
        prepared = prepare(altering, cases, limits)
        done = 0

        def told(more: int) -> None:
            nonlocal done
            done += more
            say(T("{done} of {count} cases", done=f"{done:,}", count=f"{len(left):,}"))

        run(prepared, left, journal, Where(jobs, cluster), told)
    return Sweep(swept(wanted, source.programme, cases, journal))
