"""Relations that hold for any programme, on random ones from one generator. Campaigns run thousands more."""

from __future__ import annotations

import pytest

from tests.property.cases import draw
from tests.property.relations import RELATIONS

CHUNKS = 4
CHUNK = 25


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("relation", RELATIONS)
def test_relation(relation: str, chunk: int):
    """See the relation's own statement in ``relations.py``."""
    seeds = range(chunk * CHUNK, (chunk + 1) * CHUNK)
    said = {seed: RELATIONS[relation](draw(seed)) for seed in seeds}
    assert {seed: disagreement for seed, disagreement in said.items() if disagreement} == {}


@pytest.mark.parametrize("seed", range(24))
def test_ratio(seed: int):
    """More ratios than chance brings among all objectives."""
    assert RELATIONS["best_ratio_is_dinkelbachs"](draw(seed, "divisible", ratio=True)) is None


SHRUNK = [78, 98, 126, 251, 265, 290, 445, 1371, 1386, 1419, 1664, 1959, 2086, 2539, 2638]


@pytest.mark.parametrize("seed", SHRUNK)
def test_programmes_that_once_disagreed(seed: int):
    """Each of these once broke: a wrong optimum, a rule broken by rounding, or an error that was none."""
    case = draw(seed)
    assert RELATIONS["a_plan_or_a_reason"](case) is None
    assert RELATIONS["plain_model_agrees"](case) is None
