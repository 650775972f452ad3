"""The upgrades that people name by ids."""

from __future__ import annotations

from collections.abc import Sequence

from planner.errors import UsageError
from planner.languages import T
from planner.programme.programme import Programme


def upgrades_named(ids: Sequence[str], programme: Programme) -> list[str]:
    """The upgrades meant: an upgrade by its id, or all of a supplier's, each once.

    Raises ``UsageError`` for an id that is neither, with the nearest that is.
    """
    found: dict[str, None] = {}
    for name in ids:
        of_supplier = [key for key, upgrade in programme.upgrades.items() if upgrade.supplier_id == name]
        if name in programme.upgrades:
            found[name] = None
        elif of_supplier:
            found |= dict.fromkeys(of_supplier)
        else:
            raise _unknown(name, programme)
    return list(found)


def _unknown(name: str, programme: Programme) -> UsageError:
    """An id that is not there, and the nearest that is: other letters, other case."""
    from planner.intake.guessing import guess

    suppliers = dict.fromkeys(upgrade.supplier_id for upgrade in programme.upgrades.values())
    near = guess(name, [*programme.upgrades, *suppliers])
    if near is None:
        return UsageError(
            T(
                "{name} is neither an upgrade nor a supplier with an upgrade in this programme. All ids stand in the "
                "columns upgrade_id and supplier_id of the upgrades.",
                name=name,
            )
        )
    return UsageError(
        T(
            'There is no upgrade or supplier "{name}" with an upgrade in this programme. Did you mean "{guess}"?',
            name=name,
            guess=near,
        )
    )
