"""The one error class of graftwire's own failures, and the closed set of its codes."""

from __future__ import annotations

from typing import Final, Optional, Tuple

__all__ = ["GRAFT_ERROR_CODES", "CallInterrupted", "GraftError", "JavaScriptError"]

#: Every code that a :class:`GraftError` can carry, as in src/errors/codes.ts; docs/errors.md explains them.
GRAFT_ERROR_CODES: Final[Tuple[str, ...]] = (
    # Finding and starting Python
    "python-not-found",
    "python-not-loadable",
    "python-version-unsupported",
    "python-free-threaded",
    "python-already-started",
    "python-start-failed",
    "venv-broken",
    # The native addon
    "addon-not-loadable",
    "platform-unsupported",
    # Loading a module
    "module-not-found",
    "invalid-source",
    # Configuration
    "invalid-configuration",
    "ambiguous-configuration",
    "package-not-installed",
    # Values that cannot cross
    "unsupported-value",
    "cyclic-value",
    "too-deep",
    "too-many-values",
    "too-large",
    "duplicate-key",
    # Bytes that are not IIP
    "malformed",
    "version-mismatch",
    # Invocations
    "exception",
    "invalid-argument",
    "unknown-member",
    "unknown-reference",
    "unknown-session",
    "wrong-thread",
    "forked-process",
    "callback-timeout",
    "deadlock",
    "timeout",
    "cancelled",
    "unimplemented",
    "out-of-memory",
)


class GraftError(Exception):
    """A failure of graftwire itself; what the called code raised is never one of these.

    ``code`` is one of :data:`GRAFT_ERROR_CODES` and stable between releases, unlike the message. ``path`` is
    where the culprit stands inside the arguments or the result (``args[0].items[3].when``), ``remedy`` what
    to do about it; both are part of ``str(error)``.
    """

    def __init__(
        self, code: str, message: str, *, path: Optional[str] = None, remedy: Optional[str] = None
    ) -> None:
        where = "" if path is None else f"{path}: "
        advice = "" if remedy is None else f" {remedy}"
        super().__init__(f"{where}{message}{advice}")
        self.code = code
        self.message = message
        self.path = path
        self.remedy = remedy

    def __reduce__(self) -> Tuple[object, ...]:
        return (_rebuild, (self.code, self.message, self.path, self.remedy))


def _rebuild(code: str, message: str, path: Optional[str], remedy: Optional[str]) -> GraftError:
    return GraftError(code, message, path=path, remedy=remedy)


class JavaScriptError(Exception):
    """What JavaScript threw while Python had called it. Where nobody catches it, the very same is thrown
    again
    in JavaScript.

    ``name`` and ``message`` are those of the error, ``classes`` the names of its class and its bases, nearest
    first, ``stack`` its stack as V8 tells it, and ``thrown`` what was thrown: an object of JavaScript, or any
    value.
    """

    def __init__(
        self,
        name: str,
        message: str,
        *,
        stack: str = "",
        classes: Tuple[str, ...] = (),
        thrown: object = ...,
    ) -> None:
        super().__init__(f"{name}: {message}" if message else name)
        self.name = name
        self.message = message
        self.stack = stack
        self.classes = classes
        self.thrown = thrown


class CallInterrupted(BaseException):
    """Raised in Python to end a call that has run out of time, or that its caller does not want any more.

    Like KeyboardInterrupt it is no Exception, so that only what cleans up sees it. While the call goes on it
    is raised again, after 50 ms and more and more insistently: catching it ends nothing, and cleaning up has
    to be quick.

    ``call`` is the number of the call that ends, ``reason`` is ``"timeout"`` or ``"cancelled"``.
    """

    call: int = 0
    reason: str = ""
