"""One relation on one case: it holds, does not apply, is broken for a known reason, or is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.property.cases import Case
from tests.property.metamorphic.comparing import DoesNotApplyError, ExplainedError

type Relation = Callable[[Case], str | None]


@dataclass(frozen=True)
class Verdict:
    """What came of a relation on a case, and why."""

    ended: Literal["agreed", "explained", "disagreed", "not applied"]
    why: str = ""


def verdict(relation: Relation, case: Case) -> Verdict:
    """Try it. Any error but the two that relations raise is the planner's, and counts as a disagreement."""
    try:
        said = relation(case)
    except DoesNotApplyError as error:
        return Verdict("not applied", str(error))
    except ExplainedError as error:
        return Verdict("explained", str(error))
    except Exception as error:  # a campaign goes on, whatever one programme does
        return Verdict("disagreed", f"{type(error).__name__}: {error}")
    return Verdict("agreed") if said is None else Verdict("disagreed", said)
