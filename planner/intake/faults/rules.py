"""E-12x to E-14x: the model's rules. E-133 was given to a kind that is gone."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

FUNDER_TWICE = Kind("E-120", T('the funder id "{id}" is used twice.'), T("Give each funder an id of its own."))
RESERVED_ID = Kind(
    "E-121", T('"{id}" is a word that plans use themselves.'), T("Give the funder another id, not beginning with pool.")
)
NO_BUDGET = Kind(
    "E-122", T("{funder} has no positive budget in any year."), T("Give it a budget, or delete the funder.")
)
BUDGET_TOO_EARLY = Kind(
    "E-123",
    T("the budget of {year} lies before the first award year {first}."),
    T("Move it to {first} or later, or begin the awards in {year}."),
)
UNKNOWN_FUNDER = Kind("E-124", T('there is no funder "{id}".'), T("Name one of: {known}."))
UNKNOWN_FUNDER_WITH_GUESS = Kind(
    "E-124", T('there is no funder "{id}".'), T('Did you mean "{guess}"? Funders are: {known}.')
)
UNKNOWN_CLASS = Kind(
    "E-125", T('there is no technology class "{name}".'), T("Name it under technology_classes, or use one of: {known}.")
)
CLASSED_TWICE = Kind(
    "E-126",
    T('the technology "{technology}" is in the classes "{first}" and "{second}".'),
    T("Keep it in one class."),
)
UNKNOWN_GROUP = Kind(
    "E-127",
    T('"{group}" is neither a named group nor a {mark} of any supplier.'),
    T("Name it under groups, or use one of: {known}."),
)
UNKNOWN_GROUP_WITH_GUESS = Kind(
    "E-127", T('"{group}" is neither a named group nor a {mark} of any supplier.'), T('Did you mean "{guess}"?')
)
FLOORS_ABOVE_ONE = Kind(
    "E-128",
    T("the floors of groups that share no supplier add up to {total}, more than the whole: {places}."),
    T("Lower them to 1 together."),
)
FLOOR_ABOVE_CAP = Kind(
    "E-129",
    T("the floor {floor} is above the cap {cap} of the same group, set in {other}."),
    T("Lower the floor or raise the cap."),
)
SAME_FUNDER_ON_BOTH_SIDES = Kind(
    "E-130", T("{funders} stands on both sides of the ratio."), T("Name each funder on one side only.")
)
NO_DISCOUNT = Kind(
    "E-131", T("discounted_tonnes needs a discount rate."), T("Add discount: {{rate: 0.03, base_year: {first}}}.")
)
YEAR_NOT_COUNTED = Kind(
    "E-132", T("{year} is not a counting year; they run from {first} to {last}."), T("Name a year among them.")
)
NO_POOL = Kind(
    "E-134", T("there is no pool to match: the model has no repayment."), T("Add repayment, or delete this rule.")
)
NO_GRID_FACTOR = Kind(
    "E-135",
    T("no grid factor is given, but {place} saves electricity ({count} upgrades in all)."),
    T("Add factors: {{grid_t_per_mwh: {{{first}: …}}}}, or give the tonnes of these upgrades."),
)
GRID_FACTOR_TOO_LATE = Kind(
    "E-136",
    T("the first grid factor is of {given}, but tonnes count from {first}."),
    T("Add a factor for {first} or an earlier year."),
)
NO_GAS_FACTOR = Kind(
    "E-137",
    T("no factor of natural gas is given, but {place} saves gas ({count} upgrades in all)."),
    T("Add factors: {{gas_t_per_gj: 0.0561}}, or give the tonnes of these upgrades."),
)
NAMED_TWICE_IN_RULE = Kind("E-138", T('"{name}" is named twice.'), T("Delete one of the two."))
SEVERAL_RATIOS = Kind(
    "E-139",
    T("a second ratio stands in the list of objectives."),
    T("Keep one of them; maximise or minimise beside it."),
)
NOBODY_MEASURED = Kind(
    "E-140",
    T("no supplier that it compares has an eligible upgrade, so there is no gain to compare."),
    T("Mend its group or its mark, or the rules that leave nobody eligible."),
)
NO_WON_BELOW_THE_LINE = Kind(
    "E-141",
    T("{measure} is 0 in every plan: the model has no funder of kind {kinds}."),
    T("Divide by other money, such as all_won, or add such a funder."),
)
NO_BUDGET_OF_OWN_MONEY = Kind(
    "E-142",
    T("own_won has no budget, so a share of it says nothing."),
    T("State the least deployment in tonnes: deploy_at_least: {{tonnes: …}}."),
)
NOT_AN_AWARD_YEAR = Kind(
    "E-143", T("{year} is not an award year; they run from {first} to {last}."), T("Name a year among them.")
)
RESERVED_ABOVE_ALL = Kind(
    "E-144",
    T("what is kept of these purses for different upgrades adds up to {total}, more than the whole: {places}."),
    T("Lower it to 1 together."),
)
CLASSES_NOT_ASCENDING = Kind(
    "E-145",
    T('the limit {limit} of "{name}" is not above the limit {before} of "{other}" before it.'),
    T("Write the classes from the smallest to the largest."),
)
OPEN_CLASS_NOT_LAST = Kind(
    "E-146",
    T('"{name}" has no limit, so nothing reaches the classes after it.'),
    T("Give at_most_t, or write it last."),
)
UNKNOWN_PRODUCT = Kind(
    "E-147", T('no row of {table} has the product "{name}".'), T("Add it there, or name one of: {known}.")
)
UNKNOWN_PRODUCT_WITH_GUESS = Kind(
    "E-147", T('no row of {table} has the product "{name}".'), T('Did you mean "{guess}"?')
)
NO_PRODUCTS = Kind(
    "E-148",
    T("no footprint can be told: {table} is missing or has no rows."),
    T("Add it with supplier_id, product, share and units_per_year, or delete these rules."),
)
NO_SUCH_GROUP = Kind("E-149", T('there is no group "{group}".'), T("Name it under groups, or use one of: {known}."))
NO_SUCH_GROUP_WITH_GUESS = Kind("E-149", T('there is no group "{group}".'), T('Did you mean "{guess}"?'))
