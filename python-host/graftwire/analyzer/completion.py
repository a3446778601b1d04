"""Adds to the host's description of functions and classes what takes time to find out: types, overloads, the
documentation of parameters, and exceptions."""

from __future__ import annotations

import contextlib
from types import ModuleType
from typing import Any, Dict, List, Optional, Tuple

from graftwire.host.annotations import annotations_of, own_annotations
from graftwire.host.outline import FunctionType
from graftwire.host.signature import NOTHING
from graftwire.host.text import annotation_text, documentation

from .doc_type import doc_type
from .docstring import Docstring, parse_docstring
from .event_model import event_parameters
from .inference import Inference
from .raised import raised
from .references import References
from .scope import Scope, scope_of_module, scope_of_value
from .stub_generics import scope_within, variables_of_class
from .stub_lookup import (
    Annotated,
    Definitions,
    has_decorator,
    member_in_class,
    stub_of_class,
)
from .stub_signatures import definitions_of, take_definitions, take_twin
from .type_reader import TypeReader
from .type_variables import stub_parameters
from .types import EXPLICIT, Type, is_any, union_of
from .value_type import value_type

Model = Dict[str, Any]


def _nothing() -> Any:
    """Only there to be decorated."""


#: The code of what contextlib makes of functions: what these are annotated with is not what it gives.
_CONTEXT_MANAGERS: Dict[Any, str] = {
    contextlib.contextmanager(_nothing).__code__: "contextlib:AbstractContextManager",
    contextlib.asynccontextmanager(_nothing).__code__: "contextlib:AbstractAsyncContextManager",
}


