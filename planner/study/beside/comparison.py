"""Two or more plans beside a reference: what differs between it and each other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.study.beside.changed import Changed, changed_awards
from planner.study.beside.held import Held, with_tables_of_others
from planner.study.beside.rows import RowChange, changed_rows
from planner.study.beside.settings import Setting, changed_settings
from planner.study.beside.why import NOT_ASKED, Cause, Reason, Study

MOST_PLANS = 10
"""More plans than this cannot be read beside each other."""


@dataclass(frozen=True)
class Pair:
    """The reference and one other plan.

    ``rows`` are None where the tables of one of them are not known. ``reasons`` are by upgrade; ``causes`` are what
    they number, from 0.
    """

    reference: Held
    other: Held
    settings: tuple[Setting, ...]
    rows: tuple[RowChange, ...] | None
    changed: tuple[Changed, ...]
    same: int
    causes: tuple[Cause, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    study: Study = NOT_ASKED

    @property
    def is_one_plan(self) -> bool:
        """Whether both decide the same, on the same rules and tables."""
        return self.reference.plan.plan_hash == self.other.plan.plan_hash

    @property
    def same_inputs(self) -> bool:
        """Whether both were made from the same rules and tables."""
        return self.reference.plan.inputs_hash == self.other.plan.inputs_hash


@dataclass(frozen=True)
class Beside:
    """The plans, the reference first, and the others each beside it."""

    plans: tuple[Held, ...]
    pairs: tuple[Pair, ...]

    @property
    def reference(self) -> Held:
        """The plan that the others are held against."""
        return self.plans[0]


def beside(plans: Sequence[Held], reference: int = 0) -> Beside:
    """The plans beside that of the given place, from 0; without reasons."""
    held = with_tables_of_others(plans)
    ordered = (held[reference], *held[:reference], *held[reference + 1 :])
    return Beside(ordered, tuple(_pair(ordered[0], other) for other in ordered[1:]))


def _pair(reference: Held, other: Held) -> Pair:
    changed, same = changed_awards(reference.plan, other.plan)
    rows: tuple[RowChange, ...] | None = () if _same_files(reference, other) else None
    if reference.programme is not None and other.programme is not None:
        rows = changed_rows(reference.programme, other.programme)
    return Pair(reference, other, changed_settings(reference.plan.model, other.plan.model), rows, changed, same)


def _same_files(reference: Held, other: Held) -> bool:
    """Whether both name the same files with the same contents: then no row changed, though none can be read."""
    files = [sorted((file.path, file.sha256) for file in held.plan.inputs) for held in (reference, other)]
    return bool(files[0]) and files[0] == files[1]
