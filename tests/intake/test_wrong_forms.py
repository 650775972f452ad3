"""Rules written in the wrong form: what is wanted, what was found, and an example, whole sentences of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .example import refused, write

YEARS = "years: {award: [2026, 2028], count_until: 2035}"
AWARD = "award: [2026, 2028]"
BUDGET = "budget: {2026: 40_000_000, 2027: 0, 2028: 0}"
AS_YEARS = "Write it as in: {award: …, count_until: …}"
NUMBER = "Write it as in: 5_000_000_000"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (YEARS, "years: 5", "line 3, years", f'a map of keys is wanted here, found "5". {AS_YEARS}'),
        (YEARS, "years:", "line 3, years", f"a map of keys is wanted here, found nothing. {AS_YEARS}"),
        (YEARS, "years: [1, 2]", "line 3, years", f"a map of keys is wanted here, found a list of 2. {AS_YEARS}"),
        (
            AWARD,
            "award: [2026]",
            "line 3, years.award",
            "a list of two years is wanted here, found a list of one. Write it as in: award: [2026, 2031]",
        ),
        (
            AWARD,
            "award: [2026, 2027, 2028]",
            "line 3, years.award",
            "a list is wanted here, found a list of 3. Write it as in: award: [2026, 2031]",
        ),
        (
            AWARD,
            "award: 2026",
            "line 3, years.award",
            'a list is wanted here, found "2026". Write it as in: […, …]',
        ),
        (
            "projects: divisible",
            "projects: [a]",
            "line 4, projects",
            "\"['a']\" is not allowed here. Write one of: divisible, whole, as_marked.",
        ),
        (
            BUDGET,
            "budget: [1, 2]",
            "line 13, funders.MOTIR.budget",
            "a map of keys is wanted here, found a list of 2. Write it as in: {2026: …}",
        ),
        (
            BUDGET,
            "budget: {2026: 0.5}",
            "line 13, funders.MOTIR.budget.2026",
            '"0.5" is not a whole number. Write a whole number, in plain digits.',
        ),
        (
            BUDGET,
            "budget: {2026: [1, 2, 3]}",
            "line 13, funders.MOTIR.budget.2026",
            f"a number is wanted here, found a list of 3. {NUMBER}",
        ),
        ("0.0561", "{a: 1}", "line 8, factors.gas_t_per_gj", f"a number is wanted here, found a map. {NUMBER}"),
        (
            "0.0561",
            "much",
            "line 8, factors.gas_t_per_gj",
            '"much" is not a number. Write a plain number such as 0.5 or 1000000.',
        ),
        (
            "pays: {tier: 1}",
            "pays: 1",
            "line 12, funders.MOTIR.pays",
            'a map of keys is wanted here, found "1". Write it as in: {…}',
        ),
        (
            "{tier: 1, at_most",
            "{tier: 3, at_most",
            "line 28, support_rates.0.tier",
            '"3" is no tier: it must be 1 or 2, and a tier-3 supplier is entered as tier 2. Write 1 or 2.',
        ),
        ("programme: cascade", "programme: ''", "line 1, programme", '"" is empty. Write a name.'),
        (
            "programme: cascade",
            "programme: {a: 1}",
            "line 1, programme",
            "text is wanted here, found a map. Write it as in: a name",
        ),
        ("programme: cascade", "programme: 5", "line 1, programme", '"5" is not text. Write it in quotes: "5".'),
        (
            "objective: {maximise: lifetime_tonnes}",
            "objective: lifetime_tonnes",
            "line 5, objective",
            'a list is wanted here, found "lifetime_tonnes". Write it as in: objective: {maximise: lifetime_tonnes}',
        ),
        (
            "count_until: 2035}",
            "count_until: 2035, xyzzy: 1}",
            "line 3, years.xyzzy",
            'unknown key "xyzzy". Delete it, or use one of: award, plan_from, count_until.',
        ),
        (
            "instalments: 3",
            "instalments: 0",
            "line 30, repayment.instalments",
            "0 is out of range. Write a number that is 1 or more.",
        ),
        (
            "floor: 0.1, of",
            "floor: 1.5, of",
            "line 38, fairness.0.floor",
            "1.5 is out of range. Write a number that is 1 or less.",
        ),
        ("inputs: tables", "inputs:", "line 2, inputs", "text is wanted here, found nothing. Write it as in: a name"),
    ],
)
def test_what_is_wanted_and_found(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    (fault,) = refused(write(tmp_path, {"model.yaml": [(old, new)]})).faults
    assert str(fault).partition(" ")[2] == f"model.yaml › {place}: {words}"
