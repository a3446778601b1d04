"""Events: listening to what emits, in JavaScript or in Python, and classes of Python that emit.

>>> with graftwire.events.subscribe(ticker, "tick", print):
...     ticker.start()
>>> async for value in graftwire.events.stream(ticker, "tick"):
...     print(value)

What emits is an EventEmitter or an EventTarget of JavaScript, an object of a generated Graft, or an object of
Python whose class has an :class:`Event` of this name.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Callable, Deque, Generic, Optional, Tuple, TypeVar, Union, overload

from .errors import GraftError
from .grafts.emitters import emitter_of
from .grafts.listeners import checked, has_ended, listener_for

if TYPE_CHECKING:
    from typing_extensions import Self

    from .grafts.emitters import Emitter

__all__ = ["BoundEvent", "Event", "EventStream", "Subscription", "stream", "subscribe", "unsubscribe"]

T = TypeVar("T")


class Subscription:
    """A listener that is being called until :meth:`close`, the end of a ``with`` block, or the end of the
    lane that the emitter is of. Giving up the subscription itself does not end it."""

    __slots__ = ("_end", "event")

    def __init__(self, event: str, end: Callable[[], object]) -> None:
        #: The event's name.
        self.event = event
        self._end: Optional[Callable[[], object]] = end

    @property
    def closed(self) -> bool:
        """Whether it has been ended here; a listener of ``once`` ends without this."""
        return self._end is None

    def close(self) -> None:
        """End it. Doing so again does nothing."""
        end, self._end = self._end, None
        if end is not None:
            end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Subscription to {self.event!r}{', closed' if self.closed else ''}>"


def subscribe(
    target: object, name: str, listener: Callable[..., object], *, once: bool = False
) -> Subscription:
    """Have ``listener`` called with what ``target`` emits as ``name``; with ``once`` only the first time.

    It is called on the thread that emits. Raises GraftError ``invalid-argument`` where ``target`` emits
    nothing, ``unknown-member`` where a class of Python has no such event.
    """
    emitter = emitter_of(target)
    return _subscribe(emitter, name, _listening(emitter, listener), once)


def unsubscribe(target: object, name: str, listener: Callable[..., object]) -> None:
    """End what :func:`subscribe` has begun with this listener; without one, nothing happens."""
    emitter = emitter_of(target)
    emitter.remove(name, _listening(emitter, listener))


def _listening(emitter: Emitter, listener: Callable[..., object]) -> Callable[..., object]:
    return listener_for(listener, ()) if emitter.needs_the_same else checked(listener)


def _subscribe(emitter: Emitter, name: str, listener: Callable[..., object], once: bool) -> Subscription:
    return Subscription(name, emitter.add(name, listener, once))


def stream(target: object, name: str) -> EventStream[Any]:
    """What ``target`` emits as ``name`` from now on, to be iterated over by ``async for``: the value that is
    emitted, a tuple of several, None for none.

    What comes while nobody waits is kept, as many as there are. An ``error`` event of the emitter is raised
    behind what came before it, unless that is the event asked for. Leaving the loop ends the subscription
    when Python lets go of the stream; ``async with`` or ``with`` end it at once.
    """
    return EventStream(target, name)


class EventStream(Generic[T]):
    """What is emitted, from when the stream was made."""

    def __init__(self, target: object, name: str, converts: Tuple[Any, ...] = ()) -> None:
        self._buffer = _Buffer()
        emitter = emitter_of(target)
        take = listener_for(self._buffer.take, converts)
        self._subscriptions = [_subscribe(emitter, name, take, once=False)]
        if name != "error" and emitter.has_errors:
            self._subscriptions.append(_subscribe(emitter, "error", self._buffer.fail, once=False))

    @property
    def closed(self) -> bool:
        return self._buffer.is_ended

    def close(self) -> None:
        """End it: what has come already can still be read."""
        self._buffer.end()
        for subscription in self._subscriptions:
            subscription.close()

    async def aclose(self) -> None:
        """The same, as async generators have it."""
        self.close()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        value: T = await self._buffer.next()
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # The emitter holds the buffer only.
        with suppress(Exception):
            self.close()


class _Buffer:
    """What has been emitted and not been read; filled from any thread, read on the loop of the reader."""

    def __init__(self) -> None:
        self._values: Deque[Tuple[bool, Any]] = deque()
        self._waiting: Deque[Tuple[Any, Any]] = deque()
        self.is_ended = False

    def take(self, *args: object) -> None:
        self._put(True, args[0] if len(args) == 1 else args or None)

    def fail(self, error: object = None, *_: object) -> None:
        self._put(False, error)
        self.is_ended = True

    def end(self) -> None:
        self.is_ended = True
        self._wake()

    def _put(self, is_value: bool, value: object) -> None:
        if not self.is_ended:
            self._values.append((is_value, value))
            self._wake()

    def _wake(self) -> None:
        while self._waiting:
            loop, future = self._waiting.popleft()
            try:
                loop.call_soon_threadsafe(_finish, future)
            except RuntimeError:
                # The reader's loop has been closed.
                continue

    async def next(self) -> Any:
        import asyncio

        loop = asyncio.get_running_loop()
        while not self._values:
            if self.is_ended:
                raise StopAsyncIteration
            future = loop.create_future()
            self._waiting.append((loop, future))
            # Another thread may have put something before it could see that somebody waits.
            if self._values or self.is_ended:
                _finish(future)
            await future
        is_value, value = self._values.popleft()
        if is_value:
            return value
        raise value if isinstance(value, BaseException) else RuntimeError(f"the emitter failed: {value!r}")


def _finish(future: Any) -> None:
    if not future.done():
        future.set_result(None)


class Event(Generic[T]):
    """An event that objects of a class emit; ``T`` is what listeners are called with.

    >>> class Ticker:
    ...     ticked: Event[int] = Event()
    ...     def run(self) -> None:
    ...         self.ticked.emit(3)
    >>> subscription = Ticker().ticked.on(print)

    ``Event[Tuple[int, str]]`` is emitted with two arguments, ``Event[None]`` with none. Listeners live as
    long as the object or until they are taken away.
    """

    def __init__(self, doc: Optional[str] = None) -> None:
        self.name = ""
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, owner: None, cls: Optional[type] = None) -> Event[T]: ...
    @overload
    def __get__(self, owner: object, cls: Optional[type] = None) -> BoundEvent[T]: ...
    def __get__(self, owner: object, cls: Optional[type] = None) -> Union[Event[T], BoundEvent[T]]:
        if owner is None:
            return self
        try:
            listeners: dict[str, Any] = owner.__dict__.setdefault(_LISTENERS, {})
        except AttributeError:
            raise GraftError(
                "invalid-argument",
                f"A {type(owner).__name__} has no room for listeners of {self.name}.",
                remedy='Give its class a "__dict__" slot.',
            ) from None
        return BoundEvent(self.name, listeners.setdefault(self.name, []))


#: Where an object keeps its listeners, by event; what begins with an underscore does not cross.
_LISTENERS = "_graft_listeners"


class BoundEvent(Generic[T]):
    """An event of one object."""

    __slots__ = ("_listeners", "name")

    def __init__(self, name: str, listeners: list[Tuple[Callable[..., object], bool]]) -> None:
        self.name = name
        self._listeners = listeners

    def on(self, listener: Callable[..., object]) -> Subscription:
        """Call ``listener`` each time."""
        return self._add(listener, False)

    def once(self, listener: Callable[..., object]) -> Subscription:
        """Call ``listener`` the next time only."""
        return self._add(listener, True)

    def off(self, listener: Callable[..., object]) -> None:
        """Do not call ``listener`` any more: the one of its subscriptions that was made last ends."""
        for index in range(len(self._listeners) - 1, -1, -1):
            if self._listeners[index][0] == listener:
                del self._listeners[index]
                return

    def emit(self, *values: Any) -> bool:
        """Call the listeners, in the order in which they came; says whether there were any.

        What a listener raises is raised here, and those behind it are not called, as in Node.js. A listener
        of JavaScript's whose thread has ended listens no more: it is let go of.
        """
        is_heard = False
        for entry in list(self._listeners):
            if entry[1] and not self._remove(entry):
                # Another one has emitted this meanwhile.
                continue
            try:
                entry[0](*values)
            except GraftError as error:
                if not has_ended(entry[0], error):
                    raise
                self._remove(entry)
                continue
            is_heard = True
        return is_heard

    def stream(self) -> EventStream[T]:
        """What is emitted from now on: see :func:`stream`."""
        return EventStream(self, self.name)

    def __len__(self) -> int:
        return len(self._listeners)

    def __bool__(self) -> bool:
        return True

    def _add(self, listener: Callable[..., object], once: bool) -> Subscription:
        entry = (listener, once)
        self._listeners.append(entry)

        return Subscription(self.name, lambda: self._remove(entry))

    def _remove(self, entry: Tuple[Callable[..., object], bool]) -> bool:
        """Says whether it was still there. Not an equal one: each is a subscription of its own."""
        for index, kept in enumerate(self._listeners):
            if kept is entry:
                del self._listeners[index]
                return True
        return False
