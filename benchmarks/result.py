"""What a contender's process tells the driver."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """One run of a contender.

    ``seconds`` on the wall and ``processor`` seconds by phase, ``beside`` the phases that are no part of its total,
    ``notes`` what else it has to say, ``memory_mb`` the most memory held, ``optimum`` the optimum proven [t].
    """

    contender: str
    says: str
    seconds: dict[str, float]
    processor: dict[str, float]
    beside: list[str]
    notes: list[str]
    memory_mb: float
    optimum: float

    @property
    def total(self) -> float:
        """The seconds on the wall that count."""
        return sum(seconds for name, seconds in self.seconds.items() if name not in self.beside)

    @property
    def total_processor(self) -> float:
        """The processor's seconds that count."""
        return sum(seconds for name, seconds in self.processor.items() if name not in self.beside)

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Result:
        """The result of such a line."""
        return cls(**json.loads(text))
