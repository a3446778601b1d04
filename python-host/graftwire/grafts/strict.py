"""What stands between a Graft and a module of Python where values are copied as a wire would."""

from __future__ import annotations

import functools
import inspect
from contextvars import ContextVar
from typing import Any, Callable, Dict, FrozenSet, Optional

from graftwire.errors import GraftError
from graftwire.host.crossing import encoder_of

from .wire_copy import wire_copy

__all__ = ["Membrane"]

#: Code of the module runs: among its own, nothing is copied.
_inside: ContextVar[bool] = ContextVar("graftwire.inside", default=False)

#: Special methods that a caller runs without naming them, and that take or give values.
_SPECIAL = (
    *("__call__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__len__"),
    *("__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__eq__"),
)


class Membrane:
    """Of one module. Arguments and results are copied where they cross by value; what crosses by reference is
    the same object, and if it is of a class of the module its methods copy, too."""

    def __init__(self, module: str, model: Optional[Dict[str, Any]] = None) -> None:
        self._module = module
        #: By class, the members that a caller may name; None: any.
        self._members = None if model is None else {one["name"]: _members(one) for one in model["classes"]}
        self._classes: Dict[type, type] = {}

    def member(self, name: str, value: Any) -> Any:
        """What stands for a member of the module."""
        if isinstance(value, type):
            return self._class(value)
        if inspect.isroutine(value):
            return self.guard(value, name)
        return value if isinstance(value, type(inspect)) else self._out(value, name)

    def guard(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """``function``, which copies when it is called from outside of the module."""

        @functools.wraps(function)
        def call(*args: Any, **keywords: Any) -> Any:
            if _inside.get():
                return function(*args, **keywords)
            given = [wire_copy(value, f"args[{index}]") for index, value in enumerate(args)]
            named = {key: wire_copy(value, f"kwargs.{key}") for key, value in keywords.items()}
            token = _inside.set(True)
            try:
                result = function(*given, **named)
            finally:
                _inside.reset(token)
            return self._awaited(result) if inspect.iscoroutine(result) else self._out(result, "result")

        return call

    async def _awaited(self, coroutine: Any) -> Any:
        token = _inside.set(True)
        try:
            result = await coroutine
        finally:
            _inside.reset(token)
        return self._out(result, "result")

    def _out(self, value: Any, path: str) -> Any:
        """What a caller gets: a copy of a value; the same object, which copies from now on, of a class of the
        module."""
        copied = wire_copy(value, path)
        if copied is value and type(value).__module__ == self._module and not isinstance(value, type):
            strict = self._class(type(value))
            if strict is not type(value):
                # Of another layout, as with __slots__: it stays what it is.
                try:
                    value.__class__ = strict
                except TypeError:
                    return value
        return copied

    def _class(self, cls: type) -> type:
        if cls in self._classes.values():
            return cls
        strict = self._classes.get(cls)
        if strict is None:
            strict = self._classes[cls] = self._make(cls)
        return strict

    def _make(self, cls: type) -> type:
        if issubclass(cls, BaseException) or encoder_of(cls) is not None or cls.__module__ != self._module:
            return cls
        members = None if self._members is None else self._members.get(cls.__name__, frozenset())
        body: Dict[str, Any] = {
            "__slots__": (),
            "__module__": cls.__module__,
            "__qualname__": cls.__qualname__,
            "__doc__": cls.__doc__,
            "__getattribute__": self._reader(cls, members),
            "__setattr__": _writer(cls),
        }
        for base in reversed(cls.__mro__[:-1]):
            for name, value in vars(base).items():
                if isinstance(value, (staticmethod, classmethod)) and name[:1] != "_":
                    body[name] = type(value)(self.guard(value.__func__, name))
                elif name in _SPECIAL and callable(value):
                    body[name] = self._special(value, name)
        try:
            made: type = _strict_metaclass(type(cls))(cls.__name__, (cls,), body)
        except TypeError:
            # It cannot be a base.
            return cls
        return made

    def _special(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(this: Any, *args: Any) -> Any:
            return self.guard(functools.partial(function, this), name)(*args)

        return call

    def _reader(self, cls: Any, members: Optional[FrozenSet[str]]) -> Callable[[Any, str], Any]:
        get = cls.__getattribute__

        def read(this: Any, name: str) -> Any:
            if _inside.get() or name[:1] == "_":
                return get(this, name)
            if members is not None and name not in members:
                raise GraftError(
                    "unknown-member",
                    f"The model of {self._module} has no {type(this).__name__}.{name}.",
                    remedy="Check the spelling, or generate the Graft anew.",
                )
            token = _inside.set(True)
            try:
                value = get(this, name)
            finally:
                _inside.reset(token)
            return self.guard(value, name) if inspect.isroutine(value) else self._out(value, name)

        return read


def _writer(cls: Any) -> Callable[[Any, str, Any], None]:
    put = cls.__setattr__

    def write(this: Any, name: str, value: Any) -> None:
        given = value if _inside.get() or name[:1] == "_" else wire_copy(value, name)
        token = _inside.set(True)
        try:
            put(this, name, given)
        finally:
            _inside.reset(token)

    return write


def _members(cls: Dict[str, Any]) -> FrozenSet[str]:
    kinds = ("methods", "staticMethods", "classMethods", "properties", "attributes", "events")
    return frozenset(member["name"] for kind in kinds for member in cls.get(kind, ()))


_metaclasses: Dict[type, Any] = {}


def _strict_metaclass(kind: type) -> Any:
    """Of classes that are called like their base, with copies."""
    if kind in _metaclasses:
        return _metaclasses[kind]

    def call(cls: Any, *args: Any, **keywords: Any) -> Any:
        if _inside.get():
            return super(made, cls).__call__(*args, **keywords)
        given = [wire_copy(value, f"args[{index}]") for index, value in enumerate(args)]
        named = {key: wire_copy(value, f"kwargs.{key}") for key, value in keywords.items()}
        token = _inside.set(True)
        try:
            return super(made, cls).__call__(*given, **named)
        finally:
            _inside.reset(token)

    made: Any = type(f"Strict{kind.__name__}", (kind,), {"__call__": call})
    _metaclasses[kind] = made
    return made
