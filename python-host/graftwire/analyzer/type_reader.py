"""Reads annotations: objects of typing and classes, and what stands in strings and stubs."""

from __future__ import annotations

import ast
import sys
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

from .checked_class import checked_class_type
from .form_name import form_name, is_form, supertype_of, unknown_form
from .scope import Definition, Scope, Unknown
from .type_arguments import constant, is_ellipsis, is_parameters, name_of, parsed, unpacked
from .type_forms import ANYTHING, CALLABLES, GENERIC, INSTEAD, SIMPLE, TYPESHED
from .type_variables import TypeVariables, is_type_variable, names_of_variables, stub_parameters, substituted
from .types import ANY, NONE, Type, nodes_in, tuple_of, union_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .references import References

_NoneType = type(None)
_SCALARS = (bool, int, float, str, _NoneType)
_MAX_DEPTH = 40
#: A type that is longer helps nobody, and occurs in every method that takes it.
MAX_NODES = 150


class TypeReader:
    """Turns annotations into types. What a type cannot say is ``any``, and told in ``lost``, a list of
    sentences."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.variables = TypeVariables(self)
        #: aliases that are being read, which may name themselves
        self._open: Set[int] = set()
        self._aliases: Set[int] = set()
        self._depth = 0
        #: annotations that have been read: themselves, their types, what was lost
        self._objects: Dict[Tuple[int, str], Tuple[Any, Type, List[str]]] = {}
        self._definitions: Dict[int, Tuple[Type, List[str]]] = {}

    def read(self, annotation: object, scope: Scope, lost: List[str]) -> Type:
        if self._depth >= _MAX_DEPTH:
            lost.append("its type is nested too deep.")
            return ANY
        self._depth += 1
        try:
            if isinstance(annotation, str):
                found = self._read_text(annotation, scope, lost)
            elif isinstance(annotation, ast.expr):
                found = self._read_node(annotation, scope, lost)
            else:
                found = self._read_known(annotation, scope, lost)
        finally:
            self._depth -= 1
        if self._depth == 0 and nodes_in(found, MAX_NODES) > MAX_NODES:
            lost.append(f"its type has more than {MAX_NODES} parts.")
            return ANY
        return found

    # -- text and syntax trees -------------------------------------------------------------------------------

    def _read_text(self, text: str, scope: Scope, lost: List[str]) -> Type:
        node = parsed(text)
        if node is None:
            lost.append(f"{text[:80]!r} is no type.")
            return ANY
        return self._read_node(node, scope, lost)

    def _read_node(self, node: ast.expr, scope: Scope, lost: List[str]) -> Type:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                return self._read_text(node.value, scope, lost)
            if node.value is None:
                return NONE
        elif isinstance(node, (ast.Name, ast.Attribute)):
            return self._read_name(node, scope, lost)
        elif isinstance(node, ast.Subscript):
            return self._read_subscript(node, scope, lost)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union_of([self.read(node.left, scope, lost), self.read(node.right, scope, lost)])
        elif isinstance(node, ast.Starred):
            return self.read(node.value, scope, lost)
        lost.append(f"{ast.unparse(node)[:80]} is no type.")
        return ANY

    def _read_name(self, node: ast.expr, scope: Scope, lost: List[str]) -> Type:
        if isinstance(node, ast.Attribute) and node.attr in ("args", "kwargs"):
            owner = scope.resolve(node.value)
            if is_type_variable(owner):
                return self.variables.type_of(owner)
            variable = self._read_definition(owner, []) if isinstance(owner, Definition) else ANY
            if variable["kind"] == "var":
                return variable
        entity = scope.resolve(node)
        if isinstance(node, ast.Name):
            alias = self.references.alias_of(entity, node.id, scope.module)
            if alias is not None:
                return alias
        if isinstance(entity, Definition):
            return self._read_definition(entity, lost)
        if isinstance(entity, Unknown):
            known = TYPESHED.get(entity.name)
            form = unknown_form(entity.name)
            if known is None and form is not None:
                return self._build(form, None, [], scope, lost)
            if known is None:
                lost.append(f"{ast.unparse(node)} cannot be found.")
            return ANY if known is None else known
        return self._read_known(entity, scope, lost)

    def _read_definition(self, definition: Definition, lost: List[str]) -> Type:
        node, scope = definition
        if isinstance(node, ast.ClassDef):
            return checked_class_type(self, definition, lost)
        scope = scope.with_parameters(stub_parameters(node, scope))
        if isinstance(node, ast.Assign):
            value: Optional[ast.expr] = node.value
        elif isinstance(node, ast.AnnAssign):
            value = node.value
            if value is None or "TypeAlias" not in ast.unparse(node.annotation):
                lost.append(f"{ast.unparse(node.target)} is no type.")
                return ANY
        else:
            value = getattr(node, "value", None)
        if not isinstance(value, ast.expr) or id(node) in self._open:
            lost.append("it names itself, or nothing.")
            return ANY
        known = self._definitions.get(id(node))
        if known is not None:
            lost += known[1]
            return known[0]
        told: List[str] = []
        found = self.variables.of_definition(value, scope)
        if found is None:
            self._open.add(id(node))
            try:
                found = self.read(value, scope, told)
            finally:
                self._open.discard(id(node))
        if not self._open:
            self._definitions[id(node)] = found, told
        lost += told
        return found

    def _read_subscript(self, node: ast.Subscript, scope: Scope, lost: List[str]) -> Type:
        inner = node.slice
        arguments: List[Any] = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
        entity = scope.resolve(node.value)
        if isinstance(entity, Definition):
            return self._applied(self._read_definition(entity, lost), entity.node, arguments, scope)
        name = unknown_form(entity.name) if isinstance(entity, Unknown) else form_name(entity)
        if isinstance(entity, Unknown) and entity.name in TYPESHED:
            return TYPESHED[entity.name]
        if isinstance(entity, Unknown) and name is None:
            lost.append(f"{ast.unparse(node.value)} cannot be found.")
            return ANY
        if name == "typing.Literal":
            return self._literal([constant(each, scope) for each in arguments], scope, lost)
        if name == "typing.Annotated":
            return self.read(arguments[0], scope, lost)
        if name in CALLABLES:
            return self._callable_of_nodes(arguments, scope, lost)
        if name is None:
            return self._read_object(entity, scope, lost)
        return self._build(name, None if isinstance(entity, Unknown) else entity, arguments, scope, lost)

    def _applied(self, found: Type, alias: Any, arguments: Sequence[Any], scope: Scope) -> Type:
        """A generic alias with what its type parameters are in this place."""
        named = getattr(alias, "type_params", None) or getattr(alias, "__type_params__", None)
        names = names_of_variables(found) if named is None else [name_of(each) for each in named]
        bound = {
            name: self._argument(argument, scope, [])
            for name, argument in zip(names, arguments)
            if not isinstance(alias, ast.ClassDef)
        }
        return substituted(found, bound) if bound else found

    def _callable_of_nodes(self, arguments: List[Any], scope: Scope, lost: List[str]) -> Type:
        if len(arguments) != 2:
            return {"kind": "callback"}
        taken = arguments[0].elts if isinstance(arguments[0], ast.List) else None
        return self._callback(taken, arguments[1], scope, lost)

    def _read_known(self, annotation: Any, scope: Scope, lost: List[str]) -> Type:
        """The same object once: aliases such as numpy's are long, and occur thousands of times."""
        key = id(annotation), scope.module
        known = self._objects.get(key)
        if known is not None:
            lost += known[2]
            return known[1]
        told: List[str] = []
        is_whole = not self._open
        if id(annotation) in self._open and not isinstance(annotation, type):
            # Union[int, List["Itself"]]
            lost.append("it names itself.")
            return ANY
        is_new = id(annotation) not in self._open
        self._open.add(id(annotation))
        try:
            found = self._read_object(annotation, scope, told)
        finally:
            if is_new:
                self._open.discard(id(annotation))
        if is_whole and self._depth < _MAX_DEPTH // 2:
            self._objects[key] = annotation, found, told
        lost += told
        return found

    # -- objects ---------------------------------------------------------------------------------------------

    def _read_object(self, annotation: Any, scope: Scope, lost: List[str]) -> Type:
        if annotation is None or annotation is _NoneType:
            return NONE
        if is_type_variable(annotation):
            return self.variables.type_of(annotation)
        kind = type(annotation).__name__
        if not isinstance(annotation, type) and not is_form(annotation):
            lost.append(f"a {kind} is no type.")
            return ANY
        if kind == "ForwardRef":
            module = getattr(annotation, "__forward_module__", None)
            if isinstance(module, str) and module in sys.modules:
                from .scope import scope_of_module

                scope = scope_of_module(module)
            return self._read_text(annotation.__forward_arg__, scope, lost)
        if kind in ("ParamSpecArgs", "ParamSpecKwargs"):
            return self.variables.type_of(annotation.__origin__)
        if kind == "TypeAliasType":
            return self._alias(annotation, scope, lost)
        supertype = supertype_of(annotation)
        if supertype is not None:
            found = self.references.named_alias(annotation)
            return found if found is not None else self.read(supertype, scope, lost)
        if kind == "InitVar":
            return self.read(annotation.type, scope, lost)
        if hasattr(annotation, "__metadata__") and hasattr(annotation, "__origin__"):
            return self.read(annotation.__origin__, scope, lost)
        name = form_name(annotation)
        if name is not None:
            # Not in brackets.
            return self._build(name, annotation, [], scope, lost)
        origin = getattr(annotation, "__origin__", None)
        arguments = getattr(annotation, "__args__", None)
        if kind in ("UnionType", "Union"):
            return union_of([self.read(each, scope, lost) for each in annotation.__args__])
        name = form_name(origin) if origin is not None else None
        if name is None or not isinstance(arguments, tuple):
            if kind == "TypeAliasType" or type(origin).__name__ == "TypeAliasType":
                return self._alias(origin, scope, lost, arguments)
            lost.append(f"a {kind} is no type.")
            return ANY
        if name == "typing.Literal":
            return self._literal(list(arguments), scope, lost)
        if name in CALLABLES and arguments:
            *taken, result = arguments
            is_open = len(taken) == 1 and (taken[0] is Ellipsis or is_parameters(taken[0]))
            return self._callback(None if is_open else taken, result, scope, lost)
        return self._build(name, origin, [] if arguments == ((),) else list(arguments), scope, lost)

    def _alias(self, alias: Any, scope: Scope, lost: List[str], arguments: Any = ()) -> Type:
        found = self.references.named_alias(alias)
        if found is not None:
            if isinstance(arguments, tuple) and arguments:
                return {**found, "args": [self.read(each, scope, lost) for each in arguments]}
            return found
        if id(alias) in self._aliases:
            lost.append(f"{alias.__name__} names itself.")
            return ANY
        self._aliases.add(id(alias))
        try:
            from .scope import scope_of_module

            module = alias.__module__ if isinstance(alias.__module__, str) else scope.module
            parameters = {each.__name__: each for each in alias.__type_params__}
            told = self.read(alias.__value__, scope_of_module(module).with_parameters(parameters), lost)
            return self._applied(told, alias, arguments or (), scope)
        except Exception:
            # Evaluated only now, and some of its names may be there for type checkers only.
            lost.append(f"{alias.__name__} cannot be evaluated.")
            return ANY
        finally:
            self._aliases.discard(id(alias))

    # -- both ------------------------------------------------------------------------------------------------

    def _build(self, name: str, origin: Any, arguments: List[Any], scope: Scope, lost: List[str]) -> Type:
        if name in ANYTHING:
            if name not in ("object", "typing.Any"):
                lost.append(f"{name.rpartition('.')[2]} says only what can be done with it.")
            return ANY
        if name == "tuple":
            return self._tuple(arguments, scope, lost)
        if name == "numpy.ndarray":
            return self._array(arguments, scope)
        if name in SIMPLE:
            return {"kind": SIMPLE[name]}
        if name in CALLABLES:
            return {"kind": "callback"}
        if name == "typing.Unpack" and arguments:
            # *args: Unpack[Ts]
            found = self._argument(arguments[0], scope, [])
            if found["kind"] == "var":
                return found
        if name == "typing.Unpack" or name == "typing.Concatenate":
            lost.append(f"{name} cannot be said here.")
            return ANY
        build = GENERIC.get(name)
        if build is not None:
            return build([self._argument(each, scope, lost) for each in arguments])
        instead = INSTEAD.get(name)
        if instead is not None:
            return self.references.by_name(instead)
        if isinstance(origin, type) or isinstance(getattr(origin, "__origin__", None), type):
            cls = origin if isinstance(origin, type) else origin.__origin__
            structural = self.references.protocol_type(cls)
            if structural is not None:
                return structural
            found = self.references.class_type(cls, lost)
            if arguments and found["kind"] == "ref" and getattr(cls, "__module__", "") != "numpy":
                return {**found, "args": [self._argument(each, scope, lost) for each in arguments]}
            return found
        lost.append(f"{name} cannot be said.")
        return ANY

    def _argument(self, argument: Any, scope: Scope, lost: List[str]) -> Type:
        if argument is Ellipsis or isinstance(argument, (list, tuple, ast.List)):
            # Parameters in the brackets of a class that is generic in them.
            return ANY
        if isinstance(argument, ast.Constant) and argument.value is Ellipsis:
            return ANY
        if isinstance(argument, ast.Starred):
            argument = argument.value
        return self.read(argument, scope, lost)

    def _tuple(self, arguments: List[Any], scope: Scope, lost: List[str]) -> Type:
        if not arguments:
            return tuple_of([], ANY)
        if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple) and not arguments[0].elts:
            return tuple_of([])
        if len(arguments) == 2 and is_ellipsis(arguments[1]):
            return tuple_of([], self.read(arguments[0], scope, lost))
        items: List[Type] = []
        rest: Optional[Type] = None
        for each in arguments:
            inner = unpacked(each, scope)
            if inner is None:
                items.append(self.read(each, scope, lost))
            else:
                if isinstance(inner, ast.expr) or not is_type_variable(inner):
                    lost.append("what is unpacked into it cannot be said.")
                rest = ANY
        return tuple_of(items, rest)

    def _array(self, arguments: List[Any], scope: Scope) -> Type:
        if len(arguments) != 2:
            return {"kind": "array"}
        # numpy.ndarray[shape, numpy.dtype[numpy.float64]]
        dtype = arguments[1]
        if isinstance(dtype, ast.Subscript):
            scalar: Any = scope.resolve(dtype.slice)
        else:
            inner = getattr(dtype, "__args__", None)
            scalar = inner[0] if isinstance(inner, tuple) and inner else None
        name = getattr(scalar, "__name__", None)
        if isinstance(scalar, type) and isinstance(name, str) and name[-1:].isdigit():
            return {"kind": "array", "dtype": name}
        return {"kind": "array"}

    def _literal(self, values: List[Any], scope: Scope, lost: List[str]) -> Type:
        scalars: List[object] = []
        others: List[Type] = []
        for value in values:
            if isinstance(value, tuple) and value[:1] == ("literal",):
                scalars += value[1]
            elif type(value) in _SCALARS:
                scalars.append(value)
            elif isinstance(value, bytes):
                others.append({"kind": "bytes"})
                lost.append("bytes that are written out cannot be said.")
            elif hasattr(type(value), "__members__"):
                others.append(self.references.class_type(type(value), lost))
                lost.append("single members of an enum cannot be said.")
            elif isinstance(value, Definition):
                others.append(self._read_definition(value, lost))
            elif is_form(value):
                others.append(self._read_known(value, scope, lost))
            else:
                lost.append("a literal of it cannot be said.")
                others.append(ANY)
        made: List[Type] = [{"kind": "literal", "values": [s for s in scalars if s is not None]}]
        if not made[0]["values"]:
            made = []
        return union_of([*made, *others, *([NONE] if None in scalars else [])])

    def _callback(self, taken: Optional[Sequence[Any]], result: Any, scope: Scope, lost: List[str]) -> Type:
        callback: Dict[str, object] = {"kind": "callback"}
        if taken is not None:
            parameters: List[Type] = []
            for index, each in enumerate(taken):
                if unpacked(each, scope) is not None or is_parameters(each):
                    lost.append("parameters of a callback that vary cannot be said.")
                    parameters = []
                    taken = None
                    break
                parameter: Type = {"name": f"arg{index}", "kind": "positional-only"}
                found = self.read(each, scope, lost)
                if found["kind"] != "any":
                    parameter["type"] = found
                parameters.append(parameter)
            if taken is not None:
                callback["parameters"] = parameters
        returns = self.read(result, scope, lost)
        if returns["kind"] == "awaitable":
            callback["async"] = True
            returns = returns["of"]  # type: ignore[assignment]
        if returns["kind"] != "any":
            callback["returns"] = returns
        return callback
