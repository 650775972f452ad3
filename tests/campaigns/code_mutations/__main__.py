"""Mutation of the code: ``python -m tests.campaigns.code_mutations --package audit --sample 600 --seed 1``.

Draws mutants of a package, has the tests that run the changed lines tell each from the original, and prints those that
no test tells. With ``--page`` the last result of every package is written to ``docs/mutations.md``. Needs mutmut,
whose operators make the mutants: ``pip install mutmut``.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
from pathlib import Path

import click

from tests.campaigns.code_mutations.campaign import tried
from tests.campaigns.code_mutations.mutants import Mutant, mutants_of
from tests.campaigns.code_mutations.packages import PACKAGES
from tests.campaigns.code_mutations.page import write_page
from tests.campaigns.code_mutations.results import Result


def main() -> int:
    """Tries the mutants asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", choices=PACKAGES, help="whose code is mutated")
    parser.add_argument("--sample", type=int, default=600, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--file", default="", help="only mutants of files whose path holds this")
    parser.add_argument(
        "--most", type=int, help="tests that try a mutant, at most: what survives them may not survive all"
    )
    parser.add_argument(
        "--same-tests", action="store_true", help="what the last run knew of them holds; new ones are added"
    )
    parser.add_argument(
        "--again", action="store_true", help="only those that survived in the last run: tried once more"
    )
    parser.add_argument("--tests", action="append", help="the tests that try them, in place of the package's")
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "code_mutations", help="for results")
    parser.add_argument("--page", action="store_true", help="write the page from the last results")
    asked = parser.parse_args()
    asked.kept.mkdir(exist_ok=True)
    if asked.package:
        _try(asked)
    if asked.page:
        write_page(asked.kept)
    return 0


def _try(asked: argparse.Namespace) -> None:
    package = PACKAGES[asked.package]
    kept = asked.kept / f"{asked.package}.json"
    known = kept.with_suffix(".reach")
    if not asked.same_tests:
        known.unlink(missing_ok=True)
    last = Result.read(kept) if asked.again else None
    mutants = [mutant for path in package.files() for mutant in mutants_of(path)]
    ended = tuple(tried(asked.tests or package.tests, _drawn(mutants, asked, last), known, asked.most))
    used = sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, _WHOSE))
    result = Result(asked.package, len(mutants), asked.seed, ended, used, asked.most)
    if last is not None:
        result = last.and_then(result)
    click.echo(result.in_words())
    result.write(kept.with_suffix(".part") if asked.file else kept)


_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _drawn(mutants: list[Mutant], asked: argparse.Namespace, last: Result | None) -> list[Mutant]:
    if last is not None:
        survivors = {*last.survivors}
        return [mutant for mutant in mutants if mutant.change in survivors]
    wanted = [mutant for mutant in mutants if asked.file in mutant.change.file]
    return random.Random(asked.seed).sample(wanted, min(asked.sample, len(wanted)))


if __name__ == "__main__":
    sys.exit(main())
