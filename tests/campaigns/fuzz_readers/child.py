"""One target in the hands of atheris, until its time is over."""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

import atheris

_TIMEOUT_SECONDS = 60
_MEMORY_MB = 3_000


def _signature(error: BaseException) -> str:
    """What makes two findings one: the sort of error and where in the package it was raised."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/planner/" in frame.filename]
    where = f"{frames[-1].filename.rpartition('/planner/')[2]}:{frames[-1].name}" if frames else ""
    kind = str(error).partition(" at ")[0].partition(" in ")[0][:60] if type(error).__name__ == "Broken" else ""
    return f"{type(error).__name__} {kind} {where}"


class Findings:
    """The findings of a target: of each sort the shortest input, and what happened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, data: bytes, error: BaseException) -> None:
        """Keep the input if it is new or shorter."""
        signature = _signature(error)
        file = self._folder / f"{hashlib.sha256(signature.encode()).hexdigest()[:8]}.bin"
        if file.exists() and file.stat().st_size <= len(data):
            return
        file.write_bytes(data)
        told = "".join(traceback.format_exception(error))[-6_000:]
        file.with_suffix(".txt").write_text(f"{signature}\n\n{told}", encoding="utf-8", errors="backslashreplace")
        sys.stderr.write(f"FINDING {signature} ({len(data)} bytes)\n")


def main(target: str, seconds: str, work: Path, folder: Path) -> None:
    """Fuzz. Never returns: atheris ends the process."""
    with atheris.instrument_imports(include=["planner.intake", "planner.importing"], enable_loader_override=False):
        from tests.campaigns.fuzz_readers import mutation, seeds
        from tests.campaigns.fuzz_readers.targets import LARGEST, TOKENS, Targets

        targets = Targets(folder)
        targets.watch.begin()
        take = targets.take(target)
        words = seeds.words(target)
        corpus = work / target / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        findings = Findings(work / target / "findings")
        first = list(seeds.of(target))
        for seed in first:
            (corpus / f"seed-{hashlib.sha256(seed).hexdigest()[:16]}").write_bytes(seed)
        _quietly(take, first[0])  # so that what is imported late is instrumented too

    dictionary = work / target / "words"
    dictionary.write_text("\n".join(f'"{"".join(f"\\x{byte:02x}" for byte in word)}"' for word in words if word))
    executed = 0

    def one(data: bytes) -> None:
        nonlocal executed
        executed += 1
        for each in (data, mutation.swollen(data, executed)):
            if each is not None:
                try:
                    take(each)
                except BaseException as error:  # also panics of libraries in other languages
                    if isinstance(error, KeyboardInterrupt | SystemExit):
                        raise
                    findings.add(each, error)

    def change(data: bytes, most: int, seed: int) -> bytes:
        return mutation.changed(data, most, seed, TOKENS[target], words, lambda given: atheris.Mutate(given, most))

    options = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-max_len={LARGEST[target]}",
        f"-timeout={_TIMEOUT_SECONDS}", f"-rss_limit_mb={_MEMORY_MB}", f"-dict={dictionary}", "-print_final_stats=1",
        f"-artifact_prefix={work / target}/", "-len_control=20",
    ]  # fmt: skip
    atheris.Setup(options, one, custom_mutator=change)
    atheris.Fuzz()


def _quietly(take: object, data: bytes) -> None:
    from contextlib import suppress

    with suppress(Exception):
        take(data)  # type: ignore[operator]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
