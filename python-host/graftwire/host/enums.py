"""Members of enums, by their class and name."""

import sys

from .class_name import find_class, full_name_of, malformed, unknown_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

    from .crossing import Encode


def enum_encoder(cls: "Any") -> "Optional[Encode]":
    """What gives a member as its class, its name and its value; the name is None for several flags together.
    None where the class cannot be found by its name."""
    full_name = full_name_of(cls)
    if full_name is None or cls.__dict__.get("__graft__") == "reference":
        return None
    members = cls.__members__

    def encode(member: "Any") -> "Optional[tuple[object, ...]]":
        name, value = member._name_, member._value_
        if name is not None and members.get(name) is member:
            return full_name, name, value
        # Of what is no flag, only a member has a name that leads back to it.
        return (full_name, None, value) if isinstance(member, sys.modules["enum"].Flag) else None

    return encode


def decode_enum(full_name: str, name: "Optional[str]", value: object) -> object:
    enum = sys.modules.get("enum")
    cls: Any = find_class(full_name)
    if enum is None or cls is None or not issubclass(cls, enum.Enum):
        unknown_class(full_name)
    if name is not None:
        member = cls.__members__.get(name) if type(name) is str else None
        if member is None:
            unknown_class(f"{full_name}.{name}")
        return member
    if not issubclass(cls, enum.Flag) or type(value) is not int:
        raise malformed(full_name, "has no member without a name")
    try:
        flags = cls(value)
    except ValueError as error:
        raise malformed(full_name, f"has no flags {value}") from error
    if type(flags) is not cls:
        raise malformed(full_name, f"has no flags {value}")
    return flags
