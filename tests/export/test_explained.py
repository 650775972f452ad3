"""What is said of upgrades: the figures in the words, nothing live in the workbook, both languages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest

from planner.export.explained.amounts import level
from planner.export.explained.data import as_data
from planner.export.explained.words import enough, lines, not_enough
from planner.export.explained.workbook import explanation_bytes
from planner.export.objectives import objective_names
from planner.languages import LANGUAGES, Language, T
from planner.study.why.answer import Enough, Explained, Explanation, Forced, NotEnough, Part, Weighing
from tests.audit.builders import plan_of, programme_of, rules_of, supplier_of, upgrade_of
from tests.export.example import HOSTILE

M = 1_000_000


def test_rules_in_its_favour_are_no_negative_amount():
    """What it takes is below 0: 244 t in its favour, told as such; and where even that is not enough."""
    base = example()
    parts = (
        Part("floor", T("other rules"), -250.0),
        Part("budget", T("the money of {funder}", funder="GOV"), 6.0, 1.0),
    )
    for worth, expected in ((18.0, "elsewhere for 244.0 t more than"), (-300.0, "it still falls short by 56.0 t.")):
        one = replace(base.upgrades[0], weighing=Weighing(2026, worth, parts))
        (said,) = [text for line in lines(one, base) if (text := line.to("en")).startswith("The whole upgrade")]
        assert expected in said
        assert "-244" not in said


def test_what_no_purse_may_pay_says_whom_they_pay():
    base = example()
    one = replace(base.upgrades[0], no_payer=True, forced=None, enough=(), not_enough=())
    said = [line.to("en") for line in lines(one, base)]
    assert "- GOV: all suppliers" in said
    assert not any("Not brought in" in line for line in said)


def example(name: str = "R") -> Explanation:
    programme = programme_of(rules_of(), [supplier_of("A")], [upgrade_of("P", "A", 60 * M)])
    plan = plan_of(programme, ("P", 2026, {"GOV": 60 * M}))
    weighing = Weighing(2026, 300.0, (Part("budget", T("the money of {funder}", funder="GOV"), 400.0, 50.0),))
    cost = Enough(
        "cost",
        T("the cost of {upgrade}", upgrade=name),
        "upgrades, R, cost_won",
        "won",
        *map(Fraction, (50 * M, 37 * M, M)),
        1.0,
        0.0,
        "plan",
    )
    budget = NotEnough(
        "budget", T("the budget of {funder} in every year", funder="GOV"), "won", Fraction(0), Fraction(9 * M)
    )
    return Explanation(
        plan,
        "lifetime_tonnes",
        "t",
        (
            Explained(
                name,
                "A",
                "led",
                50 * M,
                Fraction(300),
                (),
                Fraction(0),
                False,
                True,
                T("no award year fits"),
                weighing,
                Forced(120.0, "plan"),
                (cost,),
                (budget,),
            ),
        ),
        False,
    )


def test_the_figures_stand_in_the_words():
    said = [str(line) for line in lines(example().upgrades[0], example())]
    assert said[0] == "R of A (led): 50,000,000 won, 300.0 t over its life at most"
    assert "Reason: no award year fits" in said
    assert any(
        "would bring 300.0 t" in line and "400.0 t elsewhere" in line and "short by 100.0 t" in line for line in said
    )
    assert "- the money of GOV: 50 million won, of which a million brings 8.0 t elsewhere: takes 400.0 t" in said
    assert any(line.startswith("Forcing it in whole costs 120.0 t") for line in said)
    assert any("37,000,000 won in place of 50,000,000 won (13,000,000 won less, 26 %)" in line for line in said)
    assert "- the budget of GOV in every year: not even 9,000,000 won more in each" in said


def test_of_several_objectives_the_one_told_is_named():
    objective = [{"maximise": "annual_tonnes"}, {"maximise": "lifetime_tonnes"}]
    programme = programme_of(rules_of(objective=objective), [supplier_of("A")], [upgrade_of("P", "A", 60 * M)])
    found = replace(example(), plan=plan_of(programme, ("P", 2026, {"GOV": 60 * M})), told=1)
    (forced,) = [str(line) for line in lines(found.upgrades[0], found) if "Forcing" in str(line)]
    assert forced.startswith(f"Forcing it in whole costs 120.0 t of: {objective_names(found.plan.model)[1]} (")


def test_points_of_a_percentage():
    own = Enough("own", T("support"), "", "share", Fraction(1), Fraction(3, 4), Fraction(1, 100), 1.0, 0.0, "linear")
    assert str(enough(own)).startswith("support: 75 % in place of 100 % (25 percentage points less)")
    assert "smaller by 1 percentage point only" in str(enough(own))
    rule = NotEnough("rule", T("the floor"), "share", Fraction(3, 10), Fraction(0))
    assert str(not_enough(rule)) == "the floor: not even 0 %"
    assert str(level(Fraction(11), "ratio")) == "11 times"
    late = NotEnough("rule", T("the floor"), "share", Fraction(3, 10), None, stopped=True)
    assert str(not_enough(late)) == "the floor: there was no time to look"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_that_language(language: Language):
    said = "\n".join(line.to(language) for line in lines(example().upgrades[0], example()))
    assert ("elsewhere" in said) == (language == "en")
    (one,) = as_data(example(), language)["upgrades"]
    assert (one["forced"]["loss"], one["enough"][0]["after"], one["weighing"]["margin"]) == (120.0, 37 * M, -100.0)


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_in_the_workbook_is_live(payload: str):
    programme = programme_of(rules_of(), [supplier_of("A", name=payload)], [upgrade_of("P", "A", 60 * M)])
    with zipfile.ZipFile(io.BytesIO(explanation_bytes(example(payload), programme, "ko"))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        links = [name for name in book.namelist() if "rels" in name and "sheet" in name]
    assert len(sheets) == 4
    assert not any("<f>" in sheet for sheet in sheets)
    assert links == []
