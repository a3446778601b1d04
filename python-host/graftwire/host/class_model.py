"""The model of a class (docs/ugm.md)."""

from .annotations import annotations_of, own_annotations
from .emitting import is_event
from .function_model import function_model
from .outline import FunctionType, kind_of
from .text import annotation_text, deprecation_of, documentation, is_plain, model_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from .function_model import Completion, Model

TPFLAGS_IS_ABSTRACT = 1 << 20

_GROUPS = ("methods", "staticMethods", "classMethods", "properties", "attributes")


def class_model(name: str, cls: type, completion: "Optional[Completion]" = None) -> "Model":
    """Public members of ``cls`` and of its bases except ``object``; the nearest definition of a name
    counts. Types are in the model only with a ``completion``."""
    doc = documentation(cls)
    model: Model = {"name": name, "doc": doc}
    deprecated = deprecation_of(cls, doc)
    if deprecated is not None:
        model["deprecated"] = deprecated
    model["bases"] = [model_name(base) for base in cls.__bases__ if base is not object]
    exception = nearest_builtin_exception(cls)
    if exception is not None:
        model["exception"] = exception
    model["abstract"] = bool(cls.__flags__ & TPFLAGS_IS_ABSTRACT)
    model["constructor"] = constructor_model(cls, completion)
    groups: dict[str, list[Model]] = {group: [] for group in _GROUPS}
    model.update(groups)
    groups["events"] = []
    seen: set[str] = set()
    for base in cls.__mro__:
        if base is object:
            continue
        annotations = own_annotations(base)
        for member, value in list(vars(base).items()):
            if type(member) is str and member[:1] != "_" and member not in seen:
                if base is BaseException and member == "add_note":
                    # There from 3.11 on: the model of one module is the same for every Python.
                    continue
                seen.add(member)
                group, described = _member(member, value, base, annotations, completion)
                groups[group].append(_from(base, cls, described))
        for member in annotations:
            if member[:1] != "_" and member not in seen:
                seen.add(member)
                groups["attributes"].append(
                    _from(base, cls, _field(member, _UNSET, base, annotations, completion))
                )
    if groups["events"]:
        model["events"] = groups["events"]
    if completion is not None:
        completion.class_(model, cls)
    return model


def constructor_model(cls: type, completion: "Optional[Completion]" = None) -> "Model":
    """The model of calling a class; its documentation is that of ``__init__``."""
    model = function_model(cls.__name__, cls, owner=cls, completion=completion)
    model["doc"] = documentation(vars(cls)["__init__"]) if "__init__" in vars(cls) else None
    # It gives an instance, whatever __init__ is annotated with, and what the class says is the class's.
    model.pop("returnAnnotation", None)
    model.pop("deprecated", None)
    return model


def nearest_builtin_exception(cls: type) -> "Optional[str]":
    """The name of the nearest exception of the language that an exception is one of."""
    if not issubclass(cls, BaseException):
        return None
    return next(base.__name__ for base in cls.__mro__ if base.__module__ == "builtins")


#: A name that is annotated, but has no value.
_UNSET = object()


def _member(
    name: str,
    value: object,
    base: type,
    annotations: "dict[str, object]",
    completion: "Optional[Completion]",
) -> "tuple[str, Model]":
    def function(value: object, is_bound: bool) -> "Model":
        return function_model(name, value, is_bound=is_bound, owner=base, completion=completion)

    if isinstance(value, staticmethod):
        return "staticMethods", function(value.__func__, False)
    if isinstance(value, classmethod):
        return "classMethods", function(value.__func__, True)
    if is_event(value):
        return "events", _event(name, value, base, completion)
    kind_name = type(value).__name__
    if kind_name in ("classmethod_descriptor", "builtin_function_or_method"):
        group = "classMethods" if kind_name == "classmethod_descriptor" else "staticMethods"
        return group, function(value, group == "classMethods")
    described = _property(name, value, kind_name)
    if described is not None:
        if completion is not None:
            completion.property(described, value, base)
        return "properties", described
    if kind_of(value).endswith("function") and hasattr(type(value), "__get__"):
        return "methods", function(value, True)
    return "attributes", _field(name, value, base, annotations, completion)


def _event(name: str, value: object, base: type, completion: "Optional[Completion]") -> "Model":
    described: Model = {
        "name": name,
        "doc": documentation(value),
        "parameters": [{"name": "values", "kind": "var-positional"}],
    }
    if completion is not None:
        completion.event(described, value, base)
    return described


def _property(name: str, value: object, kind_name: str) -> "Optional[Model]":
    if isinstance(value, property):
        getter, is_settable = value.fget, value.fset is not None
    elif kind_name in ("getset_descriptor", "member_descriptor"):
        getter, is_settable = None, kind_name == "member_descriptor"
    elif kind_name == "cached_property":
        getter, is_settable = getattr(value, "func", None), True
    else:
        return None
    doc = documentation(value)
    described: Model = {"name": name, "doc": doc}
    deprecated = deprecation_of(getter, doc)
    if deprecated is not None:
        described["deprecated"] = deprecated
    described["settable"] = is_settable
    if type(getter) is FunctionType:
        returns = annotations_of(getter)
        if "return" in returns:
            described["annotation"] = annotation_text(returns["return"])
    return described


def _field(
    name: str,
    value: object,
    base: type,
    annotations: "dict[str, object]",
    completion: "Optional[Completion]",
) -> "Model":
    described: Model = {"name": name, "doc": None}
    if name in annotations:
        described["annotation"] = annotation_text(annotations[name])
    if value is not _UNSET and is_plain(value):
        described["value"] = value
    if completion is not None:
        completion.field(described, None if value is _UNSET else value, base)
    return described


def _from(base: type, cls: type, described: "Model") -> "Model":
    if base is not cls:
        described["inheritedFrom"] = model_name(base)
    return described
