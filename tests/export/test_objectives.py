"""Every kind of objective has words, alone and in a list; measures and units are said and never mix."""

import pytest

from planner.export.measures import Unit, gain_name, measure_name
from planner.export.objectives import objective_name
from planner.export.wording import gap_in_words
from planner.programme.measures import Benefit
from tests.export import example

KINDS: list[tuple[object, str]] = [
    ({"maximise": "annual_tonnes"}, "Most annual tonnes (first year in operation)"),
    ({"maximise": "tonnes_in_2030"}, "Most tonnes in 2030"),
    (
        {"ratio": {"of": "annual_tonnes", "per": "own_won", "deploy_at_least": {"tonnes": 500}}},
        "Most annual tonnes (first year in operation) per won of suppliers' own money, with at least 500 t reached",
    ),
    (
        {"minimise": "oem_won", "reach": {"tonnes_in_2030": 12_000, "annual_tonnes": 80}},
        "Least lead firms' money for tonnes in 2030 of at least 12,000 t, annual tonnes (first year in operation) of "
        "at least 80 t/yr",
    ),
    ({"max_min": {"of": "support"}}, "Most support for the supplier that gains least"),
    (
        {"leximin": {"of": "tonnes_per_revenue", "by": "region", "levels": 3}},
        "Most lifetime tonnes until 2035 per won of revenue for the region that gains least, then for the next, and so "
        "on; levels: 3",
    ),
    (
        [
            {"maximise": "tonnes_in_2026"},
            {"maximise": "lifetime_tonnes"},
            {"minimise": "all_won", "reach": {"annual_tonnes": 1}},
        ],
        "First most tonnes in 2026; then most lifetime tonnes until 2035; then least cost of the equipment for annual "
        "tonnes (first year in operation) of at least 1 t/yr",
    ),
]


@pytest.mark.parametrize(("objective", "words"), KINDS)
def test_an_objective_reads_as_a_sentence(objective: object, words: str) -> None:
    assert objective_name(example.rules(objective=objective)).to("en") == words


@pytest.mark.parametrize("per", ["public_won", "oem_won", "fresh_won", "own_won", "all_won"])
def test_a_ratio_of_any_won_has_words_in_both_languages(per: str) -> None:
    name = objective_name(example.rules(objective={"ratio": {"per": per, "deploy_at_least": 0.5}}))
    assert name.to("en") != name.to("ko")
    assert per not in name.to("en") + name.to("ko")


def test_a_list_reads_as_a_sentence_in_korean() -> None:
    rules = example.rules(objective=[{"maximise": "tonnes_in_2026"}, {"max_min": {"of": "support"}}])
    assert objective_name(rules).to("ko") == "먼저 2026년 감축량 최대화; 그다음 가장 적게 받는 협력사의 지원금 최대화"


def test_measures_of_tonnes_have_names_of_their_own() -> None:
    measures = ("annual_tonnes", "lifetime_tonnes", "discounted_tonnes", "tonnes_in_2030")
    for language in ("en", "ko"):
        names = {measure_name(measure, example.rules()).to(language) for measure in measures}
        assert len(names) == len(measures)


def test_a_gain_says_what_it_is_divided_by() -> None:
    benefit = Benefit(of="count_per_cost")
    assert gain_name(benefit, example.rules()).to("en") == "number of awards per won that its eligible upgrades cost"


@pytest.mark.parametrize(
    ("unit", "korean"),
    [
        ("t", "톤"),
        ("t/yr", "톤/년"),
        ("won per t", "원/톤"),
        ("(t per million won) per Gini coefficient", "(톤/백만원)/지니계수"),
        ("t per (kg per unit)", "톤/(kg/단위)"),
        ("awards per won", "건/원"),
    ],
)
def test_units_are_made_of_known_words(unit: str, korean: str) -> None:
    assert Unit(unit).to("en") == unit
    assert Unit(unit).to("ko") == korean


@pytest.mark.parametrize(("gap", "words"), [(0.0, "0 %"), (9.5e-17, "0 %"), (1e-9, "< 0.0001 %"), (0.02, "2 %")])
def test_a_gap_is_nothing_only_where_numbers_cannot_tell(gap: float, words: str) -> None:
    assert gap_in_words(gap) == words
