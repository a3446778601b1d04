"""What an asynchronous function of JavaScript gives in a generated Graft."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator
    from typing import Any, Optional, TypeVar

    T = TypeVar("T")

__all__ = ["Promise", "wait"]


class Promise:
    """A promise of JavaScript that is a coroutine, too, as the types say: ``await`` it, give it to
    ``asyncio.create_task``, or wait for it by :meth:`result`. JavaScript works on it from the beginning, and
    it can be awaited often."""

    __slots__ = ("_convert", "_promise", "_steps")

    def __init__(self, promise: "Any", convert: "Optional[Callable[[Any], Any]]") -> None:
        self._promise = promise
        self._convert = convert
        self._steps: Any = None

    async def _run(self) -> "Any":
        value = await self._promise
        return value if self._convert is None else self._convert(value)

    def __await__(self) -> "Generator[Any, Any, Any]":
        return self._run().__await__()

    def result(self, timeout: "float | None" = None) -> "Any":
        """Wait for what it gives, without a loop: at most ``timeout`` seconds, None for ever.

        Raises what it is rejected with, TimeoutError, and GraftError ``deadlock`` where JavaScript's thread
        waits for this call.
        """
        value = self._promise.result(timeout)
        return value if self._convert is None else self._convert(value)

    # -- of a coroutine ----------------------------------------------------------------------------------

    def send(self, value: "Any") -> "Any":
        return self._step().send(value)

    def throw(self, *error: "Any") -> "Any":
        return self._step().throw(*error)

    def close(self) -> None:
        if self._steps is not None:
            self._steps.close()

    def _step(self) -> "Any":
        if self._steps is None:
            self._steps = self._run()
        return self._steps

    def __graft_crosses_as__(self) -> object:
        return self._promise

    def __repr__(self) -> str:
        return f"<Promise of {self._promise!r}>"


def promised(value: "Any", convert: "Optional[Callable[[Any], Any]]") -> "Any":
    """``value`` as a Promise; what is none, as of a function that does not always give one, as one that has
    come."""
    from graftwire.host.js_objects import is_js

    return Promise(value if is_js(value) else _Come(value), convert)


class _Come:
    """A value that need not be waited for."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __await__(self) -> "Generator[Any, Any, Any]":
        if hasattr(self._value, "__await__"):
            return (yield from self._value.__await__())
        return self._value

    def result(self, timeout: "float | None" = None) -> object:
        return self._value

    def __graft_crosses_as__(self) -> object:
        return self._value


def wait(promise: "Awaitable[T]", timeout: "float | None" = None) -> "T":
    """What an asynchronous function of a Graft gives, in code that cannot ``await``: see
    :meth:`Promise.result`."""
    if not isinstance(promise, Promise):
        raise TypeError(f"a promise of a Graft is waited for, not {type(promise).__name__}")
    value: T = promise.result(timeout)
    return value
