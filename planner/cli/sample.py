"""``planner sample``: a made-up chain of any size."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.help_text import command
from planner.cli.options import common


@command("sample")
@common
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--tier1", type=click.IntRange(min=1), default=87, show_default=True, help="Tier-1 suppliers.")
@click.option("--tier2", type=click.IntRange(min=0), default=500, show_default=True, help="Tier-2 suppliers.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same chain.")
def sample(folder: Path, tier1: int, tier2: int, seed: int) -> None:
    """Write a made-up chain into the new folder DIR, for trials and benchmarks; print its model's path."""
    from planner.sample import write_sample

    click.echo(write_sample(folder, tier1, tier2, seed))
