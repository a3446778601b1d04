"""Type expressions of a model (src/model/ugm-type.ts), and the rules by which they are put together."""

from __future__ import annotations

from typing import Dict, Iterable, List, Optional

Type = Dict[str, object]

ANY: Type = {"kind": "any"}
NONE: Type = {"kind": "none"}
BOOL: Type = {"kind": "bool"}
INT: Type = {"kind": "int"}
FLOAT: Type = {"kind": "float"}
NUMBER: Type = {"kind": "number"}
STRING: Type = {"kind": "string"}
BYTES: Type = {"kind": "bytes"}
OBJECT: Type = {"kind": "object"}
SELF: Type = {"kind": "self"}

#: Why there is no type where its author has written that there is none.
EXPLICIT = "it is annotated as what may be anything."


def of(kind: str, item: Type) -> Type:
    """A list, set, iterable and the like of items."""
    return {"kind": kind, "of": item}


def map_of(key: Type, value: Type) -> Type:
    return {"kind": "map", "key": key, "value": value}


def tuple_of(items: Iterable[Type], rest: Optional[Type] = None) -> Type:
    made: Type = {"kind": "tuple", "items": list(items)}
    if rest is not None:
        made["rest"] = rest
    return made


def is_any(found: Optional[Type]) -> bool:
    return found is None or found["kind"] == "any"


def union_of(members: Iterable[Type]) -> Type:
    """What is one of several types: flat, each of them once, and None as ``optional``."""
    flat: List[Type] = []
    is_optional = _flatten(members, flat)
    if any(member["kind"] == "any" for member in flat):
        return ANY
    if OBJECT in flat:
        flat = [member for member in flat if member["kind"] != "ref"]
    flat = _merged(flat)
    if not flat:
        return NONE if is_optional else {"kind": "never"}
    made = flat[0] if len(flat) == 1 else {"kind": "union", "of": flat}
    return {"kind": "optional", "of": made} if is_optional else made


def _flatten(members: Iterable[Type], flat: List[Type]) -> bool:
    is_optional = False
    for member in members:
        kind = member["kind"]
        if kind == "none":
            is_optional = True
        elif kind == "optional":
            is_optional = True
            _flatten([member["of"]], flat)  # type: ignore[list-item]
        elif kind == "union":
            is_optional = _flatten(member["of"], flat) or is_optional  # type: ignore[arg-type]
        elif kind != "never":
            flat.append(member)
    return is_optional


def _merged(flat: List[Type]) -> List[Type]:
    literals: List[object] = []
    kinds = {member["kind"] for member in flat}
    result: List[Type] = []
    literal: Optional[Type] = None
    for member in flat:
        kind = member["kind"]
        if kind == "literal":
            if literal is None:
                literal = {"kind": "literal", "values": literals}
                result.append(literal)
            # 1 and True are two literals.
            known = {(type(value), value) for value in literals}
            literals += [v for v in member["values"] if (type(v), v) not in known]  # type: ignore[attr-defined]
        elif kind in ("int", "float") and ("number" in kinds or {"int", "float"} <= kinds):
            if NUMBER not in result:
                result.append(NUMBER)
        elif member not in result:
            result.append(member)
    return result


def nodes_in(found: object, limit: int) -> int:
    """How many types a type consists of, counted until there are more than ``limit``."""
    if isinstance(found, dict):
        count = 1 if "kind" in found else 0
        inner: Iterable[object] = found.values()
    elif isinstance(found, list):
        count, inner = 0, found
    else:
        return 0
    for each in inner:
        if count > limit:
            break
        if isinstance(each, (dict, list)):
            count += nodes_in(each, limit - count)
    return count
