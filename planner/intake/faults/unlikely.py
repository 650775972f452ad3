"""W-1xx to W-4xx: accepted but probably not meant."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

UNUSED_VALUE = Kind(
    "W-101",
    T('no {mark} of the tables is "{value}", so this takes nothing.'),
    T("Mend it if something was meant; there are: {known}."),
)
CONTRIBUTES_NOTHING = Kind(
    "W-102",
    T("{year} is not a counting year ({first} to {last}), so the plan contributes 0 tonnes then."),
    T("Count until {year}, or name a year that is counted."),
)
PATH_OUTSIDE = Kind(
    "W-103",
    T("no year given here lies within the counting years ({first} to {last}), so the figure of {year} always holds."),
    T("Give figures of counting years if they change."),
)
NO_CREDITS = Kind(
    "W-104",
    T("no upgrade yields credits: none is creditable at a supplier outside the trading scheme."),
    T("Mark upgrades as creditable, or delete offsets."),
)
LENT_TO_NO_LEAD_FIRM = Kind(
    "W-105",
    T("{funder} is no purse of kind oem, though the lead firm uses the credits."),
    T("Name a purse of the lead firm if one is meant."),
)
NO_LOW_TONNES = Kind(
    "W-106",
    T("no upgrade has a low estimate of its tonnes, so the plan shows nothing that could be taken back."),
    T("Fill in tonnes_low in {table}."),
)
RESERVED_FOR_NOBODY = Kind(
    "W-107", T("no upgrade is meant, so the money is kept for nobody."), T("Mend it, or delete the rule.")
)
NO_BASELINE = Kind(
    "W-108",
    T("suppliers without baseline_t, whose upgrades never reach a share of it: {count} ({ids})."),
    T("Fill in baseline_t, or leave them out of the rule."),
)
MARKS_ALIKE = Kind(
    "W-405",
    T('"{mark}" and "{other}" in {first} differ only in case, blanks or composition; rules take them for two.'),
    T("Write them alike if they are the same."),
)
FORMULA_LIKE = Kind(
    "W-201", T('"{found}" looks like a formula; it is kept as text.'), T("Put other characters first if it is none.")
)
HIDDEN_SHEET = Kind(
    "W-310",
    T("the sheet is hidden; its rows are read all the same: {count}."),
    T("Unhide it and look at them; delete it if they are not meant."),
)
SHEET_NOT_READ = Kind(
    "W-302", T("is no table of a programme, so it is not read."), T("Delete it if nothing in it is needed.")
)
FILE_NOT_READ = Kind("W-301", T("is not read in this version."), T("Delete it if nothing in it is needed."))
NO_BENEFIT = Kind(
    "W-401",
    T('"{id}" saves nothing within the horizon in any possible award year, so it is chosen only if it must be.'),
    T("Check its savings, its life and its lead time."),
)
SEVERAL_VOLUMES = Kind(
    "W-402",
    T('"{product}" has {units} units a year here, but {other} in {line}.'),
    T("Write one volume for a product line, or name the lines apart."),
)

NOT_RECEIVED = Kind(
    "W-406",
    T('{due} won of "{id}" fell due by the end of {year}, and {came} came: {missing} did not ({arrears}).'),
    T(
        "Write down what came, a row a supplier and year; 0 is good. "
        "repayment.arrears says whether the rest still comes."
    ),
)
RECEIVED_ABOVE = Kind(
    "W-407",
    T('{came} won came from "{id}" by the end of {year}, more than the {due} that fell due.'),
    T("Check the amounts; what is above stays in the pool."),
)
BALANCE_DIFFERS = Kind(
    "W-408",
    T("{id} holds {stated} won as stated, but {worked} as worked out from what is signed and came; the stated counts."),
    T("Check it; where it is right, no more is to be done."),
)
NO_OWN_MONEY = Kind(
    "W-409",
    T('{won} of the {cost} won that "{id}" costs are signed in {year}, nothing of it the supplier\'s own money.'),
    T("Add the row of own where it is missing: what is not signed is planned again."),
)

TOO_FAR_APART = Kind(
    "W-404",
    T("{largest} is more than a billion times {smallest} in {place}."),
    T("Check the unit of both; leave out what is too small to matter."),
)
