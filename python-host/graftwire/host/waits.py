"""Waits of Python's threads for JavaScript's that did not end."""

import sys
import threading
import traceback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def raise_timeout(owner: int, timeout_ms: int) -> "NoReturn":
    """Raise the GraftError of a thread that has waited too long for the thread ``owner`` of JavaScript."""
    from graftwire.errors import GraftError

    here = "".join(traceback.format_stack(sys._getframe(1)))
    frame = sys._current_frames().get(owner)
    there = "".join(traceback.format_stack(frame)) if frame is not None else ""
    name = threading.current_thread().name
    raise GraftError(
        "callback-timeout",
        f"The thread {name} has waited for {timeout_ms} ms for a function of JavaScript, whose thread has not"
        f" come to it. The waiting thread:\n{here}"
        + (
            f"The thread of JavaScript is in Python:\n{there}"
            if there
            else "The thread of JavaScript is busy."
        ),
        remedy="Call what waits for this thread by graft.async(…): its thread is free meanwhile.",
    )
