"""What an upgrade may ask or must bring to be awarded at all: ceiling phases and thresholds; caps by kind of line."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from tests.audit.builders import line_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes

PHASES = [
    {"year": 2026, "won_per_lifetime_tonne": 100_000},
    {"year": 2027, "won_per_lifetime_tonne": 200_000},
]


def phased(dear: Upgrade, **rules: Any) -> Programme:
    """Two award years with 200 M each. D, dear: 1,000 t; C, cheap: 50 M for 1,000 t, 50,000 won a tonne."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2040},
            projects="whole",
            funders=[purse("GOV", budget={2026: 200 * M, 2027: 200 * M})],
            **({"ceiling_phases": PHASES} | rules),
        ),
        [supplier_of("S"), supplier_of("T", baseline_t=500)],
        [dear, upgrade_of("C", "T", 50 * M, tonnes=100, life_years=10)],
    )


def dear_upgrade(cost: int = 150, **more: Any) -> Upgrade:
    return upgrade_of("D", "S", cost * M, tonnes=100, life_years=10, **more)


def test_a_dear_upgrade_waits_for_its_phase():
    """D asks 150,000 won a tonne: above the ceiling of 2026, within that of 2027. Without phases both come at once."""
    assert paid(solved(phased(dear_upgrade()))) == {
        ("C", 2026): {"GOV": 50 * M},
        ("D", 2027): {"GOV": 150 * M},
    }
    assert set(paid(solved(phased(dear_upgrade(), ceiling_phases=[])))) == {("C", 2026), ("D", 2026)}


@pytest.mark.parametrize(("cost", "year"), [(100, 2026), (101, 2027), (200, 2027), (201, None)])
def test_the_ceilings_to_the_won(cost: int, year: int | None):
    """1,000 t at 100,000 or 200,000 won: what asks for just so much comes, and not a million won more."""
    awards = dict(award for award in paid(solved(phased(dear_upgrade(cost)))) if award[0] == "D")
    assert awards == ({} if year is None else {"D": year})


def test_what_no_phase_admits_is_told_why():
    refusal = Options.of(phased(dear_upgrade(201))).refusals["D"]
    assert str(refusal) == "It asks for more support per lifetime tonne than the ceiling of its phase."
    assert refusal.to("ko") != str(refusal)


def test_a_least_rate_is_what_is_asked():
    """S accepts 60 %: 90 M, within 100 M. So D comes in 2026; with less fresh money preferred, for 90 M."""
    plan = solved(phased(dear_upgrade(support_rate_min=0.6)))
    assert paid(plan)["D", 2026] == {"GOV": 90 * M, "own": 60 * M}


@pytest.mark.parametrize(("own", "year"), [(50, 2026), (49, 2027)])
def test_the_phase_limits_the_support_too(own: int, year: int):
    """S accepts 60 %, but can pay no more than so much itself. In 2026 D gets at most 100 M of 150 M: 50 M own."""
    programme = phased(dear_upgrade(support_rate_min=0.6))
    suppliers = [supplier_of("S", copay_limit_won=own * M), programme.suppliers["T"]]
    plan = solved(programme_of(programme.rules, suppliers, list(programme.upgrades.values())))
    assert paid(plan)["D", year] == {"GOV": (150 - own) * M, "own": own * M}


@pytest.mark.parametrize(("shared", "year"), [(80, 2026), (81, 2027)])
def test_lines_with_a_named_payer_are_asked_too(shared: int, year: int):
    """20 M of consulting and 80 M are 100,000 won a tonne."""
    lines = (line_of("D", 0, 20 * M, "GOV"), line_of("D", 0, shared * M))
    dear = upgrade_of("D", "S", None, tonnes=100, life_years=10, cost_lines=lines)
    assert ("D", year) in paid(solved(phased(dear)))


def test_a_phase_speaks_of_some_upgrades_only():
    phases = [{"year": [2026, 2027], "won_per_lifetime_tonne": 100_000, "of": {"technology": "furnace"}}]
    assert ("D", 2026) in paid(solved(phased(dear_upgrade(), ceiling_phases=phases)))
    assert [key[0] for key in paid(solved(phased(dear_upgrade(technology="furnace"), ceiling_phases=phases)))] == ["C"]


