"""The certificate of a plan: a proof for each of its objectives, from the prices of a solver that need not be right.

Prices that came with the plan are tried first. Where they do not fit, the claim's own linear programme is solved for
others, by one method after the other; where whole projects leave a gap, the claim is branched on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from planner.certificate.building import integer_programme
from planner.certificate.check import held_value, most_held, rounded_up
from planner.certificate.claims import HELD_BITS, claim_of
from planner.certificate.point import Point, point_of, untied, value_at
from planner.certificate.programme import IntegerProgramme, Target
from planner.certificate.statements import least_gain, statements, stopping
from planner.certificate.text import rows_hash
from planner.certificate.weak_duality import Claim
from planner.plan.certificate import ROOT, Certificate, Proof
from planner.plan.plan import Plan
from planner.plan.proof import LAST_DIGIT, Known, allowed, reached_by
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.relaxation import Prices
from planner.study.bounding import Bounding
from planner.study.multiplier_sets import PRECISION_BITS
from planner.units import floor

STEPS_PROVEN = 20
"""So many steps of leximin are proven at least, those that settle the worst-off first."""

STEPS_WORK = 4_000_000
"""More are, as long as their linear programmes together hold no more coefficients."""

MUCH = Fraction(11, 10)
"""A ratio that the solver found is less than so many times the plan's, or it is no ratio that rounding missed."""

RATIO_DIGITS = 12
"""Decimals of the ratio that an excess is measured from."""


@dataclass(frozen=True)
class Proven:
    """A certificate, and what it proves of each objective.

    ``prices_fit``: whether the prices that came with the plan prove as much as others do; ``better``: what the first
    objective is at a better point, in people's units, where branching met one; ``late``: the clock ended the branching.
    """

    certificate: Certificate
    known: tuple[Known, ...]
    prices_fit: bool
    better: Fraction | None
    late: bool = False

    @property
    def has_branches(self) -> bool:
        """Whether some proof takes more than one set of multipliers."""
        return any(proof.tree != ROOT for proof in self.certificate.proofs)


class Prover:
    """Proves plans of one programme, or that there is none."""

    def __init__(self, programme: Programme, options: Options) -> None:
        """Raises ``InfeasibleError`` where a rule can be met by nothing."""
        self._programme = programme
        self.exact = integer_programme(programme, options)

    def prove(
        self,
        plan: Plan,
        prices: Prices | None,
        *,
        branch: bool = True,
        ratios: Mapping[int, Fraction] = MappingProxyType({}),
        claimed: Fraction | None = None,
        deadline: float | None = None,
    ) -> Proven | None:
        """The certificate of the plan; None where the programme leaves some column without a bound.

        ``prices``: those of the rows for the first objective, where there are some. ``branch``: whether a gap that
        whole projects leave is worth a search; it is not where the plan was taken before the solver's was done.
        ``ratios``: the best ratios that the solver found before rounding, by the number of the objective. ``claimed``:
        the solver's own bound on the first objective, in people's units, where it stopped at a gap: no less need be
        proven. ``deadline``: nothing is branched on after that moment of the monotonic clock [s].
        """
        if self.exact is None:
            return None
        point = point_of(self.exact, plan)
        may_miss = [allowed(plan, reached, Known(reached.value, None)) for reached in reached_by(self._programme, plan)]
        proving = _Proving(self.exact, point, may_miss, ratios, branch=branch, claimed=claimed, deadline=deadline)
        certificate = proving.certificate(prices)
        known = tuple(statements(self.exact, certificate, point))
        return Proven(certificate, known, proving.prices_fit, proving.better, proving.late)

    def prove_none(self, deadline: float | None = None) -> Certificate | None:
        """The certificate that no plan keeps the rules; None where none was found, or not before the deadline."""
        if self.exact is None:
            return None
        return _Proving(self.exact, [], [], {}, deadline=deadline).of_nothing()


