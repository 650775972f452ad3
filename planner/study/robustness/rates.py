"""How often, and how much: shares of samples with their confidence intervals, and where amounts lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from planner.study.robustness.drawing import Sampled

Z_95 = 1.959963984540054
"""Within so many standard deviations lies 95 % of a normal distribution."""

BINS = 40
"""Into how many parts of equal width a distribution is parted for a chart."""


@dataclass(frozen=True)
class Rate:
    """In how many of the samples something is kept; ``least`` and ``most``: where the true share lies, with 95 %."""

    kept: int
    samples: int

    @property
    def share(self) -> float:
        """The part of the samples in which it is kept."""
        return self.kept / self.samples

    @property
    def least(self) -> float:
        """The lower end of Wilson's interval."""
        return 0.0 if self.kept == 0 else max(0.0, self._middle - self._reach)

    @property
    def most(self) -> float:
        """The upper end of Wilson's interval."""
        return 1.0 if self.kept == self.samples else min(1.0, self._middle + self._reach)

    @property
    def _middle(self) -> float:
        return (self.share + Z_95**2 / (2 * self.samples)) / (1 + Z_95**2 / self.samples)

    @property
    def _reach(self) -> float:
        spread = self.share * (1 - self.share) / self.samples + Z_95**2 / (4 * self.samples**2)
        return Z_95 * math.sqrt(spread) / (1 + Z_95**2 / self.samples)


@dataclass(frozen=True)
class Spread:
    """Where the samples of an amount lie: mean, and what 5, 50 and 95 of 100 do not exceed."""

    mean: float
    p5: float
    median: float
    p95: float
    least: float
    most: float

    @classmethod
    def of(cls, samples: Sampled) -> Spread:
        """Of these samples."""
        p5, median, p95 = np.quantile(samples, (0.05, 0.5, 0.95))
        return cls(
            float(samples.mean()), float(p5), float(median), float(p95), float(samples.min()), float(samples.max())
        )
