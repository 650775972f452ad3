"""An investment planner: who is funded, with what, when and from whose purse, so that each won cuts the most CO2e.

In Python it has the verbs of the command line: ``planner.load``, ``planner.solve`` and the others of ``__all__``. They
load with the first one that is called, so that the command line answers at once.
"""

from typing import Any

__version__ = "0.1.0"

_VERBS = {
    "load": "planner.api.model:load",
    "check": "planner.api.model:check",
    "solve": "planner.api.solving:solve",
    "ranking": "planner.api.studies:ranking",
    "prices": "planner.api.studies:prices",
    "ladder": "planner.api.studies:ladder",
    "frontier": "planner.api.frontier:frontier",
    "explain": "planner.api.explaining:explain",
    "sweep": "planner.api.sweep:sweep",
    "compare": "planner.api.comparison:compare",
    "robustness": "planner.api.robustness:robustness",
    "open": "planner.api.opening:open_plan",
    "save": "planner.api.store:save",
    "plans": "planner.api.store:plans",
    "language": "planner.api.speech:language",
}
"""The verbs, and where they live (``module:name``)."""

__all__ = ["__version__", "audit", *_VERBS]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """The verb of that name."""
    import importlib

    if name == "audit":  # the package of that name, which can be called once the verbs are loaded
        importlib.import_module("planner.api")
        return importlib.import_module("planner.audit")
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, verb = _VERBS[name].partition(":")
    return getattr(importlib.import_module(module), verb)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
