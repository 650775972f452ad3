"""Draws that come out alike on every machine: only ``Random.random``, sums and products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random


class Draw:
    """A source of made-up numbers; the same seed gives the same numbers."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def between(self, low: float, high: float) -> float:
        """A number from low to high, each as likely."""
        return low + (high - low) * self._random.random()

    def skewed(self, low: float, high: float) -> float:
        """A number from low to high, more often low than high; on average a third of the way."""
        part = self._random.random()
        return low + (high - low) * part * part

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, each as likely."""
        return low + int((high - low + 1) * self._random.random())

    def chance(self, part: float) -> bool:
        """True in that part of all draws."""
        return self._random.random() < part

    def weighted[Value](self, weights: Mapping[Value, float]) -> Value:
        """One of the values, as often as its weight says."""
        at = self._random.random() * sum(weights.values())
        for value, weight in weights.items():
            at -= weight
            if at < 0:
                return value
        return list(weights)[-1]

    def shuffled[Value](self, values: Sequence[Value]) -> list[Value]:
        """The values in another order."""
        left = list(values)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in values]

    def in_proportion[Value](self, weights: Mapping[Value, int], count: int) -> list[Value]:
        """So many values, in the weights' proportion to the nearest whole number, in a drawn order."""
        total = sum(weights.values())
        counts = {value: weight * count // total for value, weight in weights.items()}
        by_remainder = sorted(weights, key=lambda value: -(weights[value] * count % total))
        for value in by_remainder[: count - sum(counts.values())]:
            counts[value] += 1
        return self.shuffled([value for value, number in counts.items() for _ in range(number)])
