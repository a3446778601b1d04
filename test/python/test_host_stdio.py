"""sys.stdout and sys.stderr of the hosted side, each test in a process with real pipes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import unittest
from pathlib import Path

PYTHON_HOST = str(Path(__file__).resolve().parents[2] / "python-host")

#: Stands for the addon: it says "no" on other threads, as that does, and marks what came through it.
SINK = f"""
import os, sys, threading
sys.path.insert(0, {PYTHON_HOST!r})
from graftwire.host import start
host_thread = threading.get_ident()
def write(fd, data):
    assert type(data) is bytes
    if threading.get_ident() != host_thread:
        return False
    os.write(fd, b"[" + data + b"]")
    return True
"""


def run(
    body: str, *, sink: str = "write", env: dict[str, str] | None = None, code: int = 0
) -> tuple[bytes, bytes]:
    """What a process that starts the host and runs ``body`` prints to stdout and stderr."""
    script = f"{SINK}\nstart({{'write': {sink}}})\n{textwrap.dedent(body)}"
    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        capture_output=True,
        timeout=60,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"},
            **(env or {}),
        },
    )
    if done.returncode != code:
        raise AssertionError(f"{done.returncode}: {done.stderr.decode()}")
    return done.stdout, done.stderr


class ThroughTheHost(unittest.TestCase):
    def test_every_piece_of_text_appears_at_once(self) -> None:
        out, err = run(
            """
            print("one", end="")
            os.write(1, b"<node>")
            sys.stdout.write("two")
            os.write(1, b"<node>")
            sys.stdout.buffer.write(b"three")
            os.write(1, b"<node>")
            print("four", file=sys.stderr, end="")
            os.write(2, b"<node>")
            """
        )
        self.assertEqual(out, b"[one]<node>[two]<node>[three]<node>")
        self.assertEqual(err, b"[four]<node>")

    def test_nothing_is_printed_twice_or_lost_at_the_end(self) -> None:
        self.assertEqual(run("sys.stdout.write('last')")[0], b"[last]")
        self.assertEqual(
            run("import atexit; atexit.register(lambda: sys.stdout.write('last'))")[0], b"[last]"
        )

    def test_other_threads_write_to_the_descriptor(self) -> None:
        out, _ = run(
            """
            thread = threading.Thread(target=lambda: sys.stdout.write("other"))
            thread.start(); thread.join()
            sys.stdout.write("own")
            """
        )
        self.assertEqual(out, b"other[own]")

    def test_a_forked_child_writes_to_the_descriptor(self) -> None:
        out, _ = run(
            """
            child = os.fork()
            if child == 0:
                sys.stdout.write("child")
                os._exit(0)
            os.waitpid(child, 0)
            sys.stdout.write("parent")
            """
        )
        self.assertEqual(out, b"child[parent]")

    def test_a_child_forked_while_another_thread_prints_can_print(self) -> None:
        for sink in ("write", "None"):
            out, _ = run(
                """
                stop = False
                def chatter():
                    while not stop:
                        sys.stderr.write("x" * 10_000)
                thread = threading.Thread(target=chatter)
                thread.start()
                children = []
                for _ in range(20):
                    child = os.fork()
                    if child == 0:
                        sys.stdout.write("c")
                        os._exit(0)
                    children.append(child)
                for child in children:
                    os.waitpid(child, 0)
                stop = True
                thread.join()
                """,
                sink=sink,
            )
            self.assertEqual(out.replace(b"[c]", b"c"), b"c" * 20)

    def test_bytes_like_objects_and_empty_writes_are_taken(self) -> None:
        out, _ = run(
            """
            import array
            sizes = [sys.stdout.buffer.write(data) for data in
                     (bytearray(b"ab"), memoryview(b"abcd")[::2], array.array("H", [0x4141]), b"")]
            assert sizes == [2, 2, 2, 0], sizes
            print("", end="")
            """
        )
        self.assertEqual(out, b"[ab][ac][AA]")

    def test_logging_and_warnings_go_through_the_host(self) -> None:
        _, err = run("import logging, warnings; logging.warning('logged'); warnings.warn('warned')")
        self.assertIn(b"[WARNING:root:logged\n]", err)
        self.assertIn(b"UserWarning: warned", err)
        self.assertNotIn(b"Traceback", err)


class ToTheDescriptor(unittest.TestCase):
    def test_without_a_host_everything_is_written_there(self) -> None:
        out, err = run("print('out'); print('err', file=sys.stderr)", sink="None")
        self.assertEqual((out, err), (b"out\n", b"err\n"))

    def test_writes_of_several_threads_do_not_interleave(self) -> None:
        out, _ = run(
            """
            def chatter(letter):
                for _ in range(50):
                    sys.stdout.write(letter * 100_000 + "\\n")
            threads = [threading.Thread(target=chatter, args=(letter,)) for letter in "abcd"]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """,
            sink="None",
        )
        lines = out.splitlines()
        self.assertEqual(len(lines), 200)
        self.assertEqual({(len(line), len(set(line))) for line in lines}, {(100_000, 1)})

    def test_a_full_pipe_that_does_not_block_is_waited_for(self) -> None:
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        script = f"{SINK}\nstart({{}})\nsys.stdout.write('x' * 2_000_000)\n"
        process = subprocess.Popen([sys.executable, "-B", "-c", script], stdout=writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(data, b"x" * 2_000_000)

    def test_a_reader_that_is_gone_is_a_broken_pipe(self) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        script = (
            f"{SINK}\nstart({{}})\n"
            "try: print('x')\n"
            "except BrokenPipeError: print('broken', file=sys.stderr)\n"
        )
        done = subprocess.run(
            [sys.executable, "-B", "-c", script], stdout=writing, stderr=subprocess.PIPE, timeout=60
        )
        os.close(writing)
        self.assertEqual((done.returncode, done.stderr), (0, b"broken\n"))


class AsStreams(unittest.TestCase):
    def test_they_are_what_libraries_expect_of_standard_streams(self) -> None:
        run(
            """
            import io
            for fd, stream in ((1, sys.stdout), (2, sys.stderr)):
                assert isinstance(stream, io.TextIOWrapper)
                assert isinstance(stream.buffer, io.RawIOBase)
                assert (stream.fileno(), stream.isatty(), stream.encoding) == (fd, False, "utf-8")
                assert (stream.writable(), stream.readable(), stream.seekable()) == (True, False, False)
                assert stream.name == ("<stdout>", "<stderr>")[fd - 1] and stream.mode == "w"
                stream.flush()
                repr(stream), repr(stream.buffer)
            assert sys.stdout is sys.__stdout__ and sys.stderr is sys.__stderr__
            assert (sys.stdout.errors, sys.stderr.errors) == ("strict", "backslashreplace")
            sys.stdout.reconfigure(errors="replace", line_buffering=True)
            print("\\ud800", flush=True)
            """
        )

    @unittest.skipUnless(hasattr(os, "openpty"), "no pseudo-terminals here")
    def test_a_terminal_is_one(self) -> None:
        leader, follower = os.openpty()
        script = f"{SINK}\nstart({{}})\nsys.stderr.write(str(sys.stdout.isatty()))\n"
        done = subprocess.run(
            [sys.executable, "-B", "-c", script], stdout=follower, stderr=subprocess.PIPE, timeout=60
        )
        os.close(leader)
        os.close(follower)
        self.assertEqual(done.stderr, b"True")

    def test_closing_them_leaves_the_descriptors_open(self) -> None:
        out, _ = run(
            """
            sys.stdout.close()
            try: sys.stdout.write("x")
            except ValueError: os.write(1, b"still open")
            """
        )
        self.assertEqual(out, b"still open")

    def test_child_processes_can_be_given_them(self) -> None:
        out, err = run(
            """
            import subprocess
            subprocess.run([sys.executable, "-c", "print('from the child')"], stdout=sys.stdout, check=True)
            subprocess.run([sys.executable, "-c", "print('and here')"], stdout=sys.stderr, check=True)
            """
        )
        self.assertEqual((out, err), (b"from the child\n", b"and here\n"))

    def test_faulthandler_works_with_them(self) -> None:
        _, err = run(
            "import faulthandler; faulthandler.enable(); faulthandler.dump_traceback()\n"
            "faulthandler._sigabrt()",
            code=-6,
        )
        self.assertIn(b"Current thread", err)
        self.assertIn(b"Fatal Python error: Aborted", err)

    def test_output_can_be_redirected_and_prompts_shown(self) -> None:
        out, _ = run(
            """
            import contextlib, io
            with contextlib.redirect_stdout(io.StringIO()) as captured:
                print("hidden")
            assert captured.getvalue() == "hidden\\n"
            sys.stdin = io.StringIO("answer\\n")
            assert input("question? ") == "answer"
            """
        )
        self.assertEqual(out, b"[question? ]")


class Encodings(unittest.TestCase):
    def test_text_is_utf_8_whatever_the_locale(self) -> None:
        body = "print('\\u00e4\\U0001f600', end='')"
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
            self.assertEqual(run(body, env=env)[0], "[ä\U0001f600]".encode())

    def test_what_cannot_be_encoded_raises_on_stdout_and_is_escaped_on_stderr(self) -> None:
        out, err = run(
            """
            try: print("\\ud800")
            except UnicodeEncodeError: print("strict", end="")
            print("\\ud800", end="", file=sys.stderr)
            """
        )
        self.assertEqual((out, err), (b"[strict]", b"[\\ud800]"))

    def test_pythonioencoding_is_respected(self) -> None:
        body = "print('\\u00e4', end=''); print('\\u20ac', end='', file=sys.stderr)"
        self.assertEqual(run(body, env={"PYTHONIOENCODING": "latin-1"}), (b"[\xe4]", b"[\\u20ac]"))
        self.assertEqual(
            run("print('\\u20ac', end='')", env={"PYTHONIOENCODING": "ascii:replace"})[0], b"[?]"
        )
        self.assertEqual(run("print('\\ud800', end='')", env={"PYTHONIOENCODING": ":replace"})[0], b"[?]")


if __name__ == "__main__":
    unittest.main()
