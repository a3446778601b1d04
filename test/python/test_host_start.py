"""Starting the hosted side: what it sets up, and what it does not import."""

from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

PYTHON_HOST = str(Path(__file__).resolve().parents[2] / "python-host")


def run(body: str, *options: str) -> str:
    script = f"import sys\nsys.path.insert(0, {PYTHON_HOST!r})\n{body}"
    done = subprocess.run(
        [sys.executable, "-B", *options, "-c", script], capture_output=True, text=True, timeout=60
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout.strip()


class Start(unittest.TestCase):
    def test_starting_imports_only_itself_and_what_cpython_has_built_in(self) -> None:
        told = run(
            "import os\n"
            "before = set(sys.modules)\n"
            "import graftwire.host\n"
            "graftwire.host.start({'write': None})\n"
            "for name in sorted(set(sys.modules) - before):\n"
            "    if name not in sys.builtin_module_names: print(name)",
            "-S",
        )
        self.assertEqual(
            told.split(),
            [
                *["graftwire", "graftwire.host", "graftwire.host.registry", "graftwire.host.start"],
                *["graftwire.host.stdio", "graftwire.host.stop"],
            ],
        )

    def test_loading_and_describing_a_function_imports_nothing_of_the_standard_library(self) -> None:
        told = run(
            "import os\n"
            "from graftwire.host import resolve, start\n"
            "start({})\n"
            "before = set(sys.modules)\n"
            "sys.modules['plain'] = type(sys)('plain')\n"
            "exec('def f(a: int, *, b=1): ...', sys.modules['plain'].__dict__)\n"
            "resolve('graftwire.host:load')[1]('plain', 'module')\n"
            "resolve('graftwire.host:member')[1]('plain', 'f')\n"
            "for name in sorted(set(sys.modules) - before - {'plain'}):\n"
            "    if not name.startswith('graftwire.'): print(name)",
            "-S",
        )
        self.assertEqual(told, "")

    def test_there_is_a_sys_argv(self) -> None:
        body = "from graftwire.host import start\nstart({})\nprint(sys.argv)"
        self.assertEqual(run(body), "['graftwire']")
        self.assertEqual(run(body.replace("{}", "{'argv': ['app', '-x']}")), "['app', '-x']")
        usage = "import argparse; print(argparse.ArgumentParser().format_usage())"
        self.assertIn("usage: graftwire", run(body + "\n" + usage))

    def test_dlopen_flags_are_set_where_they_are_asked_for(self) -> None:
        body = "import os\nfrom graftwire.host import start\nstart(%s)\nprint(sys.getdlopenflags() == %s)"
        self.assertEqual(
            run(body % ("{'dlopenFlags': os.RTLD_NOW | os.RTLD_GLOBAL}", "os.RTLD_NOW | os.RTLD_GLOBAL")),
            "True",
        )

    def test_the_host_says_what_it_runs_in(self) -> None:
        told = run(
            "import json\nfrom graftwire.host import resolve\n"
            "info = resolve('graftwire.host:info')[1]()\n"
            "assert info['version'].split('.')[:2] == [str(part) for part in sys.version_info[:2]]\n"
            "for name in ('executable', 'prefix', 'base_prefix', 'path'):\n"
            "    assert info[name] == getattr(sys, name), name\n"
            "json.dumps(info)\n"
            "print('ok')"
        )
        self.assertEqual(told, "ok")


if __name__ == "__main__":
    unittest.main()
