"""The sentences of the vocabulary's own checks, so that they can be worded in other languages."""

from __future__ import annotations

from collections.abc import Mapping

from planner.languages import T, Text

UNKNOWN_SCENARIO = "the scenario is not among grid_scenarios"
"""Said of the factors as a whole, though one of their keys is meant."""

REASONS: Mapping[str, Text] = {
    "a constant is final: only when goes with it": T("a constant is final: only when goes with it"),
    "at_least is above at_most": T("at_least is above at_most"),
    "count_until is before the last award year": T("count_until is before the last award year"),
    "from, to and steps go together, two steps or more": T("from, to and steps go together, two steps or more"),
    "is a logical value, not a number": T("is a logical value, not a number"),
    "is not a number": T("is not a number"),
    "is not a whole number": T("is not a whole number"),
    "lend_back needs price_won_per_t": T("lend_back needs price_won_per_t: without prices nothing has a value"),
    "low is not below high": T("low is not below high"),
    "minimise and reach go together": T("minimise and reach go together: the least won for so many tonnes"),
    "must be 1 or 2; a tier-3 supplier is entered as tier 2": T(
        "is no tier: it must be 1 or 2, and a tier-3 supplier is entered as tier 2"
    ),
    "otherwise goes with words": T("otherwise goes with words only"),
    "payers goes with of: support": T("payers goes with of: support only"),
    "plan_from is no award year": T("plan_from must be an award year: the first that is planned"),
    "protect.budgets says nothing where the supplier pays what is over": T(
        "protect.budgets says nothing where the supplier pays what is over: no budget bears it"
    ),
    "ranges must ascend, and only the last may have no limit": T(
        "ranges must ascend, and only the last may have no limit"
    ),
    "state at least one objective": T("the list of objectives is empty"),
    "state at least one least amount": T(
        "none of least_support_won, least_annual_tonnes and least_share_of_baseline is given"
    ),
    "state at least one factor, and no empty list of cases": T("there is no factor, or no case in the list of cases"),
    "state at_least, at_most or both": T("neither at_least nor at_most is given"),
    "state at_least_kg, target_kg or both": T("neither at_least_kg nor target_kg is given"),
    "state either share or won": T("give either share or won, and not both"),
    "state either set or column": T("a factor wants either set or column, and not both"),
    "state either year or of": T("give either year or of, and not both"),
    "state exactly one comparison of the column": T(
        "a condition wants exactly one of one_of, none_of, below, at_most, above, at_least and blank"
    ),
    "state exactly one of column, join and constant": T(
        "a column is made from exactly one of column, join and constant"
    ),
    "state exactly one of maximise, ratio, minimise, max_min and leximin": T(
        "an objective wants exactly one of maximise, ratio, minimise, max_min and leximin"
    ),
    "state floor, cap or both": T("neither floor nor cap is given"),
    "state only one of samples, sensitivity and cases": T("give only one of samples, sensitivity and cases"),
    "state only one of values, from to steps, and range": T("give only one of values, from to steps, and range"),
    "state only one of words, ranges and units or factors": T("give only one of words, ranges and units or factors"),
    "state per and won, or won_per_lifetime_tonne": T("give per and won, or won_per_lifetime_tonne"),
    "the first award year is after the last": T("the first award year is after the last"),
    "the floor is above the cap": T("the floor is above the cap"),
    "the parts of oem, supplier and state must add to 1": T("the parts of oem, supplier and state must add to 1"),
    UNKNOWN_SCENARIO: T("the scenario is not among grid_scenarios"),
    "thousands and decimals need different marks": T("thousands and decimals need different marks"),
    "uncertainty.protect.tonnes does not go with a ratio": T(
        "uncertainty.protect.tonnes does not go with a ratio: give a target, or maximise tonnes"
    ),
    "where goes with column": T("where goes with column only"),
    "won_per_lifetime_tonne stands alone, without funders, lines, per and won": T(
        "won_per_lifetime_tonne stands alone, without funders, lines, per and won"
    ),
}
