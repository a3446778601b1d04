"""What a class is in a model: a class, a record or an enum (docs/types.md, value or reference)."""

from __future__ import annotations

import enum
from functools import cache
from typing import Any, Optional

from graftwire.host.enums import enum_encoder
from graftwire.host.records import record_encoder


@cache
def record_form(cls: Any) -> Optional[str]:
    """``typed-dict``, ``named-tuple`` or ``dataclass`` (also an attrs class or a pydantic model) where
    instances cross by value; None for any other class. Decided by what lets them cross."""
    if is_typed_dict(cls):
        return "typed-dict"
    if record_encoder(cls) is None:
        return None
    return "named-tuple" if issubclass(cls, tuple) else "dataclass"


def is_typed_dict(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, dict) and hasattr(cls, "__total__")


@cache
def is_enum(cls: Any) -> bool:
    """Whether its members cross as what they are. An enum without members is one to derive from."""
    return issubclass(cls, enum.Enum) and bool(cls.__members__) and enum_encoder(cls) is not None


def kind_of_class(cls: type) -> str:
    """``class``, ``record`` or ``enum``."""
    if is_enum(cls):
        return "enum"
    return "class" if record_form(cls) is None else "record"
