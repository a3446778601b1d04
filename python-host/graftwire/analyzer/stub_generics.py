"""The type parameters of classes in stubs: many classes are generic there, and not in the running program."""

from __future__ import annotations

import ast
from typing import Any, Dict, List

from .scope import Definition, Scope
from .type_variables import is_definition_of_variable, is_type_variable, stub_parameters

_FORMS = ("Generic", "Protocol")


def variables_of_class(definition: Definition) -> Dict[str, ast.expr]:
    """The type parameters of a class, in order, each with a node that names it in the scope of the class."""
    node, scope = definition
    if not isinstance(node, ast.ClassDef):
        return {}
    parameters = getattr(node, "type_params", ())
    if parameters:
        return {each.name: ast.Name(id=each.name) for each in parameters}
    subscripts = [base for base in node.bases if isinstance(base, ast.Subscript)]
    listed = [base for base in subscripts if _last_name(base.value) in _FORMS]
    found: Dict[str, ast.expr] = {}
    for base in listed or subscripts:
        for name in ast.walk(base.slice):
            if isinstance(name, ast.Name) and name.id not in found and _is_variable(name, scope):
                found[name.id] = name
    return found


def scope_within(definition: Definition) -> Scope:
    """The scope of what stands in a class. What its parameters are bound to counts more than themselves."""
    node, scope = definition
    own = {
        name: value for name, value in stub_parameters(node, scope).items() if name not in scope.parameters
    }
    return scope.with_parameters(own)


def bound_base(base: Definition, written: ast.expr, scope: Scope) -> Definition:
    """A base with its type parameters bound to what the class that derives from it writes in brackets."""
    if not isinstance(written, ast.Subscript):
        return base
    inner = written.slice
    arguments = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
    bound: Dict[str, Any] = {}
    for name, argument in zip(variables_of_class(base), arguments):
        # Read like the alias of a file, in the scope of the class that derives.
        bound[name] = Definition(ast.Assign(targets=[], value=argument), scope)
    return Definition(base.node, base.scope.with_parameters(bound))


def _is_variable(name: ast.Name, scope: Scope) -> bool:
    # Not what it is bound to in a class that derives.
    entity = Scope(scope.module, scope.namespaces, scope.file).resolve(name)
    if isinstance(entity, Definition):
        return is_definition_of_variable(getattr(entity.node, "value", None))
    return is_type_variable(entity)


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


__all__: List[str] = ["bound_base", "scope_within", "variables_of_class"]
