"""Every kind of rule has words, in both languages, and keeps its source."""

import pytest

from planner.export.rulebook import rulebook
from planner.languages import LANGUAGES, Language
from planner.programme.rules import Rules
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
    ],
    "offsets": {"share_of_obligation": 0.05, "obligation_t": {2026: 100_000}},
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
    not_rules = {"programme", "inputs", "ignore_columns"}
    assert set(Rules.model_fields) - not_rules <= said_of


def test_sources_are_kept() -> None:
    sources = {line.key: line.source for line in rulebook(example.rules(**EVERY_KIND))}
    assert sources["caps[1]"] == "caps' source"
    assert sources["factors.gas_t_per_gj"] == "factors' source"
