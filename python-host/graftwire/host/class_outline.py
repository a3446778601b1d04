"""What JavaScript makes a class from: the names that its objects have, without describing any of them."""

import sys

from .annotations import own_annotations
from .emitting import emits
from .outline import FunctionType, kind_of
from .registry import register_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

#: Special methods that mean something in JavaScript, and what they are called there.
_PROTOCOLS = {
    "__len__": "length",
    "__iter__": "iterate",
    "__next__": "next",
    "__getitem__": "get",
    "__setitem__": "set",
    "__delitem__": "delete",
    "__contains__": "has",
    "__call__": "call",
    "__exit__": "exit",
    "__aexit__": "exitAsync",
    "__int__": "number",
    "__index__": "number",
    "__float__": "number",
    "__aiter__": "iterateAsync",
    "__anext__": "nextAsync",
    "__await__": "await",
}
#: Classes whose instances are functions of JavaScript too.
_FUNCTIONS = frozenset(
    (
        "function",
        "builtin_function_or_method",
        "method",
        "method_descriptor",
        "wrapper_descriptor",
        "method-wrapper",
        "classmethod_descriptor",
        "functools.partial",
        "functools._lru_cache_wrapper",
        "operator.itemgetter",
        "operator.attrgetter",
        "operator.methodcaller",
        "numpy.ufunc",
        # Of another thread of JavaScript.
        "graftwire.JsFunction",
    )
)


def class_outline(cls: type) -> "dict[str, object]":
    """The outline of a class, whose members are resolvable from then on.

    - ``name``, ``fullName`` (``module:qualname``), ``isFunction``: instances are functions
    - ``bases``: the bases but ``object``, nearest first
    - ``methods``: name to kind (see :func:`outline.kind_of`) of what is called on an instance
    - ``statics``: name to ``method`` or ``attribute`` of what the class itself has
    - ``fields``: name to whether it can be set, of what is read on an instance
    - ``protocols``: what else its instances can do

    What bases say is left out, except that of bases which JavaScript, where a class has one base, does not
    inherit from.
    """
    name = full_name(cls)
    methods: dict[str, str] = {}
    statics: dict[str, str] = {}
    fields: dict[str, bool] = {}
    for base in _told_here(cls):
        for member, value in _members(base):
            if member in methods or member in fields or (member in statics and base is not cls):
                continue
            _sort(member, value, methods, statics, fields)
        for member in _instance_attributes(base):
            if member not in methods and member not in fields:
                fields[member] = True
    register_class(name, {*methods, *statics, *fields})
    return {
        "name": cls.__name__,
        "fullName": name,
        "exception": _plain_name(cls) if issubclass(cls, BaseException) else None,
        "classProtocols": sorted(_protocols(type(cls)) & {"iterate", "get", "has", "length"})
        if type(cls).__name__ != "ABCMeta" and type(cls) is not type
        else [],
        "isFunction": _plain_name(cls) in _FUNCTIONS,
        "bases": [base for base in cls.__bases__ if base is not object],
        "mro": [base for base in cls.__mro__[1:] if base is not object] if len(cls.__bases__) > 1 else [],
        "methods": methods,
        "statics": statics,
        "fields": fields,
        "protocols": sorted(_protocols(cls)),
    }


def _protocols(cls: type) -> "set[str]":
    found = {shown for special, shown in _PROTOCOLS.items() if getattr(cls, special, None) is not None}
    # What has a length and items can be iterated over without saying so; `__iter__ = None` says that it
    # cannot.
    if "get" in found and "length" in found and not hasattr(cls, "__iter__"):
        found.add("iterate")
    if emits(cls):
        found.add("events")
    return found


def full_name(cls: type) -> str:
    """``module:qualname``, the name that a class has in frames."""
    return f"{cls.__module__}:{cls.__qualname__}"


def _plain_name(cls: type) -> str:
    return cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


def _told_here(cls: type) -> "Iterator[type]":
    """The class itself, and the bases that its first one does not have."""
    yield cls
    if len(cls.__bases__) > 1:
        inherited = cls.__bases__[0].__mro__
        for base in cls.__mro__[1:]:
            if base is not object and base not in inherited:
                yield base


def _members(cls: type) -> "Iterator[tuple[str, Any]]":
    for member, value in list(vars(cls).items()):
        if type(member) is str and member[:1] != "_":
            yield member, value


def _sort(
    member: str,
    value: object,
    methods: "dict[str, str]",
    statics: "dict[str, str]",
    fields: "dict[str, bool]",
) -> None:
    if isinstance(value, (staticmethod, classmethod)):
        kind = kind_of(value.__func__)
        methods[member] = kind
        statics[member] = kind
        return
    kind_name = type(value).__name__
    if kind_name in ("classmethod_descriptor", "builtin_function_or_method"):
        methods[member] = statics[member] = "function"
    elif isinstance(value, property):
        fields[member] = value.fset is not None
    elif kind_name in ("getset_descriptor", "member_descriptor", "cached_property"):
        fields[member] = True
    elif hasattr(type(value), "__get__") and kind_of(value).endswith("function"):
        methods[member] = statics[member] = kind_of(value)
    elif isinstance(value, type) or not hasattr(type(value), "__get__"):
        statics[member] = "class" if isinstance(value, type) else "attribute"
        fields[member] = True
    else:
        # Only the descriptor knows whether it gives something of the class, of its instances, or of both.
        fields[member] = True
        statics[member] = "attribute"


# -- what instances have -------------------------------------------------------------------------------------


def _instance_attributes(cls: type) -> "Iterator[str]":
    for name in own_annotations(cls):
        if name[:1] != "_":
            yield name
    init = vars(cls).get("__init__")
    if type(init) is FunctionType:
        yield from _stored_on_self(init)


def _stored_on_self(function: object) -> "list[str]":
    """Public names that a method stores on its first parameter, in the order of the code.

    From the bytecode, which is there also where the source is not, and is quicker to read.
    """
    code = function.__code__  # type: ignore[attr-defined]
    if not code.co_argcount or not code.co_names:
        return []
    from dis import get_instructions

    names: dict[str, None] = {}
    before = None
    for instruction in get_instructions(code):
        if instruction.opname == "CACHE":
            continue
        if (
            instruction.opname == "STORE_ATTR"
            and before is not None
            and _loads_last(before, code.co_varnames[0])
            and instruction.argval[:1] != "_"
        ):
            names[instruction.argval] = None
        before = instruction
    return list(names)


def _loads_last(instruction: "Any", name: str) -> bool:
    if not instruction.opname.startswith(("LOAD_FAST", "STORE_FAST_LOAD_FAST", "LOAD_DEREF")):
        return False
    loaded = instruction.argval
    # 3.13 loads two at once.
    return bool((loaded[-1] if isinstance(loaded, tuple) else loaded) == name)


def class_named(name: str) -> type:
    """The class with a full name that has crossed. GraftError ``unknown-member`` where it is not there any
    more."""
    module, _, qualified = name.partition(":")
    found: object = sys.modules.get(module)
    for part in qualified.split("."):
        found = getattr(found, part, None)
    if isinstance(found, type):
        return found
    from graftwire.errors import GraftError

    raise GraftError("unknown-member", f"There is no class {name!r}.")


def enum_outline(cls: "Any") -> "dict[str, object]":
    """The members of an enum by name, aliases included, each with its value, and whether they combine as
    flags."""
    import enum

    return {
        "members": {name: [member.name, member._value_] for name, member in cls.__members__.items()},
        "isFlag": issubclass(cls, enum.Flag),
    }
