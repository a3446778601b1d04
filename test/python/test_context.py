"""What a call can know of itself; the deadlines that C++ tells of are tested in test/e2e/timeouts.test.ts."""

from __future__ import annotations

import contextvars
import sys
import time
import unittest
from pathlib import Path
from typing import Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from graftwire import context
from graftwire.context import CallContext
from graftwire.errors import CallInterrupted
from graftwire.host import interrupts


class Context(unittest.TestCase):
    def tearDown(self) -> None:
        interrupts.call_state = None

    def test_outside_of_any_call_nothing_ends(self) -> None:
        self.assertEqual((context.deadline(), context.remaining_ms()), (None, None))
        self.assertFalse(context.is_cancelled())

    def test_the_nearest_deadline_counts(self) -> None:
        now = time.monotonic()
        outer = context.enter(CallContext(now + 50))
        inner = context.enter(CallContext(now + 100))
        self.assertEqual(context.deadline(), now + 50)
        context.leave(inner)
        inner = context.enter(CallContext(now + 20))
        self.assertEqual(context.deadline(), now + 20)
        context.leave(inner)
        self.assertEqual(context.deadline(), now + 50)
        context.leave(outer)
        self.assertIsNone(context.deadline())

    def test_a_deadline_of_the_thread_counts_as_well(self) -> None:
        interrupts.call_state = lambda: (7.0, False, 1)
        self.assertEqual(context.deadline(), 7.0)
        token = context.enter(CallContext(5.0))
        self.assertEqual(context.deadline(), 5.0)
        context.leave(token)
        interrupts.call_state = lambda: (None, True, 1)
        self.assertIsNone(context.deadline())
        self.assertTrue(context.is_cancelled())

    def test_what_is_left_is_never_negative(self) -> None:
        token = context.enter(CallContext(time.monotonic() - 1))
        self.assertEqual(context.remaining_ms(), 0.0)
        self.assertTrue(context.is_cancelled())
        context.leave(token)
        token = context.enter(CallContext(time.monotonic() + 1000))
        self.assertGreater(context.remaining_ms() or 0, 0)
        self.assertFalse(context.is_cancelled())
        context.leave(token)

    def test_what_ends_a_call_ends_those_inside(self) -> None:
        call = CallContext()
        outer = context.enter(call)
        inner = context.enter(CallContext())
        self.assertFalse(context.is_cancelled())
        call.cancelled = True
        self.assertTrue(context.is_cancelled())
        context.leave(inner)
        context.leave(outer)

    def test_another_context_has_its_own(self) -> None:
        seen: list[Optional[float]] = []

        def run() -> None:
            context.enter(CallContext(3.0))
            seen.append(context.deadline())

        contextvars.copy_context().run(run)
        self.assertEqual((seen, context.deadline()), ([3.0], None))


class Interruption(unittest.TestCase):
    def test_is_a_class_that_says_which_call_it_ends_and_why(self) -> None:
        raised: list[int] = [1]
        # Like the function of C++ it is no method.
        make = interrupts.adopt(lambda: None, raised.clear)
        interrupts.call_state = None
        kind = make(12, "timeout")
        error = kind()
        self.assertEqual((error.call, error.reason), (12, "timeout"))
        self.assertEqual(raised, [])
        self.assertIn("time", str(error))
        self.assertIsInstance(error, CallInterrupted)
        self.assertNotIsInstance(error, Exception)
        self.assertEqual(kind.__qualname__, "CallInterrupted")


if __name__ == "__main__":
    unittest.main()
