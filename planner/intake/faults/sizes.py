"""W-501 to W-519: sizes; a wrong unit, as far as one can tell from the numbers beside it."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

CHECK_SIZE = T("Check {columns}; if the row is right, write yes under confirmed.")
OTHER_UNIT = T("{question} Then write {instead} in {column}; if the row is right, write yes under confirmed.")
"""The remedies of rows of an odd size: where one unit explains it, that unit is asked for."""

COLUMN_IN_OTHER_UNIT = Kind(
    "W-501",
    T("{what} ({top}, {bottom}): {found} in the middle of {count} rows, where {low} to {high} is plausible."),
    T("{question} Then mend the unit of {column}; rows that are right get yes under confirmed."),
)
COLUMNS_DO_NOT_MATCH = Kind(
    "W-502",
    T("{what} ({top}, {bottom}): {found} in the middle of {count} rows, far from plausible ({low} to {high})."),
    T("Check the units of {columns}; rows that are right get yes under confirmed."),
)
TONNE_UNLIKE_PEERS = Kind(
    "W-503",
    T("{found} won for a tonne a year, but {usual} in the middle of its peers ({peers}, {count} rows)."),
    CHECK_SIZE,
)
SAVING_UNLIKE_PEERS = Kind(
    "W-504",
    T("saves {found} won a year for each won of cost, but {usual} in the middle of its peers ({peers}, {count} rows)."),
    CHECK_SIZE,
)
ENERGY_PRICE = Kind("W-505", T("{found} won a year are saved with energy that is worth about {worth} won."), CHECK_SIZE)
MORE_THAN_BASELINE = Kind(
    "W-506",
    T('"{id}" saves {found} t a year, but its supplier emits only {baseline} t (baseline_t, {line}).'),
    CHECK_SIZE,
)
ALL_MORE_THAN_BASELINE = Kind(
    "W-507",
    T('the upgrades of "{id}" save {found} t a year together, but it emits only {baseline} t.'),
    T("Check baseline_t and what its upgrades save; if the row is right, write yes under confirmed."),
)
TOO_MANY_TONNES = Kind(
    "W-508",
    T("{found} t a year from one project; the limit is {limit}, twice what puts a whole firm into emissions trading."),
    CHECK_SIZE,
)
TONNE_OUT_OF_BOUNDS = Kind(
    "W-509", T("{found} won for a tonne a year, where {low} to {high} is plausible."), CHECK_SIZE
)
LONG_LIFE = Kind(
    "W-510",
    T("{found} years is longer than any equipment lasts ({limit})."),
    T("Write years, not months; if the row is right, write yes under confirmed."),
)
LOW_ABOVE_HIGH = Kind(
    "W-511",
    T("the low estimate {low} is above the high estimate {high}."),
    T("Exchange or mend them; if the row is right, write yes under confirmed."),
)
OUTSIDE_ESTIMATES = Kind(
    "W-512",
    T("{found} lies outside of its own estimates, {low} to {high}."),
    T("Mend the value or the estimates; if the row is right, write yes under confirmed."),
)
FIRM_UNLIKE_PEERS = Kind(
    "W-513",
    T("{top} over {bottom} is {found}, but {usual} in the middle of {count} suppliers."),
    CHECK_SIZE,
)
MORE_OF_THEM = Kind("W-519", T("{count} more rows have {code}: {places}."), T("See the first rows of {code}."))