class _Proving:
    """The proofs of one plan, one objective after the other."""

    def __init__(
        self,
        exact: IntegerProgramme,
        point: Point,
        may_miss: list[Fraction],
        ratios: Mapping[int, Fraction],
        *,
        branch: bool = True,
        claimed: Fraction | None = None,
        deadline: float | None = None,
    ) -> None:
        self._exact = exact
        self._point = point
        self._may_miss = may_miss
        self._branch = branch
        self._claimed = claimed
        self._deadline = deadline
        self._ratios: dict[int, str] = {}
        self._least_won: dict[int, Fraction] = {}
        self._best_ratios = ratios
        self.prices_fit = True
        self.better: Fraction | None = None
        self.late = False
        largest = max([row.factor for row in exact.rows.values()] + [_held_factor(exact)], default=1)
        self._exponent = PRECISION_BITS + largest.bit_length()

    def certificate(self, prices: Prices | None) -> Certificate:
        proofs: list[Proof] = []
        held: dict[str, int] = {}
        for place, target in enumerate(self._exact.targets):
            if target.won is not None:
                proofs += self._ratio(place, held)
            elif target.gains:
                steps = list(self._gains(place, held, prices if place == 0 else None))
                proofs += steps
                held = held | self._gained(target, steps[-1])
                continue
            else:
                proofs.append(self._value(place, held, prices if place == 0 else None))
            held = held | {str(place): most_held(self._exact, proofs, str(place), self._held_value(str(place)))}
        return self._sealed(proofs)

    def of_nothing(self) -> Certificate | None:
        proof = Proof(what="nothing", objective=0, multipliers=(), bound=0)
        claim = claim_of(self._exact, proof, {})
        found = Bounding(claim, self._exponent, Fraction(-1), deadline=self._deadline).nothing_left()
        if found is None:
            return None
        return self._sealed([proof.model_copy(update={"multipliers": found.multipliers, "tree": found.tree})])

    def _sealed(self, proofs: list[Proof]) -> Certificate:
        return Certificate(
            rows=len(self._exact.rows),
            columns=len(self._exact.columns),
            rows_hash=rows_hash(self._exact),
            exponent=self._exponent,
            ratios=self._ratios,
            point=untied(self._exact, self._point) if self._point else {},
            proofs=tuple(proofs),
        )

    def _value(self, place: int, held: dict[str, int], prices: Prices | None) -> Proof:
        return self._proven(Proof(what="value", objective=place, held=held, multipliers=(), bound=0), prices)

    def _ratio(self, place: int, held: dict[str, int]) -> Iterator[Proof]:
        target = self._exact.targets[place]
        assert target.won is not None
        won = value_at(target.won, self._point)
        reached = written_below(value_at(target.value, self._point) / won) if won else Fraction(0)
        self._ratios[place] = str(reached)
        least = self._proven(Proof(what="least_won", objective=place, held=held, multipliers=(), bound=0), None)
        self._least_won[place] = -least.limit
        yield least
        found = written_below(self._best_ratios.get(target.number, reached))
        ratio = str(found if reached < found < reached * MUCH else reached)
        yield self._proven(Proof(what="excess", objective=place, ratio=ratio, held=held, multipliers=(), bound=0), None)

    def _gains(self, place: int, held: dict[str, int], prices: Prices | None) -> Iterator[Proof]:
        """A proof for each step: those that stop the least gain are then held to what they have."""
        target = self._exact.targets[place]
        settled: dict[str, int] = {}
        for step in range(self._most_steps(target)):
            proof = Proof(what="value", objective=place, step=step, held={**held, **settled}, multipliers=(), bound=0)
            proof = self._proven(proof, prices if step == 0 else None)
            yield proof
            stops = list(stopping(self._exact, self._exponent, proof))
            settled |= {name: self._held_value(name) for name in stops}
            if not stops or len(settled) == len(target.gains):
                return

    def _gained(self, target: Target, last: Proof) -> dict[str, int]:
        """What plans are held to after leximin: the settled to what they have, others to the last level at least."""
        settled = last.held.keys() | set(stopping(self._exact, self._exponent, last))
        level = least_gain(self._exact, target, self._point, last.held)
        (least,) = target.value.terms
        return {
            name: self._held_value(name)
            if name in settled
            else min(self._held_value(name), floor(level * -(self._exact.rows[name].terms[least] << HELD_BITS)))
            for name in target.gains
        }

    def _held_value(self, key: str) -> int:
        return held_value(self._exact, key, self._ratios, self._point)

    def _most_steps(self, target: Target) -> int:
        coefficients = sum(len(row.terms) for row in self._exact.rows.values())
        affordable = max(STEPS_PROVEN, STEPS_WORK // max(1, coefficients))
        return affordable if target.steps is None else min(target.steps, affordable)

    def _proven(self, proof: Proof, prices: Prices | None) -> Proof:
        """The proof with the best multipliers that were found for it."""
        claim = claim_of(self._exact, proof, self._ratios)
        bounding = Bounding(
            claim, self._exponent, self._enough(claim, proof), branch=self._branch, deadline=self._deadline
        )
        best = bounding.best(prices)
        assert best.bound is not None
        self.prices_fit &= bounding.prices_fit
        self.late |= bounding.late
        if proof.objective == 0 and proof.what == "value" and bounding.better is not None:
            self.better = Fraction(bounding.better) * (self._exact.targets[0].factor or 1)
        return proof.model_copy(
            update={"multipliers": best.multipliers, "tree": best.tree, "bound": rounded_up(best.bound)}
        )

    def _enough(self, claim: Claim, proof: Proof) -> Fraction:
        """What a bound need not be below."""
        if proof.what == "least_won":
            return value_at(claim.value, self._point) / 2
        target = self._exact.targets[proof.objective]
        value = value_at(claim.value, self._point)
        if self._claimed is not None and proof.objective == 0 and proof.what == "value":
            return max(value, self._claimed / (target.factor or 1))
        if all(self._exact.columns[column].whole for column in claim.value.terms):
            return value + LAST_DIGIT / 2
        may_miss = self._may_miss[target.number] / abs(target.factor or Fraction(1))
        if target.won is None:
            return value + may_miss
        ratio = value_at(target.value, self._point) / (value_at(target.won, self._point) or 1)
        missing = Fraction(proof.ratio or 0) - ratio  # what a ratio above the plan's takes of what may be missing
        return max(may_miss - missing, Fraction(0)) * max(self._least_won[proof.objective], Fraction(0))


def written_below(ratio: Fraction) -> Fraction:
    """A ratio with as many digits as people can write down, not above it."""
    return Fraction(floor(ratio * 10**RATIO_DIGITS), 10**RATIO_DIGITS)


def _held_factor(exact: IntegerProgramme) -> int:
    return max((target.value.divisor << HELD_BITS for target in exact.targets), default=1)
