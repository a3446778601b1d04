"""What C++ raises to interrupt a call, and what it knows of the call that runs.

Imported with the first call that may be interrupted.
"""

from graftwire.errors import CallInterrupted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Optional

    #: Deadline in seconds of time.monotonic() or None, whether the call is to end, and its number.
    CallState = tuple[Optional[float], bool, int]

#: Gives what is known of the call that runs on this thread; None: nothing that may be interrupted.
call_state: "Optional[Callable[[], Optional[CallState]]]" = None

_raised: "Callable[[], None]"

_messages = {
    "timeout": "the time for this call is over",
    "cancelled": "this call is not wanted any more",
}


def adopt(
    state: "Callable[[], Optional[CallState]]", raised: "Callable[[], None]"
) -> "Callable[[int, str], type[CallInterrupted]]":
    """Take over what C++ offers; gives :func:`interruption`."""
    global call_state, _raised
    call_state, _raised = state, raised
    return interruption


def interruption(call: int, reason: str) -> "type[CallInterrupted]":
    """The class that is raised to interrupt one call.

    A class, since CPython raises nothing else on another thread. Its ``__init__`` is a function of C++,
    which, unlike one of Python, nothing interrupts.
    """
    return type(
        "CallInterrupted",
        (CallInterrupted,),
        {
            "__init__": _raised,
            "__str__": lambda _: _messages[reason],
            "__module__": CallInterrupted.__module__,
            "call": call,
            "reason": reason,
        },
    )


def keyboard_interruption(hear: "Callable[[], KeyboardInterrupt]") -> "type[KeyboardInterrupt]":
    """The class that is raised for Ctrl-C on threads that execute asynchronous calls: an instance of it is
    a KeyboardInterrupt like any other, and C++ knows that it has been raised."""
    return type("KeyboardInterrupt", (KeyboardInterrupt,), {"__new__": hear, "__module__": "builtins"})
