"""Selection: at most once, one of the alternatives, after what it needs, in full where it must be."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.model import Formulation
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.options import Option
from planner.units import solver_number


def once(lp: Formulation) -> None:
    r"""An upgrade is awarded at most once over the years.

    .. math:: \sum_t x_{u,t} \le 1

    x [share], what is signed included. With a single possible year the variable's own bound says it, if nothing is.
    """
    for upgrade_id, options in lp.by_upgrade.items():
        signed = lp.signed.share.get(upgrade_id, Fraction(0))
        if (len(options) > 1 or signed) and not options[0].upgrade.mandatory:
            terms = lp.share_awarded(options) + lp.fixed(solver_number(signed))
            lp.row(row_name("once", upgrade_id), terms, "<=", 1)


def alternatives(lp: Formulation) -> None:
    r"""Of a group of alternatives, at most one is awarded in all.

    .. math:: \sum_{u \in a} \sum_t x_{u,t} \le 1

    x [share], what is signed included, which may be more than one already. Source: the upgrades'
    ``alternative_group``.
    """
    groups: dict[str, list[Option]] = defaultdict(list)
    for option in lp.options:
        if option.upgrade.alternative_group is not None:
            groups[option.upgrade.alternative_group].append(option)
    for name, options in groups.items():
        signed = lp.signed.share_of_group.get(name, Fraction(0))
        if signed or len({option.upgrade.upgrade_id for option in options}) > 1:
            terms = lp.share_awarded(options) + lp.fixed(solver_number(signed))
            lp.row(row_name("alternatives", name), terms, "<=", solver_number(max(Fraction(1), signed)))


def prerequisites(lp: Formulation) -> None:
    r"""By any year, at least as much of a prerequisite is awarded as of what needs it.

    .. math:: \sum_{\tau \le t} x_{p,\tau} \ge \sum_{\tau \le t} x_{u,\tau} \quad \forall t

    x [share]. What is signed of a prerequisite counts as far as nothing that is signed needs it. Source: the upgrades'
    ``needs``.
    """
    signed = lp.signed.share
    for upgrade_id, options in lp.by_upgrade.items():
        for needed in options[0].upgrade.needs:
            for option in options:
                so_far = lp.share_awarded(other for other in options if other.year <= option.year)
                before = lp.share_awarded(o for o in lp.by_upgrade.get(needed, ()) if o.year <= option.year)
                spare = signed.get(needed, Fraction(0)) - signed.get(upgrade_id, Fraction(0))
                terms = before + lp.fixed(solver_number(max(Fraction(0), spare)))
                terms += [(variable, -share) for variable, share in so_far]
                lp.row(row_name("prerequisite", upgrade_id, needed, option.year), terms, ">=", 0)


def mandatory(lp: Formulation) -> None:
    r"""A mandatory upgrade is awarded in full.

    .. math:: \sum_t x_{u,t} = 1

    x [share], what is signed included. Source: the upgrades' ``mandatory``. One that cannot be awarded at all makes the
    programme infeasible.
    """
    for upgrade_id, upgrade in lp.programme.upgrades.items():
        signed = lp.signed.share.get(upgrade_id, Fraction(0))
        if not upgrade.mandatory or signed >= 1:
            continue
        if upgrade_id not in lp.by_upgrade:
            refusal = T("{upgrade} is mandatory but cannot be awarded in any year.", upgrade=upgrade_id)
            raise InfeasibleError(refusal, row_name("mandatory", upgrade_id))
        terms = lp.share_awarded(lp.by_upgrade[upgrade_id]) + lp.fixed(solver_number(signed))
        lp.row(row_name("mandatory", upgrade_id), terms, "=", 1)
