"""What an exception frame says of a Python exception."""

from __future__ import annotations

import gc
import sys
import unittest
import weakref
from pathlib import Path
from typing import Any, Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.errors import GraftError
from graftwire.host import describe_exception, resolve
from graftwire.host.loading import load


def raised(function: Callable[..., object], *args: object) -> BaseException:
    try:
        function(*args)
    except BaseException as error:
        # Without this frame, which is not what a test is about.
        return error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
    raise AssertionError(f"{function} raised nothing")


def raising(error: BaseException) -> dict[str, Any]:
    def throw() -> None:
        raise error

    return describe_exception(raised(throw))


class Types(unittest.TestCase):
    def test_built_in_classes_have_their_bare_names(self) -> None:
        told = raising(KeyError("name"))
        self.assertEqual((told["code"], told["runtime"]), ("exception", "cpython"))
        self.assertEqual(told["message"], "'name'")
        self.assertEqual(told["type"], "KeyError")
        self.assertEqual(told["mro"], ["KeyError", "LookupError", "Exception", "BaseException"])

    def test_other_classes_have_their_full_names(self) -> None:
        class RefusedError(ValueError):
            pass

        told = raising(RefusedError("no"))
        name = f"{__name__}.Types.test_other_classes_have_their_full_names.<locals>.RefusedError"
        self.assertEqual(told["type"], name)
        self.assertEqual(told["mro"], [name, "ValueError", "Exception", "BaseException"])

    def test_a_graft_error_keeps_its_code_path_and_remedy_apart_from_its_message(self) -> None:
        told = raising(GraftError("unsupported-value", "No.", path="args[0].when", remedy="Send text."))
        self.assertEqual(told["code"], "unsupported-value")
        self.assertEqual(told["message"], "No.")
        self.assertEqual((told["path"], told["remedy"]), ("args[0].when", "Send text."))
        self.assertNotIn("fields", told)
        self.assertNotIn("path", raising(GraftError("malformed", "No.")))

    def test_names_of_classes_are_not_mixed_up_and_classes_not_kept(self) -> None:
        def make(name: str) -> type[Exception]:
            return type(name, (Exception,), {})

        gone = []
        for number in range(200):
            cls = make(f"Made{number}")
            self.assertTrue(raising(cls())["type"].endswith(f".Made{number}"))
            gone.append(weakref.ref(cls))
            del cls
            gc.collect(0)
        gc.collect()
        self.assertEqual([ref() for ref in gone if ref() is not None], [])


class Messages(unittest.TestCase):
    def test_a_message_that_cannot_be_made_has_a_stand_in(self) -> None:
        class BrokenError(Exception):
            def __str__(self) -> str:
                raise SystemExit

        told = raising(BrokenError())
        self.assertRegex(told["message"], r"<.*BrokenError whose str\(\) failed>")
        self.assertEqual(told["traceback"][-1][2], "throw")

    def test_a_message_is_a_plain_str_that_can_cross(self) -> None:
        class Text(str):
            pass

        class OddError(Exception):
            def __str__(self) -> str:
                return Text("odd")

        message = raising(OddError())["message"]
        self.assertEqual((message, type(message)), ("odd", str))
        self.assertEqual(raising(ValueError("\ud83d\ude00 \ud800 é"))["message"], "\U0001f600 \ud800 é")

    def test_an_exception_that_lies_about_itself_is_still_described(self) -> None:
        class LyingError(Exception):
            @property
            def __traceback__(self) -> Any:
                raise RuntimeError

        told = describe_exception(LyingError("text"))
        self.assertEqual((told["code"], told["type"]), ("exception", "LyingError"))
        self.assertEqual(told["traceback"], [])


class Fields(unittest.TestCase):
    def test_scalars_among_the_attributes_are_fields(self) -> None:
        class RefusedError(Exception):
            pass

        error = RefusedError("no")
        error.__dict__.update(
            {
                "code": 7,
                "ratio": 0.5,
                "why": "x",
                "raw": b"y",
                "none": None,
                "yes": True,
                "other": [],
                "big": 2**70,
            }
        )
        self.assertEqual(
            raising(error)["fields"],
            {"code": 7, "ratio": 0.5, "why": "x", "raw": b"y", "none": None, "yes": True, "big": 2**70},
        )

    def test_what_built_in_classes_keep_elsewhere_are_fields_too(self) -> None:
        missing = describe_exception(raised(open, "/no/such/file"))
        self.assertEqual(
            missing["fields"],
            {"errno": 2, "strerror": "No such file or directory", "filename": "/no/such/file"},
        )
        self.assertEqual(raising(ImportError("x", name="a", path="b"))["fields"], {"name": "a", "path": "b"})
        self.assertEqual(raising(SystemExit(3))["fields"], {"code": 3})
        self.assertNotIn("fields", raising(ValueError("x")))


