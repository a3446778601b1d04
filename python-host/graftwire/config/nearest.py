"""What a misspelt word is meant to be."""

from __future__ import annotations

from typing import Iterable, List, Optional

__all__ = ["nearest"]


def nearest(given: str, names: Iterable[str]) -> Optional[str]:
    """The one of ``names`` that ``given`` is most likely meant to be, or None."""
    # What is longer than any name is no misspelt one, and comparing takes its length times theirs.
    if len(given) > 40:
        return None
    best: Optional[str] = None
    least = -(-len(given) // 3) + 1
    for name in names:
        distance = _distance(given.lower(), name.lower())
        if distance < least:
            best, least = name, distance
    return best


def _distance(a: str, b: str) -> int:
    """How many letters have to be added, taken away, replaced, or swapped with their neighbours."""
    before: List[int] = []
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        following = [i]
        for j in range(1, len(b) + 1):
            ways = [row[j - 1] + (a[i - 1] != b[j - 1]), row[j] + 1, following[j - 1] + 1]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(before[j - 2] + 1)
            following.append(min(ways))
        before, row = row, following
    return row[-1]
