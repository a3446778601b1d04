"""The model of a class (docs/ugm.md)."""

from .function_model import function_model
from .outline import FunctionType, kind_of
from .signature import annotations_of
from .text import annotation_text, documentation, is_plain, type_name

TPFLAGS_IS_ABSTRACT = 1 << 20


def class_model(name: str, cls: type) -> "dict[str, object]":
    """Public members of ``cls`` and of its bases except ``object``; the nearest definition of a name
    counts."""
    constructor = function_model(name, cls)
    constructor["doc"] = documentation(vars(cls)["__init__"]) if "__init__" in vars(cls) else None
    model: dict[str, object] = {
        "name": name,
        "doc": documentation(cls),
        "bases": [type_name(base) for base in cls.__bases__ if base is not object],
        "abstract": bool(cls.__flags__ & TPFLAGS_IS_ABSTRACT),
        "constructor": constructor,
    }
    groups: dict[str, list[dict[str, object]]] = {
        group: [] for group in ("methods", "staticMethods", "classMethods", "properties", "attributes")
    }
    seen: set[str] = set()
    for base in cls.__mro__:
        if base is object:
            continue
        annotations = annotations_of(base) if "__annotations__" in vars(base) else {}
        for member, value in list(vars(base).items()):
            if member[:1] != "_" and member not in seen:
                seen.add(member)
                group, described = _member(member, value, annotations)
                groups[group].append(_from(base, cls, described))
        for member in annotations:
            if member[:1] != "_" and member not in seen:
                seen.add(member)
                groups["attributes"].append(_from(base, cls, _attribute(member, annotations)))
    model.update(groups)
    return model


def _member(name: str, value: object, annotations: "dict[str, object]") -> "tuple[str, dict[str, object]]":
    if isinstance(value, staticmethod):
        return "staticMethods", function_model(name, value.__func__)
    if isinstance(value, classmethod):
        return "classMethods", function_model(name, value.__func__, is_bound=True)
    kind_name = type(value).__name__
    if kind_name in ("classmethod_descriptor", "builtin_function_or_method"):
        group = "classMethods" if kind_name == "classmethod_descriptor" else "staticMethods"
        return group, function_model(name, value, is_bound=group == "classMethods")
    if isinstance(value, property):
        return "properties", _property(name, value.fget, value.fset is not None, value)
    if kind_name in ("getset_descriptor", "member_descriptor"):
        return "properties", _property(name, value, kind_name == "member_descriptor", value)
    if kind_name == "cached_property":
        return "properties", _property(name, getattr(value, "func", None), True, value)
    if kind_of(value).endswith("function") and hasattr(type(value), "__get__"):
        return "methods", function_model(name, value, is_bound=True)
    described = _attribute(name, annotations)
    if is_plain(value):
        described["value"] = value
    return "attributes", described


def _property(name: str, getter: object, is_settable: bool, value: object) -> "dict[str, object]":
    described: dict[str, object] = {"name": name, "doc": documentation(value), "settable": is_settable}
    if type(getter) is FunctionType:
        returns = annotations_of(getter)
        if "return" in returns:
            described["annotation"] = annotation_text(returns["return"])
    return described


def _attribute(name: str, annotations: "dict[str, object]") -> "dict[str, object]":
    described: dict[str, object] = {"name": name}
    if name in annotations:
        described["annotation"] = annotation_text(annotations[name])
    return described


def _from(base: type, cls: type, described: "dict[str, object]") -> "dict[str, object]":
    if base is not cls:
        described["inheritedFrom"] = type_name(base)
    return described
