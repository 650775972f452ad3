"""Mutants of a few lines, and the interval of a score. That tests tell mutants is what the campaign finds out."""

from __future__ import annotations

import pytest

pytest.importorskip("mutmut")

from tests.campaigns.code_mutations.mutants import Change, mutants_in
from tests.campaigns.code_mutations.results import KILLED, SURVIVED, Ended, Result, wilson

SOURCE = '''\
"""A file."""

LIMIT = 3


def over(amounts: list[int | None]) -> Text | None:
    """What is over the limit."""
    found = [amount for amount in amounts if amount]
    if len(found) > LIMIT:
        return T("{count} too many.", count=len(found) - LIMIT)
    return None
'''


def changes(source):
    return {(mutant.change.before, mutant.change.after) for mutant in mutants_in(source, "planner/a.py")}


def test_what_is_changed():
    """Constants, comparisons, conditions, arithmetic, arguments and what is returned."""
    assert changes(SOURCE) >= {
        ("3", "4"),
        ("LIMIT = 3", "LIMIT = None"),
        ("if amount", "if not (amount)"),
        ("for amount in amounts if amount", "for amount in amounts"),
        ("> LIMIT", ">= LIMIT"),
        ("len(found) > LIMIT", "not (len(found) > LIMIT)"),
        ("len(found) - LIMIT", "len(found) + LIMIT"),
        ('return T("{count} too many.", count=len(found) - LIMIT)', "return None"),
    }


def test_what_is_left_as_it_is():
    """Hints, docstrings, wording, the argument of ``len``, and a ``None`` that is returned."""
    for before, after in changes(SOURCE):
        assert "too many" not in before or ("too many" in after or after == "return None")
        assert before not in {"int | None", '"""A file."""', "len(found)", "return None"}
    assert changes('f(Field(description="a"), zip(b, c, strict=True))') == {
        ('f(Field(description="a"), zip(b, c, strict=True))', after)
        for after in (
            "f(None, zip(b, c, strict=True))",
            'f(Field(description="a"), None)',
            "f(zip(b, c, strict=True))",
            'f(Field(description="a"), )',
            "pass",
        )
    } | {("zip(b, c, strict=True)", f"zip({rest}, strict=True)") for rest in ("None, c", "b, None", "b", "c")}


def test_each_is_one_change_of_the_file():
    """Every mutant compiles, and is another file than the original."""
    sources = [mutant.source for mutant in mutants_in(SOURCE, "planner/a.py")]
    assert SOURCE not in sources
    assert all(compile(source, "a.py", "exec") for source in sources)


def test_interval_of_a_score():
    """Wilson's interval at 95 % of 5 of 10 is 0.2366 to 0.7634; of 10 of 10 it begins at 10 / (10 + 1.96 squared)."""
    assert wilson(5, 10) == pytest.approx((0.5, 0.2366, 0.7634), abs=5e-5)
    assert wilson(10, 10) == pytest.approx((1.0, 10 / (10 + 1.959964**2), 1.0))


def test_score_and_what_is_kept(tmp_path):
    """Three of four are killed; what is written is read again."""
    ended = [
        Ended(Change("a.py", line, "f", "0", "1"), how, "", 1) for line, how in enumerate([KILLED] * 3 + [SURVIVED])
    ]
    result = Result("audit", 9, 1, tuple(ended), 2.5)
    assert (result.score[0], [change.line for change in result.survivors]) == (0.75, [3])
    result.write(tmp_path / "kept.json")
    assert Result.read(tmp_path / "kept.json") == result


def test_tried_again_with_more_tests():
    """A mutant that is told later is killed, all others stay as they were."""
    changes = [Change("a.py", line, "f", "0", "1") for line in range(3)]
    first = Result("audit", 9, 1, tuple(Ended(change, SURVIVED, "", 1) for change in changes), 2.0)
    again = Result("audit", 9, 1, (Ended(changes[1], KILLED, "t", 2), Ended(changes[2], SURVIVED, "", 2)), 1.0)
    both = first.and_then(again)
    assert (both.survivors, both.seconds) == ([changes[0], changes[2]], 3.0)
