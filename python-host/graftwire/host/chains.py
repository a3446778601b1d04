"""Members of values and results: ``shop.customer(7).orders().first()`` of JavaScript, in one frame.

Steps after the first do not raise: what comes after one that failed, or has to wait for a coroutine, says so
instead, and what does not depend on it is done all the same.
"""

from types import CoroutineType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

# As src/graft/access.ts has them.
_READ, _CALL, _CALL_WITH_OBJECT = 0, 1, 2

# As src/hypertube/chained-calls.ts has them; from 1 on: the number of the step that has failed.
_PLAIN, _DEFERRED = 0, -1


class _Failed:
    """The result of a step that has raised, and of those that depend on it."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error


class Deferred:
    """A step whose target is what a coroutine will give."""

    __slots__ = ("args", "keywords")

    def __init__(self, args: "tuple[Any, ...]", keywords: "dict[str, Any]") -> None:
        self.args = args
        self.keywords = keywords


def member_of(value: object, access: int, name: str, *args: "Any", **keywords: "Any") -> object:
    """Read or call a member."""
    member = getattr(value, name)
    if access == _READ:
        return member
    if (
        access == _CALL_WITH_OBJECT
        and not keywords
        and args
        and type(args[-1]) is dict
        and _place_of_keywords(name, member) == len(args) - 1
    ):
        return member(*args[:-1], **args[-1])
    return member(*args, **keywords)


def member_of_step(value: object, *args: "Any", **keywords: "Any") -> object:
    """The same of an earlier step's result."""
    kind = type(value)
    if kind is CoroutineType or kind is Deferred:
        return Deferred(args, keywords)
    if kind is _Failed:
        return value
    try:
        return member_of(value, *args, **keywords)
    except Exception as error:
        return _Failed(error)


def go_on(step: Deferred, value: object) -> object:
    """Do what had to wait for a coroutine, which has given ``value``."""
    return member_of(value, *step.args, **step.keywords)


def gather(*results: object) -> "list[object]":
    """The results of all steps of a frame, and before them how each is meant; None where all are values."""
    states: Optional[list[int]] = None
    given: list[object] = [None]
    #: Of what has failed the step that did.
    failed: dict[int, int] = {}
    for step, result in enumerate(results):
        state = _PLAIN
        if type(result) is _Failed:
            state = failed.setdefault(id(result), step)
            result = result.error
        elif type(result) is Deferred:
            state = _DEFERRED
        if state != _PLAIN:
            states = [_PLAIN] * len(results) if states is None else states
            states[step] = state
        given.append(result)
    given[0] = states
    return given


def _place_of_keywords(name: str, member: object) -> int:
    """Where an object stands that is taken for keyword-only parameters; -1 where nothing is. As
    src/graft/keywords-place.ts has it."""
    from .function_model import function_model

    model = function_model(name, member)
    if model["signature"] == "unknown":
        return -1
    kinds = [parameter["kind"] for parameter in model["parameters"]]  # type: ignore[attr-defined]
    if "keyword-only" not in kinds or "var-positional" in kinds:
        return -1
    return sum(kind in ("positional-only", "positional-or-keyword") for kind in kinds)
