"""Upgrades explained one by one: what decided them; what forcing them in costs; the smallest changes that do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from planner.errors import PlannerError
from planner.languages import T, Text
from planner.plan.plan import ObjectiveValue, Plan
from planner.programme.carbon import lifetime_kilograms
from planner.programme.families import row_name
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.study.again import Again
from planner.study.alterations import Forced as MustHave
from planner.study.alterations import altered
from planner.study.explained import has_plan
from planner.study.explanation import explain
from planner.study.policy.rules import PolicyRule
from planner.study.why.answer import Enough, Explained, Explanation, Forced, NotEnough, Weighing
from planner.study.why.asking import Clock, Plans, Quick
from planner.study.why.reasons import Reasons, nobody_may_pay
from planner.study.why.searching import LateError, Search
from planner.study.why.ways import cost_way, own_way, purse_ways, purses, rule_ways
from planner.study.why.weighing import Weigher
from planner.units import KG_PER_TONNE

SECONDS_A_CONFLICT = 60.0
"""Finding out why no plan can hold an upgrade takes no longer than about this."""

NO_PRICE = 1e-9
"""A price below this is the solver's imprecision."""

FIXED = frozenset({"alternatives", "prerequisite", "technology", "target", "footprint", "reach"})
"""Rules whose part does not fall with an upgrade's cost."""

TIED = 1e-6
"""What an upgrade is worth and what it takes are the same where they differ by no more than this part."""


