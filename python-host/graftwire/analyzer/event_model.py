"""What the listeners of an event of a Python class are called with: what ``Event[…]`` says in brackets."""

from __future__ import annotations

import ast
from typing import Any, Dict, List, Optional

from .form_name import form_name, is_form
from .scope import Scope
from .type_arguments import parsed
from .type_reader import TypeReader
from .types import is_any

Model = Dict[str, Any]

#: What may stand around a type and says nothing of what it is.
_AROUND = ("typing.ClassVar", "typing.Final", "typing.Annotated")


def event_parameters(event: Any, annotation: Any, scope: Scope, reader: TypeReader, lost: List[str]) -> Any:
    """The parameters, as a function of the model has them; None where nobody says which there are.

    ``annotation``: what the event is annotated with, None for nothing. What the event has been made with
    (``Event[int]()``), or its class (``class Changed(Event[int])``), says the same.
    """
    for written in (annotation, getattr(event, "__orig_class__", None), *_bases(event)):
        payload = _payload(written, scope, type(event))
        if payload is not None:
            return _parameters(payload[0], scope, reader, lost)
    lost.append("nobody says what its listeners are called with.")
    return None


def _bases(event: Any) -> List[Any]:
    return [base for cls in type(event).__mro__ for base in vars(cls).get("__orig_bases__", ())]


def _payload(written: Any, scope: Scope, event: type) -> Optional[List[Any]]:
    """What stands in the brackets, in a list; None where there are none."""
    while True:
        if isinstance(written, ast.Constant):
            written = written.value
        elif isinstance(written, str):
            written = parsed(written)
        elif isinstance(written, ast.Subscript):
            of = scope.resolve(written.value)
            inner: Any = written.slice
            if form_name(of) not in _AROUND:
                return [inner] if isinstance(of, type) and issubclass(event, of) else None
            written = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
        elif is_form(written) and hasattr(written, "__origin__"):
            origin = written.__origin__
            if isinstance(origin, type) and issubclass(event, origin):
                # Of a base class that leaves it open, nothing is said here.
                open_ = getattr(written, "__parameters__", ())
                return None if event is not origin and open_ else [written.__args__[0]]
            if hasattr(written, "__metadata__"):
                written = origin
            elif form_name(origin) in _AROUND:
                written = written.__args__[0]
            else:
                return None
        elif is_form(written) and hasattr(written, "__forward_arg__"):
            written = written.__forward_arg__
        else:
            return None


def _parameters(payload: Any, scope: Scope, reader: TypeReader, lost: List[str]) -> List[Model]:
    if isinstance(payload, (ast.Name, ast.Attribute)):
        # A name for a tuple is one: it would be told by that name otherwise.
        meant = scope.resolve(payload)
        payload = meant if getattr(meant, "__origin__", None) is tuple else payload
    found = reader.read(payload, scope, lost)
    kind = found["kind"]
    if kind == "none":
        return []
    if kind != "tuple":
        return [_parameter("value", "positional-only", found, lost)]
    items: Any = found["items"]
    parameters = [
        _parameter(f"value{index}" if len(items) > 1 else "value", "positional-only", item, lost)
        for index, item in enumerate(items, 1)
    ]
    if "rest" in found:
        parameters.append(_parameter("values", "var-positional", found["rest"], lost))
    return parameters


def _parameter(name: str, kind: str, found: Any, lost: List[str]) -> Model:
    made: Model = {"name": name, "kind": kind}
    if not is_any(found):
        made["type"] = found
    elif not lost:
        lost.append("it is annotated as what may be anything.")
    return made
