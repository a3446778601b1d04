"""graft.python.exec and eval: Python that comes as text."""

from __future__ import annotations

import linecache
import subprocess
import sys
import threading
import traceback
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from graftwire.errors import GraftError
from graftwire.host import describe_exception, evaluation, resolve
from graftwire.host.evaluation import evaluate, execute


class InMain(unittest.TestCase):
    def setUp(self) -> None:
        self.main = sys.modules["__main__"].__dict__
        before = dict(self.main)

        def restore() -> None:
            self.main.clear()
            self.main.update(before)

        self.addCleanup(restore)


class Namespaces(InMain):
    def test_what_code_defines_stays_in_main(self) -> None:
        execute("import math\nradius = 2\ndef area(): return math.pi * radius ** 2")
        self.assertEqual(evaluate("round(area(), 3)"), 12.566)
        execute("radius = 1")
        self.assertEqual(evaluate("round(area(), 3)"), 3.142)
        self.assertEqual(self.main["area"].__module__, "__main__")

    def test_they_are_members_that_can_be_invoked(self) -> None:
        resolve("graftwire.host:exec")[1]("ht_value = 5")  # type: ignore[operator]
        self.assertEqual(resolve("graftwire.host:eval")[1]("ht_value + 1"), 6)  # type: ignore[operator]

    def test_variables_are_seen_everywhere_in_the_code_and_nowhere_after_it(self) -> None:
        execute("base = 10")
        variables = {"k": 2, "xs": [1, 2]}
        execute(
            """
            total = sum(x * k + base for x in xs)
            listed = [x * k for x in xs]
            nested = (lambda: [k * x for x in xs])()
            class Holder:
                value = base + k + total
                made = [k]
                def method(self): return k + base
            def later(): return k + base
            """,
            variables,
        )
        self.assertEqual(variables, {"k": 2, "xs": [1, 2]})
        self.assertNotIn("k", self.main)
        self.assertEqual(
            evaluate("[total, listed, nested, Holder.value, Holder.made]"), [26, [2, 4], [2, 4], 38, [2]]
        )
        self.assertEqual(evaluate("later() + Holder().method()"), 24)
        execute("base = 100")
        self.assertEqual(evaluate("later()"), 102)
        with self.assertRaises(NameError):
            evaluate("k")

    def test_variables_shadow_and_assigning_to_them_changes_nothing_outside(self) -> None:
        execute("k = 1\ndef read_k(): return k")
        self.assertEqual(evaluate("[k, read_k()]", {"k": 5}), [5, 1])
        execute("k = k + 1\nseen = k\ndel k", {"k": 5})
        self.assertEqual(evaluate("[k, seen]"), [1, 6])

    def test_names_are_deleted_imported_and_assigned_as_without_variables(self) -> None:
        code = "\n".join(
            [
                "gone = 1",
                "del gone",
                "from os.path import *",
                "import json as js",
                "annotated: int = 3",
                "for step in (1, 2): pass",
                "with open('/dev/null') as handle: pass",
                "(walrus := 7)",
                "def declare():",
                "    global declared",
                "    declared = k",
                "declare()",
                "first = declared",
                "class A: seen = declared",
            ]
        )
        execute(code, {"k": 9})
        told = evaluate(
            "[join is js, js.__name__, annotated, step, handle.closed, walrus, declared, first, A.seen]"
        )
        self.assertEqual(told, [False, "json", 3, 2, True, 7, 9, 9, 9])
        self.assertNotIn("gone", self.main)

    def test_a_global_statement_reaches_main_also_for_names_that_classes_use(self) -> None:
        execute("level = 1")
        execute(
            "class A: seen = level\ndef f():\n    global level\n    level = k\nf()\nclass B: seen = level",
            {"k": 9},
        )
        self.assertEqual(evaluate("[level, A.seen, B.seen]"), [9, 1, 9])

    def test_a_function_that_changes_main_is_seen_by_code_with_variables(self) -> None:
        execute("counter = 0\ndef step():\n    global counter\n    counter += 1")
        execute("step(); first = counter; step(); second = counter; counter = 10", {"k": 1})
        self.assertEqual(evaluate("[first, second, counter]"), [1, 2, 10])

    def test_what_was_done_before_an_exception_stays(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            execute("kept = k\ndef f():\n    global also\n    also = k\nf()\n1 / 0", {"k": 4})
        self.assertEqual(evaluate("[kept, also]"), [4, 4])

    def test_missing_names_are_name_errors(self) -> None:
        for variables in (None, {"k": 1}):
            for code in ("nothing_here", "(lambda: nothing_here)()", "[nothing_here for _ in 'a']"):
                with self.assertRaises(NameError):
                    evaluate(code, variables)
            with self.assertRaises(NameError):
                execute("del nothing_here", variables)

    def test_threads_do_not_see_each_others_variables(self) -> None:
        execute("import time\ndef slow(x):\n    time.sleep(0.001)\n    return x")
        wrong: list[Any] = []

        def run(number: int) -> None:
            for _ in range(20):
                value = evaluate("[number, slow(1), (lambda: number)()]", {"number": number})
                if value != [number, 1, number]:
                    wrong.append(value)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])


