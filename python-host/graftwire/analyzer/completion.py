"""Adds to the host's description of functions and classes what takes time to find out: types, overloads, the
documentation of parameters, and exceptions."""

from __future__ import annotations

import ast
import contextlib
import sys
from types import ModuleType
from typing import Any, Dict, List, Optional, Tuple

from graftwire.host.outline import FunctionType
from graftwire.host.signature import NOTHING, annotations_of
from graftwire.host.text import annotation_text, documentation

from .doc_type import doc_type
from .docstring import Docstring, parse_docstring
from .inference import Inference
from .node_signature import node_signature
from .raised import raised
from .references import References
from .scope import Scope, scope_of_module
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
from .type_reader import TypeReader
from .type_variables import stub_parameters
from .types import ANY, Type, is_any, union_of
from .value_type import value_type

Model = Dict[str, Any]

#: What a context manager is made of is not what calling it gives.
_CONTEXT_MANAGERS = {
    getattr(contextlib.contextmanager(lambda: None), "__code__", None): "contextlib:AbstractContextManager",
    getattr(
        contextlib.asynccontextmanager(lambda: None), "__code__", None
    ): "contextlib:AbstractAsyncContextManager",  # type: ignore[arg-type,type-var]
}


class Completion:
    """Of the members of one module. ``reasons`` has, for each description by its id, what it could not say."""

    def __init__(self, module: ModuleType, module_name: str) -> None:
        self.module_name = module_name
        self.references = References(module, module_name)
        self.reader = TypeReader(self.references)
        self.inference = Inference(self.reader)
        #: id of a description -> its part (``(amount)``, `` returns``) -> sentences
        self.reasons: Dict[int, Dict[str, List[str]]] = {}
        self._parameters_of: Dict[type, Dict[str, Any]] = {}
        self._functions: Dict[Tuple[int, int, str], Tuple[object, Model]] = {}

    # -- functions ---------------------------------------------------------------------------------------------

    def function(self, model: Model, value: object, signature: Any, owner: Optional[type]) -> None:
        # What several classes inherit is the same each time.
        key = id(value), id(owner), model["name"]
        known = self._functions.get(key)
        if known is not None:
            model.update(_copied(known[1]))
            self.reasons[id(model)] = self.reasons[id(known[1])]
            return
        self._complete(model, value, signature, owner)
        kept = _copied(model)
        self._functions[key] = value, kept
        self.reasons[id(kept)] = self.reasons[id(model)]

    def _complete(self, model: Model, value: object, signature: Any, owner: Optional[type]) -> None:
        doc = parse_docstring(model["doc"])
        is_constructor = isinstance(value, type)
        if is_constructor and not doc.parameters:
            doc = parse_docstring(documentation(value))
        scope = self._scope(value, signature, owner)
        found = self._definitions(model["name"], value, owner)
        reasons: Dict[str, List[str]] = {}
        self.reasons[id(model)] = reasons
        if isinstance(found, Definitions):
            self._from_stub(model, found, signature, owner, is_constructor, reasons)
        annotated = {} if signature is None else {part["name"]: part for part in signature[0]}
        for parameter in model["parameters"]:
            self._parameter(parameter, annotated.get(parameter["name"], {}), doc, scope, value, reasons)
        if not is_constructor:
            raw = NOTHING if signature is None else signature[1]
            self._returns(model, raw, doc, scope, value, owner, reasons)
        exceptions = raised(doc.raises, scope, self.references)
        if exceptions:
            model["raises"] = exceptions
        described = [part.get("type") for part in model["parameters"]] + [model.get("returns")]
        variables = self.reader.variables.declared(described, self._known(owner))
        if variables:
            model["typeParameters"] = variables

    def _scope(self, value: object, signature: Any, owner: Optional[type]) -> Scope:
        function: Any = value if signature is None or signature[2] is None else signature[2]
        function = getattr(function, "__func__", function)
        module = getattr(function, "__module__", None)
        if not isinstance(module, str) or module not in sys.modules:
            module = owner.__module__ if owner is not None else self.module_name
        scope = scope_of_module(module if module in sys.modules else self.module_name)
        if owner is not None:
            # A method may have the name of a class outside, which annotations mean.
            inside = {name: each for name, each in vars(owner).items() if isinstance(each, type)}
            inside.setdefault(owner.__name__, owner)
            scope = Scope(scope.module, (inside, *scope.namespaces), scope.file, scope.parameters)
            scope = scope.with_parameters({p.__name__: p for p in getattr(owner, "__type_params__", ())})
        return scope.with_parameters({p.__name__: p for p in getattr(function, "__type_params__", ())})

    def _definitions(self, name: str, value: object, owner: Optional[type]) -> Optional[Definitions]:
        if owner is not None:
            stub = stub_of_class(self.module_name, owner)
            if stub is not None:
                if isinstance(value, type):
                    found = member_in_class(stub, "__init__") or member_in_class(stub, "__new__")
                else:
                    found = member_in_class(stub, name)
                return found if isinstance(found, Definitions) else None
            return source_overloads(owner.__module__, f"{owner.__qualname__}.{_plain_name(name, value)}")
        found = stub_of_member(self.module_name, name)
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

    def _from_stub(
        self,
        model: Model,
        found: Definitions,
        signature: Any,
        owner: Optional[type],
        is_constructor: bool,
        reasons: Dict[str, List[str]],
    ) -> None:
        first = [*found.nodes[0].args.posonlyargs, *found.nodes[0].args.args][:1]
        is_method = owner is not None or (first != [] and first[0].arg == "self")
        overloads: List[Model] = []
        single: Optional[Model] = None
        nodes = [node for node in found.nodes if is_overload(node)] or found.nodes[-1:]
        for node in nodes:
            is_bound = is_method and not has_decorator(node, "staticmethod")
            one = self._node_model(node, found.scope, is_bound, is_constructor, self._known(owner))
            if len(nodes) > 1:
                overloads.append(one)
            else:
                single = one
        if overloads:
            model["overloads"] = overloads
        if not found.is_stub:
            return
        known = [single] if single is not None else overloads
        if signature is None or signature[2] is None or _is_open(model["parameters"]):
            # What C says of its parameters is short.
            defaults = {part["name"]: part["default"] for part in model["parameters"] if "default" in part}
            model["signature"] = "known"
            model["parameters"] = _common_parameters(known)
            for parameter in model["parameters"]:
                if parameter["name"] in defaults and "default" in parameter:
                    parameter["default"] = defaults[parameter["name"]]
        by_name: Dict[str, List[Type]] = {}
        for one in known:
            for parameter in one["parameters"]:
                by_name.setdefault(parameter["name"], []).append(parameter.get("type", ANY))
        for parameter in model["parameters"]:
            types = by_name.get(parameter["name"])
            merged = ANY if types is None else union_of(types)
            if not is_any(merged):
                parameter["type"] = merged
        merged = union_of([one.get("returns", ANY) for one in known])
        if not is_any(merged) and not is_constructor:
            model["returns"] = merged
        model["async"] = model["async"] or any(isinstance(node, ast.AsyncFunctionDef) for node in nodes)

    def _node_model(
        self, node: Any, scope: Scope, is_bound: bool, is_constructor: bool, known: Dict[str, Any]
    ) -> Model:
        """One signature of a stub or an overload."""
        scope = scope.with_parameters(stub_parameters(node, scope))
        parameters, returns = node_signature(node, is_bound)
        one: Model = {"parameters": parameters}
        for parameter in parameters:
            annotation = parameter.pop("annotation", None)
            if annotation is not None:
                found = self.reader.read(annotation, scope, [])
                if not is_any(found):
                    parameter["type"] = found
                parameter["annotation"] = annotation_text(scope.text_of(annotation))
        if returns is not NOTHING and not is_constructor:
            found = self.reader.read(returns, scope, [])
            if not is_any(found):
                one["returns"] = found
            one["returnAnnotation"] = annotation_text(scope.text_of(returns))  # type: ignore[arg-type]
        described = [part.get("type") for part in parameters] + [one.get("returns")]
        variables = self.reader.variables.declared(described, known)
        return {"typeParameters": variables, **one} if variables else one

    def _parameter(
        self,
        parameter: Model,
        raw: Model,
        doc: Docstring,
        scope: Scope,
        value: object,
        reasons: Dict[str, List[str]],
    ) -> None:
        name = parameter["name"]
        kind, text = doc.parameters.get(name, ("", ""))
        if text:
            parameter["doc"] = text
        if "type" in parameter:
            return
        lost: List[str] = []
        found: Optional[Type] = None
        if "annotation" in raw:
            found = self.reader.read(raw["annotation"], scope, lost)
            if is_any(found) and not lost:
                lost.append("it is annotated as what may be anything.")
        else:
            if kind:
                found = doc_type(kind, scope, self.reader)
            elif "default" in parameter:
                found = self.inference.parameter(value, name, parameter["default"], bool(text))
            if found is None:
                lost.append("it has no annotation." if not kind else f"nobody knows what {kind[:80]!r} is.")
        if found is not None and not is_any(found):
            parameter["type"] = found
        if lost:
            reasons[f"({name})"] = lost

    def _returns(
        self,
        model: Model,
        raw: object,
        doc: Docstring,
        scope: Scope,
        value: object,
        owner: Optional[type],
        reasons: Dict[str, List[str]],
    ) -> None:
        if "returns" in model:
            model["returns"] = _step(model, model["returns"])
            return
        lost: List[str] = []
        found: Optional[Type] = None
        manager = _CONTEXT_MANAGERS.get(getattr(value, "__code__", None))
        if manager is not None and hasattr(value, "__wrapped__"):
            found = self.references.by_name(manager)
        elif raw is not NOTHING:
            found = self.reader.read(raw, scope, lost)
            if is_any(found) and not lost:
                lost.append("it is annotated as what may be anything.")
            found = _step(model, found)
        else:
            written = doc.yields if model["generator"] else doc.returns
            if written:
                found = doc_type(written, scope, self.reader)
            if found is None:
                found = self.inference.returns(value, model, owner)
            if found is None:
                lost.append("it has no annotation.")
        if found is not None and not is_any(found):
            model["returns"] = found
        if lost:
            reasons[" returns"] = lost

    # -- parts of classes --------------------------------------------------------------------------------------

    def property(self, model: Model, value: object, owner: type) -> None:
        reasons: Dict[str, List[str]] = {}
        self.reasons[id(model)] = reasons
        getter = getattr(value, "fget", None) or getattr(value, "func", None)
        found = self._stubbed(model["name"], owner)
        lost: List[str] = []
        if found is None and type(getter) is FunctionType:
            annotations = annotations_of(getter)
            if "return" in annotations:
                scope = self._scope(getter, None, owner)
                found = self.reader.read(annotations["return"], scope, lost)
        if found is None:
            found = self._documented(model["name"], owner)
        if found is None:
            found = self.inference.property(getter, value, model, owner)
        self._set_type(model, found, lost, reasons)

    def field(self, model: Model, value: object, owner: type) -> None:
        reasons: Dict[str, List[str]] = {}
        self.reasons[id(model)] = reasons
        found = self._stubbed(model["name"], owner)
        lost: List[str] = []
        annotations = vars(owner).get("__annotations__") or {}
        if found is None and model["name"] in (annotations := annotations_of(owner) if annotations else {}):
            scope = self._scope(owner, None, owner)
            annotation = annotations[model["name"]]
            found = self.reader.read(annotation, scope, lost)
            marks = annotation_text(annotation)
            if "ClassVar[" in marks:
                model["static"] = True
            if "Final[" in marks or marks.endswith("Final"):
                model["readonly"] = True
                if is_any(found) and value is not None:
                    found, lost = value_type(value), []
        if found is None:
            found = self._documented(model["name"], owner)
        if found is None and value is not None:
            found = self.value(value)
        self._set_type(model, found, lost, reasons)

    def _set_type(
        self, model: Model, found: Optional[Type], lost: List[str], reasons: Dict[str, List[str]]
    ) -> None:
        if found is not None and not is_any(found):
            model["type"] = found
        elif not lost:
            known = "annotation" in model
            lost.append("it is annotated as what may be anything." if known else "it has no annotation.")
        if lost:
            reasons[""] = lost

    def _stubbed(self, name: str, owner: type) -> Optional[Type]:
        stub = stub_of_class(self.module_name, owner)
        found = None if stub is None else member_in_class(stub, name)
        if isinstance(found, Annotated):
            return self.reader.read(found.annotation, found.scope, [])
        if isinstance(found, Definitions):
            types = []
            for node in found.nodes:
                if (
                    node.returns is not None
                    and not has_decorator(node, "setter")
                    and len(node.args.args) <= 1
                ):
                    scope = found.scope.with_parameters(stub_parameters(node, found.scope))
                    types.append(self.reader.read(node.returns, scope, []))
            return union_of(types) if types else None
        return None

    def _documented(self, name: str, owner: type) -> Optional[Type]:
        kind, _ = parse_docstring(documentation(owner)).attributes.get(name, ("", ""))
        return doc_type(kind, scope_of_module(owner.__module__), self.reader) if kind else None

    def value(self, value: object) -> Optional[Type]:
        """The type of a value that stands in a module or a class."""
        found = value_type(value)
        if found is not None:
            return found
        if isinstance(value, type):
            lost: List[str] = []
            inner = self.reader.read(value, scope_of_module(self.module_name), lost)
            return {"kind": "class", "of": inner}
        cls: type = type(value)
        if value is None or cls.__module__ in ("builtins", "typing", "typing_extensions", "types"):
            return None
        lost = []
        found = self.reader.read(cls, scope_of_module(self.module_name), lost)
        return None if lost else found

    # -- classes -----------------------------------------------------------------------------------------------

    def class_(self, model: Model, cls: type) -> None:
        from .class_completion import complete_class

        complete_class(self, model, cls)

    def type_parameters(self, cls: Any) -> List[Type]:
        variables = getattr(cls, "__type_params__", ()) or getattr(cls, "__parameters__", ())
        return self.reader.variables.describe_all(variables if isinstance(variables, tuple) else ())

    def _known(self, owner: Optional[type]) -> Dict[str, Any]:
        """The type parameters that a method has from its class."""
        if owner is None:
            return {}
        found = self._parameters_of.get(owner)
        if found is None:
            found = {str(each["name"]): each for each in self.type_parameters(owner)}
            self._parameters_of[owner] = found
        return found


def completion_for(module: ModuleType) -> Completion:
    """What completes descriptions of single members of a module."""
    from .module_model import prepared_completion

    return prepared_completion(module)


def _plain_name(name: str, value: object) -> str:
    return "__init__" if isinstance(value, type) else name


def _step(model: Model, found: Type) -> Type:
    """What one step of a generator gives, and what the promise of a coroutine gives."""
    if model["generator"] and found["kind"] in ("iterator", "asyncIterator", "iterable", "asyncIterable"):
        return found["of"]  # type: ignore[return-value]
    return found


def _is_open(parameters: List[Model]) -> bool:
    """Whether only ``*args`` and ``**kwargs`` are there."""
    return bool(parameters) and all(part["kind"].startswith("var-") for part in parameters)


def _copied(model: Model) -> Model:
    """A copy whose parts can be replaced."""
    copy = {**model, "parameters": [{**part} for part in model["parameters"]]}
    if "overloads" in model:
        copy["overloads"] = [_copied(each) for each in model["overloads"]]
    return copy


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
