"""Circles in what refers to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles that share no member, each from one member round to it again. References to oneself are left out."""
    left = {start: [end for end in ends if edges.get(end) and end != start] for start, ends in edges.items() if ends}
    while True:
        _peel(left)
        if not left:
            return
        circle = _walk(left)
        yield circle
        for member in circle[:-1]:
            del left[member]
        for start, ends in left.items():
            left[start] = [end for end in ends if end in left]


def _peel(left: dict[str, list[str]]) -> None:
    """Take away, again and again, whoever refers to nobody: such are on no circle."""
    referring = defaultdict(list)
    open_ends = {start: len(ends) for start, ends in left.items()}
    for start, ends in left.items():
        for end in ends:
            referring[end].append(start)
    finished = [start for start, count in open_ends.items() if count == 0]
    while finished:
        gone = finished.pop()
        del left[gone]
        for start in referring[gone]:
            open_ends[start] -= 1
            if open_ends[start] == 0:
                finished.append(start)
    for start, ends in left.items():
        left[start] = [end for end in ends if end in left]


def _walk(left: Mapping[str, Sequence[str]]) -> list[str]:
    """Everybody left refers to somebody left, so a walk must come round."""
    path = [min(left)]
    seen = {path[0]: 0}
    while True:
        following = min(left[path[-1]])
        if following in seen:
            return [*path[seen[following] :], following]
        seen[following] = len(path)
        path.append(following)