class Tracebacks(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree().__enter__()
        self.addCleanup(self.tree.__exit__)

    def test_frames_are_told_outermost_first_with_their_source_lines(self) -> None:
        file = self.tree.write(
            "et_lines.py", "def outer():\n    return inner(1)\n\n\ndef inner(x):\n    raise ValueError(x)\n"
        )
        load(file, "file")
        told = describe_exception(raised(resolve("et_lines:outer")[1]))  # type: ignore[arg-type]
        self.assertEqual(
            told["traceback"],
            [[file, 2, "outer", "return inner(1)"], [file, 6, "inner", "raise ValueError(x)"]],
        )

    def test_the_hosts_own_frames_and_the_import_systems_are_left_out(self) -> None:
        file = self.tree.write("et_body.py", "import et_inner\n")
        inner = self.tree.write("et_inner.py", "1 / 0\n")
        told = describe_exception(raised(load, file, "file"))
        self.assertEqual(
            told["traceback"], [[file, 1, "<module>", "import et_inner"], [inner, 1, "<module>", "1 / 0"]]
        )
        for code in ("1 / 0", "\n  x = 2\n  1 / 0\n"):
            execute: Any = resolve("graftwire.host:exec")[1]
            [[name, line, function, source]] = describe_exception(raised(execute, code))["traceback"]
            self.assertRegex(name, r"^<graft\.python\.exec \d+>$")
            self.assertEqual((line, function, source), (code.count("\n") or 1, "<module>", "1 / 0"))

    def test_a_syntax_error_ends_with_the_line_at_fault(self) -> None:
        file = self.tree.write("et_syntax.py", "x = 1\n    y = (\n")
        told = describe_exception(raised(load, file, "file"))
        self.assertEqual(told["type"], "IndentationError")
        self.assertEqual(told["traceback"], [[file, 2, "<module>", "y = ("]])

    def test_an_edited_file_shows_its_new_lines_after_a_while(self) -> None:
        from graftwire.host import source_lines

        file = self.tree.write("et_edited.py", "old = 1\n")
        self.assertEqual(source_lines.source_line(file, 1, {}), "old = 1")
        self.tree.write("et_edited.py", "new = 123456\n")
        fresh, source_lines.FRESH_SECONDS = source_lines.FRESH_SECONDS, 0.0
        self.addCleanup(setattr, source_lines, "FRESH_SECONDS", fresh)
        source_lines._lines.clear()
        self.assertEqual(source_lines.source_line(file, 1, {}), "new = 123456")

    def test_files_that_are_not_there_or_not_text_have_no_lines(self) -> None:
        from graftwire.host.source_lines import source_line

        binary = self.tree.root / "binary.py"
        binary.write_bytes(b"\xff\xfe\x00" * 10)
        for name in ("/no/such/file.py", str(binary), "<string>", ""):
            self.assertIsNone(source_line(name, 1, {}))

    def test_code_that_a_loader_knows_has_its_lines(self) -> None:
        import zipfile

        archive = self.tree.root / "code.zip"
        with zipfile.ZipFile(archive, "w") as written:
            written.writestr("et_zipped.py", "def fail():\n    raise ValueError('zipped')\n")
        sys.path.append(str(archive))
        load("et_zipped", "module")
        told = describe_exception(raised(resolve("et_zipped:fail")[1]))  # type: ignore[arg-type]
        self.assertEqual(told["traceback"][-1][3], "raise ValueError('zipped')")

    def test_of_a_runaway_recursion_both_ends_are_told(self) -> None:
        def again(depth: int) -> None:
            again(depth + 1)

        told = describe_exception(raised(again, 0))
        frames = told["traceback"]
        self.assertEqual(told["type"], "RecursionError")
        self.assertEqual(len(frames), 101)
        self.assertRegex(frames[20][2], r"^\(\d+ frames left out\)$")
        self.assertEqual(frames[20][:2], ["", 0])
        self.assertEqual({frame[2] for frame in frames[:20] + frames[21:]}, {"again"})


class Chains(unittest.TestCase):
    def test_a_cause_is_told_and_hides_the_context(self) -> None:
        def fail() -> None:
            try:
                raise KeyError("inner")
            except KeyError as error:
                raise ValueError("outer") from error

        told = describe_exception(raised(fail))
        self.assertEqual(told["cause"]["type"], "KeyError")
        self.assertTrue(told["cause"]["traceback"])
        self.assertNotIn("context", told)

    def test_a_context_is_told_unless_it_was_suppressed(self) -> None:
        def fail(is_suppressed: bool) -> None:
            try:
                raise KeyError("inner")
            except KeyError:
                if is_suppressed:
                    raise ValueError("outer") from None
                raise ValueError("outer")  # noqa: B904

        self.assertEqual(describe_exception(raised(fail, False))["context"]["type"], "KeyError")
        told = describe_exception(raised(fail, True))
        self.assertNotIn("context", told)
        self.assertNotIn("cause", told)

    def test_a_circle_of_causes_ends(self) -> None:
        one, two = ValueError("one"), ValueError("two")
        one.__cause__, two.__cause__ = two, one
        told = describe_exception(one)
        self.assertEqual(told["cause"]["message"], "two")
        self.assertNotIn("cause", told["cause"])

    def test_a_long_chain_is_told_eight_deep(self) -> None:
        error = first = ValueError("0")
        for number in range(1, 100):
            error.__cause__ = ValueError(str(number))
            error = error.__cause__  # type: ignore[assignment]
        told, depth = describe_exception(first), 0
        while "cause" in told:
            told, depth = told["cause"], depth + 1  # type: ignore[assignment]
        self.assertEqual(depth, 8)


class Memory(unittest.TestCase):
    def test_nothing_of_the_exception_is_kept(self) -> None:
        class Witness:
            pass

        witnesses = []

        def fail() -> None:
            witness = Witness()
            witnesses.append(weakref.ref(witness))
            raise ValueError(witness)

        error: BaseException | None = raised(fail)
        assert error is not None
        told = describe_exception(error)
        error = None
        # Not by a collection: the last reference must have been that one.
        self.assertIsNone(witnesses[0]())
        self.assertEqual(told["type"], "ValueError")

    def test_describing_again_and_again_allocates_nothing_that_stays(self) -> None:
        def fail() -> None:
            raise ValueError("text")

        for _ in range(100):
            describe_exception(raised(fail))
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(2000):
            describe_exception(raised(fail))
        gc.collect()
        self.assertLess(len(gc.get_objects()) - before, 100)


if __name__ == "__main__":
    unittest.main()