class Texts(InMain):
    def test_the_flags_of_this_package_do_not_reach_the_code(self) -> None:
        execute("def f(a: 1 + 1): ...")
        self.assertEqual(evaluate("f.__annotations__"), {"a": 2})

    def test_code_that_is_indented_as_a_whole_is_taken(self) -> None:
        execute("\n    # a comment\n    x = 1\n    if x:\n        y = 2\n")
        execute("\n\tz = 3\n\tw = 4")
        self.assertEqual(evaluate("  [x, y, z, w]\n"), [1, 2, 3, 4])
        execute("text = '''\n  kept\n'''")
        self.assertEqual(evaluate("text"), "\n  kept\n")
        for code in ("x = 1\n  y = 2", "  x = 1\ny = 2"):
            with self.assertRaises(IndentationError):
                execute(code)

    def test_tracebacks_show_the_source(self) -> None:
        execute("def fail(x):\n    return 1 / x")
        try:
            evaluate("fail(zero)", {"zero": 0})
        except ZeroDivisionError as error:
            text = traceback.format_exc()
            frames: Any = describe_exception(error)["traceback"]
        self.assertIn("return 1 / x", text)
        self.assertIn("fail(zero)", text)
        self.assertEqual([frame[3] for frame in frames[-2:]], ["fail(zero)", "return 1 / x"])

    def test_a_syntax_error_names_its_line(self) -> None:
        with self.assertRaises(SyntaxError) as caught:
            execute("x = 1\ny = = 2")
        frames: Any = describe_exception(caught.exception)["traceback"]
        self.assertEqual(frames[-1][1:], [2, "<module>", "y = = 2"])
        with self.assertRaises(SyntaxError):
            evaluate("x = 1")

    def test_what_is_kept_of_many_texts_is_bounded(self) -> None:
        linecache.clearcache()
        for number in range(1000):
            execute(f"number = {number}")
        for number in range(20):
            execute(f"text = {str(number) * 200_000!r}")
        self.assertLessEqual(len(evaluation._compiled), evaluation.MAX_TEXTS)
        self.assertLessEqual(evaluation._characters, evaluation.MAX_CHARACTERS)
        self.assertEqual(evaluation._characters, sum(len(source) for _, source in evaluation._compiled))
        kept = [name for name in linecache.cache if name.startswith("<graft.python.")]
        self.assertLessEqual(len(kept) + len(evaluation._unlent), evaluation.MAX_TEXTS)

    def test_a_text_that_comes_again_is_not_compiled_again(self) -> None:
        evaluate("1 + 2 + 3")
        count = evaluation._count
        for _ in range(10):
            evaluate("1 + 2 + 3")
        self.assertEqual(evaluation._count, count)

    def test_linecache_is_not_imported_for_code_that_raises_nothing(self) -> None:
        script = (
            "import sys\n"
            "from graftwire.host.evaluation import evaluate, execute\n"
            "execute('def fail(): return 1 / 0')\n"
            "print([name for name in ('linecache', 'inspect', 'typing', 're') if name in sys.modules])\n"
            "import traceback\n"
            "try:\n"
            "    evaluate('fail()')\n"
            "except ZeroDivisionError:\n"
            "    print('return 1 / 0' in traceback.format_exc())\n"
        )
        # Not with -c, for which CPython itself imports linecache from 3.13 on.
        run = subprocess.run(
            [sys.executable, "-S", "-B", "-"],
            input=script,
            cwd=Path(__file__).resolve().parents[2] / "python-host",
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(run.stdout.split("\n")[:2], ["[]", "True"])


class Refused(InMain):
    def test_arguments_of_other_types_are_refused(self) -> None:
        for call in (lambda: execute(5), lambda: evaluate(None), lambda: execute("x = 1", [1])):  # type: ignore[arg-type]
            with self.assertRaises(GraftError) as caught:
                call()
            self.assertEqual(caught.exception.code, "invalid-argument")
        with self.assertRaises(GraftError):
            execute("x = 1", {1: 2})  # type: ignore[dict-item]


if __name__ == "__main__":
    unittest.main()
