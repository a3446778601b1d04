"""What a protocol asks for: nobody need derive from it, and so it has no class that a value could be of."""

from __future__ import annotations

from typing import Collection

from .types import ANY, NUMBER, OBJECT, Type, of, union_of


def structural_type(members: Collection[str]) -> Type:
    """What has ``members``."""
    if "__call__" in members:
        return {"kind": "callback"}
    if "__iter__" in members or "__getitem__" in members:
        return union_of([of("iterable", ANY), OBJECT])
    if "__array__" in members or "__buffer__" in members or "__array_interface__" in members:
        return union_of([{"kind": "array"}, OBJECT])
    if "__index__" in members or "__int__" in members or "__float__" in members:
        return union_of([NUMBER, OBJECT])
    return OBJECT
