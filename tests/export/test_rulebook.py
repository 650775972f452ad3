"""Every kind of rule has words, in both languages, and keeps its source."""

import pytest

from planner.export.rulebook import rulebook
from planner.languages import LANGUAGES, Language
from planner.programme.credits import Offsets
from planner.programme.rules import Rules
from tests.audit import full_example
from tests.export import example

EVERY_KIND: dict[str, object] = {
    "objective": {"ratio": {"of": "discounted_tonnes", "per": "public_won", "deploy_at_least": 0.9}},
    "discount": {"rate": 0.045, "base_year": 2026},
    "factors": {"grid_t_per_mwh": {2023: 0.4173, 2035: 0.12}, "gas_t_per_gj": 0.0561, "source": "factors' source"},
    "technology_classes": {"advanced": ["heat_pump", "furnace"]},
    "co_funding": [{"funder": "OEM", "of": "MOTIR", "at_least": 0.5, "at_most": 0.5, "over": "year"}],
    "affordability": {"share_of_savings": "1/3", "capacity_if_blank": 0},
    "caps": [
        {"funders": ["@MSS", "pool"], "per": "supplier", "won": 300_000_000, "source": "caps' source"},
        {"won_per_lifetime_tonne": 50_000, "of": {"technology": "pv", "ets_covered": False}},
    ],
    "technology_limits": [{"technology": "pv", "at_most": 0.33, "of": "tonnes"}],
    "groups": {"outside_capital": {"region": ["부산", "대구"], "consortium": "C1", "process": "casting"}},
    "fairness": [
        {"floor": 0.3, "cap": 0.6, "of": "support", "by": "region", "group": "outside_capital", "payers": "MOTIR"},
        {"cap": 0.06, "of": "count", "by": "supplier"},
        {"least": 6.5, "of": "support_per_baseline_t"},
        {"gini": 0.5, "of": "annual_tonnes_per_cost", "by": "region", "group": "outside_capital"},
    ],
    "offsets": {"share_of_obligation": 0.05, "obligation_t": {2026: 100_000}},
    "reserved": [{"funder": "MOTIR", "share": 0.3, "of": {"size": "small"}}],
    "ceiling_phases": [{"year": [2026, 2027], "won_per_lifetime_tonne": 90_000}],
    "thresholds": [{"least_support_won": 9_400_000, "least_share_of_baseline": 0.01}],
    "clawback": {"tied_share": 0.3, "free_shortfall": 0.1},
    "targets": [{"year": 2030, "tonnes": 12_000}, {"of": "annual_tonnes", "tonnes": 80}],
    "contributions": [{"year": 2030, "sector": "industry", "sector_t": 29_800_000}],
    "footprint": [{"product": "EV", "year": [2030, 2035], "at_least_kg": 13, "target_kg": 20}],
    "uncertainty": {
        "ranges": {"cost": 0.1, "tonnes": 0.2},
        "default": {"lost": 0.5, "probability": 0.02},
        "overruns": "payers",
        "protect": {"budgets": 2.5, "repayments": 1},
    },
    "notes": "{braces} stay",
}


def said(rules: Rules, language: Language) -> dict[str, str]:
    return {line.key: line.says.to(language) for line in rulebook(rules)}


def test_rules_read_as_sentences() -> None:
    words = said(example.rules(**EVERY_KIND), "en")
    assert words["objective"] == (
        "Most discounted tonnes per won of government money, with at least 90 % of the budgets spent"
    )
    assert words["co_funding[1]"] == "+1 자동차 (OEM): exactly 50 % of the money of 산업부 (MOTIR), year by year."
    assert words["caps[1]"] == "@MSS, returned money: at most 300,000,000 won per supplier (all suppliers)."
    assert words["caps[2]"] == (
        "Support of an award is at most 50,000 won per lifetime tonne (outside the emissions trading scheme; "
        "technology: pv)."
    )
    assert words["fairness[1]"] == (
        "region outside_capital: at least 30 % and at most 60 % of the support of 산업부 (MOTIR)."
    )
    assert words["fairness[2]"] == "Each supplier: at most 6 % of number of awards."
    assert "33.333 %" in words["affordability.share_of_savings"]
    assert words["funders.@MSS.budget"] == "@MSS: 2026-2031: 100,000,000 won each year"
    assert words["notes"] == "{braces} stay"


def test_rules_read_as_sentences_in_korean() -> None:
    words = said(example.rules(**EVERY_KIND), "ko")
    assert words["co_funding[1]"] == "+1 자동차 (OEM): 산업부 (MOTIR) 부담액의 정확히 50 %, 해마다."
    assert words["fairness[2]"] == "각 협력사: 지원 건수의 6 % 이하."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_model_has_a_line(language: Language) -> None:
    rules = example.rules(**EVERY_KIND)
    said_of = {key.split(".")[0].split("[")[0] for key in said(rules, language)}
    not_rules = {"programme", "inputs", "ignore_columns", "locale"}
    assert set(Rules.model_fields) - not_rules <= said_of


