"""The signatures that stubs and overloads give to a function, and the Python code that does what C does."""

from __future__ import annotations

import ast
from typing import Any, Dict, List, Optional

from graftwire.host.signature import NOTHING
from graftwire.host.text import annotation_text

from .checked_class import unpacked_fields
from .node_signature import node_signature
from .scope import Scope
from .stub_lookup import (
    Annotated,
    Definitions,
    class_behind,
    has_decorator,
    is_overload,
    member_in_class,
    source_overloads,
    stub_of_class,
    stub_of_member,
)
from .twin import twin_of
from .type_reader import TypeReader
from .type_variables import stub_parameters
from .types import ANY, EXPLICIT, Type, is_any, union_of

Model = Dict[str, Any]


def definitions_of(
    name: str, value: object, owner: Optional[type], module_name: str
) -> Optional[Definitions]:
    """What the stub has of a function or method, or the overloads that its source has."""
    if owner is not None:
        stub = stub_of_class(module_name, owner)
        if stub is not None:
            if isinstance(value, type):
                found = member_in_class(stub, "__init__") or member_in_class(stub, "__new__")
            else:
                found = member_in_class(stub, name)
            return found if isinstance(found, Definitions) else None
        return source_overloads(owner.__module__, f"{owner.__qualname__}.{_plain_name(name, value)}")
    found = stub_of_member(module_name, name)
    module = getattr(value, "__module__", None)
    if found is None and isinstance(module, str):
        found = stub_of_member(module, getattr(value, "__name__", name))
    if isinstance(found, Annotated):
        behind = class_behind(found)
        called = None if behind is None else member_in_class(behind, "__call__")
        # As if it were a static method, whose first parameter is bound all the same.
        return called if isinstance(called, Definitions) else None
    if found is None and isinstance(module, str):
        return source_overloads(module, getattr(value, "__qualname__", name))
    return found


def take_twin(model: Model, value: object, owner: Optional[type], member: Optional[str] = None) -> None:
    """Parameters that C says nothing about, from the Python code that does the same. That C lets them be
    given
    by name is sure of those only that one need not give."""
    place = twin_of(value, member)
    if place is None:
        return
    is_bound = owner is not None and not has_decorator(place[0], "staticmethod")
    parameters, _ = node_signature(place[0], is_bound)
    for parameter in parameters:
        if parameter["kind"] == "positional-or-keyword" and "default" not in parameter:
            parameter["kind"] = "positional-only"
    model["signature"] = "known"
    model["parameters"] = parameters


def take_definitions(
    reader: TypeReader,
    model: Model,
    found: Definitions,
    signature: Any,
    owner: Optional[type],
    is_constructor: bool,
    known_parameters: Dict[str, Any],
    reasons: Dict[str, List[str]],
) -> None:
    """Puts into a description what stubs and overloads say, and into ``reasons`` why they say no type."""
    first = [*found.nodes[0].args.posonlyargs, *found.nodes[0].args.args][:1]
    is_method = owner is not None or (first != [] and first[0].arg == "self")
    overloads: List[Model] = []
    single: Optional[Model] = None
    told: Dict[str, List[str]] = {}
    nodes = [node for node in found.nodes if is_overload(node)] or found.nodes[-1:]
    for node in nodes:
        is_bound = is_method and not has_decorator(node, "staticmethod")
        one = _node_model(reader, node, found.scope, is_bound, is_constructor, known_parameters, told)
        if len(nodes) > 1:
            overloads.append(one)
        else:
            single = one
    if overloads:
        model["overloads"] = overloads
    if not found.is_stub:
        return
    known = [single] if single is not None else overloads
    if signature is None or signature[2] is None or _says_more(known, model["parameters"]):
        # What C says of its parameters is short, and so is *args.
        defaults = {part["name"]: part["default"] for part in model["parameters"] if "default" in part}
        model["signature"] = "known"
        model["parameters"] = _common_parameters(known)
        for parameter in model["parameters"]:
            if parameter["name"] in defaults and "default" in parameter:
                parameter["default"] = defaults[parameter["name"]]
    for index, parameter in enumerate(model["parameters"]):
        said = [each for each in (_same(parameter, index, one) for one in known) if each is not None]
        merged = union_of([each.get("type", ANY) for each in said]) if said else ANY
        if not is_any(merged):
            parameter["type"] = merged
        for each in said if is_any(merged) else ():
            if f"({each['name']})" in told:
                reasons[f"({parameter['name']})"] = told[f"({each['name']})"]
    merged = union_of([one.get("returns", ANY) for one in known])
    if not is_any(merged) and not is_constructor:
        model["returns"] = merged
    elif " returns" in told:
        reasons[" returns"] = told[" returns"]
    model["async"] = model["async"] or any(isinstance(node, ast.AsyncFunctionDef) for node in nodes)


