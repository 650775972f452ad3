"""A study from its cases to its table: what was found before is taken, what is missing is solved and kept."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from planner import __version__
from planner.programme.programme import Programme, fingerprint
from planner.solving.outcome import Limits
from planner.study.attempt import solver_name
from planner.study.sweep.design import Case, plain
from planner.study.sweep.indices import indices_of
from planner.study.sweep.journal import Journal
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.running import outcomes_here, outcomes_in_processes, outcomes_on_cluster
from planner.study.sweep.solving import Prepared
from planner.study.sweep.swept import Swept
from planner.study.sweep.vocabulary import Study

TOLD = ("objective", "lifetime_tonnes_t", "fresh_won", "tier_2_support_share")
"""The figures of which indices are told."""


@dataclass(frozen=True)
class Where:
    """Where cases are solved: in so many processes of this machine, or on a cluster."""

    jobs: int = 1
    cluster: str | None = None


def study_key(study: Study, inputs_hash: str, limits: Limits) -> str:
    """A hash of all that outcomes depend on: study, programme, limits, planner and solver."""
    return fingerprint(
        {
            "study": plain(study.model_dump(mode="python")),
            "inputs": inputs_hash,
            "limits": [limits.seconds, limits.gap],
            "planner": __version__,
            "solver": solver_name(),
        }
    )


def missing(cases: Sequence[Case], journal: Journal) -> list[Case]:
    """The cases of which nothing is known yet."""
    return [case for case in cases if case.number not in journal.found]


def run(prepared: Prepared, cases: Sequence[Case], journal: Journal, where: Where, told: Callable[[int], None]) -> None:
    """Solve the cases and keep each as it is found; ``told`` is how many more there are."""
    with closing(_outcomes(prepared, cases, where)) as found:
        for outcomes in found:
            journal.append(outcomes)
            journal.found |= {outcome.number: outcome for outcome in outcomes}
            told(len(outcomes))


def _outcomes(prepared: Prepared, cases: Sequence[Case], where: Where) -> Generator[list[Outcome]]:
    if where.cluster is not None:
        yield from outcomes_on_cluster(prepared, cases, where.cluster)
    elif where.jobs > 1:
        yield from outcomes_in_processes(prepared, cases, where.jobs)
    else:
        yield from outcomes_here(prepared, cases)


def swept(study: Study, programme: Programme, cases: tuple[Case, ...], journal: Journal) -> Swept:
    """What the journal holds, in the order of the cases."""
    outcomes = tuple(journal.found[case.number] for case in cases if case.number in journal.found)
    indices = indices_of(study, outcomes, TOLD) if len(outcomes) == len(cases) else None
    return Swept(study, programme, cases, outcomes, indices)