def test_the_further_rules_read_as_sentences() -> None:
    words = said(example.rules(**EVERY_KIND), "en")
    assert words["reserved[1]"] == (
        "산업부 (MOTIR): 30 % of the budget is kept for some (size: small), over the whole programme; the others share "
        "the rest."
    )
    assert words["ceiling_phases[1]"].startswith(
        "Awards of 2026, 2027: at most 90,000 won of support per lifetime tonne"
    )
    assert "support of 9,400,000 won; 1 % of the supplier's baseline emissions" in words["thresholds[1]"]
    assert words["clawback.free_shortfall"].startswith("A shortfall of up to 10 % of the tonnes has no consequence")
    assert words["targets[1]"] == "Tonnes in 2030 of at least 12,000 t."
    assert words["targets[2]"] == "Annual tonnes (first year in operation) of at least 80 t/yr."
    assert words["contributions[1]"].startswith("industry: 29,800,000 t to be cut in 2030")
    assert words["footprint[1].at_least_kg"] == "EV, 2030, 2035: a cut of at least 13 kg per unit."
    assert words["footprint[1].target_kg"].endswith("is aimed at; no rule.")
    assert words["fairness[3]"] == (
        "Every supplier with an eligible upgrade: support per tonne of baseline emissions of at least 6.5 won per t."
    )
    assert words["fairness[4]"] == (
        "Gini coefficient of annual tonnes (first year in operation) per won that its eligible upgrades cost, compared "
        "by region (of group outside_capital only): at most 0.5."
    )


def test_a_count_needs_no_unit() -> None:
    words = said(example.rules(fairness=[{"least": 1, "of": "count"}]), "en")
    assert words["fairness[1]"] == "Every supplier with an eligible upgrade: number of awards of at least 1."


def test_a_cap_says_which_lines_it_counts() -> None:
    caps = [{"per": "supplier", "won": 30, "lines": lines} for lines in ("all", "named", "shared")]
    words = said(example.rules(caps=caps), "en")
    assert words["caps[1]"].endswith("(all suppliers).")
    assert words["caps[2]"].endswith("(all suppliers; only cost lines that name their payer).")
    assert words["caps[3]"].endswith("(all suppliers; only cost lines that name no payer).")


def test_only_one_grid_scenario_counts() -> None:
    factors = {"grid_t_per_mwh": {2023: 0.4}, "grid_scenarios": {"slow": {2023: 0.5}}}
    plain = said(example.rules(factors=factors), "en")
    assert "Not counted" not in plain["factors.grid_t_per_mwh"]
    assert plain["factors.grid_scenarios.slow"].endswith("Not counted in this plan.")
    slow = said(example.rules(factors=factors | {"scenario": "slow"}), "en")
    assert slow["factors.grid_t_per_mwh"].endswith("Not counted in this plan.")
    assert "Not counted" not in slow["factors.grid_scenarios.slow"]


def test_offsets_say_lag_crediting_split_price_lending_and_bundles() -> None:
    words = said(full_example.programme().rules, "en")
    assert words["offsets.approval_lag_years"].endswith("at least 1.")
    assert words["offsets.crediting"] == "Years for which a project is credited: 3, not to be renewed."
    assert (
        words["offsets.split"] == "By contract the lead firm has 80 % of the credits, the supplier 15 %, the state 5 %."
    )
    assert "2027: 2,000, 2029: 2,500" in words["offsets.price_won_per_t"]
    assert words["offsets.lend_back"].startswith("50 % of the value")
    assert words["offsets.bundles.classes[1]"].startswith(
        "Size class small: projects of up to 1 t/yr; a bundle of at most 0.7 t/yr (registered together by region)."
    )
    assert "projects of up to 5 t/yr; bundles of any size" in words["offsets.bundles.classes[2]"]
    renewed = Offsets.model_validate(
        {"share_of_obligation": 0.05, "obligation_t": {2026: 1}, "crediting": {"years": 7, "renewals": 2}}
    )
    assert "7; renewals: 2; together 21 years" in said(example.rules(offsets=renewed), "en")["offsets.crediting"]


def test_sources_are_kept() -> None:
    sources = {line.key: line.source for line in rulebook(example.rules(**EVERY_KIND))}
    assert sources["caps[1]"] == "caps' source"
    assert sources["factors.gas_t_per_gj"] == "factors' source"
