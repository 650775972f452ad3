"""Selection: at most once, one of the alternatives, after what it needs, in full where it must be."""

from __future__ import annotations

from collections import defaultdict

from planner.errors import InfeasibleError
from planner.formulation.model import Formulation
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.options import Option


def once(lp: Formulation) -> None:
    r"""An upgrade is awarded at most once over the years.

    .. math:: \sum_t x_{u,t} \le 1

    x [share]. With a single possible year the variable's own bound says it.
    """
    for upgrade_id, options in lp.by_upgrade.items():
        if len(options) > 1 and not options[0].upgrade.mandatory:
            lp.row(row_name("once", upgrade_id), lp.share_awarded(options), "<=", 1)


def alternatives(lp: Formulation) -> None:
    r"""Of a group of alternatives, at most one is awarded in all.

    .. math:: \sum_{u \in a} \sum_t x_{u,t} \le 1

    x [share]. Source: the upgrades' ``alternative_group``.
    """
    groups: dict[str, list[Option]] = defaultdict(list)
    for option in lp.options:
        if option.upgrade.alternative_group is not None:
            groups[option.upgrade.alternative_group].append(option)
    for name, options in groups.items():
        if len({option.upgrade.upgrade_id for option in options}) > 1:
            lp.row(row_name("alternatives", name), lp.share_awarded(options), "<=", 1)


def prerequisites(lp: Formulation) -> None:
    r"""By any year, at least as much of a prerequisite is awarded as of what needs it.

    .. math:: \sum_{\tau \le t} x_{p,\tau} \ge \sum_{\tau \le t} x_{u,\tau} \quad \forall t

    x [share]. Source: the upgrades' ``needs``.
    """
    for upgrade_id, options in lp.by_upgrade.items():
        for needed in options[0].upgrade.needs:
            for option in options:
                so_far = lp.share_awarded(other for other in options if other.year <= option.year)
                before = lp.share_awarded(o for o in lp.by_upgrade.get(needed, ()) if o.year <= option.year)
                terms = before + [(variable, -share) for variable, share in so_far]
                lp.row(row_name("prerequisite", upgrade_id, needed, option.year), terms, ">=", 0)


def mandatory(lp: Formulation) -> None:
    r"""A mandatory upgrade is awarded in full.

    .. math:: \sum_t x_{u,t} = 1

    x [share]. Source: the upgrades' ``mandatory``. One that cannot be awarded at all makes the programme infeasible.
    """
    for upgrade_id, upgrade in lp.programme.upgrades.items():
        if not upgrade.mandatory:
            continue
        if upgrade_id not in lp.by_upgrade:
            refusal = T("{upgrade} is mandatory but cannot be awarded in any year.", upgrade=upgrade_id)
            raise InfeasibleError(refusal, row_name("mandatory", upgrade_id))
        lp.row(row_name("mandatory", upgrade_id), lp.share_awarded(lp.by_upgrade[upgrade_id]), "=", 1)