def test_two_phases_alike_are_one():
    """Neither may pass for within its ceiling because the other already limits the full rate."""
    assert ("D", 2027) in paid(solved(phased(dear_upgrade(), ceiling_phases=[PHASES[0], *PHASES])))


@pytest.mark.parametrize(
    ("threshold", "awarded"),
    [
        ({"least_support_won": 30 * M}, {"C"}),
        ({"least_support_won": 30 * M + 1}, set()),
        ({"least_annual_tonnes": 100}, {"C", "D"}),
        ({"least_annual_tonnes": "100.001"}, set()),
        ({"least_share_of_baseline": 0.2}, {"C"}),  # 100 t of T's 500; S has no baseline
        ({"least_share_of_baseline": "0.2001"}, set()),
        ({"least_annual_tonnes": 101, "of": {"supplier": "S"}}, {"C"}),
        ({"least_support_won": 9 * M, "least_annual_tonnes": 101}, set()),
    ],
)
def test_thresholds(threshold: dict[str, Any], awarded: set[str]):
    """At a full rate of 60 % C gets 30 M and D, of 20 M, 12 M; each saves 100 t in its first year."""
    programme = phased(dear_upgrade(20), ceiling_phases=[], thresholds=[threshold], support_rates=[{"at_most": 0.6}])
    assert {upgrade_id for upgrade_id, _ in paid(solved(programme))} == awarded
    for upgrade_id in {"C", "D"} - awarded:
        refusal = Options.of(programme).refusals[upgrade_id]
        assert str(refusal) == "It brings less support or fewer tonnes than a threshold asks."


def test_a_first_year_beyond_the_horizon_brings_nothing():
    """Ready in 2041, counted until 2040: no threshold of a single kilogram is met."""
    late = dear_upgrade(20, lead_years=15, first_year=2026, last_year=2026)
    rules = {"ceiling_phases": [], "thresholds": [{"least_annual_tonnes": "0.001"}]}
    assert str(Options.of(phased(late, **rules)).refusals["D"]).startswith("It brings less")


def consulting(cap: dict[str, Any], **rules: Any) -> Plan:
    """Two upgrades of 10 M consulting, paid by the OEM, and 50 M of equipment; 100 t and 60 t; the OEM pays all."""
    upgrades = [
        upgrade_of(
            name, "S", None, tonnes=saved, cost_lines=(line_of(name, 0, 10 * M, "OEM"), line_of(name, 0, 50 * M))
        )
        for name, saved in (("U", 100), ("V", 60))
    ]
    return solved(
        programme_of(rules_of(funders=[purse("OEM", "oem")], caps=[cap], **rules), [supplier_of("S")], upgrades)
    )


def test_a_cap_on_consulting_leaves_equipment_alone():
    """15 M of consulting: U whole and half of V, 130 t; the equipment of 75 M does not count."""
    plan = consulting({"funders": "OEM", "per": "programme", "won": 15 * M, "lines": "named"})
    assert tonnes(plan) == 130
    assert plan.indicators.oem_won == 90 * M


@pytest.mark.parametrize(("lines", "support"), [("all", 30), ("shared", 40), ("named", 60)])
def test_a_cap_per_upgrade_lowers_the_full_rate_by_what_it_counts(lines: str, support: int):
    """30 M per upgrade. All: 10 M consulting and 20 M. Shared: 30 M of equipment, and consulting. Named: no limit."""
    plan = consulting({"per": "upgrade", "won": 30 * M, "lines": lines})
    assert [award.support_won for award in plan.awards] == [support * M, support * M]
    assert tonnes(plan) == 160


def test_consulting_above_its_cap_cannot_be_awarded_whole():
    """9 M per upgrade, consulting costs 10 M: whole upgrades are out, of parts nine tenths are in."""
    cap = {"per": "upgrade", "won": 9 * M, "lines": "named"}
    assert consulting(cap, projects="whole").awards == ()
    assert tonnes(consulting(cap)) == pytest.approx(0.9 * 160)
