"""Grafts that are bound to where their configuration has put them, so that they can be bound anew."""

from __future__ import annotations

from typing import Any, Dict, Optional
from weakref import WeakSet

__all__ = ["note_bound", "unbind_grafts"]

#: By names of Grafts, of which there may be several packages. Each has ``unbind()``.
_BOUND: Dict[str, WeakSet[Any]] = {}


def note_bound(name: str, graft: object) -> None:
    """``graft`` has been bound, and can be let go of by its ``unbind()``."""
    _BOUND.setdefault(name, WeakSet()).add(graft)


def unbind_grafts(name: Optional[str] = None) -> None:
    """Have the Graft, or all of them, ask their configuration again at their next use."""
    for bound in [_BOUND.pop(name, WeakSet())] if name is not None else list(_BOUND.values()):
        for graft in list(bound):
            graft.unbind()
        bound.clear()
