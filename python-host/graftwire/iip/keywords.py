"""Keyword arguments of an invocation."""

from __future__ import annotations

from typing import Dict

__all__ = ["Keywords"]


class Keywords:
    """Stands as the last of an invocation's arguments, and nowhere else."""

    __slots__ = ("values",)

    def __init__(self, values: Dict[str, object]) -> None:
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keywords) and self.values == other.values

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Keywords({self.values!r})"
