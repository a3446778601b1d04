"""Events of Python's classes: graftwire.events.Event."""

from __future__ import annotations

import asyncio
import gc
import threading
import unittest
import weakref
from typing import Any, List, Tuple

from graftwire import events
from graftwire.errors import GraftError


class Ticker:
    ticked: events.Event[int] = events.Event("A tick.")
    moved: events.Event[Tuple[int, str]] = events.Event()
    error: events.Event[Exception] = events.Event()


class Fast(Ticker):
    __slots__ = ()


class Slotted:
    __slots__ = ("other",)
    ticked: events.Event[int] = events.Event()


class AnEvent(unittest.TestCase):
    def test_calls_its_listeners_in_order_until_they_are_taken_away(self) -> None:
        ticker, seen = Ticker(), []
        first = ticker.ticked.on(lambda value: seen.append(("first", value)))
        second = ticker.ticked.on(lambda value: seen.append(("second", value)))
        self.assertTrue(ticker.ticked.emit(1))
        first.close()
        first.close()
        ticker.ticked.emit(2)
        second.close()
        self.assertFalse(ticker.ticked.emit(3))
        self.assertEqual(seen, [("first", 1), ("second", 1), ("second", 2)])
        self.assertEqual([first.closed, len(ticker.ticked)], [True, 0])

    def test_is_of_one_object_and_one_name(self) -> None:
        one, other = Ticker(), Fast()
        seen: List[Any] = []
        one.ticked.on(seen.append)
        other.ticked.emit(1)
        one.moved.emit(1, "x")
        self.assertEqual([seen, Ticker.ticked.name, Ticker.ticked.__doc__], [[], "ticked", "A tick."])

    def test_listens_once_and_not_any_more(self) -> None:
        ticker, seen = Ticker(), []
        ticker.ticked.once(seen.append)
        subscription = ticker.ticked.once(seen.append)
        subscription.close()
        ticker.ticked.on(seen.append)
        ticker.ticked.off(seen.append)
        ticker.ticked.off(seen.append)
        self.assertEqual([ticker.ticked.emit(1), ticker.ticked.emit(2), seen], [False, False, []])

    def test_may_be_emitted_by_a_listener_and_change_its_listeners(self) -> None:
        ticker, seen = Ticker(), []

        def again(value: int) -> None:
            seen.append(value)
            if value < 3:
                ticker.ticked.emit(value + 1)

        ticker.ticked.once(lambda value: ticker.ticked.on(again))
        ticker.ticked.emit(0)
        ticker.ticked.emit(1)
        self.assertEqual(seen, [1, 2, 3])

    def test_calls_a_listener_of_once_a_single_time_also_where_another_emits_again(self) -> None:
        ticker, seen = Ticker(), []
        ticker.ticked.on(lambda value: value == 1 and ticker.ticked.emit(2))
        ticker.ticked.once(seen.append)
        ticker.ticked.emit(1)
        self.assertEqual(seen, [2])

    def test_lets_through_what_a_listener_raises(self) -> None:
        ticker = Ticker()
        ticker.ticked.on(lambda value: 1 // value)
        with self.assertRaises(ZeroDivisionError):
            ticker.ticked.emit(0)

    def test_does_not_keep_its_object_alive(self) -> None:
        ticker = Ticker()
        ticker.ticked.on(lambda value: None)
        gone = weakref.ref(ticker)
        del ticker
        gc.collect()
        self.assertIsNone(gone())

    def test_needs_room_for_its_listeners(self) -> None:
        with self.assertRaises(GraftError) as raised:
            Slotted().ticked.on(print)
        self.assertEqual(raised.exception.code, "invalid-argument")


class SubscribingToPython(unittest.TestCase):
    def test_is_the_same_by_its_name(self) -> None:
        ticker, seen = Ticker(), []
        with events.subscribe(ticker, "ticked", seen.append):
            ticker.ticked.emit(1)
        ticker.ticked.emit(2)
        events.subscribe(ticker, "ticked", seen.append, once=True)
        events.subscribe(ticker.moved, "moved", lambda *values: seen.append(values))
        ticker.ticked.emit(3)
        ticker.moved.emit(4, "x")
        self.assertEqual(seen, [1, 3, (4, "x")])

    def test_ends_each_subscription_of_the_same_listener_by_itself(self) -> None:
        ticker, seen = Ticker(), []
        once = events.subscribe(ticker, "ticked", seen.append, once=True)
        events.subscribe(ticker, "ticked", seen.append)
        ticker.ticked.emit(1)
        once.close()
        ticker.ticked.emit(2)
        self.assertEqual(seen, [1, 1, 2])

    def test_ends_what_was_begun_by_the_event_itself(self) -> None:
        ticker = Ticker()
        ticker.ticked.on(print)
        events.unsubscribe(ticker, "ticked", print)
        self.assertEqual(len(ticker.ticked), 0)

    def test_names_the_events_that_there_are(self) -> None:
        class Still(Ticker):
            moved = None  # type: ignore[assignment]

        with self.assertRaises(GraftError) as raised:
            events.subscribe(Still(), "moved", print)
        self.assertEqual(raised.exception.remedy, "Its events: error, ticked.")

    def test_refuses_other_names_other_objects_and_what_cannot_be_called(self) -> None:
        for code, target, name, listener in (
            ("unknown-member", Ticker(), "nope", print),
            ("invalid-argument", object(), "ticked", print),
            ("invalid-argument", Ticker(), "ticked", None),
        ):
            with self.assertRaises(GraftError) as raised:
                events.subscribe(target, name, listener)  # type: ignore[arg-type]
            self.assertEqual(raised.exception.code, code)


class AStream(unittest.TestCase):
    def test_gives_what_is_emitted_on_any_thread(self) -> None:
        async def collect() -> List[Any]:
            ticker = Ticker()
            taken: List[Any] = []
            with ticker.ticked.stream() as stream:
                ticker.ticked.emit(0)
                thread = threading.Thread(target=lambda: [ticker.ticked.emit(value) for value in (1, 2)])
                thread.start()
                async for value in stream:
                    taken.append(value)
                    if value == 2:
                        break
                thread.join()
            return [taken, len(ticker.ticked)]

        self.assertEqual(asyncio.run(collect()), [[0, 1, 2], 0])

    def test_ends_when_it_is_closed_with_what_had_come(self) -> None:
        async def collect() -> List[Any]:
            ticker = Ticker()
            stream = events.stream(ticker, "moved")
            ticker.moved.emit(1, "x")
            await stream.aclose()
            ticker.moved.emit(2, "y")
            return [value async for value in stream]

        self.assertEqual(asyncio.run(collect()), [(1, "x")])

    def test_raises_an_error_event_behind_what_came_before_it(self) -> None:
        async def collect() -> List[Any]:
            ticker, taken = Ticker(), []
            stream = events.stream(ticker, "ticked")
            ticker.ticked.emit(1)
            ticker.error.emit(ValueError("broken"))
            try:
                async for value in stream:
                    taken.append(value)
            except ValueError as error:
                taken.append(str(error))
            return taken

        self.assertEqual(asyncio.run(collect()), [1, "broken"])


if __name__ == "__main__":
    unittest.main()
