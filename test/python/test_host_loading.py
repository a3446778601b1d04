"""Loading modules from files, folders and names, and the names that they get."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import textwrap
import threading
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.errors import GraftError
from graftwire.host import resolve
from graftwire.host.loading import load

PYTHON_HOST = str(Path(__file__).resolve().parents[2] / "python-host")


class InSourceTree(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree().__enter__()
        self.addCleanup(self.tree.__exit__)

    def load(self, path: str) -> Any:
        """The module that loading a file of the tree gives."""
        return sys.modules[str(load(str(self.tree.root / path), "file")["name"])]

    def assert_refused(self, code: str, source: str, kind: str = "file") -> GraftError:
        with self.assertRaises(GraftError) as caught:
            load(source, kind)
        self.assertEqual(caught.exception.code, code)
        return caught.exception


class Files(InSourceTree):
    def test_a_file_gets_its_ordinary_name_and_its_members_can_be_invoked(self) -> None:
        file = self.tree.write("lt_plain.py", "def double(x): return 2 * x\nrate = 3\n_hidden = 1\n")
        outline = load(file, "file")
        self.assertEqual(
            outline,
            {
                "name": "lt_plain",
                "file": file,
                "doc": None,
                "members": {"double": "function", "rate": "attribute"},
            },
        )
        kind, double, _ = resolve("lt_plain:double")
        self.assertEqual((kind, double(4)), ("function", 8))  # type: ignore[operator]
        self.assertEqual(resolve("lt_plain:rate"), ("attribute", sys.modules["lt_plain"], "rate"))

    def test_a_file_is_run_once_also_through_a_symlink_and_by_its_import_name(self) -> None:
        file = self.tree.write("lt_once.py", "import sys\nsys.lt_runs = getattr(sys, 'lt_runs', 0) + 1\n")
        self.tree.write("other/readme.txt")
        os.symlink(file, self.tree.root / "other" / "lt_alias.py")
        first = self.load("lt_once.py")
        self.assertIs(self.load("other/lt_alias.py"), first)
        self.assertIs(sys.modules[str(load("lt_once", "module")["name"])], first)
        self.assertEqual(sys.lt_runs, 1)  # type: ignore[attr-defined]

    def test_siblings_are_importable(self) -> None:
        self.tree.write("lt_sibling.py", "value = 5\n")
        self.tree.write("lt_main.py", "from lt_sibling import value\n")
        self.assertEqual(self.load("lt_main.py").value, 5)

    def test_a_sibling_never_shadows_the_standard_library(self) -> None:
        self.tree.write("colorsys.py", "wrong = True\n")
        self.tree.write("lt_shadow.py", "import colorsys\n")
        self.assertFalse(hasattr(self.load("lt_shadow.py").colorsys, "wrong"))

    def test_the_root_is_searched_after_the_standard_library_and_before_installed_packages(self) -> None:
        self.tree.write("lt_order.py")
        self.load("lt_order.py")
        entries = [os.path.realpath(entry) for entry in sys.path]
        position = entries.index(str(self.tree.root))
        library = os.path.realpath(os.path.dirname(os.__file__))
        self.assertLess(entries.index(library), position)
        installed = [index for index, entry in enumerate(entries) if entry.endswith("site-packages")]
        self.assertTrue(all(position < index for index in installed))

    def test_a_file_named_like_a_module_of_the_standard_library_gets_a_name_of_its_own(self) -> None:
        file = self.tree.write("random.py", "mine = True\n")
        module = self.load("random.py")
        self.assertTrue(module.mine)
        self.assertRegex(module.__name__, r"^random_[0-9a-f]{8}$")
        self.assertIsNot(sys.modules.get("random"), module)
        self.assertIs(self.load("random.py"), module)
        self.assertIs(resolve(f"{module.__name__}:mine")[1], module)
        self.assertEqual(module.__file__, file)

    def test_the_module_whose_name_is_taken_is_not_even_imported(self) -> None:
        sys.modules.pop("tabnanny", None)
        self.tree.write("tabnanny.py", "mine = True\n")
        self.assertTrue(self.load("tabnanny.py").mine)
        self.assertNotIn("tabnanny", sys.modules)

    def test_equal_stems_in_two_folders_are_two_modules(self) -> None:
        self.tree.write("one/lt_equal.py", "number = 1\n")
        self.tree.write("two/lt_equal.py", "number = 2\n")
        one, two = self.load("one/lt_equal.py"), self.load("two/lt_equal.py")
        self.assertEqual((one.number, two.number), (1, 2))
        self.assertEqual(one.__name__, "lt_equal")
        self.assertRegex(two.__name__, r"^lt_equal_[0-9a-f]{8}$")

    def test_stems_that_are_no_identifiers_are_cleaned(self) -> None:
        for stem, cleaned in (("lt-my-stats", "lt_my_stats"), ("2024", "_2024"), ("lt.dotted", "lt_dotted")):
            self.tree.write(f"{stem}.py", "number = 1\n")
            module = self.load(f"{stem}.py")
            self.assertRegex(module.__name__, rf"^{cleaned}_[0-9a-f]{{8}}$")
            self.assertTrue(module.__name__.isidentifier())

    def test_stems_beyond_ascii_are_ordinary_names(self) -> None:
        self.tree.write("lt_größe.py", "number = 1\n")
        self.assertEqual(self.load("lt_größe.py").__name__, "lt_größe")

    def test_a_name_of_its_own_is_the_same_in_every_process(self) -> None:
        self.tree.write("random.py", "mine = True\n")
        name = self.load("random.py").__name__
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); from graftwire.host.loading import load;"
            "print(load(sys.argv[2], 'file')['name'])"
        )
        run = subprocess.run(
            [sys.executable, "-B", "-c", script, PYTHON_HOST, str(self.tree.root / "random.py")],
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(run.stdout.strip(), name)

    def test_a_file_written_a_moment_ago_is_found(self) -> None:
        for number in range(3):
            self.tree.write(f"lt_fresh_{number}.py")
            # As on a file system whose times are coarse: the folder does not look changed.
            os.utime(self.tree.root, (1_000_000_000, 1_000_000_000))
            self.assertEqual(self.load(f"lt_fresh_{number}.py").__name__, f"lt_fresh_{number}")

    def test_what_the_body_raises_comes_through_and_the_module_can_be_loaded_again(self) -> None:
        for stem, name in (("lt_raising", "lt_raising"), ("lt-failing", "lt_failing")):
            file = self.tree.write(f"{stem}.py", "raise LookupError('no')\n")
            with self.assertRaisesRegex(LookupError, "no"):
                load(file, "file")
            self.assertFalse([other for other in sys.modules if other.startswith(name)])
            self.tree.write(f"{stem}.py", "number = 12345\n")
            self.assertEqual(self.load(f"{stem}.py").number, 12345)

    def test_a_syntax_error_comes_through(self) -> None:
        file = self.tree.write("lt_syntax.py", "def (:\n")
        with self.assertRaises(SyntaxError) as caught:
            load(file, "file")
        self.assertEqual((caught.exception.filename, caught.exception.lineno), (file, 1))

    def test_a_missing_import_inside_is_the_modules_own_error(self) -> None:
        file = self.tree.write("lt_needy.py", "import lt_nowhere\n")
        with self.assertRaises(ModuleNotFoundError) as caught:
            load(file, "file")
        self.assertEqual(caught.exception.name, "lt_nowhere")

    def test_sources_that_are_no_module_are_refused_with_a_remedy(self) -> None:
        self.tree.write("plain/readme.txt")
        self.tree.write("notes.txt")
        missing = self.assert_refused("module-not-found", str(self.tree.root / "lt_missing.py"))
        self.assertIn("lt_missing.py", str(missing))
        for path in ("plain", "notes.txt"):
            error = self.assert_refused("invalid-source", str(self.tree.root / path))
            self.assertIn(path, error.message)
            self.assertTrue(error.remedy)

    def test_a_module_may_put_something_else_in_its_place(self) -> None:
        self.tree.write(
            "lt_replaced.py",
            """
            import sys

            class Instead:
                \"\"\"Instead of a module.\"\"\"
                number = 7

                def __init__(self):
                    self.double = lambda: 14

            sys.modules[__name__] = Instead()
            """,
        )
        outline = load(str(self.tree.root / "lt_replaced.py"), "file")
        self.assertEqual(outline["members"], {"double": "function"})
        self.assertEqual(resolve("lt_replaced:double")[1](), 14)  # type: ignore[operator]


class Packages(InSourceTree):
    def test_a_package_is_loaded_by_its_folder_or_its_init(self) -> None:
        self.tree.write("lt_pack/__init__.py", "from .part import number\n")
        self.tree.write("lt_pack/part.py", "number = 4\n")
        module = self.load("lt_pack")
        self.assertEqual((module.__name__, module.number), ("lt_pack", 4))
        self.assertIs(self.load("lt_pack/__init__.py"), module)

    def test_a_file_in_a_package_is_a_submodule_with_relative_imports(self) -> None:
        self.tree.write("lt_deep/__init__.py", "number = 1\n")
        self.tree.write("lt_deep/inner/__init__.py", "number = 2\n")
        self.tree.write("lt_deep/inner/leaf.py", "from .. import number as outer\nfrom . import number\n")
        leaf = self.load("lt_deep/inner/leaf.py")
        self.assertEqual((leaf.__name__, leaf.outer, leaf.number), ("lt_deep.inner.leaf", 1, 2))
        self.assertIn(str(self.tree.root), sys.path)
        self.assertNotIn(str(self.tree.root / "lt_deep"), sys.path)

    def test_relative_imports_work_in_a_package_whose_name_is_taken_or_none(self) -> None:
        for folder, cleaned in (("json", "json"), ("lt-pack", "lt_pack")):
            self.tree.write(f"{folder}/__init__.py", "number = 3\n")
            self.tree.write(f"{folder}/leaf.py", "from . import number\n")
            self.tree.write(f"{folder}/odd-leaf.py", "from .leaf import number\n")
            leaf, odd = self.load(f"{folder}/leaf.py"), self.load(f"{folder}/odd-leaf.py")
            self.assertRegex(leaf.__name__, rf"^{cleaned}_[0-9a-f]{{8}}\.leaf$")
            self.assertRegex(odd.__name__, rf"^{cleaned}_[0-9a-f]{{8}}\.odd_leaf_[0-9a-f]{{8}}$")
            self.assertEqual((leaf.number, odd.number), (3, 3))

    def test_submodules_that_only_all_names_are_members(self) -> None:
        self.tree.write("lt_lazy/__init__.py", "__all__ = ['part', 'number']\nnumber = 1\n")
        self.tree.write("lt_lazy/part.py", "number = 2\n")
        outline = load(str(self.tree.root / "lt_lazy"), "file")
        self.assertEqual(outline["members"], {"number": "attribute", "part": "lazy"})
        self.assertNotIn("lt_lazy.part", sys.modules)
        kind, owner, name = resolve("lt_lazy:part")
        self.assertEqual((kind, name), ("attribute", "part"))
        self.assertEqual(owner.part.number, 2)  # type: ignore[attr-defined]


class Names(InSourceTree):
    def test_modules_are_loaded_by_name(self) -> None:
        for name in ("statistics", "xml.etree.ElementTree", "os.path", "sys"):
            self.assertEqual(load(name, "module")["name"], name)
        self.assertEqual(resolve("statistics:mean")[1]([1, 2, 3]), 2)  # type: ignore[operator]
        self.assertEqual(resolve("os.path:join")[1], os.path.join)

    def test_a_missing_module_says_what_was_looked_for_and_where(self) -> None:
        for name in ("lt_absent", "lt_absent.inner", "json.lt_absent", "sys.lt_absent"):
            error = self.assert_refused("module-not-found", name, "module")
            self.assertIn(repr(name), error.message)
            self.assertIn(sys.executable, error.message)
            self.assertTrue(error.remedy)
            self.assertIsNone(error.__cause__)

    def test_a_missing_import_inside_is_the_modules_own_error(self) -> None:
        self.tree.write("lt_by_name.py", "import lt_nowhere.else_\n")
        sys.path.append(str(self.tree.root))
        with self.assertRaises(ModuleNotFoundError) as caught:
            load("lt_by_name", "module")
        self.assertEqual(caught.exception.name, "lt_nowhere")

    def test_texts_that_are_no_module_names_are_refused(self) -> None:
        for name in ("", ".", ".relative", "a..b", "a.", "nul\0"):
            self.assert_refused("invalid-source", name, "module")
        self.assert_refused("invalid-argument", "statistics", "neither")


class Threads(InSourceTree):
    def test_threads_that_load_the_same_file_get_the_same_finished_module(self) -> None:
        for stem in ("lt_threads", "lt-threads"):
            self.tree.write(
                f"{stem}.py",
                """
                import sys, time
                sys.lt_bodies = getattr(sys, 'lt_bodies', 0) + 1
                time.sleep(0.05)
                done = True
                """,
            )
            barrier = threading.Barrier(8)
            found: list[Any] = []

            def run(stem: str = stem, barrier: threading.Barrier = barrier, found: list[Any] = found) -> None:
                barrier.wait()
                module = self.load(f"{stem}.py")
                found.append((module, getattr(module, "done", False)))

            threads = [threading.Thread(target=run) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(len(found), 8)
            self.assertEqual(len({id(module) for module, _ in found}), 1)
            self.assertTrue(all(done for _, done in found))
        self.assertEqual(sys.lt_bodies, 2)  # type: ignore[attr-defined]

    def test_files_of_one_stem_in_many_folders_never_mix(self) -> None:
        for number in range(8):
            self.tree.write(f"folder{number}/lt_mixed.py", f"number = {number}\n")
        barrier = threading.Barrier(8)
        found: dict[int, int] = {}

        def run(number: int) -> None:
            barrier.wait()
            found[number] = self.load(f"folder{number}/lt_mixed.py").number

        threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, {number: number for number in range(8)})

    def test_a_name_that_is_taken_at_the_last_moment_is_noticed(self) -> None:
        file = self.tree.write("lt_moment.py", "mine = True\n")
        other = self.tree.write("elsewhere/lt_moment.py", "mine = False\n")

        class Latecomer:
            """Knows the name from the second time on that it is asked."""

            asked = 0

            @classmethod
            def find_spec(cls, name: str, path: object = None, target: object = None) -> Any:
                if name != "lt_moment":
                    return None
                cls.asked += 1
                return importlib.util.spec_from_file_location(name, other) if cls.asked > 1 else None

        sys.meta_path.insert(0, Latecomer)
        self.addCleanup(sys.meta_path.remove, Latecomer)
        module = self.load("lt_moment.py")
        self.assertTrue(module.mine)
        self.assertRegex(module.__name__, r"^lt_moment_[0-9a-f]{8}$")
        self.assertIs(sys.modules[str(load(file, "file")["name"])], module)


class OtherProcesses(InSourceTree):
    def run_main(self, body: str) -> str:
        """Run a host in a process of its own, since multiprocessing starts children of the whole program."""
        script = "import sys\nsys.path.insert(0, sys.argv.pop(1))\n" + textwrap.dedent(body)
        run = subprocess.run(
            [sys.executable, "-B", "-c", script, PYTHON_HOST, str(self.tree.root)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.strip()

    def test_spawned_workers_run_functions_of_a_module_with_an_ordinary_name(self) -> None:
        self.tree.write("lt_spawn.py", "def triple(x): return 3 * x\n")
        told = self.run_main(
            """
            import os
            root = sys.argv[1]
            from graftwire.host import start
            from graftwire.host.loading import load
            start({})
            load(os.path.join(root, 'lt_spawn.py'), 'file')
            import multiprocessing, lt_spawn
            with multiprocessing.get_context('spawn').Pool(1) as pool:
                print(pool.map(lt_spawn.triple, [1, 2]))
            """
        )
        self.assertEqual(told, "[3, 6]")

    def test_pickles_name_the_module_by_its_name(self) -> None:
        import pickle

        self.tree.write("random.py", "class Mine: pass\n")
        module = self.load("random.py")
        self.assertIs(type(pickle.loads(pickle.dumps(module.Mine()))), module.Mine)


if __name__ == "__main__":
    unittest.main()
