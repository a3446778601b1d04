"""Objects of JavaScript's classes, as the classes of a generated Graft."""

from weakref import WeakValueDictionary

from graftwire.host.js_objects import ask, is_js

from .javascript_calls import SET, Options, construct_with_options, invoke
from .properties import StaticProperty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

    from .javascript_graft import JavaScriptGraft

__all__ = ["GraftClass", "GraftObject"]

#: What stands for an object of JavaScript that a Graft's class is for: the same one as long as it is used.
_wrapped: "WeakValueDictionary[Any, GraftObject]" = WeakValueDictionary()


class GraftClass(type):
    """The class of a Graft's classes: it is JavaScript's class where that is asked for."""

    _graft: "Optional[JavaScriptGraft]" = None
    _graft_name: str = ""
    _graft_options: "Optional[Options]" = None
    _graft_subclasses: "list[GraftClass]"

    def __new__(
        cls,
        name: str,
        bases: "tuple[type, ...]",
        members: "dict[str, Any]",
        *,
        graft: "JavaScriptGraft | None" = None,
        js: str = "",
        options: "Options | None" = None,
    ) -> "GraftClass":
        members["_graft_options"] = options
        made = super().__new__(cls, name, bases, members)
        made._graft_subclasses = []
        if graft is not None:
            made._graft, made._graft_name = graft, js or name
            for base in made.__mro__[1:]:
                if isinstance(base, GraftClass):
                    base._graft_subclasses.append(made)
            graft.adopt(made)
        return made

    def __init__(cls, name: str, bases: "tuple[type, ...]", members: "dict[str, Any]", **_: object) -> None:
        super().__init__(name, bases, members)

    def __instancecheck__(cls, value: object) -> bool:
        if type.__instancecheck__(cls, value):
            return True
        return cls._graft is not None and is_js(value) and bool(ask("instance", value, cls._graft_class()))

    def __setattr__(cls, name: str, value: object) -> None:
        member = None if name[:1] == "_" else cls.__dict__.get(name)
        if isinstance(member, StaticProperty):
            invoke(cls._graft_class(), SET, member.name, value)
        else:
            super().__setattr__(name, value)

    def _graft_class(cls) -> "Any":
        """JavaScript's own class."""
        if cls._graft is None:
            raise TypeError(f"{cls.__name__} is no class of a Graft")
        return cls._graft.class_named(cls._graft_name)

    def _graft_new(cls, args: "tuple[Any, ...]", keywords: "dict[str, Any]") -> "Any":
        options = None
        for base in cls.__mro__:
            if isinstance(base, GraftClass) and base.__dict__.get("_graft") is not None:
                options = base._graft_options
                break
        return construct_with_options(cls._graft_class(), options, args, keywords)

    def _graft_of(cls, value: "Any") -> "Any":
        """What stands for an object of JavaScript's of this class; any other value as it is."""
        if not is_js(value):
            return value
        found = _wrapped.get(value)
        if found is None:
            nearest: Any = cls._graft_nearest(value)
            made = nearest.__new__(nearest)
            object.__setattr__(made, "_graft_object", value)
            found = _wrapped.setdefault(value, made)
        return found

    def _graft_nearest(cls, value: object) -> "GraftClass":
        # The last one made is the most special one of those that it is of.
        for special in reversed(cls._graft_subclasses):
            graft = special._graft
            # An interface is a class only to who writes types.
            if graft is None or not graft.has_class(special._graft_name):
                continue
            if ask("instance", value, special._graft_class()):
                return special
        return cls

    def __graft_crosses_as__(cls) -> object:
        return cls._graft_class()


class GraftObject(metaclass=GraftClass):
    """An object of JavaScript. Members that the model does not have are those of the object itself."""

    __slots__ = ("__weakref__", "_graft_object")

    _graft_object: "Any"

    def __init__(self, *args: object, **keywords: object) -> None:
        made = type(self)._graft_new(args, keywords)
        object.__setattr__(self, "_graft_object", made)
        _wrapped[made] = self

    def __getattr__(self, name: str) -> "Any":
        if name[:7] == "_graft_":
            raise AttributeError(name)
        return getattr(self._graft_object, name)

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(type(self), name):
            object.__setattr__(self, name, value)
        else:
            invoke(self._graft_object, SET, name, value)

    def __eq__(self, other: object) -> bool:
        theirs = (
            other._graft_object
            if isinstance(other, GraftObject) and hasattr(other, "_graft_object")
            else other
        )
        return self._graft_object is theirs

    def __hash__(self) -> int:
        return hash(self._graft_object)

    def __repr__(self) -> str:
        return repr(self._graft_object)

    def __str__(self) -> str:
        return str(self._graft_object)

    def __dir__(self) -> "list[str]":
        return sorted({*object.__dir__(self), *dir(self._graft_object)})

    def __reduce_ex__(self, protocol: object) -> "Any":
        raise TypeError("An object of JavaScript cannot be pickled or copied.")

    def __graft_crosses_as__(self) -> object:
        return self._graft_object
