"""How objects cross that are no scalars, lists or dicts. Imported when the first such object does."""

import sys

from . import crossing, js_objects, promises

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

__all__ = ["adopt", "decode", "exception_from", "form_of"]

_ERROR = 28
#: What instances of a generated Graft's classes cross as: the object of JavaScript that they stand for.
_STANDS_FOR = "__graft_crosses_as__"

_arrays = frozenset((("array", "array"), ("numpy", "ndarray")))

_collections: "dict[type, str]" = {tuple: "tuple", set: "set", frozenset: "frozenset"}


def adopt(parts: "tuple[Any, ...]") -> None:
    """Take over the types of JavaScript's objects, and the functions that they need: see
    native/python/js_reference.h."""
    function_type, object_type, promise_type, invoke, owner, work, nudge = parts
    js_objects.adopt(function_type, object_type, promise_type, invoke)
    promises.adopt(promise_type, owner, work, nudge)
    for cls in function_type, object_type, promise_type:
        _collections[cls] = "javascript"


def form_of(cls: type) -> "tuple[str, int, Optional[Callable[[Any], object]]]":
    """How instances of ``cls`` cross: a form, and with ``value`` the number of an extension and what gives
    the values in
    it. ``reference`` is the form of all that no other form is for."""
    form = _collections.get(cls)
    if form is not None:
        return form, 0, None
    stands_for = next(
        (base.__dict__[_STANDS_FOR] for base in cls.__mro__ if _STANDS_FOR in base.__dict__), None
    )
    if stands_for is not None:
        return "value", 0, lambda instance: (stands_for(instance),)
    if issubclass(cls, type):
        return "class", 0, None
    if issubclass(cls, BaseException):
        return "exception", 0, None
    if cls is memoryview or (cls.__module__, cls.__name__) in _arrays:
        return "memory", 0, None
    encoder = crossing.encoder_of(cls)
    if encoder is not None:
        return "value", encoder[0], encoder[1]
    return "reference", 0, None


def decode(extension: int, values: "list[Any]") -> object:
    """What an extension holds that C++ does not read itself."""
    if extension == _ERROR and len(values) == 1 and isinstance(values[0], dict):
        return exception_from(values[0])
    return crossing.decode(extension, values)


def exception_from(body: "dict[str, Any]") -> BaseException:
    """What an exception frame of JavaScript's is raised as: an exception of Python's own that comes back, a
    GraftError,
    or a JavaScriptError."""
    home = body.get("home")
    if isinstance(home, BaseException):
        return home
    error = _exception_from(body)
    cause = body.get("cause")
    if isinstance(cause, dict):
        error.__cause__ = exception_from(cause)
    return error


def _exception_from(body: "dict[str, Any]") -> BaseException:
    from graftwire.errors import GRAFT_ERROR_CODES, GraftError, JavaScriptError

    code = body.get("code")
    message = str(body.get("message", ""))
    if code != "exception" and code in GRAFT_ERROR_CODES:
        error: BaseException = GraftError(code, message, path=body.get("path"), remedy=body.get("remedy"))
        error.__dict__["thrown"] = body.get("thrown", ...)
        return error
    thrown = JavaScriptError(
        str(body.get("type", "Error")),
        message,
        stack=str(body.get("stack", "")),
        classes=tuple(map(str, body.get("mro", ()))),
        thrown=body.get("thrown", ...),
    )
    if thrown.name == "undefined":
        # None in Python, but undefined again where it is thrown again.
        thrown.__dict__["_thrown"] = thrown.thrown
        thrown.thrown = None
    generated = sys.modules.get("graftwire.grafts.exceptions")
    if generated is not None:
        generated.recognise(thrown)
    return thrown
