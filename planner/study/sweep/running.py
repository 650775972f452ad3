"""Cases in this process, in several of this machine, or on a cluster: the same outcomes, in whatever order they end."""

from __future__ import annotations

import functools
import hashlib
import pickle
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.errors import UsageError
from planner.languages import T
from planner.study.sweep.design import Case
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.solving import Prepared

BATCH = 4
"""So many cases are handed to a process at once: what is lost with one that is killed."""

RETRIES = 8
"""How often a batch is tried whose worker went away."""


def outcomes_here(prepared: Prepared, cases: Sequence[Case]) -> Iterator[list[Outcome]]:
    """One after the other, in this process."""
    for case in cases:
        yield [prepared.solve(case)]


def outcomes_in_processes(prepared: Prepared, cases: Sequence[Case], jobs: int) -> Iterator[list[Outcome]]:
    """In so many processes of this machine; those that end first come first.

    What they share lies in a temporary file as long as they run. A process that is killed is made up for: what it had
    is solved by others.
    """
    with tempfile.TemporaryDirectory(prefix="planner-sweep-") as folder:
        shared = Path(folder) / "prepared"
        shared.write_bytes(pickle.dumps(prepared))
        left = list(_batches(cases))
        for attempt in range(RETRIES):
            done: set[int] = set()
            try:
                for place, found in _in_processes(left, shared, jobs):
                    done.add(place)
                    yield found
                return
            except Exception as error:
                if not _is_killed(error) or attempt == RETRIES - 1:
                    raise
            left = [batch for place, batch in enumerate(left) if place not in done]


def _in_processes(batches: Sequence[Sequence[Case]], shared: Path, jobs: int) -> Iterator[tuple[int, list[Outcome]]]:
    from joblib import Parallel, delayed

    work = Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs")
    yield from work(delayed(_solve_in_process)(place, batch, shared) for place, batch in enumerate(batches))


def _is_killed(error: Exception) -> bool:
    """Whether a process went away, as by SIGKILL or for want of memory."""
    return type(error).__name__ in ("TerminatedWorkerError", "BrokenProcessPool")


def _solve_in_process(place: int, cases: Sequence[Case], shared: Path) -> tuple[int, list[Outcome]]:
    prepared = _loaded(shared)
    return place, [prepared.solve(case) for case in cases]


@functools.lru_cache(maxsize=1)
def _loaded(shared: Path) -> Prepared:
    found: Prepared = pickle.loads(shared.read_bytes())  # noqa: S301  # this process's parent wrote it
    return found


def outcomes_on_cluster(prepared: Prepared, cases: Sequence[Case], address: str) -> Iterator[list[Outcome]]:
    """On the workers of a Dask cluster; a worker that goes away loses nothing. Raises ``UsageError`` where there is no
    cluster, or no Dask."""
    client, as_completed = _client(address)
    with client:
        content = zlib.compress(pickle.dumps(prepared), 1)
        key = hashlib.sha256(content).hexdigest()
        # A task and no scattered data: what a worker that is killed held can be made again from the scheduler's copy.
        shared = client.submit(_itself, content, key=f"prepared-{key}", pure=True)
        futures = [
            client.submit(_solve_on_worker, key, shared, list(batch), pure=False, retries=RETRIES)
            for batch in _batches(cases)
        ]
        for _, found in as_completed(futures, loop=client.loop, with_results=True):
            yield found


def _itself(content: bytes) -> bytes:
    return content


def _client(address: str) -> tuple[Any, Any]:
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError(T("Dask is not installed here: pip install 'planner[cluster]'.")) from error
    try:
        return Client(address, timeout=10, set_as_default=False), as_completed
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            T("No cluster answers at {address}: {reason}.", address=address, reason=str(error) or type(error).__name__)
        ) from error


_on_worker: dict[str, Prepared] = {}


def _solve_on_worker(key: str, content: bytes, cases: Sequence[Case]) -> list[Outcome]:
    """In a worker: what is shared is unpacked once."""
    if key not in _on_worker:
        _on_worker.clear()
        _on_worker[key] = pickle.loads(zlib.decompress(content))  # noqa: S301  # whoever may send tasks may run anything
    return [_on_worker[key].solve(case) for case in cases]


def _batches(cases: Sequence[Case]) -> Iterator[Sequence[Case]]:
    for first in range(0, len(cases), BATCH):
        yield cases[first : first + BATCH]
