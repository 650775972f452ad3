"""The page with the last result of every package: ``docs/mutations.md``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.campaigns.code_mutations.equivalent import EQUIVALENT
from tests.campaigns.code_mutations.left import LEFT
from tests.campaigns.code_mutations.mutants import ROOT, Change
from tests.campaigns.code_mutations.packages import PACKAGES
from tests.campaigns.code_mutations.results import KILLED, TIMED_OUT, Result
from tests.campaigns.page import table

PAGE = ROOT / "docs" / "mutations.md"
HEAD = """# The code, mutated

Tests that pass prove little unless they would fail if the code were wrong. So the code is made wrong on purpose, in one
place at a time, and the tests have to tell: `python -m tests.campaigns.code_mutations --package audit`.

- A *mutant* is a file with one change: an operator, a comparison, a constant, a text, an argument, a condition, a
  returned value, a call left out. The operators are those of `mutmut`, and four of our
  own. Not mutated is what no run could tell (type hints, docstrings) and the wording of messages, which
  `tests/test_languages.py` compares with the catalogue word for word.
- Of the mutants of a package some are drawn at random (the seed is given). Each is tried with the tests that run its
  lines, in a process of its own, until one of them fails: it is *killed*. One that takes five times as long as it
  should is *timed out*, and counts as killed. One that no test tells has *survived*.
- Where only so many *tests* tried a mutant at most, the quickest and those that told most, the score is too low rather
  than too high.
- Left out of the score are mutants that do what the original does, listed below with the reason.
- The *score* is the share of the others that was killed, with its 95 % interval (Wilson) as an estimate for all.
  Asked are 95 % of the audit and the readers of inputs, 85 % elsewhere.
- Runs that were stopped early count the mutants that they had come to: of the audit those within functions. Their
  time was not measured, and timed-out mutants count among their killed ones.
- The draw of the figures is not the one by which tests were mended: its seed is new.
"""
LONGEST = 160


def write_page(kept: Path) -> None:
    """Writes the page from the results that are kept."""
    results = [Result.read(file) for name in PACKAGES if (file := kept / f"{name}.json").exists()]
    PAGE.write_text("\n".join([HEAD, _figures(results), *_lists(results)]), encoding="utf-8")


def _figures(results: Iterable[Result]) -> str:
    head = (
        "package",
        "mutants",
        "drawn",
        "seed",
        "killed",
        "timed out",
        "survived",
        "equivalent",
        "score",
        "95 %",
        "CPU",
    )
    return table(head, (_row(result) for result in results))


def _row(result: Result) -> list[object]:
    share, low, high = result.score
    return [
        f"`planner/{PACKAGES[result.package].path}`",
        f"{result.mutants:,}",
        len(result.ended),
        result.seed,
        result.most or "all",
        result.count(KILLED),
        result.count(TIMED_OUT),
        len(result.survivors),
        len(result.equivalent),
        f"{share:.1%}",
        f"{low:.1%} to {high:.1%}",
        f"{result.seconds / 60:.0f} min" if result.seconds else "-",
    ]


def _lists(results: Iterable[Result]) -> Iterable[str]:
    for result in results:
        if result.survivors:
            yield f"\n## Left in {result.package}\n"
            yield from (_item(change, LEFT.get(change.words, "No test tells it yet.")) for change in result.survivors)
        if result.equivalent:
            yield f"\n## Equivalent in {result.package}\n"
            yield from (_item(change, EQUIVALENT[change.words]) for change in result.equivalent)
    yield ""


def _item(change: Change, why: str) -> str:
    return f"- `{change.file}:{change.line}` {change.within}: {_code(change)}. {why}"


def _code(change: Change) -> str:
    before, after = (code if len(code) <= LONGEST else f"{code[:LONGEST]} …" for code in (change.before, change.after))
    return f"`` {before} `` → `` {after} ``"
