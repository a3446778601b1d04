"""The end of a process that Python code has forked from the hosting one."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn


def end_child(error: "BaseException | None", traceback: "TracebackType | None") -> "NoReturn":
    """End this process as the end of a program does that has come this far, or has raised ``error``.

    Exit handlers and files are the parent's: only what is printed is written.
    """
    status = 0
    try:
        status = _status(error, traceback)
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                # Closed, or replaced by something else.
                continue
        os._exit(status)


def _status(error: "BaseException | None", traceback: "TracebackType | None") -> int:
    if error is None:
        return 0
    if isinstance(error, SystemExit):
        if error.code is None:
            return 0
        if isinstance(error.code, int):
            return error.code & 0xFF
        print(error.code, file=sys.stderr)
        return 1
    sys.excepthook(type(error), error, traceback)
    return 1