class Completion:
    """Of the members of one module. ``reasons`` has, for each description by its id, what it could not
    say."""

    def __init__(self, module: ModuleType, module_name: str) -> None:
        self.module_name = module_name
        self.references = References(module, module_name)
        self.reader = TypeReader(self.references)
        self.inference = Inference(self.reader)
        #: id of a description -> its part (``(amount)``, `` returns``) -> sentences
        self.reasons: Dict[int, Dict[str, List[str]]] = {}
        self._parameters_of: Dict[type, Dict[str, Any]] = {}
        #: descriptions by whose ids something is remembered
        self._kept: List[Model] = []
        self._functions: Dict[Tuple[int, int, str], Tuple[object, Model]] = {}

    # -- functions -------------------------------------------------------------------------------------------

    def function(self, model: Model, value: object, signature: Any, owner: Optional[type]) -> None:
        self._complete(model, value, signature, owner)
        # What several classes inherit is the same each time.
        kept = _copied(model)
        self._functions[id(value), id(owner), model["name"]] = value, kept
        self.reasons[id(kept)] = self.reasons[id(model)]

    def known(self, name: str, value: object, owner: Optional[type]) -> Optional[Model]:
        """The completed description of a function that was described before."""
        found = self._functions.get((id(value), id(owner), name))
        if found is None:
            return None
        copy = _copied(found[1])
        self._kept.append(copy)
        self.reasons[id(copy)] = self.reasons[id(found[1])]
        return copy

    def _complete(self, model: Model, value: object, signature: Any, owner: Optional[type]) -> None:
        doc = parse_docstring(model["doc"])
        is_constructor = isinstance(value, type)
        if is_constructor and not doc.parameters:
            doc = parse_docstring(documentation(value))
        scope = self._scope(value, signature, owner)
        found = definitions_of(model["name"], value, owner, self.module_name)
        reasons: Dict[str, List[str]] = {}
        self.reasons[id(model)] = reasons
        self._kept.append(model)
        if isinstance(found, Definitions):
            known = self._known(owner)
            take_definitions(self.reader, model, found, signature, owner, is_constructor, known, reasons)
        elif signature is None and not is_constructor:
            take_twin(model, value, owner)
        elif signature is None:
            take_twin(model, value, owner, "__new__")
        annotated = {} if signature is None else {part["name"]: part for part in signature[0]}
        for parameter in model["parameters"]:
            raw = annotated.get(parameter["name"], {})
            source = None if signature is None else signature[2]
            self._parameter(parameter, raw, doc, scope, value, source, reasons)
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
        scope = scope_of_value(function, owner, self.module_name)
        if owner is not None:
            # A method may have the name of a class outside, which annotations mean.
            inside = {name: each for name, each in vars(owner).items() if isinstance(each, type)}
            inside.setdefault(owner.__name__, owner)
            scope = Scope(scope.module, (inside, *scope.namespaces), scope.file, scope.parameters)
            scope = scope.with_parameters({p.__name__: p for p in getattr(owner, "__type_params__", ())})
        parameters = getattr(function, "__type_params__", ())
        return scope.with_parameters({p.__name__: p for p in parameters} if type(parameters) is tuple else {})

    def _parameter(
        self,
        parameter: Model,
        raw: Model,
        doc: Docstring,
        scope: Scope,
        value: object,
        source: object,
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
        stubbed = reasons.pop(f"({name})", None)
        if "annotation" in raw:
            found = self.reader.read(raw["annotation"], scope, lost)
            if is_any(found) and not lost:
                lost.append(EXPLICIT)
        else:
            if kind:
                found = doc_type(kind, scope, self.reader)
            elif "default" in parameter:
                code = source if type(value) is not FunctionType and source is not None else value
                found = self.inference.parameter(code, name, parameter["default"])
            if found is None and stubbed is not None:
                lost = stubbed
            elif found is None:
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
        stubbed = reasons.pop(" returns", None)
        manager = _CONTEXT_MANAGERS.get(getattr(value, "__code__", None))
        if manager is not None and hasattr(value, "__wrapped__"):
            found = self.references.by_name(manager)
        elif raw is not NOTHING:
            found = self.reader.read(raw, scope, lost)
            if is_any(found) and not lost:
                lost.append(EXPLICIT)
            found = _step(model, found)
        else:
            written = doc.yields if model["generator"] else doc.returns
            if written:
                found = doc_type(written, scope, self.reader)
            if found is None:
                found = self.inference.returns(value, model, owner)
            if found is None:
                lost = stubbed or ["it has no annotation."]
        if found is not None and not is_any(found):
            model["returns"] = found
        if lost:
            reasons[" returns"] = lost

    # -- parts of classes ------------------------------------------------------------------------------------

    def property(self, model: Model, value: object, owner: type) -> None:
        reasons: Dict[str, List[str]] = {}
        self.reasons[id(model)] = reasons
        self._kept.append(model)
        getter = getattr(value, "fget", None) or getattr(value, "func", None)
        lost: List[str] = []
        found = self.stubbed(model["name"], owner, lost)
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
        self._kept.append(model)
        lost: List[str] = []
        found = self.stubbed(model["name"], owner, lost)
        annotations = own_annotations(owner) if found is None else {}
        if model["name"] in annotations:
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
        if found is None and value is not None and not hasattr(type(value), "__get__"):
            # What a descriptor gives only the descriptor knows.
            found = self.value(value)
        self._set_type(model, found, lost, reasons)

    def event(self, model: Model, value: object, owner: type) -> None:
        lost: List[str] = []
        self._kept.append(model)
        annotations = vars(owner).get("__annotations__") or {}
        annotation = annotations_of(owner).get(model["name"]) if annotations else None
        found = event_parameters(value, annotation, self._scope(owner, None, owner), self.reader, lost)
        if found is not None:
            model["parameters"] = found
        self.reasons[id(model)] = {"": lost} if lost else {}

    def _set_type(
        self, model: Model, found: Optional[Type], lost: List[str], reasons: Dict[str, List[str]]
    ) -> None:
        if found is not None and not is_any(found):
            model["type"] = found
        elif not lost:
            known = "annotation" in model
            lost.append(EXPLICIT if known else "it has no annotation.")
        if lost:
            reasons[""] = lost

    def stubbed(self, name: str, owner: type, lost: List[str]) -> Optional[Type]:
        """What a stub says of a property or field."""
        stub = stub_of_class(self.module_name, owner)
        found = None if stub is None else member_in_class(stub, name)
        if isinstance(found, Annotated):
            told = self.reader.read(found.annotation, found.scope, lost)
            if is_any(told) and not lost:
                lost.append(EXPLICIT)
            return told
        if isinstance(found, Definitions):
            types = []
            for node in found.nodes:
                if (
                    node.returns is not None
                    and not has_decorator(node, "setter")
                    and len(node.args.args) <= 1
                ):
                    scope = found.scope.with_parameters(stub_parameters(node, found.scope))
                    types.append(self.reader.read(node.returns, scope, lost))
            if types and is_any(union_of(types)) and not lost:
                lost.append(EXPLICIT)
            return union_of(types) if types else None
        return None

    def _documented(self, name: str, owner: type) -> Optional[Type]:
        kind, _ = parse_docstring(documentation(owner)).attributes.get(name, ("", ""))
        return doc_type(kind, scope_of_value(owner, None, self.module_name), self.reader) if kind else None

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

    # -- classes ---------------------------------------------------------------------------------------------

    def class_(self, model: Model, cls: type) -> None:
        from .class_completion import complete_class

        complete_class(self, model, cls)

    def type_parameters(self, cls: Any) -> List[Type]:
        variables = getattr(cls, "__type_params__", ()) or getattr(cls, "__parameters__", ())
        if isinstance(variables, tuple) and variables:
            return self.reader.variables.describe_all(variables)
        stub = stub_of_class(self.module_name, cls)
        if stub is None:
            return []
        scope = scope_within(stub)
        read = [self.reader.read(node, scope, []) for node in variables_of_class(stub).values()]
        return [self.reader.variables.described(str(each["name"])) for each in read if each["kind"] == "var"]

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


def _step(model: Model, found: Type) -> Type:
    """What one step of a generator gives, and what the promise of a coroutine gives."""
    if model["generator"] and found["kind"] in ("iterator", "asyncIterator", "iterable", "asyncIterable"):
        return found["of"]  # type: ignore[return-value]
    return found


def _copied(model: Model) -> Model:
    """A copy whose parts can be replaced."""
    copy = {**model, "parameters": [{**part} for part in model["parameters"]]}
    if "overloads" in model:
        copy["overloads"] = [_copied(each) for each in model["overloads"]]
    return copy
