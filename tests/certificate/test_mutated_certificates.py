"""Some hundred forged certificates: none is believed. The campaign of ten thousand is ``mutated_certificates``."""

from __future__ import annotations

from tests.campaigns.certificate_mutations import MUTATIONS
from tests.campaigns.honest_plans import draw_unequal, of_random_programmes, rows_built_once, short_of_the_best
from tests.campaigns.mutated_certificates import OUTCOMES, tries
from tests.property.cases import draw
from tests.property.wider_cases import draw_wider


def test_no_forged_certificate_is_believed():
    """Of the best plans and of plans that are not the best; most forgeries are refused, some are true all the same."""
    pool = {
        "random": list(of_random_programmes(range(4))),
        "further": list(of_random_programmes((7, 14, 16, 37, 41, 44), draw_wider)),
        "one objective after the other": list(of_random_programmes((25, 36, 41, 48), draw_wider)),
        "inequality": list(of_random_programmes(range(8), draw_unequal)),
        "short": list(short_of_the_best((0, 1, 4, 9, 16), draw)),
    }
    assert all(pool.values())
    with rows_built_once():
        found = list(tries(pool, 600, 1))
    assert [tried for tried in found if tried.falsehood] == []
    assert len({tried.kind for tried in found}) >= len(MUTATIONS) - 2, "few plans offer some kinds"
    outcomes = [tried.outcome for tried in found]
    assert outcomes.count(OUTCOMES[1]) > 300
    assert outcomes.count(OUTCOMES[2]) > 50
