"""One rule, ready to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.export.wording import Joined, number, percent
from planner.languages import T, Text


@dataclass(frozen=True)
class RuleLine:
    """A rule: its field, what it says, where the model states it, and where it comes from."""

    topic: Text
    says: Text
    key: str
    source: str | None = None


def limits(at_least: Fraction | None, at_most: Fraction | None) -> Text:
    """A floor, a ceiling or both, as percentages."""
    if at_least is not None and at_least == at_most:
        return T("exactly {share}", share=percent(at_least))
    if at_least is not None and at_most is not None:
        return T("at least {least} and at most {most}", least=percent(at_least), most=percent(at_most))
    if at_least is not None:
        return T("at least {share}", share=percent(at_least))
    assert at_most is not None
    return T("at most {share}", share=percent(at_most))


def by_year(values: Mapping[int, Fraction]) -> Joined:
    """Figures by year, in a row."""
    return Joined(
        [T("{year}: {value}", year=year, value=number(value)) for year, value in sorted(values.items())],
        ", ",
    )
