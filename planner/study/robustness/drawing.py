"""Random numbers that belong to a thing, not to an order: the same seed draws the same for an upgrade in every plan."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from planner.study.robustness.assumptions import Shape

type Sampled = npt.NDArray[np.float64]
"""A number for each sample."""


class Draws:
    """One batch of samples of a seed."""

    def __init__(self, seed: int, batch: int, samples: int) -> None:
        self.samples = samples
        self._seed = (seed, batch)

    def within(self, what: str, shape: Shape, mode: float) -> Sampled:
        """Where in its range something comes to be, from 0 to 1; ``mode``: where its planned value is."""
        drawn = self._generator(what).random(self.samples)
        if shape == "ends":
            return np.floor(drawn * 2)
        if shape == "uniform":
            return drawn
        return np.where(drawn < mode, np.sqrt(drawn * mode), 1 - np.sqrt((1 - drawn) * (1 - mode)))

    def happens(self, what: str, probability: float) -> Sampled:
        """1 where it comes to happen, 0 where not."""
        return (self._generator(what).random(self.samples) < probability).astype(np.float64)

    def _generator(self, what: str) -> np.random.Generator:
        words = np.frombuffer(hashlib.sha256(what.encode()).digest(), dtype="<u4")
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([*self._seed, *words.tolist()])))
