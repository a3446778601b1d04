"""A generated Graft of a module of JavaScript: what its ``__init__.py`` makes its members with."""

import builtins
import os
from _thread import _local
from functools import partial

from graftwire.host import js_objects
from graftwire.host.js_objects import ask, is_js

from . import conversions, javascript_calls
from .definition import GraftDefinition
from .javascript_calls import CALL, GET, call_with_options, invoke
from .promise import promised
from .properties import Property, StaticProperty
from .special_methods import itself, special_method

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, Optional

    from .objects import GraftClass

    Convert = Optional[Callable[[Any], Any]]

__all__ = ["JavaScriptGraft"]


class _Bound(_local):
    """What a thread has of a Graft: threads may belong to different JavaScripts, each with its modules."""

    def __init__(self) -> None:
        self.module: Any = None
        #: name -> the object that has the member: the module, or its default export.
        self.owners: dict[str, Any] = {}
        self.classes: dict[str, Any] = {}
        #: Of what the model has as classes, what the module has not.
        self.absent: set[str] = set()


class JavaScriptGraft:
    """Bound at first use: what configures it may come after it has been imported."""

    #: Where keyword arguments go: ``options=_graft.Options(1)``.
    Options = javascript_calls.Options
    #: A property of objects, or of a class.
    property = Property
    static_property = StaticProperty
    #: What is made of values that arrive.
    callback = staticmethod(conversions.callback)
    each = staticmethod(conversions.each)
    items = staticmethod(conversions.items)
    promised = staticmethod(promised)
    steps = staticmethod(conversions.steps)
    steps_later = staticmethod(conversions.steps_later)
    values = staticmethod(conversions.values)
    protocol = staticmethod(special_method)
    itself = staticmethod(itself)

    def __init__(self, *, name: str, source: str, model: str, config: str, file: str) -> None:
        self.definition = GraftDefinition(
            name=name, runtime="nodejs", source=source, model=model, config=config, file=file
        )
        self._bound = _Bound()
        #: What lets go of what functions have found.
        self._forget: list[Callable[[], None]] = []
        #: Classes of errors, by the names of JavaScript's.
        self.errors: dict[str, GraftClass] = {}

    # -- members -----------------------------------------------------------------------------------------

    def function(
        self,
        name: str,
        *,
        default: bool = False,
        options: "Optional[javascript_calls.Options]" = None,
        arguments: "Mapping[int, Callable[[Any], Any]] | None" = None,
        promise: bool = False,
        result: "Convert" = None,
    ) -> "Callable[..., Any]":
        """A function of the module; with ``default`` the one that the module exports as its default."""
        call: Callable[..., Any]
        if default or options is not None:

            def anyhow(*args: "Any", **keywords: "Any") -> "Any":
                owner, member = (self.default(), None) if default else (self.owner_of(name), name)
                if options is not None:
                    return call_with_options(owner, member, options, args, keywords)
                if keywords:
                    raise _no_keywords(name, keywords)
                return invoke(owner, CALL, member, *args)

            call = anyhow
        else:
            call = self._plain(name)
        return _adapted(call, name, 0, arguments, promise, result)

    def _plain(self, name: str) -> "Callable[..., Any]":
        """What is called most: reading what this thread has found, and calling it."""
        function_of = self.function_of
        # Of exactly this class, which Python reads attributes of faster than those of one derived from it.
        found = _local()

        def plain(*args: "Any") -> "Any":
            try:
                call = found.call
            except AttributeError:
                pass
            else:
                return call(*args)
            call = found.call = function_of(name)
            return call(*args)

        def forget() -> None:
            nonlocal found
            found = _local()

        self._forget.append(forget)
        return plain

    def method(
        self,
        name: str,
        *,
        options: "Optional[javascript_calls.Options]" = None,
        arguments: "Mapping[int, Callable[[Any], Any]] | None" = None,
        promise: bool = False,
        result: "Convert" = None,
    ) -> "Callable[..., Any]":
        """A method of objects of a class."""
        call: Callable[..., Any]
        if options is None:

            def plain(self: "Any", *args: "Any") -> "Any":
                return invoke(self._graft_object, CALL, name, *args)

            call = plain
        else:

            def with_options(self: "Any", *args: "Any", **keywords: "Any") -> "Any":
                return call_with_options(self._graft_object, name, options, args, keywords)

            call = with_options
        return _adapted(call, name, 1, arguments, promise, result)

    def static(self, name: str, **how: "Any") -> "Any":
        """A static method."""
        options = how.pop("options", None)

        def call(cls: "Any", *args: "Any", **keywords: "Any") -> "Any":
            if options is not None:
                return call_with_options(cls._graft_class(), name, options, args, keywords)
            if keywords:
                raise _no_keywords(name, keywords)
            return invoke(cls._graft_class(), CALL, name, *args)

        return classmethod(
            _adapted(call, name, 1, **{"arguments": None, "promise": False, "result": None, **how})
        )

    def events(self, converts: "Mapping[str, tuple[Any, ...]] | None" = None) -> "tuple[Any, Any, Any, Any]":
        """``on``, ``once``, ``off`` and ``events`` of a class that emits; by event, what makes arguments of
        listeners of what arrives."""
        from .event_methods import event_methods

        return event_methods(converts or {})

    def attribute(self, name: str, members: "Mapping[str, tuple[str, Any]]") -> "Any":
        """For a module's ``__getattr__``: what is no function and no class is read each time."""
        found = members.get(name)
        if found is None:
            raise AttributeError(f"module {self.definition.name!r} has no attribute {name!r}")
        member, convert = found
        if convert is type:
            import typing

            # What is only there for types: a record is a dict, a name for a type may be anything.
            return typing.Dict[str, typing.Any] if member == "record" else typing.Any
        value = self.default() if member == "" else _read(self.owner_of(member), member)
        return value if convert is None else convert(value)

    # -- the module --------------------------------------------------------------------------------------

    @builtins.property
    def module(self) -> "Any":
        """The module's exports, loaded with the first use on this thread."""
        bound = self._bound
        if bound.module is None:
            from .routes import place_of

            place = place_of(self.definition)
            with place:
                bound.module = _loaded(place.source, place.folder)
            from graftwire.config.bound import note_bound

            note_bound(self.definition.name, self)
        return bound.module

    def unbind(self) -> None:
        """Let go of the module, on all threads: the next use asks the configuration again."""
        self._bound = _Bound()
        for forget in self._forget:
            forget()

    @builtins.property
    def is_bound(self) -> bool:
        """Whether this thread has used the module."""
        return self._bound.module is not None

    def owner_of(self, name: str) -> "Any":
        """The object that has a member, on which it is called."""
        owners = self._bound.owners
        try:
            return owners[name]
        except KeyError:
            owner = owners[name] = self._find(name)
            return owner

    def function_of(self, name: str) -> "Any":
        """What calls a function of this thread's module, or a method of an object of exports."""
        owner = self.owner_of(name)
        found, is_method = ask("attribute", owner, name)
        return partial(js_objects._invoke, owner, CALL, name) if is_method and is_js(found) else found

    def class_named(self, name: str) -> "Any":
        """JavaScript's class; an empty name is the default export's."""
        classes = self._bound.classes
        try:
            return classes[name]
        except KeyError:
            found = self.default() if name == "" else _read(self.owner_of(name), name)
            classes[name] = found
            return found

    def has_class(self, name: str) -> bool:
        """Whether the module has a class that the model has."""
        bound = self._bound
        if name in bound.classes or name == "":
            return True
        if name not in bound.absent and any(self._has(owner, name) for owner in self._owners()):
            return True
        bound.absent.add(name)
        return False

    def default(self) -> "Any":
        """The default export: of an ES module the one of this name, otherwise the module itself."""
        found = ask("attribute", self.module, "default")
        return self.module if found is None else found[0]

    def adopt(self, cls: "Any") -> None:
        """A class of this Graft has been made."""
        if issubclass(cls, BaseException):
            from .exceptions import register

            register(cls)

    def _owners(self) -> "Iterator[Any]":
        """What may have a member: the default export is asked for only where the module has it not."""
        yield self.module
        default = ask("held", self.module, "default")
        if default is not None:
            yield default

    @staticmethod
    def _has(owner: object, name: str) -> bool:
        # Not its value: what cannot cross is nobody's trouble who only looks for it.
        return bool(ask("hasMember", owner, name))

    def _find(self, name: str) -> "Any":
        for owner in self._owners():
            if self._has(owner, name):
                return owner
        from graftwire.errors import GraftError

        raise GraftError(
            "unknown-member",
            f"{self.definition.source} has no member {name}, which {self.definition.name} has.",
            remedy="Generate the Graft anew, or use the version of the module that it was generated from.",
        )


