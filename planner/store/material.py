"""What is saved with a plan so that it can be made again: its document, its certificate's rows and its inputs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import UsageError
from planner.languages import T
from planner.plan.infeasibility import Infeasibility
from planner.plan.plan import Plan

INPUTS = "inputs"
"""The folder of the inputs as a kept plan names it, wherever they lay when it was made."""

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods")
_NO_PATH = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|(^|/)\.*(/|$)')
"""What no path of an input has: characters that some system does not take, the root, and ``..``."""


@dataclass(frozen=True)
class Material:
    """A plan, or the proof that there is none, with everything that it was made from.

    ``inputs``: the bytes of the tables by their paths within their folder; ``model``: the model file as it was written,
    by its name, where it is known; ``rows``: the rows of the certificate, as they lie beside a plan.
    ``time_limit`` [s] and ``gap_limit``: what the search was given, where that is known.
    """

    document: Plan | Infeasibility
    inputs: Mapping[str, bytes]
    rows: bytes | None = None
    model: Mapping[str, bytes] = field(default_factory=dict)
    time_limit: float | None = None
    gap_limit: float | None = None


def material_of(
    document: Plan | Infeasibility,
    place: Path,
    rows: bytes | None = None,
    model: Path | None = None,
    limits: tuple[float | None, float | None] = (None, None),
) -> Material:
    """The material of a plan whose tables lie in that folder or workbook.

    Raises ``UsageError`` where a file cannot be read, or is no longer what the plan was made from: a plan is kept with
    its own inputs, or not at all.
    """
    folder = place if place.is_dir() else place.parent
    inputs: dict[str, bytes] = {}
    for source in document.inputs:
        checked_path(source.path)
        content = _bytes_of(folder / source.path)
        if hashlib.sha256(content).hexdigest() != source.sha256:
            raise UsageError(
                T("{file} is no longer what the plan was made from; solve again.", file=str(folder / source.path))
            )
        inputs[source.path] = content
    model_file = {} if model is None or model.name in inputs else {checked_path(model.name): _bytes_of(model)}
    return Material(_from_store(document), inputs, rows, model_file, *limits)


def checked_path(path: str) -> str:
    """The path of a file within a folder. Raises ``UsageError`` where it could lead out of it, or is none anywhere."""
    if not path or _NO_PATH.search(path) or len(path) > 400:
        raise UsageError(T("{path} is no path of an input that can be kept.", path=path))
    return path


def _from_store(document: Plan | Infeasibility) -> Plan | Infeasibility:
    """The document as the store has it: its inputs in a folder beside it, or a workbook in that folder."""
    single = document.inputs[0].path if len(document.inputs) == 1 else ""
    folder = f"{INPUTS}/{single}" if single.lower().endswith(_WORKBOOKS) else INPUTS
    return document.model_copy(update={"inputs_folder": folder})


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            T(
                "{file} cannot be read: {reason}. Check its name, and that you may open it.",
                file=str(file),
                reason=error.strerror or type(error).__name__,
            )
        ) from error