def _node_model(
    reader: TypeReader,
    node: Any,
    scope: Scope,
    is_bound: bool,
    is_constructor: bool,
    known: Dict[str, Any],
    told: Dict[str, List[str]],
) -> Model:
    """One signature of a stub or an overload."""
    scope = scope.with_parameters(stub_parameters(node, scope))
    parameters, returns = node_signature(node, is_bound)
    parameters = [inner for each in parameters for inner in _unpacked(each, scope)]
    one: Model = {"parameters": parameters}
    for parameter in parameters:
        annotation, own = parameter.pop("annotation", None), parameter.pop("scope", scope)
        if annotation is not None:
            found = _read(reader, annotation, own, told, f"({parameter['name']})")
            if not is_any(found):
                parameter["type"] = found
            parameter["annotation"] = annotation_text(own.text_of(annotation))
    if returns is not NOTHING and not is_constructor:
        found = _read(reader, returns, scope, told, " returns")
        if not is_any(found):
            one["returns"] = found
        one["returnAnnotation"] = annotation_text(scope.text_of(returns))  # type: ignore[arg-type]
    described = [part.get("type") for part in parameters] + [one.get("returns")]
    variables = reader.variables.declared(described, known)
    return {"typeParameters": variables, **one} if variables else one


def _read(reader: TypeReader, node: Any, scope: Scope, told: Dict[str, List[str]], part: str) -> Type:
    lost: List[str] = []
    found = reader.read(node, scope, lost)
    if is_any(found):
        told.setdefault(part, []).extend(lost or [EXPLICIT])
    return found


def _unpacked(parameter: Model, scope: Scope) -> List[Model]:
    """The parameter, or those that ``**options: Unpack[Options]`` stands for."""
    is_open = parameter["kind"] == "var-keyword" and "annotation" in parameter
    fields = unpacked_fields(parameter["annotation"], scope) if is_open else None
    if fields is None:
        return [parameter]
    # Which keys must be there no function of a stub has been seen to say.
    default = {"text": "..."}
    return [
        {"name": name, "kind": "keyword-only", "default": default, **field._asdict()}
        for name, field in fields.items()
    ]


def _plain_name(name: str, value: object) -> str:
    return "__init__" if isinstance(value, type) else name


def _says_more(signatures: List[Model], parameters: List[Model]) -> bool:
    """Whether a stub says which parameters there are where the running program only passes on what it is
    given."""
    kinds = {part["kind"] for part in parameters if part["kind"].startswith("var-")}
    if not kinds or not signatures:
        return False
    if all(part["kind"].startswith("var-") for part in parameters):
        return True
    said = {part["kind"] for one in signatures for part in one["parameters"]}
    return not kinds & said


def _same(parameter: Model, index: int, signature: Model) -> Optional[Model]:
    """The parameter of a stub that one of the running program is: that of its name, or where nobody can name
    it that of its place."""
    parts: List[Model] = signature["parameters"]
    found = next((part for part in parts if part["name"] == parameter["name"]), None)
    if found is not None:
        return found
    if parameter["kind"].startswith("var-"):
        return next((part for part in parts if part["kind"] == parameter["kind"]), None)
    is_placed = index < len(parts) and parts[index]["kind"] == "positional-only"
    return parts[index] if is_placed and parameter["kind"].startswith("positional") else None


def _common_parameters(signatures: List[Model]) -> List[Model]:
    """Parameters that cover all of several signatures."""
    widest = max(signatures, key=lambda one: len(one["parameters"]))
    parameters: List[Model] = []
    for each in widest["parameters"]:
        parameter = {key: each[key] for key in ("name", "kind", "default") if key in each}
        everywhere = all(
            any(other["name"] == each["name"] for other in one["parameters"]) for one in signatures
        )
        if not everywhere and "default" not in parameter and not parameter["kind"].startswith("var-"):
            parameter["default"] = {"text": "..."}
        parameters.append(parameter)
    # Nothing that is required stands behind something that is not.
    is_optional = False
    for parameter in parameters:
        if parameter["kind"] in ("positional-only", "positional-or-keyword"):
            is_optional = is_optional or "default" in parameter
            if is_optional and "default" not in parameter:
                parameter["default"] = {"text": "..."}
    return parameters
