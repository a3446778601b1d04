"""What a class has beyond its members: type parameters, what its bases' stand for, and what its instances can
do
without a name."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from graftwire.host.function_model import function_model
from graftwire.host.text import model_name

from .scope import scope_of_module
from .stub_generics import scope_within
from .stub_lookup import stub_of_class
from .type_variables import is_type_variable, substituted
from .types import ANY, INT, SELF, Type, is_any

if TYPE_CHECKING:
    from .completion import Completion, Model

#: Special methods, and what a model calls what they do.
_PROTOCOLS = {
    "__len__": "length",
    "__iter__": "iterate",
    "__next__": "next",
    "__aiter__": "iterateAsync",
    "__anext__": "nextAsync",
    "__getitem__": "get",
    "__setitem__": "set",
    "__delitem__": "delete",
    "__contains__": "has",
    "__call__": "call",
    "__float__": "number",
    "__int__": "number",
    "__index__": "number",
    "__exit__": "exit",
    "__aexit__": "exitAsync",
    "__await__": "await",
}
#: Of leaving, a caller sees what entering gives.
_ENTERED = {"__exit__": "__enter__", "__aexit__": "__aenter__"}
_GROUPS = ("methods", "staticMethods", "classMethods", "properties", "attributes")
_STEPS = ("iterate", "next", "iterateAsync", "nextAsync")
_ITERATED = ("iterable", "iterator", "asyncIterable", "asyncIterator")


def complete_class(completion: Completion, model: Model, cls: type) -> None:
    parameters = completion.type_parameters(cls)
    if parameters:
        model["typeParameters"] = parameters
    if cls.__dict__.get("_is_protocol"):
        # Nobody can make an instance, whatever takes the arguments.
        model["abstract"] = True
        model["constructor"].update(parameters=[], signature="known")
    _add_stored(completion, model, cls)
    protocols = _protocols(completion, cls)
    if protocols:
        model["protocols"] = protocols
    bindings = {
        model_name(base): bound for base, bound in _bindings(completion, cls).items() if base is not cls
    }
    for group in (*_GROUPS, "events", "protocols"):
        for member in model.get(group, ()):
            bound = bindings.get(member.get("inheritedFrom", ""))
            if bound:
                _substitute_in(member, bound)
    _constructor_of_base(completion, model, cls, bindings)


def _add_stored(completion: Completion, model: Model, cls: type) -> None:
    """What instances have since ``__init__`` gives it to them."""
    known = {member["name"] for group in (*_GROUPS, "events") for member in model.get(group, ())}
    for base in cls.__mro__:
        for name, found in completion.inference.stored(base).items():
            if name in known:
                continue
            known.add(name)
            field: Model = {"name": name, "doc": None}
            lost: List[str] = []
            stubbed = completion.stubbed(name, base, lost)
            if stubbed is not None and not is_any(stubbed):
                field["type"] = stubbed
            elif found is not None:
                field["type"] = found
            else:
                completion.reasons[id(field)] = {"": lost or ["it has no annotation."]}
            if base is not cls:
                field["inheritedFrom"] = model_name(base)
            model["attributes"].append(field)


def _constructor_of_base(
    completion: Completion, model: Model, cls: type, bindings: Dict[str, Dict[str, Type]]
) -> None:
    """A constructor that is inherited names the type parameters of the base that has it."""
    own = {each["name"] for each in model.get("typeParameters", ())}
    for base in cls.__mro__[1:]:
        bound = bindings.get(model_name(base))
        if bound:
            _substitute_in(model["constructor"], {name: to for name, to in bound.items() if name not in own})


def _bindings(completion: Completion, cls: type) -> Dict[type, Dict[str, Type]]:
    """For each generic base, what its type parameters are in ``cls``."""
    found: Dict[type, Dict[str, Type]] = {}

    def visit(current: type, bound: Dict[str, Type]) -> None:
        if current in found:
            return
        found[current] = bound
        _visit_stub(completion, current, bound, visit)
        scope = scope_of_module(current.__module__)
        bases: Any = vars(current).get("__orig_bases__", current.__bases__)
        for base in bases:
            origin = getattr(base, "__origin__", base)
            if not isinstance(origin, type) or origin is object:
                continue
            variables = getattr(origin, "__parameters__", ())
            arguments = getattr(base, "__args__", ()) if origin is not base else ()
            mapped: Dict[str, Type] = {}
            for index, variable in enumerate(variables if isinstance(variables, tuple) else ()):
                if not is_type_variable(variable):
                    continue
                given = ANY
                if isinstance(arguments, tuple) and index < len(arguments):
                    given = substituted(completion.reader.read(arguments[index], scope, []), bound)
                mapped[variable.__name__] = given
            visit(origin, mapped)

    visit(cls, {})
    return found


def _visit_stub(
    completion: Completion, cls: type, bound: Dict[str, Type], visit: Callable[[type, Dict[str, Type]], None]
) -> None:
    """The bases that a stub has in brackets, of a class that is not generic when it runs."""
    stub = stub_of_class(completion.module_name, cls)
    if stub is None:
        return
    scope = scope_within(stub)
    for base in getattr(stub.node, "bases", ()):
        if not isinstance(base, ast.Subscript):
            continue
        entity = scope.resolve(base.value)
        origin: Any = getattr(entity, "__origin__", entity)
        if not isinstance(origin, type) or origin not in cls.__mro__ or origin is cls:
            continue
        inner = base.slice
        arguments = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
        given = [substituted(completion.reader.read(each, scope, []), bound) for each in arguments]
        names = [str(each["name"]) for each in completion.type_parameters(origin)]
        visit(origin, dict(zip(names, given)))


def _substitute_in(member: Model, bound: Dict[str, Type]) -> None:
    own = {each["name"] for each in member.get("typeParameters", ())}
    bound = {name: to for name, to in bound.items() if name not in own}
    if not bound:
        return
    for key in ("type", "returns"):
        if key in member:
            member[key] = substituted(member[key], bound)
            if member[key]["kind"] == "any":
                del member[key]
    for key in ("parameters", "overloads"):
        for part in member.get(key, ()):
            _substitute_in(part, bound)


# -- what instances can do without a name --------------------------------------------------------------------


def _protocols(completion: Completion, cls: type) -> List[Model]:
    found: Dict[str, Model] = {}
    for special, name in _PROTOCOLS.items():
        if name in found:
            continue
        base = next((base for base in cls.__mro__ if special in vars(base)), None)
        if base is None or base is object or vars(base)[special] is None:
            continue
        found[name] = _protocol(completion, cls, base, special, name)
    if "get" in found and "length" in found and "iterate" not in found and not hasattr(cls, "__iter__"):
        got = found["get"]
        found["iterate"] = {"name": "iterate", "parameters": []}
        if "returns" in got:
            found["iterate"]["returns"] = got["returns"]
    return list(found.values())


def _protocol(completion: Completion, cls: type, base: type, special: str, name: str) -> Model:
    asked = _ENTERED.get(special, special)
    owner = next((each for each in cls.__mro__ if asked in vars(each)), base)
    value = vars(owner).get(asked)
    made: Model = {"name": name, "parameters": []}
    if value is not None and callable(getattr(value, "__func__", value)):
        is_static = isinstance(value, staticmethod)
        value = getattr(value, "__func__", value)
        model = function_model(asked, value, is_bound=not is_static, owner=owner, completion=completion)
        if "typeParameters" in model:
            made["typeParameters"] = model["typeParameters"]
        if name not in ("exit", "exitAsync"):
            made["parameters"] = model["parameters"]
        returns = _returned(name, model)
        if returns is not None:
            made["returns"] = returns
    if base is not cls:
        made["inheritedFrom"] = model_name(base)
    return made


def _returned(name: str, model: Model) -> Optional[Type]:
    if name == "length":
        return INT
    if name == "has":
        return {"kind": "bool"}
    if name == "number":
        return {"kind": "number"}
    if name in ("set", "delete"):
        return {"kind": "none"}
    returns: Optional[Type] = model.get("returns")
    if returns is None:
        return None
    if name in ("iterate", "iterateAsync") and not model["generator"]:
        if returns["kind"] in _ITERATED:
            return returns["of"]  # type: ignore[return-value]
        return None
    if name in ("exit", "exitAsync") and returns == SELF:
        return SELF
    if name == "nextAsync" and returns["kind"] == "awaitable":
        return returns["of"]  # type: ignore[return-value]
    return returns
