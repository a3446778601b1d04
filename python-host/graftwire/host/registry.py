"""The table of members that may be invoked, by their full names.

A name from the wire is only ever looked up here, as a whole string (docs/iip.md, section 4). It gets into the
table when its module is loaded or described; what ``getattr`` is then given comes from the table, not from
the wire.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType
    from typing import NoReturn

#: full member name -> (module, name in it)
_members: "dict[str, tuple[ModuleType, str]]" = {}

#: The host's own members. Their modules are imported at first use, so that they cost nothing when CPython
#: starts.
_host_members = {
    "graftwire.host:load": ("loading", "load"),
    "graftwire.host:reload": ("reloading", "reload"),
    "graftwire.host:member": ("model", "describe_member"),
    "graftwire.host:model": ("model", "describe_module"),
    "graftwire.host:exec": ("evaluation", "execute"),
    "graftwire.host:eval": ("evaluation", "evaluate"),
    "graftwire.host:info": ("info", "info"),
    "graftwire.host:class": ("class_outline", "class_outline"),
    "graftwire.host:classNamed": ("class_outline", "class_named"),
    "graftwire.host:enum": ("class_outline", "enum_outline"),
    "graftwire.host:describe": ("model", "describe_value"),
    "graftwire.host:constructor": ("model", "describe_constructor"),
    "graftwire.host:method": ("model", "describe_method"),
    "graftwire.host:text": ("protocols", "text"),
    "graftwire.host:repr": ("protocols", "representation"),
    "graftwire.host:length": ("protocols", "length"),
    "graftwire.host:iterate": ("protocols", "iterate"),
    "graftwire.host:step": ("protocols", "step"),
    "graftwire.host:send": ("protocols", "send"),
    "graftwire.host:throw": ("protocols", "throw"),
    "graftwire.host:close": ("protocols", "close"),
    "graftwire.host:getItem": ("protocols", "get_item"),
    "graftwire.host:findItem": ("protocols", "find_item"),
    "graftwire.host:setItem": ("protocols", "set_item"),
    "graftwire.host:deleteItem": ("protocols", "delete_item"),
    "graftwire.host:contains": ("protocols", "contains"),
    "graftwire.host:equals": ("protocols", "equals"),
    "graftwire.host:number": ("protocols", "number"),
    "graftwire.host:enter": ("protocols", "enter"),
    "graftwire.host:leave": ("protocols", "leave"),
    "graftwire.host:getAttribute": ("protocols", "get_attribute"),
    "graftwire.host:setAttribute": ("protocols", "set_attribute"),
    "graftwire.host:names": ("protocols", "names"),
    "graftwire.host:help": ("protocols", "help_text"),
    "graftwire.host:nameOf": ("protocols", "name_of"),
    "graftwire.host:memberOf": ("chains", "member_of"),
    "graftwire.host:memberOfStep": ("chains", "member_of_step"),
    "graftwire.host:goOn": ("chains", "go_on"),
    "graftwire.host:gather": ("chains", "gather"),
    "graftwire.host:awaited": ("asynchronous", "awaited"),
    "graftwire.host:enterAsync": ("asynchronous", "enter"),
    "graftwire.host:leaveAsync": ("asynchronous", "leave"),
    "graftwire.host:itemOr": ("asynchronous", "item_or"),
    "graftwire.host:callObject": ("asynchronous", "call_object"),
    "graftwire.host:stream": ("streams", "stream"),
    "graftwire.host:stepAsync": ("asynchronous", "step"),
    "graftwire.host:throwAsync": ("asynchronous", "throw"),
    "graftwire.host:closeAsync": ("asynchronous", "close"),
    "graftwire.host:pull": ("streams", "pull"),
    "graftwire.host:closeStream": ("streams", "close_stream"),
    "graftwire.host:settled": ("promises", "settled"),
    "graftwire.host:listen": ("emitting", "listen"),
    "graftwire.host:listenOnce": ("emitting", "listen_once"),
    "graftwire.host:unlisten": ("emitting", "unlisten"),
    "graftwire.host:subscribe": ("emitting", "subscribe"),
    "graftwire.host:emitsErrors": ("emitting", "emits_errors"),
    "graftwire.host:memberValue": ("protocols", "member_value"),
    "graftwire.host:typeName": ("protocols", "type_name"),
}

#: Full names of the members of objects: ``module:class.member``.
_object_members: "set[str]" = set()


def resolve(full_name: str) -> "tuple[str, object, object]":
    """What ``full_name`` (``module:member``) stands for.

    ``("function", callable, None)``; ``("attribute", owner, name)`` for what is read and set on its owner
    each time; or ``("member", None, name)`` for what is called, read or set on an object that the invocation
    names. Raises GraftError ``unknown-member``; an exception of a module's own ``__getattr__`` goes
    through as it is.
    """
    member = _members.get(full_name)
    if member is None:
        if full_name in _object_members:
            return "member", None, sys.intern(full_name.rpartition(".")[2])
        return "function", _host_member(full_name), None
    from .outline import kind_of, read

    owner, name = member
    try:
        value = read(owner, name)
    except AttributeError:
        _unknown(full_name)
    return ("attribute", owner, name) if kind_of(value) in _attribute_kinds else ("function", value, None)


def register(module_name: str, module: "ModuleType", names: "Iterable[str]") -> None:
    """Make these members of ``module`` resolvable as ``module_name:name``."""
    for name in names:
        _members[f"{module_name}:{name}"] = module, name


def register_class(class_name: str, names: "Iterable[str]") -> None:
    """Make these members of the objects of a class resolvable as ``class_name.name``."""
    _object_members.update([f"{class_name}.{name}" for name in names])


_attribute_kinds = frozenset(("attribute", "class", "module"))


def _host_member(full_name: str) -> object:
    place = _host_members.get(full_name)
    if place is None:
        _unknown(full_name)
    module_name = f"graftwire.host.{place[0]}"
    __import__(module_name)
    return getattr(sys.modules[module_name], place[1])


def _unknown(full_name: str) -> "NoReturn":
    from graftwire.errors import GraftError

    raise GraftError("unknown-member", f"There is no member {full_name!r}.")