def _loaded(source: str, folder: str) -> "Any":
    from graftwire import modules
    from graftwire.errors import GraftError

    base = os.path.join(folder, "")
    if source[:4] != "npm:":
        return modules._ask("load", source, base)
    # A package is the program's, whose folder is more often the working directory than around this file.
    try:
        return modules._ask("load", source[4:], os.path.join(os.getcwd(), ""))
    except GraftError as error:
        if error.code != "module-not-found":
            raise
    return modules._ask("load", source[4:], base)


def _read(owner: object, name: str) -> "Any":
    """A property, where a namespace and an object of exports stay objects."""
    found = ask("attribute", owner, name)
    return invoke(owner, GET, name) if found is None else found[0]


def _adapted(
    call: "Callable[..., Any]",
    name: str,
    first: int,
    arguments: "Mapping[int, Callable[[Any], Any]] | None",
    promise: bool,
    result: "Convert",
) -> "Callable[..., Any]":
    """``call`` with what is made of arguments and results; ``first``: the place of the first argument."""
    if arguments is not None:
        inner = call

        def call(*args: "Any", **keywords: "Any") -> "Any":
            given = list(args)
            for place, convert in arguments.items():
                if place + first < len(given):
                    given[place + first] = convert(given[place + first])
            return inner(*given, **keywords)

    if promise or result is not None:
        plain = call

        def call(*args: "Any", **keywords: "Any") -> "Any":
            value = plain(*args, **keywords)
            if promise:
                return promised(value, result)
            return value if result is None else result(value)

    call.__name__ = call.__qualname__ = name
    return call


def _no_keywords(name: str, keywords: "Mapping[str, object]") -> TypeError:
    return TypeError(f"{name}() has no keyword argument {next(iter(keywords))!r}")
