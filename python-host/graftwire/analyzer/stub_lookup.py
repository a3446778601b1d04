"""Finds in stubs what belongs to a function, class or attribute of the running program."""

from __future__ import annotations

import ast
from typing import Dict, List, NamedTuple, Optional, Set, Tuple, Union

from .scope import Definition, Scope, imported, scope_of_file, scope_of_module
from .source_file import FunctionNode, Imported, SourceFile, statements
from .source_files import source_of, stub_of
from .stub_generics import bound_base, scope_within


class Definitions(NamedTuple):
    """Functions of one name; several are overloads, the last of them perhaps what implements these."""

    nodes: List[FunctionNode]
    scope: Scope
    is_stub: bool


class Annotated(NamedTuple):
    """What an attribute is annotated with."""

    annotation: ast.expr
    scope: Scope


Found = Union[Definitions, Annotated, None]


def stub_of_member(module: str, name: str) -> Found:
    """The stub's part about a member of a module."""
    stub = stub_of(module)
    return None if stub is None else _in_file(stub, name, set())


def _in_file(file: SourceFile, name: str, seen: Set[Tuple[str, str]]) -> Found:
    if (file.module, name) in seen:
        return None
    seen.add((file.module, name))
    if name in file.functions:
        return Definitions(file.functions[name], scope_of_file(file), True)
    bound = file.bound.get(name)
    if isinstance(bound, Imported) and bound.name is not None:
        other = stub_of(bound.module)
        return None if other is None else _in_file(other, bound.name, seen)
    if isinstance(bound, ast.AnnAssign):
        return Annotated(bound.annotation, scope_of_file(file))
    if isinstance(bound, ast.Assign) and isinstance(bound.value, ast.Name):
        return _in_file(file, bound.value.id, seen)
    if bound is None:
        for module in file.wildcards:
            other = stub_of(module)
            found = None if other is None else _in_file(other, name, seen)
            if found is not None:
                return found
    return None


def stub_of_class(module: str, cls: type) -> Optional[Definition]:
    """The class in a stub: of the module that the class says it is from, or of the one that is analysed."""
    for name in (cls.__module__, module):
        stub = stub_of(name) if isinstance(name, str) else None
        found = None if stub is None else _class_in_file(stub, cls.__qualname__, set())
        if found is not None:
            return found
    return None


def _class_in_file(file: SourceFile, name: str, seen: Set[Tuple[str, str]]) -> Optional[Definition]:
    """A class of a stub, or one that it imports from another."""
    if (file.module, name) in seen:
        return None
    seen.add((file.module, name))
    node = file.class_node(name)
    if node is not None:
        return Definition(node, scope_of_file(file)) if file.is_stub else None
    bound = file.bound.get(name)
    if isinstance(bound, Imported) and bound.name is not None:
        # A source may import for type checkers what a stub has.
        other = stub_of(bound.module) or source_of(bound.module)
        return None if other is None else _class_in_file(other, bound.name, seen)
    if isinstance(bound, ast.Assign) and file.is_stub:
        # int8 = signedinteger[_8Bit]
        value = bound.value.value if isinstance(bound.value, ast.Subscript) else bound.value
        return _class_in_file(file, value.id, seen) if isinstance(value, ast.Name) else None
    for module in [] if bound is not None else [*file.wildcards, "builtins"]:
        other = stub_of(module)
        found = None if other is None else _class_in_file(other, name, seen)
        if found is not None:
            return found
    return None


def _class_of(node: ast.expr, file: SourceFile) -> Optional[Definition]:
    """The class of a stub that stands among the bases of another."""
    target = node.value if isinstance(node, ast.Subscript) else node
    if isinstance(target, ast.Name):
        return _class_in_file(file, target.id, set())
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        bound = file.bound.get(target.value.id)
        if isinstance(bound, Imported):
            module = bound.module if bound.name is None else f"{bound.module}.{bound.name}"
            other = stub_of(module)
            return None if other is None else _class_in_file(other, target.attr, set())
    return None


_members: Dict[int, Dict[str, List[ast.stmt]]] = {}


def members_of(node: ast.ClassDef) -> Dict[str, List[ast.stmt]]:
    """The statements of a class by the names that they bind."""
    found = _members.get(id(node))
    if found is None:
        found = _members[id(node)] = {}
        for each in statements(node.body, True):
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.setdefault(each.name, []).append(each)
            elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                found[each.target.id] = [each]
            elif isinstance(each, ast.Assign) and isinstance(each.value, ast.Name):
                for target in each.targets:
                    if isinstance(target, ast.Name):
                        found[target.id] = [each]
    return found


def member_in_class(definition: Definition, name: str, depth: int = 0) -> Found:
    """A method, property or annotated name of a class in a stub, or of its bases there."""
    node, scope = definition
    if not isinstance(node, ast.ClassDef) or depth > 8:
        return None
    found = members_of(node).get(name)
    if found is not None:
        inner = scope_within(definition)
        if isinstance(found[0], ast.AnnAssign):
            return Annotated(found[0].annotation, inner)
        if isinstance(found[0], ast.Assign):
            return member_in_class(definition, found[0].value.id, depth + 1)  # type: ignore[attr-defined]
        functions = [each for each in found if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return Definitions(functions, inner, True)
    for base in bases_of(node, scope):
        above = member_in_class(base, name, depth + 1)
        if above is not None:
            return above
    return None


_bases: Dict[Tuple[int, int], Tuple[Scope, List[Definition]]] = {}


def bases_of(node: ast.ClassDef, scope: Scope) -> List[Definition]:
    """The bases of a class that stubs have, with what they are generic in."""
    key = id(node), id(scope)
    if key not in _bases:
        found = []
        inner = scope_within(Definition(node, scope))
        for base in node.bases:
            above = None if scope.file is None else _class_of(base, scope.file)
            if above is not None:
                found.append(bound_base(above, base, inner))
        # Both are kept: their ids must stay theirs.
        _bases[key] = scope, found
    return _bases[key][1]


def class_behind(annotated: Annotated) -> Optional[Definition]:
    """The class in a stub that an attribute is an instance of, whatever it is in the running program."""
    node = annotated.annotation
    target = node.value if isinstance(node, ast.Subscript) else node
    file = annotated.scope.file
    return (
        _class_in_file(file, target.id, set()) if isinstance(target, ast.Name) and file is not None else None
    )


def source_overloads(module: str, qualname: str) -> Optional[Definitions]:
    """The overloads that a source file has of a function, without what implements them. Read in the file,
    which
    is alike for every version of Python; from 3.11 on, typing has them as well."""
    source = source_of(module)
    if source is None:
        return None
    path, _, name = qualname.rpartition(".")
    if path:
        owner = source.class_node(path)
        body = [] if owner is None else list(statements(owner.body))
        nodes = [
            each
            for each in body
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.name == name
        ]
    else:
        nodes = source.functions.get(name, [])
    nodes = [each for each in nodes if is_overload(each)]
    return Definitions(nodes, scope_of_module(module), False) if nodes else None


def is_overload(node: FunctionNode) -> bool:
    return has_decorator(node, "overload")


def has_decorator(node: FunctionNode, name: str) -> bool:
    for each in node.decorator_list:
        found = each.func if isinstance(each, ast.Call) else each
        if (found.attr if isinstance(found, ast.Attribute) else getattr(found, "id", "")) == name:
            return True
    return False


__all__ = [
    "Annotated",
    "Definitions",
    "bases_of",
    "class_behind",
    "has_decorator",
    "imported",
    "is_overload",
    "member_in_class",
    "members_of",
    "source_overloads",
    "stub_of_class",
    "stub_of_member",
]
