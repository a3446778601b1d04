"""Parameters of callables, without the inspect module wherever CPython says enough: importing it takes longer
than starting everything else."""

import sys

from .annotations import annotations_of
from .outline import FunctionType, MethodType
from .text import default_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    Parameter = dict[str, object]
    #: Parameters in order, the return annotation or NOTHING, and what the annotations are of: names in them
    #: are
    #: those that it sees. Annotations are as they stand.
    Signature = tuple[list[Parameter], object, object]

#: There is no annotation; None is one.
NOTHING = object()

CO_VARARGS, CO_VARKEYWORDS = 0x04, 0x08

#: What is said of a callable whose parameters nobody knows.
UNKNOWN: "list[Parameter]" = [
    {"name": "args", "kind": "var-positional"},
    {"name": "kwargs", "kind": "var-keyword"},
]


def signature_of(value: object) -> "Optional[Signature]":
    """The parameters that ``value(...)`` takes, None where they cannot be known.

    The same that ``inspect.signature`` says: ``__wrapped__`` and ``__signature__`` are followed, and what a
    bound method is bound to is left out. Annotations are not evaluated.
    """
    value = _unwrap(value)
    if getattr(value, "__signature__", None) is not None:
        return _inspected(value)
    cls = type(value)
    if cls is MethodType:
        return without_first(signature_of(value.__func__))  # type: ignore[attr-defined]
    if issubclass(cls, type):
        return _of_class(value)  # type: ignore[arg-type]
    text = getattr(value, "__text_signature__", None)
    if isinstance(text, str):
        # Python functions have it too where they take more than they want to show, as re.sub does. What is
        # bound to an instance or a module takes its first argument from there.
        return _of_text(text, getattr(value, "__self__", None) is not None)
    if cls is FunctionType or _resembles_function(value):
        return _of_function(value)
    if cls.__module__ == "builtins":
        return None
    if cls.__module__ == "functools":
        return _inspected(value)
    return _of_instance(value)


def without_first(signature: "Optional[Signature]") -> "Optional[Signature]":
    """``signature`` as it is once the first argument is bound."""
    if signature is None:
        return None
    parameters, returns, owner = signature
    if not parameters or parameters[0]["kind"] in ("keyword-only", "var-keyword"):
        return None
    if parameters[0]["kind"] == "var-positional":
        return signature
    return parameters[1:], returns, owner


def _unwrap(value: object) -> object:
    seen = {id(value)}
    while (
        type(value) is not MethodType
        and not hasattr(value, "__signature__")
        and hasattr(value, "__wrapped__")
    ):
        if issubclass(type(value), type):
            # A class decorator's __wrapped__ is another class: calling it is calling this one.
            return value
        value = value.__wrapped__
        if id(value) in seen or len(seen) >= sys.getrecursionlimit():
            return value
        seen.add(id(value))
    return value


def _resembles_function(value: object) -> bool:
    # Cython's functions have all that a Python function has.
    if not callable(value) or issubclass(type(value), type):
        return False
    code, defaults = getattr(value, "__code__", None), getattr(value, "__defaults__", None)
    return type(code).__name__ == "code" and (defaults is None or isinstance(defaults, tuple))


def _of_function(function: object) -> "Signature":
    code = function.__code__  # type: ignore[attr-defined]
    defaults = getattr(function, "__defaults__", None) or ()
    keyword_defaults = getattr(function, "__kwdefaults__", None) or {}
    annotations = annotations_of(function)
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    parameters: list[Parameter] = []

    def add(name: str, kind: str) -> "Parameter":
        parameter: Parameter = {"name": name, "kind": kind}
        if name in annotations:
            parameter["annotation"] = annotations[name]
        parameters.append(parameter)
        return parameter

    for index in range(positional):
        kind = "positional-only" if index < code.co_posonlyargcount else "positional-or-keyword"
        parameter = add(names[index], kind)
        if index >= positional - len(defaults):
            parameter["default"] = default_of(defaults[index - positional + len(defaults)])
    extra = positional + keyword_only
    if code.co_flags & CO_VARARGS:
        add(names[extra], "var-positional")
        extra += 1
    for name in names[positional : positional + keyword_only]:
        parameter = add(name, "keyword-only")
        if name in keyword_defaults:
            parameter["default"] = default_of(keyword_defaults[name])
    if code.co_flags & CO_VARKEYWORDS:
        add(names[extra], "var-keyword")
    return parameters, annotations.get("return", NOTHING), function


def _of_class(cls: type) -> "Optional[Signature]":
    call = _defined_in(type(cls), "__call__")
    if call is not None:
        return without_first(signature_of(call))
    new, init = _defined_in(cls, "__new__"), _defined_in(cls, "__init__")
    for base in cls.__mro__:
        # Whichever is nearer, since a class that replaces one of them usually lets the other take anything.
        if new is not None and "__new__" in vars(base):
            return without_first(signature_of(getattr(new, "__func__", new)))
        if init is not None and "__init__" in vars(base):
            return without_first(signature_of(init))
    for base in cls.__mro__[:-1]:
        text = getattr(base, "__text_signature__", None)
        if isinstance(text, str):
            return _of_text(text, False)
    if all(base is object or not {"__init__", "__new__"} & vars(base).keys() for base in cls.__mro__):
        return [], NOTHING, cls
    return None


def _defined_in(cls: type, name: str) -> object:
    """What Python code defines under ``name`` in ``cls`` or its bases; None where C does, or nobody."""
    for base in cls.__mro__:
        found = vars(base).get(name)
        if found is not None:
            inner = getattr(found, "__func__", found)
            return found if type(inner) is FunctionType or hasattr(inner, "__wrapped__") else None
    return None


def _of_text(text: str, is_bound: bool) -> "Optional[Signature]":
    from .text_signature import parse_text_signature

    parameters = parse_text_signature(text, is_bound)
    return None if parameters is None else (parameters, NOTHING, None)


def _of_instance(value: object) -> "Optional[Signature]":
    call = _defined_in(type(value), "__call__")
    return _inspected(value) if call is None else without_first(signature_of(call))


def _inspected(value: object) -> "Optional[Signature]":
    import inspect

    try:
        signature = inspect.signature(value)  # type: ignore[arg-type]
    except Exception:
        return None
    parameters: list[Parameter] = []
    for parameter in signature.parameters.values():
        described: Parameter = {
            "name": parameter.name,
            "kind": parameter.kind.name.lower().replace("_", "-"),
        }
        if parameter.annotation is not parameter.empty:
            described["annotation"] = parameter.annotation
        if parameter.default is not parameter.empty:
            described["default"] = default_of(parameter.default)
        parameters.append(described)
    returns = signature.return_annotation
    return parameters, NOTHING if returns is signature.empty else returns, value
