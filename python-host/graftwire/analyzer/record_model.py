"""Models of what crosses by value: records, and enums."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from graftwire.host.annotations import annotations_of, own_annotations
from graftwire.host.outline import FunctionType
from graftwire.host.records import _record_class
from graftwire.host.text import (
    annotation_text,
    default_of,
    deprecation_of,
    documentation,
    is_plain,
    model_name,
)

from .class_form import record_form
from .doc_type import doc_type
from .docstring import parse_docstring
from .scope import Scope, scope_of_module, scope_of_value
from .stub_lookup import stub_of_class
from .types import is_any
from .value_type import value_type

if TYPE_CHECKING:
    from .completion import Completion, Model

_MARKS = ("typing.Required", "typing.NotRequired", "typing.ReadOnly")


def record_model(name: str, cls: Any, completion: Completion) -> Model:
    form = record_form(cls)
    doc = _own_documentation(cls)
    model: Model = {"name": name, "doc": doc}
    deprecated = deprecation_of(cls, doc)
    if deprecated is not None:
        model["deprecated"] = deprecated
    parameters = completion.type_parameters(cls)
    if parameters:
        model["typeParameters"] = parameters
    model["form"] = form
    bases = getattr(cls, "__orig_bases__", cls.__bases__) if form == "typed-dict" else cls.__bases__
    model["bases"] = [model_name(base) for base in bases if _is_told(base)]
    if form == "typed-dict":
        model["fields"] = [
            _typed_dict_field(cls, field, annotation, completion)
            for field, annotation in annotations_of(cls).items()
        ]
    else:
        record: Any = _record_class(cls)
        defaults = _defaults(cls)
        model["fields"] = [_field(cls, field, defaults, record, completion) for field in record.names]
    described = parse_docstring(doc)
    for field in model["fields"]:
        _, text = described.attributes.get(field["name"]) or described.parameters.get(field["name"], ("", ""))
        if text:
            field["doc"] = text
    return model


def _is_told(base: Any) -> bool:
    if not isinstance(base, type) or base is object or base in (dict, tuple):
        return False
    return base.__module__ not in ("typing", "typing_extensions", "pydantic.main")


def _typed_dict_field(cls: Any, name: str, annotation: Any, completion: Completion) -> Model:
    field: Model = {"name": name}
    _set_type(field, annotation, cls, completion)
    is_optional = name in cls.__optional_keys__ or _is_marked(annotation, "NotRequired")
    if is_optional and not _is_marked(annotation, "Required"):
        field["optional"] = True
    return field


def _is_marked(annotation: Any, mark: str) -> bool:
    text = getattr(annotation, "__forward_arg__", annotation)
    return isinstance(text, str) and text.replace("typing.", "").replace("t.", "").startswith(f"{mark}[")


def _field(cls: Any, name: str, defaults: Dict[str, Any], record: Any, completion: Completion) -> Model:
    field: Model = {"name": name}
    for base in cls.__mro__:
        annotations = own_annotations(base)
        if name in annotations:
            _set_type(field, annotations[name], base, completion)
            break
    else:
        lost: List[str] = []
        stubbed = completion.stubbed(name, cls, lost)
        if stubbed is not None and not is_any(stubbed):
            field["type"] = stubbed
            return _with_default(field, name, defaults, record)
        completion.reasons[id(field)] = {"": lost or ["it has no annotation."]}
        kind, _ = parse_docstring(documentation(cls)).attributes.get(name, ("", ""))
        found = doc_type(kind, scope_of_module(cls.__module__), completion.reader) if kind else None
        if found is None and name in defaults:
            found = value_type(defaults[name])
        if found is not None:
            field["type"] = found
    return _with_default(field, name, defaults, record)


def _with_default(field: Model, name: str, defaults: Dict[str, Any], record: Any) -> Model:
    if name not in record.required:
        field["optional"] = True
        field["default"] = default_of(defaults[name]) if name in defaults else {"text": "..."}
    return field


def _set_type(field: Model, annotation: Any, cls: Any, completion: Completion) -> None:
    inside = {cls.__name__: cls}
    scope = scope_of_value(cls, None, cls.__module__)
    scope = Scope(scope.module, (*scope.namespaces, inside), scope.file)
    scope = scope.with_parameters({p.__name__: p for p in getattr(cls, "__type_params__", ())})
    lost: List[str] = []
    found = completion.reader.read(annotation, scope, lost)
    if not is_any(found):
        field["type"] = found
    elif not lost:
        lost.append("it is annotated as what may be anything.")
    text = getattr(annotation, "__forward_arg__", annotation)
    field["annotation"] = annotation_text(text)
    if lost:
        completion.reasons[id(field)] = {"": lost}


def _defaults(cls: Any) -> Dict[str, Any]:
    """The defaults of fields that have one that is not made anew each time."""
    if "__dataclass_fields__" in vars(cls):
        missing = sys.modules["dataclasses"].MISSING
        fields = vars(cls)["__dataclass_fields__"].values()
        return {field.name: field.default for field in fields if field.default is not missing}
    if issubclass(cls, tuple):
        return dict(cls._field_defaults)
    if "__attrs_attrs__" in vars(cls):
        attributes = cls.__attrs_attrs__
        return {
            each.name: each.default for each in attributes if type(each.default).__name__ not in _NO_DEFAULTS
        }
    fields = getattr(cls, "__pydantic_fields__", None) or getattr(cls, "model_fields", {})
    return {
        name: field.default
        for name, field in fields.items()
        if not field.is_required() and field.default_factory is None
    }


_NO_DEFAULTS = ("_Nothing", "Factory")


def _own_documentation(cls: Any) -> Optional[str]:
    """Not what is generated from the fields: dataclasses and named tuples get it where nobody writes any."""
    doc = documentation(cls)
    return None if doc is None or doc.startswith(f"{cls.__name__}(") else doc


# -- enums ---------------------------------------------------------------------------------------------------


def enum_model(name: str, cls: Any, completion: Completion) -> Model:
    doc = documentation(cls)
    # What Python says of every enum, until 3.10.
    doc = None if doc in (enum.Enum.__doc__, "An enumeration.", None) else doc
    model: Model = {"name": name, "doc": doc}
    deprecated = deprecation_of(cls, doc)
    if deprecated is not None:
        model["deprecated"] = deprecated
    mixed = "int" if issubclass(cls, int) else "string" if issubclass(cls, str) else None
    if mixed is not None:
        model["mixedWith"] = mixed
    model["flag"] = issubclass(cls, enum.Flag)
    described = parse_docstring(doc).attributes
    members = []
    lost: List[str] = []
    for member_name, member in cls.__members__.items():
        shown: Model = {"name": member_name}
        value = _scalar(member._value_)
        if is_plain(value):
            shown["value"] = value
        else:
            lost.append(f"the value of {member_name} is no scalar.")
        if described.get(member_name, ("", ""))[1]:
            shown["doc"] = described[member_name][1]
        members.append(shown)
    model["members"] = members
    for base in cls.__mro__:
        if base.__module__ in ("enum", "builtins"):
            continue
        for key, value in vars(base).items():
            if key[:1] != "_" and isinstance(value, (FunctionType, property, staticmethod, classmethod)):
                lost.append(f"{key} is not told: an enum is what its members are.")
    if lost:
        completion.reasons[id(model)] = {"": lost}
    return model


def _scalar(value: object) -> object:
    """The value without the class of its own that members of IntEnum and the like have."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    return str.__str__(value) if isinstance(value, str) else value


__all__ = ["enum_model", "record_model", "stub_of_class"]
