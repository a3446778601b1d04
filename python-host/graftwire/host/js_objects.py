"""What Python can do with objects of JavaScript: the methods of the two types that the addon makes for them.

``JsFunction`` can be called; ``JsObject`` is any other object. Attributes are the object's properties,
``obj[key]`` is an item
of an array, a Map or an object. ``undefined`` is None.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Any, NoReturn

_CALL, _SET = 0, 2

_invoke: "Callable[..., Any]"
_function_type: type
_types: "tuple[type, ...]" = ()


def adopt(function_type: type, object_type: type, promise_type: type, invoke: "Callable[..., Any]") -> None:
    """Give the types their methods."""
    global _invoke, _function_type, _types
    _invoke, _function_type, _types = invoke, function_type, (function_type, object_type, promise_type)
    for name, method in _methods.items():
        setattr(object_type, name, method)
        setattr(promise_type, name, method)
        if name not in _of_objects_only:
            setattr(function_type, name, method)
    for name in _of_functions_too:
        setattr(function_type, name, _methods[name])
    function_type.__doc__ = Documentation("A function of JavaScript.")  # type: ignore[assignment]
    object_type.__doc__ = Documentation("An object of JavaScript.")  # type: ignore[assignment]
    promise_type.__doc__ = Documentation("A promise of JavaScript.")  # type: ignore[assignment]


def is_js(value: object) -> bool:
    """Whether ``value`` is an object or a function of JavaScript."""
    return type(value) in _types


class Documentation:
    """The ``__doc__`` of a type, and of each of its objects: what JavaScript tells of that. ``help()``
    shows it."""

    __slots__ = ("_of_type",)

    def __init__(self, of_type: str) -> None:
        self._of_type = of_type

    def __get__(self, owner: object, cls: object = None) -> str:
        return self._of_type if owner is None else str(ask("help", owner))


class Method:
    """A method of an object of JavaScript, which it is called on. Its attributes are those of the
    function."""

    __slots__ = ("__name__", "__self__", "_function")

    def __init__(self, owner: object, name: str, function: object) -> None:
        self.__self__ = owner
        self.__name__ = name
        self._function = function

    def __call__(self, *args: object, **kwargs: object) -> object:
        if kwargs:
            args = (*args, kwargs)
        return _invoke(self.__self__, _CALL, self.__name__, *args)

    def __getattr__(self, name: str) -> object:
        return getattr(self._function, name)

    def __repr__(self) -> str:
        # Whole modules have methods, which are not to be read.
        return f"<JavaScript method {self.__name__} of {ask('name', self.__self__)}>"


def call_member(owner: object, name: str, *args: object) -> "Any":
    """Call a method of an object of JavaScript."""
    return _invoke(owner, _CALL, name, *args)


def ask(member: str, owner: object, *args: object) -> "Any":
    return _invoke(owner, _CALL, "\x00" + member, *args)


def _ask_protocol(member: str, owner: object) -> "Any":
    """Like :func:`ask`. A TypeError of JavaScript's, as of an object that has no length, is one of Python's,
    by which Python tells what an object can do."""
    from graftwire.errors import JavaScriptError

    try:
        return ask(member, owner)
    except JavaScriptError as error:
        if error.name != "TypeError":
            raise
        raise TypeError(error.message) from error


def _getattr(self: object, name: str) -> object:
    if name[:2] == "__" and name[-2:] == "__":
        if type(self) is _function_type:
            if name in ("__name__", "__qualname__"):
                return ask("name", self)
            if name == "__signature__":
                return _signature(self)
        raise AttributeError(name)
    found = ask("attribute", self, name)
    if found is None:
        raise AttributeError(f"this object of JavaScript has no property {name!r}")
    value, is_method = found
    # What came home is Python's own.
    return Method(self, name, value) if is_method and type(value) is _function_type else value


def _signature(function: object) -> object:
    """As many parameters as the function's ``length`` tells, and any number more: what libraries look at that
    pass as many arguments as a function wants."""
    from inspect import Parameter, Signature

    named = [
        Parameter(f"arg{index + 1}", Parameter.POSITIONAL_ONLY) for index in range(ask("arity", function))
    ]
    return Signature([*named, Parameter("args", Parameter.VAR_POSITIONAL)])


def _setattr(self: object, name: str, value: object) -> None:
    _invoke(self, _SET, name, value)


def _delattr(self: object, name: str) -> None:
    if not ask("delete", self, name):
        raise AttributeError(name)


def _getitem(self: object, key: object) -> object:
    found = ask("get", self, key)
    if found is None:
        raise IndexError(key) if isinstance(key, int) else KeyError(key)
    return found[0]


def _setitem(self: object, key: object, value: object) -> None:
    ask("set", self, key, value)


def _delitem(self: object, key: object) -> None:
    if not ask("delete", self, key):
        raise KeyError(key)


def _iter(self: object) -> "Iterator[object]":
    # Asked for at once, not with the first step: iter() is how Python finds out what can be iterated over.
    iterator = _ask_protocol("iterate", self)
    # An iterator is its own, as in Python: it is closed when Python lets go of it, not when a loop is left.
    return iterator if iterator is self else _steps(iterator)


def _step(iterator: object) -> "tuple[bool, Any]":
    step = ask("next", iterator, None)
    if step is None:
        raise TypeError("next() of this object of JavaScript gives no item; if a promise, use async for")
    return step  # type: ignore[no-any-return]


def _steps(iterator: object) -> "Iterator[object]":
    try:
        while True:
            done, value = _step(iterator)
            if done:
                iterator = None
                return
            yield value
    finally:
        # Left early.
        if iterator is not None:
            ask("return", iterator)


def _next(self: object) -> object:
    done, value = _step(self)
    if done:
        raise StopIteration(value)
    return value


def _aiter(self: object) -> "AsyncIterator[object]":
    iterator = ask("iterateAsync", self)
    return iterator if iterator is self else _steps_async(iterator)


async def _steps_async(iterator: object) -> "AsyncIterator[object]":
    done = False
    try:
        while True:
            try:
                done, value = await ask("nextAsync", iterator)
            except BaseException:
                done = True
                raise
            if done:
                return
            yield value
    finally:
        # Left early.
        if not done:
            await ask("returnAsync", iterator)


async def _anext(self: object) -> object:
    done, value = await ask("nextAsync", self)
    if done:
        raise StopAsyncIteration(value)
    return value


def _repr(self: object) -> str:
    return f"<JavaScript {ask('repr', self)}>"


def _eq(self: object, other: object) -> bool:
    return self is other


def _hash(self: object) -> int:
    return id(self)


def _instancecheck(self: object, value: object) -> bool:
    return is_js(value) and bool(ask("instance", value, self))


def _reduce(self: object, protocol: int = 0) -> "NoReturn":
    raise TypeError("An object of JavaScript cannot be pickled or copied.")


_methods: "dict[str, Any]" = {
    "__getattr__": _getattr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getitem__": _getitem,
    "__setitem__": _setitem,
    "__delitem__": _delitem,
    "__len__": lambda self: _ask_protocol("length", self),
    "__bool__": lambda self: True,
    "__contains__": lambda self, key: ask("has", self, key),
    "__iter__": _iter,
    "__aiter__": _aiter,
    "__anext__": _anext,
    "__next__": _next,
    "__repr__": _repr,
    "__str__": lambda self: ask("text", self),
    "__dir__": lambda self: ask("dir", self),
    "__eq__": _eq,
    "__hash__": _hash,
    "__reduce_ex__": _reduce,
    "__float__": lambda self: float(ask("number", self)),
    "__instancecheck__": _instancecheck,
    "new": lambda self, *args: ask("construct", self, *args),
}
_of_functions_too = ("__instancecheck__", "new")
_of_objects_only = frozenset(
    (
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "__len__",
        "__contains__",
        "__iter__",
        "__aiter__",
        "__anext__",
        "__next__",
        "__float__",
        "__instancecheck__",
        "new",
    )
)
