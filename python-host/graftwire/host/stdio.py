"""``sys.stdout`` and ``sys.stderr``: what Python prints appears at once, in order with what the host prints.

The raw streams hand every piece of text to the host's own writer as long as that takes it, and write to the
file descriptor where it does not: on threads that the host does not know, in a forked child, while the
process ends.
"""

import io
import os
import sys
from _thread import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Buffer

    Sink = Callable[[int, bytes], object]

# One lock for both descriptors, since both usually end in one terminal. Reentrant: a signal handler may print
# while the thread that it interrupted is printing.
_lock = RLock()


class StandardStream(io.RawIOBase):
    """One of the process's standard descriptors, written without a buffer. Closing it leaves the descriptor
    open."""

    mode = "wb"

    def __init__(self, fd: int, name: str, sink: "Sink | None") -> None:
        super().__init__()
        self.name = name
        self._fd = fd
        self._sink = sink

    def write(self, data: "Buffer") -> int:
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        chunk = data if type(data) is bytes else memoryview(data).tobytes()
        if chunk:
            sink = self._sink
            if sink is None or not sink(self._fd, chunk):
                _write_all(self._fd, chunk)
        return len(chunk)

    def detach_sink(self) -> None:
        """From now on write to the descriptor."""
        self._sink = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._fd

    def isatty(self) -> bool:
        return os.isatty(self._fd)


def install_stdio(sink: "Sink | None") -> None:
    """Put ``sys.stdout`` and ``sys.stderr`` over ``sink`` (see :func:`graftwire.host.start`)."""
    encoding, errors = _encoding_asked_for()
    out = StandardStream(1, "<stdout>", sink)
    err = StandardStream(2, "<stderr>", sink)
    sys.stdout = sys.__stdout__ = _text_stream(out, encoding, errors)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _text_stream(err, encoding, "backslashreplace")  # type: ignore[misc]
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_in_forked_child(out, err))


def _in_forked_child(*streams: StandardStream) -> "Callable[[], None]":
    def leave_the_host() -> None:
        # The child has neither the host's threads nor a right to its JavaScript, and another thread may have
        # held the lock at the moment of the fork.
        global _lock
        _lock = RLock()
        for stream in streams:
            stream.detach_sink()

    return leave_the_host


def _text_stream(raw: StandardStream, encoding: str, errors: str) -> io.TextIOWrapper:
    # An encoding that nobody knows has stopped CPython from starting already.
    newline = None if os.name == "nt" else "\n"
    stream = io.TextIOWrapper(raw, encoding, errors, newline, write_through=True)
    stream.mode = "w"  # type: ignore[misc]
    return stream


def _encoding_asked_for() -> "tuple[str, str]":
    """Encoding and error handler: UTF-8 and strict where PYTHONIOENCODING does not say otherwise."""
    asked = "" if sys.flags.ignore_environment else os.environ.get("PYTHONIOENCODING", "")
    encoding, _, errors = asked.partition(":")
    return encoding or "utf-8", errors or "strict"


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    with _lock:
        while rest:
            try:
                rest = rest[os.write(fd, rest) :]
            except BlockingIOError:
                _wait_until_writable(fd)


def _wait_until_writable(fd: int) -> None:
    # The host may have made the descriptor non-blocking, as Node does with pipes.
    import select

    poll = select.poll()
    poll.register(fd, select.POLLOUT)
    poll.poll()
