"""Type variables: what they are called in a model, and what a model says of them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from .scope import Scope, scope_of_module
from .types import Type, is_any, union_of

if TYPE_CHECKING:
    from .type_reader import TypeReader

_VARIADIC = {"TypeVarTuple": "types", "ParamSpec": "parameters"}
_KINDS = frozenset(("TypeVar", *_VARIADIC))


class StubParameter:
    """A type parameter in the syntax of PEP 695, in a file that is not run."""

    def __init__(self, node: Any, scope: Scope) -> None:
        self.__name__: str = node.name
        self.kind: str = type(node).__name__
        bound = getattr(node, "bound", None)
        self.__constraints__ = tuple(bound.elts) if isinstance(bound, ast.Tuple) else ()
        self.__bound__ = None if self.__constraints__ else bound
        self.__default__ = getattr(node, "default_value", None)
        self.scope = scope

    def has_default(self) -> bool:
        return self.__default__ is not None


def stub_parameters(node: Any, scope: Scope) -> Dict[str, object]:
    """The type parameters of a function or class in a file that is not run, by their names."""
    return {each.name: StubParameter(each, scope) for each in getattr(node, "type_params", ())}


def is_definition_of_variable(value: object) -> bool:
    """Whether a file assigns a type variable: ``T = TypeVar("T")``."""
    if not isinstance(value, ast.Call):
        return False
    return (
        value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
    ) in _KINDS


def is_type_variable(value: Any) -> bool:
    if isinstance(value, StubParameter):
        return True
    return type(value).__name__ in _KINDS and type(value).__module__ in ("typing", "typing_extensions")


class TypeVariables:
    def __init__(self, reader: TypeReader) -> None:
        self._reader = reader
        #: name -> type parameter, as it was met last
        self._met: Dict[str, Type] = {}
        self._open: set[str] = set()

    def type_of(self, variable: Any) -> Type:
        """The type that a type variable is, which is remembered for :meth:`declared`."""
        name: str = variable.__name__
        if name not in self._open:
            self._open.add(name)
            try:
                self._met[name] = self._describe(variable)
            finally:
                self._open.discard(name)
        return {"kind": "var", "name": name}

    def _describe(self, variable: Any) -> Type:
        described: Type = {"name": variable.__name__}
        is_stub = isinstance(variable, StubParameter)
        variadic = _VARIADIC.get(variable.kind if is_stub else type(variable).__name__)
        if variadic is not None:
            described["variadic"] = variadic
            return described
        scope = variable.scope if is_stub else scope_of_module(variable.__module__ or "")
        try:
            constraints = variable.__constraints__
            bound = variable.__bound__
        except Exception:
            # Those in the syntax of PEP 695 are evaluated late.
            return described
        of: Optional[Type] = None
        if constraints:
            of = union_of([self._reader.read(each, scope, []) for each in constraints])
        elif bound is not None:
            of = self._reader.read(bound, scope, [])
        if of is not None and not is_any(of):
            described["bound"] = of
        if getattr(variable, "has_default", bool)():
            default = self._reader.read(variable.__default__, scope, [])
            if not is_any(default):
                described["default"] = default
        return described

    def of_definition(self, value: ast.expr, scope: Scope) -> Optional[Type]:
        """The variable that a file defines for type checkers: ``T = TypeVar("T", bound=int)``."""
        if not isinstance(value, ast.Call):
            return None
        kind = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        if kind not in _KINDS or not value.args or not isinstance(value.args[0], ast.Constant):
            return None
        name = str(value.args[0].value)
        described: Type = {"name": name}
        if kind in _VARIADIC:
            described["variadic"] = _VARIADIC[kind]
        elif name not in self._open:
            self._open.add(name)
            try:
                named = {each.arg: each.value for each in value.keywords}
                of: Optional[Type] = None
                if value.args[1:]:
                    of = union_of([self._reader.read(each, scope, []) for each in value.args[1:]])
                elif "bound" in named:
                    of = self._reader.read(named["bound"], scope, [])
                if of is not None and not is_any(of):
                    described["bound"] = of
                if "default" in named:
                    default = self._reader.read(named["default"], scope, [])
                    if not is_any(default):
                        described["default"] = default
            finally:
                self._open.discard(name)
        self._met[name] = described
        return {"kind": "var", "name": name}

    def declared(self, types: List[Any], known: Dict[str, Any]) -> List[Type]:
        """The type parameters that occur in ``types``, in that order, without the ``known`` ones."""
        names: Dict[str, None] = {}
        for each in types:
            _collect(each, names)
        return [self._met.get(name, {"name": name}) for name in names if name not in known]

    def described(self, name: str) -> Type:
        """What is known of a type parameter that has been read."""
        return self._met.get(name, {"name": name})

    def describe_all(self, variables: Any) -> List[Type]:
        """The type parameters of a class or an alias."""
        described = []
        for variable in variables:
            if is_type_variable(variable):
                described.append(self._met[str(self.type_of(variable)["name"])])
        return described


def substituted(value: Any, bound: Dict[str, Type]) -> Any:
    """A type with type parameters replaced."""
    if isinstance(value, dict):
        if value.get("kind") == "var" and value["name"] in bound:
            return bound[value["name"]]
        return {key: substituted(inner, bound) for key, inner in value.items()}
    if isinstance(value, list):
        return [substituted(inner, bound) for inner in value]
    return value


def names_of_variables(found: Type) -> List[str]:
    """The type variables that occur in a type, each once, in order."""
    names: Dict[str, None] = {}
    _collect(found, names)
    return list(names)


def _collect(value: Any, names: Dict[str, None]) -> None:
    if isinstance(value, dict):
        if value.get("kind") == "var":
            names[value["name"]] = None
        for inner in value.values():
            _collect(inner, names)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, names)