class Explaining:
    """One programme and its plan, of which upgrades are explained."""

    def __init__(
        self,
        programme: Programme,
        plan: Plan,
        seconds: float | None = None,
        say: Callable[[Text], None] = lambda _: None,
        *,
        quick: bool = False,
    ) -> None:
        """``seconds`` for all that is asked; ``quick``: linear programmes are enough, where they say who is in.

        Raises what :class:`planner.study.again.Again` raises.
        """
        self.programme = programme
        self.plan = plan
        self._say = say
        self.clock = Clock(seconds)
        self.options = Options.of(programme)
        self.reasons = Reasons.of(plan, programme, self.options)
        self.again = Again(programme, self.options)
        self.quick = Quick(self.again, self.clock)
        self.plans = Plans(programme, self.clock, whole=self.again.is_relaxed)
        self.by_linear = quick and not self.again.is_relaxed
        self.weigher = self._weigher()
        self._ties = frozenset(plan.tie_break.suppliers if plan.tie_break is not None else ())

    def _weigher(self) -> Weigher | None:
        """Prices mean something where all can be had in parts and one sum is to be as large as can be."""
        objectives = self.programme.rules.objective
        if self.again.is_relaxed or len(objectives) != 1 or objectives[0].maximise is None:
            return None
        return Weigher(self.programme, self.again, self.again.base.prices)

    @property
    def _is_ratio(self) -> bool:
        """Whether plans that spend more or less can be as good: who differs between them says nothing of an upgrade."""
        return any(objective.ratio is not None for objective in self.programme.rules.objective)

    @property
    def value(self) -> ObjectiveValue:
        """The objective in which differences are told: the first that compares no gains."""
        return (self.plan.levels or (self.plan.objective,))[self.again.told]

    def explained(self, upgrade_ids: Sequence[str]) -> Explanation:
        """These upgrades, in this order."""
        found = []
        for place, upgrade_id in enumerate(upgrade_ids, start=1):
            self._say(T("{upgrade} ({place} of {count})", upgrade=upgrade_id, place=place, count=len(upgrade_ids)))
            found.append(self.upgrade(upgrade_id))
        stopped = any(self._was_stopped(one) for one in found)
        return Explanation(self.plan, self.value.name, self.value.unit, tuple(found), stopped, self.again.told)

    def upgrade(self, upgrade_id: str) -> Explained:
        """All that is said of one upgrade; what would bring it in, where it is not in."""
        plain = self.plain(upgrade_id)
        if plain.is_in or plain.no_payer:
            return plain
        forced = self._forced(upgrade_id)
        changes = list(self._changes(upgrade_id, plain.weighing))
        return _with(
            plain,
            forced,
            [one for one in changes if isinstance(one, Enough)],
            [one for one in changes if isinstance(one, NotEnough)],
        )

    def plain(self, upgrade_id: str) -> Explained:
        """What the plan, its programme and its prices say, without solving anything."""
        upgrade = self.programme.upgrades[upgrade_id]
        awards = tuple(award for award in self.plan.awards if award.upgrade_id == upgrade_id)
        weighing = self._weighed(upgrade_id, [award.year for award in awards])
        return Explained(
            upgrade_id=upgrade_id,
            supplier_id=upgrade.supplier_id,
            technology=upgrade.technology,
            cost_won=upgrade.total_won,
            tonnes=self._tonnes(upgrade),
            awards=awards,
            share=self.reasons.share(upgrade),
            mandatory=upgrade.mandatory,
            tie=upgrade.supplier_id in self._ties and not self._is_ratio and _may_be_tied(weighing),
            reason=self.reasons.of_upgrade(upgrade),
            weighing=weighing,
            no_payer=not awards and nobody_may_pay(self.programme, upgrade),
        )

    def _tonnes(self, upgrade: Upgrade) -> Fraction | None:
        """The most lifetime tonnes of the whole upgrade in any year in which it could be awarded [t]."""
        years = [option.year for option in self.reasons.options.get(upgrade.upgrade_id, ())]
        kilograms = [lifetime_kilograms(self.programme, upgrade, year) for year in years]
        return Fraction(max(kilograms)) / KG_PER_TONNE if kilograms else None

    def _weighed(self, upgrade_id: str, years: Sequence[int]) -> Weighing | None:
        return None if self.weigher is None else self.weigher.best(upgrade_id, years or None)

    # --- forcing it in ---

    def _forced(self, upgrade_id: str) -> Forced:
        """By whole plans."""
        if upgrade_id in self.options.refusals:
            return Forced(None, "plan", (self.options.refusals[upgrade_id],))
        change = MustHave(upgrade_id)
        try:
            value = None if self.again.is_relaxed else self.quick.value(change)
            if self.by_linear and value is not None:
                return Forced(self.loss_of_linear(value), "linear")
            if self.again.is_relaxed or value is not None:
                plan = self.plans.plan(change)
                if plan is not None:
                    return Forced(self.loss(_exact((plan.levels or (plan.objective,))[self.again.told])), "plan")
            return self._conflict(upgrade_id)
        except LateError:
            return Forced(None, "plan", unsure=True)

    def _conflict(self, upgrade_id: str) -> Forced:
        """In the words of the rules: why no plan can hold it."""
        forced = altered(self.programme, [MustHave(upgrade_id)])
        try:
            found = explain(forced, has_plan, self.clock.at_most(SECONDS_A_CONFLICT))
        except PlannerError:
            found = None
        if found is None:
            return Forced(None, "linear", unsure=True)
        return Forced(None, "linear", tuple(rule.says for conflict in found.conflicts for rule in conflict.rules))

    def loss_of_linear(self, value: float) -> float:
        """The same between optima of linear programmes."""
        less_is_better = self.programme.rules.objective[self.again.told].minimise is not None
        lost = value - self.again.base.value if less_is_better else self.again.base.value - value
        return max(0.0, lost)

    def loss(self, value: float) -> float:
        """What the objective loses where it comes to that value [its unit]; not below 0."""
        less_is_better = self.programme.rules.objective[self.again.told].minimise is not None
        lost = value - _exact(self.value) if less_is_better else _exact(self.value) - value
        return max(0.0, lost)

    # --- what would bring it in ---

    def _changes(self, upgrade_id: str, weighing: Weighing | None) -> Iterator[Enough | NotEnough]:
        """The smallest change of each kind."""
        upgrade, options = self.programme.upgrades[upgrade_id], self.reasons.options.get(upgrade_id, ())
        quick = self.plans if self.again.is_relaxed else self.quick
        search = Search(upgrade_id, quick, self.quick if self.by_linear else self.plans, wary=self.again.is_relaxed)
        part = None if weighing is None else part_to_cut(weighing)
        for way in (cost_way(upgrade), own_way(upgrade, options)):
            if way is not None:
                yield search.smallest(way, None if part is None else float(way.before) * part)
        for funder in purses(self.programme, upgrade):
            ways = purse_ways(self.programme, funder, self.again.levels)
            if ways is not None:
                yield search.of_purse(ways, None if weighing is None else ways.place_of(weighing.year))
        for way in rule_ways(self.rules_that_matter(upgrade), upgrade):
            yield search.smallest(way)

    def rules_that_matter(self, upgrade: Upgrade) -> Iterator[PolicyRule]:
        """The named rules whose levels could bring it in: in a linear programme those with a price, and caps that set
        its full rate."""
        for rule in self.again.rules:
            own = row_name("own_money", upgrade.supplier_id)
            rows = [own] if rule.key.rule == "own_money" else rule.rows
            priced = any(abs(self.again.base.prices.get(row, 0.0)) > NO_PRICE for row in rows)
            if self.again.is_relaxed or priced or (rule.key.rule == "cap" and self._sets_rate(rule, upgrade)):
                yield rule

    def _sets_rate(self, rule: PolicyRule, upgrade: Upgrade) -> bool:
        """Whether a cap leaves the upgrade less than a looser one would: it reaches what the cap allows."""
        cap = self.programme.rules.caps[int(rule.key.which) - 1]
        classes = self.programme.class_of_technology
        takes = cap.of.takes(self.programme.supplier_of(upgrade), upgrade.technology, classes.get(upgrade.technology))
        rates = [option.rate for option in self.reasons.options.get(upgrade.upgrade_id, ())]
        most = max(rates, default=Fraction(0)) * upgrade.shared_won + upgrade.named_won
        return takes and cap.per == "upgrade" and cap.won is not None and most >= cap.won

    @staticmethod
    def _was_stopped(one: Explained) -> bool:
        return any(missed.stopped for missed in one.not_enough) or (one.forced is not None and one.forced.unsure)


def part_to_cut(weighing: Weighing) -> float | None:
    """The part by which what it takes of money must fall for its margin to reach 0; None where no part does."""
    fixed = sum(part.amount for part in weighing.parts if part.rule in FIXED)
    taken = sum(part.amount for part in weighing.parts) - fixed
    if taken <= 0 or weighing.margin > 0:
        return None
    return min(1.0, max(0.0, -weighing.margin / taken))


def _may_be_tied(weighing: Weighing | None) -> bool:
    """Whether a plan as good may treat the upgrade otherwise: not where it is worth more or less than it takes."""
    return weighing is None or abs(weighing.margin) <= TIED * max(1.0, abs(weighing.worth))


def _with(plain: Explained, forced: Forced, enough: Iterable[Enough], not_enough: Iterable[NotEnough]) -> Explained:
    return replace(plain, forced=forced, enough=tuple(enough), not_enough=tuple(not_enough))


def _exact(value: ObjectiveValue) -> float:
    return value.value if value.exact is None else value.exact
