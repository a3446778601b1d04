"""What a class stands for that a stub has, and the running program has not: type checkers alone know it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Dict, List, NamedTuple, Optional

from .scope import Definition, Scope
from .structural_type import structural_type
from .stub_lookup import bases_of, members_of
from .types import ANY, OBJECT, STRING, Type, map_of, tuple_of, union_of

if TYPE_CHECKING:
    from .type_reader import TypeReader


class Field(NamedTuple):
    """A key of a TypedDict, or an item of a NamedTuple."""

    annotation: ast.expr
    scope: Scope


def checked_class_type(reader: TypeReader, definition: Definition, lost: List[str]) -> Type:
    """A protocol is what has its members, a TypedDict a map, a NamedTuple a tuple, and any other class an
    object
    of which no more is known than what it derives from."""
    node, scope = definition
    assert isinstance(node, ast.ClassDef)
    names = [_last_name(base) for base in node.bases]
    if "Protocol" in names:
        return structural_type(_names_of(definition))
    fields = dictionary_fields(definition)
    if fields is not None:
        types = [reader.read(each.annotation, each.scope, []) for each in fields.values()]
        return map_of(STRING, union_of(types) if types else ANY)
    if "NamedTuple" in names:
        return tuple_of(
            reader.read(each.annotation, scope, []) for each in node.body if isinstance(each, ast.AnnAssign)
        )
    for base in node.bases:
        found = reader.read(base, scope, [])
        if found["kind"] not in ("any", "object", "never"):
            return found
    lost.append(f"{node.name} is known to type checkers only.")
    return OBJECT


def dictionary_fields(definition: Definition) -> Optional[Dict[str, Field]]:
    """The keys of a TypedDict with those of its bases; None for any other class."""
    node, scope = definition
    if not isinstance(node, ast.ClassDef):
        return None
    fields: Dict[str, Field] = {}
    is_dictionary = any(_last_name(base) == "TypedDict" for base in node.bases)
    for base in bases_of(node, scope):
        above = dictionary_fields(base)
        if above is not None:
            is_dictionary = True
            fields.update(above)
    for each in node.body if is_dictionary else ():
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            fields[each.target.id] = Field(each.annotation, scope)
    return fields if is_dictionary else None


def unpacked_fields(annotation: ast.expr, scope: Scope) -> Optional[Dict[str, Field]]:
    """What ``**options: Unpack[Options]`` takes; None where that is no TypedDict of a stub."""
    if not isinstance(annotation, ast.Subscript) or _last_name(annotation.value) != "Unpack":
        return None
    found = scope.resolve(annotation.slice)
    return dictionary_fields(found) if isinstance(found, Definition) else None


def _names_of(definition: Definition, depth: int = 0) -> List[str]:
    node, scope = definition
    names = list(members_of(node)) if isinstance(node, ast.ClassDef) else []
    for base in bases_of(node, scope) if isinstance(node, ast.ClassDef) and depth < 8 else ():
        names += _names_of(base, depth + 1)
    return names


def _last_name(node: ast.expr) -> str:
    target = node.value if isinstance(node, ast.Subscript) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
