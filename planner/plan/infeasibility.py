"""The document that says, and proves, that no plan keeps the rules of a programme."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planner import __version__
from planner.plan.certificate import Certificate
from planner.plan.plan import SourceFile
from planner.plan.record import Record
from planner.programme.past import CarriedFrom
from planner.programme.programme import Programme
from planner.programme.quantities import is_none
from planner.programme.rules import Rules


class Infeasibility(Record):
    """A programme without a plan, and the certificate of that."""

    kind: Literal["infeasible"] = "infeasible"
    inputs_hash: str
    planner_version: str
    solver: str = Field(description="Solver and version.")
    model: Rules
    inputs_folder: str | None = Field(None, description="Where the inputs lay, as seen from this file.")
    inputs: tuple[SourceFile, ...]
    carried_from: CarriedFrom | None = Field(
        None, description="The plan that was carried forward; left out where none was.", exclude_if=is_none
    )
    certificate: Certificate = Field(description="What proves without a solver that nothing keeps all rows.")

    @classmethod
    def of(cls, programme: Programme, certificate: Certificate, solver: str) -> Infeasibility:
        """The document of a programme."""
        return cls(
            inputs_hash=programme.inputs_hash,
            planner_version=__version__,
            solver=solver,
            model=programme.rules,
            inputs=tuple(SourceFile(path=file.path, sha256=file.sha256) for file in programme.files),
            carried_from=programme.carried,
            certificate=certificate,
        )

    def to_json(self) -> str:
        """The document as JSON, ending in a line feed."""
        import json

        document = self.model_dump(mode="json", exclude={"model"}) | {"model": self.model.normalised()}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Infeasibility:
        """The document of such a text. Raises pydantic's ``ValidationError`` where it is none."""
        return cls.model_validate_json(text)
