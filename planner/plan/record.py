"""The base of all parts of a plan document."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A part of a plan: unknown keys are faults, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)
