"""The certificate of a plan: what anybody needs to work out bounds that no plan can beat, without a solver."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from planner.plan.record import Record

BOUND_DIGITS = 12
"""A bound is kept to so many decimals of the solver's unit (t, million won, gain), rounded so that it holds."""

POINT_BITS = 96
"""Values of columns are whole numbers over 2 to the power of this."""

MOST_BITS = 1_000_000
"""No multiplier needs more; whoever writes more wants a machine to run out of memory."""

Fractional = Annotated[str, Field(pattern=r"^-?[0-9]{1,2000}(/[0-9]{1,2000})?$")]
"""A fraction of whole numbers."""

type TreeNode = tuple[str, int, int] | tuple[int] | tuple[int, Literal["empty"]]
"""A whole column and the places of the branches in which it is 0 and 1; or the set of multipliers that bounds what is
left, or that proves that nothing is left."""

ROOT: tuple[TreeNode, ...] = ((0,),)
"""The tree of a proof by one set of multipliers."""


class Orders(Record):
    """The rows of a Gini ceiling for some orders of the gains, taken together."""

    times: int = Field(description="The sum of the multipliers of these rows [1/2**exponent].")
    weights: dict[str, int] = Field(description="What they hold together of each gain's column [1/2**exponent].")


class MultiplierSet(Record):
    """Multipliers by row; rows that are not named have 0."""

    rows: dict[str, int] = Field(description="Whole numbers over 2 to the power of the certificate's exponent.")
    orders: dict[str, Orders] = Field({}, description="By the rule about the largest gains that they stand for.")


class Proof(Record):
    """That something is at most a bound on every plan that keeps the rules, and that is held to some of this plan's.

    ``what``: the objective's ``value``; its ``excess``, the value less ``ratio`` times the won; ``least_won``, the won
    that a ratio divides by, below 0; or ``nothing``: that no plan is left at all.
    """

    what: Literal["value", "excess", "least_won", "nothing"]
    objective: int = Field(ge=0, description="Place of the objective among the programme's levels, from 0.")
    step: int = Field(0, ge=0, description="For leximin: which of the steps by which gains are settled, from 0.")
    ratio: Fractional | None = Field(None, description="The ratio of an excess, as a fraction of whole numbers.")
    held: dict[str, int] = Field(
        {},
        description="Rows that hold a plan to what this one has of an earlier objective, by its place, or of a gain,"
        " by its row: at least so much [1/2**exponent of the whole-number row].",
    )
    multipliers: tuple[MultiplierSet, ...]
    tree: tuple[TreeNode, ...] = Field(ROOT, description="Branches on whole columns; the first node is the root.")
    bound: int = Field(description=f"What the value is at most [1/10**{BOUND_DIGITS} of the solver's unit].")

    @property
    def limit(self) -> Fraction:
        """The bound in the solver's unit."""
        return Fraction(self.bound, 10**BOUND_DIGITS)


class Certificate(Record):
    """Proofs by weak duality over the whole-number rows of the programme.

    The rows are those of the formulation in exact numbers, named ``rule[index]``, in million won and tonnes; a row of
    ``<=`` takes a multiplier of 0 or more, one of ``>=`` of 0 or less, an equality any.
    """

    rows: int = Field(description="Number of rows of the programme.")
    columns: int = Field(description="Number of columns of the programme.")
    rows_hash: str = Field(description="SHA-256 of the text of rows, columns and objectives.")
    exponent: int = Field(
        ge=0, le=MOST_BITS, description="The multipliers are whole numbers over 2 to the power of this."
    )
    ratios: dict[int, Fractional] = Field(
        {}, description="Ratios by which earlier objectives are held, by their places."
    )
    point: dict[str, int] = Field(
        {},
        description="Columns that neither awards nor payments give, as the plan has them, where not 0"
        f" [1/2**{POINT_BITS} of the solver's unit].",
    )
    proofs: tuple[Proof, ...]

    def of(self, what: str, objective: int) -> Proof | None:
        """The first proof of that kind for an objective, at its first step."""
        return next(
            (proof for proof in self.proofs if (proof.what, proof.objective, proof.step) == (what, objective, 0)), None
        )
