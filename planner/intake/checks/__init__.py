"""Checks between things: each looks at the whole draft, asks one question, and gives every fault that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planner.errors import Fault
from planner.intake.checks import (
    benefits,
    chain,
    costs,
    estimates,
    fair_shares,
    first_years,
    groups,
    identity,
    measures,
    naming,
    objective,
    offsets,
    products,
    purses,
    reserves,
    returning,
    savings,
    support,
    upgrades,
    years,
)
from planner.intake.draft import Draft

type Check = Callable[[Draft], Iterable[Fault]]
"""A question to a draft; the answer is what is wrong. No check draws conclusions from what could not be read."""

CHECKS: tuple[Check, ...] = (
    purses.funder_ids,
    purses.some_budget,
    purses.budgets_within_the_programme,
    purses.years_without_budget,
    naming.known_funders,
    naming.each_side_its_own_funders,
    naming.some_pool_to_match,
    naming.one_class_a_technology,
    naming.known_classes,
    groups.known_groups,
    groups.known_groups_of_benefits,
    naming.known_marks,
    naming.known_technologies,
    fair_shares.floors_within_the_whole,
    fair_shares.floors_below_caps,
    measures.discount_given,
    measures.year_counted,
    objective.one_ratio,
    objective.won_below_the_line,
    objective.deployment_of_a_budget,
    years.phases_in_award_years,
    years.footprint_counted,
    years.contributions_counted,
    years.credits_priced_in_time,
    offsets.some_credits,
    offsets.lent_to_a_lead_firm,
    offsets.classes_ascend,
    reserves.reserved_for_somebody,
    reserves.reserved_within_the_whole,
    identity.supplier_ids,
    identity.upgrade_ids,
    identity.links_once,
    chain.known_partners,
    chain.nobody_sells_to_itself,
    chain.no_circular_links,
    chain.shares_within_the_whole,
    chain.links_where_pools_need_them,
    returning.consortium_given,
    returning.capacity_given,
    costs.one_kind_of_cost,
    costs.some_cost,
    costs.lines_of_known_upgrades,
    costs.payers_are_funders,
    upgrades.at_known_suppliers,
    upgrades.some_award_year,
    upgrades.known_needs,
    upgrades.no_circular_needs,
    upgrades.needs_in_time,
    upgrades.one_mandatory_alternative,
    products.of_known_suppliers,
    products.products_once,
    products.product_shares_within_the_whole,
    products.one_volume_a_product,
    products.known_products,
    savings.some_saving_given,
    savings.grid_factor_given,
    savings.gas_factor_given,
    savings.some_benefit,
    support.some_support_rate,
    support.mandatory_can_be_awarded,
    benefits.measured_and_divided,
    estimates.low_tonnes_given,
    estimates.baselines_given,
    first_years.raised_at_first,
)


def check(draft: Draft) -> list[Fault]:
    """All that the checks have to say, in their order."""
    return [fault for one in CHECKS for fault in one(draft)]
