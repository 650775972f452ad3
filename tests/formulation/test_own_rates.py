"""Own rates in the linear programme, where no variable says who pays."""

from __future__ import annotations

from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved


def test_an_own_rate_for_one_upgrade_does_not_bar_another():
    """GOV gives large firms at most 50 %, small ones what the rules allow; OEM has money in 2027 only, so in 2026 GOV
    is the only payer. B's full rate is 100 % (GOV and the OEM may pay): GOV alone cannot reach it. A's is 100 % of GOV.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[
                purse("GOV", rate={"large": 0.5}, budget={2026: 100 * M}),
                purse("OEM", "oem", budget={2027: 1}),
            ],
        ),
        [supplier_of("A", size="small"), supplier_of("B", size="large")],
        [
            upgrade_of("UA", "A", 10 * M, tonnes=10, last_year=2026),
            upgrade_of("UB", "B", 10 * M, tonnes=100, last_year=2026),
        ],
    )
    assert paid(solved(programme)) == {("UA", 2026): {"GOV": 10 * M}}
