"""The hosted side: what graftwire's addon calls in the CPython that it runs inside another process.

The addon takes four functions from here when it starts CPython; everything else is a member named
``graftwire.host:…`` (see ``registry``), invoked like a member of any module. What is imported here is part of
the start of every program, so it is short, and imports nothing that CPython has not loaded by itself.
"""

from .registry import resolve
from .start import start
from .stop import stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["describe_exception", "resolve", "start", "stop"]

# Imported with the first exception, and not by a statement in the function: that costs more than a call.
_describe: "Callable[[BaseException], dict[str, object]] | None" = None
_let_frames_go: "Callable[[BaseException], None] | None" = None


def describe_exception(exc: BaseException, is_outermost: bool = False) -> "dict[str, object]":
    """The map of an exception frame (docs/iip.md). Never raises, and keeps nothing of ``exc`` alive.

    ``is_outermost``: nothing of Python is running below, so that its frames are of no more use.
    """
    global _describe, _let_frames_go
    try:
        if _describe is None or _let_frames_go is None:
            from .exceptions import describe, let_frames_go

            _describe, _let_frames_go = describe, let_frames_go
        described = _describe(exc)
        if is_outermost:
            _let_frames_go(exc)
        return described
    except BaseException:
        # Only a class that lies about itself, an interrupt or the lack of memory lead here.
        name = type.__dict__["__name__"].__get__(type(exc))
        return {
            "code": "exception",
            "message": "<an exception that cannot be described>",
            "runtime": "cpython",
            "type": name,
            "mro": [name, "BaseException"],
            "traceback": [],
        }
