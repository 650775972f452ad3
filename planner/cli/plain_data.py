"""Results as one JSON document, for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click


def tell_data(data: Mapping[str, Any]) -> None:
    """The data on standard output. Raises ``ValueError`` for what is no number: JSON has neither NaN nor infinity."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
