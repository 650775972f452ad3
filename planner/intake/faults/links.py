"""E-4xx: links between rows, and between rows and rules."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

ID_TWICE = Kind("E-401", T('"{id}" stands in {first} already.'), T("Delete one of the rows, or rename one."))
ID_TWICE_IN_YEARS = Kind(
    "E-401",
    T('"{id}" stands in {first} already.'),
    T("Their years overlap ({years}): keep one row for an upgrade, or give each an id of its own if two are meant."),
)
IDS_ALIKE = Kind(
    "E-402",
    T('"{id}" and "{other}" in {first} differ only in case, blanks or composition.'),
    T("Write them alike if they are the same, else make them differ clearly."),
)
UNKNOWN_SUPPLIER = Kind("E-403", T('the supplier "{id}" is not in {table}.'), T("Add it there, or mend the id."))
UNKNOWN_SUPPLIER_WITH_GUESS = Kind("E-403", T('the supplier "{id}" is not in {table}.'), T('Did you mean "{guess}"?'))
UNKNOWN_SUPPLIER_WITHOUT_ZEROS = Kind(
    "E-403",
    T('the supplier "{id}" is not in {table}.'),
    T('Did you mean "{guess}"? Format the column as text, so that zeros in front are kept.'),
)
SELF_LINK = Kind("E-404", T('"{id}" sells to itself.'), T("Delete the row, or name another buyer."))
CIRCULAR_LINKS = Kind("E-405", T("the links go in a circle: {circle} ({lines})."), T("Delete one of these links."))
SHARES_ABOVE_ONE = Kind(
    "E-406",
    T('the shares of "{id}" add up to {total}, more than its whole output ({lines}).'),
    T("Lower them to 1 together."),
)
LINK_TWICE = Kind(
    "E-407",
    T('the link from "{seller}" to "{buyer}" stands in {first} already.'),
    T("Add the shares up in one row."),
)
COST_TWICE = Kind("E-408", T('"{id}" has cost_won and also rows in {table}.'), T("Keep one of the two."))
NO_COST = Kind("E-409", T('"{id}" has neither cost_won nor rows in {table}.'), T("Give its cost; blank is not zero."))
ZERO_COST = Kind(
    "E-410",
    T('"{id}" costs nothing in all, so its tonnes per won have no end.'),
    T("Write what it costs, or delete it: what is free needs no support."),
)
UNKNOWN_UPGRADE = Kind("E-411", T('the upgrade "{id}" is not in {table}.'), T("Add it there, or mend the id."))
UNKNOWN_UPGRADE_WITH_GUESS = Kind("E-411", T('the upgrade "{id}" is not in {table}.'), T('Did you mean "{guess}"?'))
UNKNOWN_UPGRADE_WITHOUT_ZEROS = Kind(
    "E-411",
    T('the upgrade "{id}" is not in {table}.'),
    T('Did you mean "{guess}"? Format the column as text, so that zeros in front are kept.'),
)
PAYER_IS_NO_FUNDER = Kind(
    "E-412", T('the payer "{id}" is no funder of the model.'), T("Name one of: {known}; or leave the cell blank.")
)
START_AFTER_END = Kind("E-413", T("first_year {first} is after last_year {last}."), T("Exchange or mend the years."))
NO_AWARD_YEAR = Kind(
    "E-414",
    T("{year} leaves no possible award year; awards are made from {first} to {last}."),
    T("Mend the year, or delete the row."),
)
NEEDS_ITSELF = Kind("E-415", T('"{id}" needs itself.'), T("Delete the entry, or name another upgrade."))
CIRCULAR_NEEDS = Kind(
    "E-416", T("the upgrades need each other in a circle: {circle} ({lines})."), T("Delete one of these entries.")
)
NEEDED_TOO_LATE = Kind(
    "E-417",
    T('"{needed}" ({line}) can be awarded from {start} only, but "{id}" no later than {end}.'),
    T("Mend the years of one of the two."),
)
MANDATORY_IMPOSSIBLE = Kind(
    "E-418",
    T('"{id}" is mandatory but cannot be awarded: {reason}'),
    T("Make room for it in the rules, or take the mark away."),
)
MANDATORY_ALTERNATIVES = Kind(
    "E-419",
    T('"{id}" is mandatory, and so is its alternative "{other}" in {line}.'),
    T("Keep the mark on one of them."),
)
NO_SAVING = Kind(
    "E-420",
    T('no saving is given for "{id}"; blank is not zero.'),
    T("Give tonnes, or electricity_mwh, gas_gj or other_t."),
)
NO_SUPPORT_RATE = Kind(
    "E-421",
    T('no rule of support_rates takes "{id}" (tier {tier}, size {size}, technology {technology}, class {group}).'),
    T("Add a rule for it; 0 is good."),
)
NO_CONSORTIUM = Kind(
    "E-422",
    T('"{id}" is tier 1 without a consortium, so what it gives back would serve nobody.'),
    T("Name its consortium, or set repayment.pool to own_chain or programme."),
)
NO_CAPACITY = Kind(
    "E-423",
    T('the repayment capacity of "{id}" is blank, but it would owe money.'),
    T("Fill it in, or say what blank means in affordability.capacity_if_blank."),
)
PRODUCT_TWICE = Kind(
    "E-424",
    T('the product "{product}" of "{id}" stands in {first} already.'),
    T("Add the shares up in one row."),
)
PRODUCTS_ABOVE_ONE = Kind(
    "E-425",
    T('the product shares of "{id}" add up to {total}, more than all its emissions ({lines}).'),
    T("Lower them to 1 together."),
)
NO_DIVISOR = Kind(
    "E-426",
    T('{column} of "{id}" is blank or 0, but its gain is divided by it ({rule}).'),
    T("Fill it in, or leave the supplier out by a group."),
)
NEEDS_ALTERNATIVE = Kind(
    "E-427",
    T('"{id}" needs "{needed}" ({line}), but the two exclude each other whole (alternative_group "{group}").'),
    T("Delete the entry, or take one of them out of the group."),
)
NEEDED_EXCLUDED = Kind(
    "E-428",
    T('"{id}" needs "{needed}", which is excluded: its alternative "{other}" in {line} is mandatory.'),
    T("Delete the entry, or take the mark away in {line}."),
)
MANDATORY_ABOVE_BUDGET = Kind(
    "E-429",
    T("mandatory upgrades need {asked} won in {years}; {funders} have {there}: {short} too little ({lines})."),
    T("Raise the budgets, or take marks away."),
)
NOTHING_AFFORDABLE = Kind(
    "E-430",
    T('nothing can be paid: even "{id}" asks for {asked} won, and its purses have {there} at most.'),
    T("Raise the budgets, award parts (projects: divisible), or check the unit of the costs."),
)

GROUP_OF_NOTHING = Kind(
    "E-431",
    T('"{found}" would make these rows alternatives of each other ({rows}).'),
    T("Leave the cell blank where no group is meant, else name the group otherwise."),
)

NO_LATER_YEAR = Kind(
    "E-433",
    T("{table} has rows, but the model plans from its first award year on."),
    T("Give the first year to be planned under years.plan_from, or take the table away."),
)
NOT_PAST = Kind(
    "E-434",
    T("{year} is no past year; these are {first} to {last}."),
    T("Mend the year, or years.plan_from."),
)
PAID_BEFORE_AWARD = Kind(
    "E-435",
    T("it is paid in {year}, before the award of {award}."),
    T("Mend one of the years."),
)
UNKNOWN_PAYER = Kind(
    "E-436",
    T('the payer "{id}" is neither a funder of the model, nor own, nor a pool of the repayments.'),
    T("Name one of: {known}."),
)
PAYMENT_TWICE = Kind(
    "E-437",
    T("this payment of {payer} for {id} in {year} stands in {first} already."),
    T("Add the amounts up in one row."),
)
NOTHING_PAID = Kind("E-438", T("the payment is 0."), T("Write what is paid, or delete the row."))
SIGNED_ABOVE_COST = Kind(
    "E-439",
    T('{won} won are signed for "{id}", which costs {cost} ({lines}).'),
    T("Mend an amount, or give the cost as it was signed in {table}."),
)
OWES_NOTHING = Kind(
    "E-440",
    T('"{id}" is no tier-1 supplier that owes anything under the repayment rule.'),
    T("Mend the id, delete the row, or give the repayment rule."),
)
RECEIPT_TWICE = Kind(
    "E-441", T('what "{id}" gave back in {year} stands in {first} already.'), T("Add the amounts up in one row.")
)
UNKNOWN_ACCOUNT = Kind(
    "E-442",
    T('the account "{id}" is neither a funder of the model nor a pool of the repayments.'),
    T("Name one of: {known}."),
)
ACCOUNT_TWICE = Kind("E-443", T('"{id}" stands in {first} already.'), T("Keep one of the two."))
POOL_BELOW_ZERO = Kind(
    "E-444",
    T("{pool} paid {paid} won in past years, but {came} came: {short} more than it had."),
    T("Say in opening_balances what it holds: 0 where somebody made up the rest; or mend what came and what it paid."),
)
POOL_PAYS_TOO_LATE = Kind(
    "E-446",
    T("{payer} pays in {year}, but pools pay in award years only, which end with {last}."),
    T("Mend the year, or name who pays then."),
)
LENT_UNSTATED = Kind(
    "E-445",
    T('what "{funder}" carried over cannot be worked out, since the value of credits is lent to it.'),
    T("State its balance in opening_balances."),
)

BEYOND_WEIGHING = Kind(
    "E-432",
    T(
        "{largest} cannot be weighed beside {smallest} in {place}: amounts of one kind may lie a trillion times apart, "
        "and none may be above {most} {unit}."
    ),
    T("Check the unit of both; leave out what is too small to matter, or split the programme."),
)
