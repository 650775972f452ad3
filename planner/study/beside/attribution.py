"""Why awards changed, found out by making plans: the reference with each change alone, and with all changes but it.

What is told of a change is therefore what ``planner solve`` would show whoever made that change. Plans that are
compared are not made again where one of them is the plan wanted. How many plans are made is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from planner.errors import PlannerError
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.beside.changed import Changed, Shares, by_upgrade, shares_of
from planner.study.beside.comparison import Beside, Pair
from planner.study.beside.mixing import mixed
from planner.study.beside.rows import PAST_TABLES, TABLES, RowChange
from planner.study.beside.settings import Setting
from planner.study.beside.why import PAST, Cause, Reason, ReasonKind, Study
from planner.study.planning import make_plan

MOST_CAUSES = 6
"""Rules that changed are told apart as far as there are no more than these; else those of a field are one cause."""

MOST_MADE = 24
"""So many plans are made at most, for all plans compared together."""

MOST_OWN = 5
"""Of so many upgrades whose own rows changed it is tried whether these do it alone: those of most tonnes."""

type _Awarded = Mapping[str, Shares]


def explained(
    found: Beside, limits: Limits, say: Callable[[Text], None] = lambda _: None, most: int = MOST_MADE
) -> Beside:
    """The same comparison with the reasons. ``limits`` are those of each plan that is made."""
    maker = _Maker(limits, say, most)
    for held in found.plans:
        maker.know(held.plan)
    return replace(found, pairs=tuple(_Asking(pair, maker).explained() for pair in found.pairs))


def causes_of(pair: Pair) -> tuple[Cause, ...]:
    """What may have changed the plan: rules one by one where they are few, and tables."""
    changed = {row.table for row in pair.rows or () if row.decides}
    years = tuple(setting for setting in pair.settings if _moves_first_year(setting))
    settings = [setting for setting in pair.settings if setting.decides and setting not in years]
    tables = [Cause(table=table) for table in TABLES if table in changed and table not in PAST_TABLES]
    if years or not changed.isdisjoint(PAST_TABLES):
        tables.append(Cause(years, PAST))
    if len(settings) + len(tables) <= MOST_CAUSES:
        return (*(Cause((setting,)) for setting in settings), *tables)
    fields = dict.fromkeys(setting.field for setting in settings)
    by_field = [Cause(tuple(setting for setting in settings if setting.field == name)) for name in fields]
    return (*by_field, *tables) if len(by_field) + len(tables) <= MOST_CAUSES else (Cause(tuple(settings)), *tables)


def _moves_first_year(setting: Setting) -> bool:
    """Whether another year is planned first: that goes with what is signed until then."""
    return any(value.key == "years.plan_from" for value in setting.values)


@dataclass
class _Maker:
    """Makes plans, each once, as long as there is room for more."""

    limits: Limits
    say: Callable[[Text], None]
    most: int
    made: int = 0
    left_out: int = 0
    _known: dict[str, _Awarded | None] = field(default_factory=dict)
    _tightened: Mapping[str, float] | None = None

    def know(self, plan: Plan) -> None:
        """A plan that need not be made: one of which it is proven that nothing is better."""
        if plan.status == "optimal":
            self._known.setdefault(plan.inputs_hash, _awarded(plan))

    def awards(self, programme: Programme) -> _Awarded | None:
        """What the best plan of the programme awards; None where it has none, or where that could not be found out."""
        key = programme.inputs_hash
        if key not in self._known:
            if self.made >= self.most:
                self.left_out += 1
                return None
            self._known[key] = self._make(programme)
        return self._known[key]

    def _make(self, programme: Programme) -> _Awarded | None:
        self.made += 1
        self.say(T("Making plan {number} of at most {most}.", number=self.made, most=self.most))
        try:
            planned = make_plan(programme, self.limits, prove=False, tightened=self._tightened)
        except (PlannerError, KeyError):
            return None
        self._tightened = planned.tightened
        return None if planned.stopped else _awarded(planned.plan)


def _awarded(plan: Plan) -> _Awarded:
    return {name: shares_of(awards) for name, awards in by_upgrade(plan.awards).items()}


@dataclass(frozen=True)
class _Between:
    """The plans with each cause alone, and with all causes but it; None where there is none that tells anything."""

    alone: tuple[_Awarded | None, ...]
    without: tuple[_Awarded | None, ...]


class _Asking:
    """Asks why of one pair."""

    def __init__(self, pair: Pair, maker: _Maker) -> None:
        self._pair = pair
        self._maker = maker
        self._causes = causes_of(pair)

    def explained(self) -> Pair:
        """The pair with its reasons."""
        pair, made, left_out = self._pair, self._maker.made, self._maker.left_out
        before, after = pair.reference.programme, pair.other.programme
        if not pair.changed:
            return replace(pair, causes=self._causes, study=Study())
        known = before is not None and after is not None
        if pair.same_inputs or (known and not self._causes):
            reasons = {changed.upgrade_id: Reason(self._of_equals()) for changed in pair.changed}
            return replace(pair, reasons=self._tied(reasons), study=Study())
        if before is None or after is None:
            return replace(pair, causes=self._causes, study=Study(none="no_tables"))
        ends = self._end(before, pair.reference.plan), self._end(after, pair.other.plan)
        between = self._between(before, after, ends)
        own = self._own(before, after)
        reasons = {
            changed.upgrade_id: replace(self._reason(changed, ends, between, own), rows=self._rows_of(changed))
            for changed in pair.changed
        }
        unanswered = tuple(number for number, found in enumerate(between.alone) if found is None)
        study = Study(self._maker.made - made, self._maker.left_out - left_out, unanswered)
        return replace(pair, causes=self._causes, reasons=self._tied(reasons), study=study)

    def _of_equals(self) -> ReasonKind:
        """Rules and tables are the same: either a search ended early, or the plans are as good as each other."""
        plans = self._pair.reference.plan, self._pair.other.plan
        if any(plan.status != "optimal" for plan in plans):
            return "limit"
        return "equal"

    def _end(self, programme: Programme, plan: Plan) -> _Awarded | None:
        """The plan as it is, where nothing is better; else what a search without that limit gives."""
        return _awarded(plan) if plan.status == "optimal" else self._maker.awards(programme)

    def _between(self, before: Programme, after: Programme, ends: tuple[_Awarded | None, _Awarded | None]) -> _Between:
        numbers = range(len(self._causes))
        if len(numbers) == 1:
            return _Between((ends[1],), (ends[0],))
        alone = tuple(self._with(before, after, [number]) for number in numbers)
        if len(numbers) == 2:
            return _Between(alone, alone[::-1])
        return _Between(
            alone, tuple(self._with(before, after, [n for n in numbers if n != number]) for number in numbers)
        )

    def _with(
        self, before: Programme, after: Programme, causes: Sequence[int], own: Collection[str] = ()
    ) -> _Awarded | None:
        """The reference's plan with these causes, and with the own rows of these upgrades."""
        chosen = [self._causes[number] for number in causes]
        settings = [setting for cause in chosen for setting in cause.settings]
        words = [setting for setting in self._pair.settings if setting.is_words and setting.after_key is not None]
        tables = [cause.table for cause in chosen if cause.table is not None]
        try:
            programme = mixed(before, after, [*settings, *words], tables, own)
            return self._maker.awards(programme)
        except (ValidationError, PlannerError, KeyError):
            return None

    def _own(self, before: Programme, after: Programme) -> Mapping[str, _Awarded | None]:
        """For upgrades whose own rows changed: what there is with these rows alone. The largest changes go first."""
        changed = [
            of
            for of in self._pair.changed
            if of.upgrade_id in before.upgrades and of.upgrade_id in after.upgrades and self._rows_of(of)
        ]
        largest = sorted(changed, key=lambda of: (-abs(of.tonnes), of.upgrade_id))[:MOST_OWN]
        return {of.upgrade_id: self._with(before, after, [], [of.upgrade_id]) for of in largest}

    def _rows_of(self, changed: Changed) -> tuple[RowChange, ...]:
        """What changed in the rows of the upgrade and of its supplier."""
        own = (("upgrades", (changed.upgrade_id,)), ("suppliers", (changed.supplier_id,)))
        return tuple(row for row in self._pair.rows or () if (row.table, row.ids) in own and row.decides)

    def _reason(
        self,
        changed: Changed,
        ends: tuple[_Awarded | None, _Awarded | None],
        between: _Between,
        own: Mapping[str, _Awarded | None],
    ) -> Reason:
        name = changed.upgrade_id
        for row in self._rows_of(changed):
            if row.table == "upgrades" and row.kind != "changed":
                return Reason("new" if row.kind == "added" else "gone")
        if ends[0] is None or ends[1] is None or changed.comes_about(ends[0].get(name, {})):
            return Reason("limit")
        if not changed.comes_about(ends[1].get(name, {})):
            return Reason("limit")
        alone_it = own.get(name)
        if alone_it is not None and changed.comes_about(alone_it.get(name, {})):
            return Reason("own")
        return _of_causes(changed, between)

    def _tied(self, reasons: Mapping[str, Reason]) -> Mapping[str, Reason]:
        """The same, with a mark where the published order decided between plans that are equally good."""
        plans = self._pair.reference.plan, self._pair.other.plan
        tied = {name for plan in plans if plan.tie_break is not None for name in plan.tie_break.suppliers}
        suppliers = {changed.upgrade_id: changed.supplier_id for changed in self._pair.changed}
        return {name: replace(reason, tied=suppliers[name] in tied) for name, reason in reasons.items()}


def _of_causes(changed: Changed, between: _Between) -> Reason:
    """Which causes do it alone; else which cannot be missing."""
    name, numbers = changed.upgrade_id, range(len(between.alone))

    def there(found: _Awarded | None) -> bool | None:
        return None if found is None else changed.comes_about(found.get(name, {}))

    alone = tuple(number for number in numbers if there(between.alone[number]))
    if alone:
        return Reason("alone", alone)
    if any(there(found) is None for found in between.alone):
        return Reason("unknown")
    needed = tuple(number for number in numbers if there(between.without[number]) is False)
    if needed:
        return Reason("together", needed)
    return Reason("unknown" if any(there(found) is None for found in between.without) else "several")
