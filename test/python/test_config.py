"""Configurations: what test/vectors/config says, read by the Python implementation."""

from __future__ import annotations

import json
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional

from graftwire.config import ConfigEntry, ConfigPriority, ConfigSource, ConfigurationsCollection
from graftwire.config.configuration import CONFIGURATION_KEYS, GraftConfiguration, format_configuration
from graftwire.config.names import environment_name, graft_name_of, is_graft_name, unmistakable_variable
from graftwire.config.nearest import nearest
from graftwire.config.node import Node
from graftwire.config.parsing import parse_configurations
from graftwire.config.placed_module import PlacedModule, check_reached, place_module
from graftwire.errors import GraftError

try:
    import yaml
except ImportError:
    yaml = None

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "config"
GRAFT = "graft.pypi.stats"


def vectors(file: str) -> Dict[str, Any]:
    found: Dict[str, Any] = json.loads((VECTORS / f"{file}.json").read_text("utf-8"))
    return found


def parse(content: Any, **more: Any) -> List[ConfigEntry]:
    return parse_configurations(ConfigSource("SOURCE", content, ConfigPriority.UserCode, **more))


def as_json(configuration: GraftConfiguration) -> Dict[str, object]:
    """As the vectors have it."""
    found: Dict[str, object] = {}
    for key in CONFIGURATION_KEYS:
        value: Any = configuration.get(key)
        if key == "host" and value is not None:
            value = [{k: v for k, v in host._asdict().items() if v is not None} for host in value]
        if value is not None:
            found[key] = list(value) if isinstance(value, tuple) else value
    return found


def no_yaml(_text: str, source: str) -> Optional[Node]:
    raise GraftError("package-not-installed", "This is YAML.", path=source, remedy="Install it.")


class SourceTest(unittest.TestCase):
    def test_reads_and_refuses_what_the_vectors_say(self) -> None:
        for row in vectors("sources")["rows"]:
            with self.subTest(row["name"]):
                if row.get("needs") == "yaml" and yaml is None:
                    continue
                more: Dict[str, Any] = {"form": row.get("format"), "graft": row.get("graft")}
                more["variables"] = row.get("variables", {}).get
                if "withoutYaml" in row:
                    more["yaml"] = no_yaml
                if "error" in row:
                    self.refuses(row, more)
                    continue
                entries = parse(row["text"], **more)
                self.assertEqual(row["configurations"], [as_json(entry.configuration) for entry in entries])
                if "lines" in row:
                    self.assertEqual(row["lines"], [entry.line for entry in entries])

    def refuses(self, row: Dict[str, Any], more: Dict[str, Any]) -> None:
        expected = row["error"]
        with self.assertRaises(GraftError) as caught:
            parse(row["text"], **more)
        error = caught.exception
        self.assertEqual(expected["code"], error.code)
        if "path" in expected:
            self.assertEqual(expected["path"], error.path)
        for part in expected.get("says", []):
            self.assertIn(part, str(error))
        for part in expected.get("hides", []):
            self.assertNotIn(part, str(error))
        self.assertRegex(error.remedy or "", r"[.?]\Z")
        # What a parser says quotes the source, and a traceback would show it.
        self.assertTrue(error.__cause__ is None and (error.__context__ is None or error.__suppress_context__))

    def test_takes_dicts_and_lists_of_dicts_and_texts(self) -> None:
        entries = parse([{"strict": True, "token": "t"}, "timeoutMs=5\ntimeoutMs=6", {"host": ("tcp://a",)}])
        self.assertEqual(
            [1, 5.0, 6.0],
            [entry.configuration.strict or entry.configuration.timeout_ms for entry in entries[:3]],
        )
        self.assertEqual([("a", 7420)], [(h.hostname, h.port) for h in entries[3].configuration.host or ()])

    def test_refuses_what_is_no_configuration(self) -> None:
        round_list: List[object] = []
        round_list.append(round_list)
        for value in (
            None,
            5,
            b"host=loopback",
            {"host": object()},
            {"host": round_list},
            {"timeoutMs": 10**400},
        ):
            with self.subTest(type(value)), self.assertRaises(GraftError) as caught:
                parse(value)
            self.assertEqual("invalid-configuration", caught.exception.code)

    def test_does_not_show_a_token_where_a_configuration_is_printed(self) -> None:
        self.assertNotIn("hush", repr(parse("token=hush")[0]))


class PlacementTest(unittest.TestCase):
    def test_places_and_refuses_what_the_vectors_say(self) -> None:
        for row in vectors("placements")["rows"]:
            with self.subTest(row["name"]):
                if "error" not in row:
                    configured = row.get("isConfigured", False)
                    expected = (row["module"], row["runtime"], configured, row.get("folder"))
                    self.assertEqual(expected, self.place(row))
                    continue
                with self.assertRaises(GraftError) as caught:
                    self.place(row)
                error, wanted = caught.exception, row["error"]
                self.assertEqual((wanted["code"], wanted["path"]), (error.code, error.path))
                for part in wanted.get("says", []):
                    self.assertIn(part, str(error))
                for part in wanted.get("hides", []):
                    self.assertNotIn(part, str(error))

    def place(self, row: Dict[str, Any]) -> PlacedModule:
        collection = ConfigurationsCollection()
        for name, priority, content, is_of_graft, *folder in row["entries"]:
            source = ConfigSource(
                name,
                content,
                ConfigPriority(priority),
                graft=GRAFT if is_of_graft else None,
                folder=folder[0] if folder else None,
            )
            collection.add(*parse_configurations(source))
        resolved = collection.resolve(GRAFT)
        placed = place_module(resolved, *row["own"])
        check_reached(resolved)
        return placed


class NameTest(unittest.TestCase):
    def test_names_variables_and_grafts_as_the_vectors_say(self) -> None:
        names = vectors("names")
        for row in names["variables"]:
            with self.subTest(row["graft"]):
                self.assertEqual(row["variable"], environment_name(row["graft"]))
                self.assertEqual(row["unmistakable"], unmistakable_variable(row["graft"]))
        for text, graft in names["grafts"]:
            with self.subTest(text):
                self.assertEqual(graft, graft_name_of(text))
                self.assertTrue(graft is None or is_graft_name(graft))

    def test_finds_what_a_misspelt_word_is_meant_to_be(self) -> None:
        keys = ["host", "timeoutMs"]
        self.assertEqual("host", nearest("hots", keys))
        self.assertEqual("timeoutMs", nearest("timeoutms", keys))
        self.assertIsNone(nearest("x", keys))
        self.assertIsNone(nearest("x" * 100_000, keys))


class PrecedenceTest(unittest.TestCase):
    @staticmethod
    def entries(name: str, priority: int, text: str, is_of_graft: bool) -> List[ConfigEntry]:
        graft = GRAFT if is_of_graft else None
        return parse_configurations(ConfigSource(name, text, ConfigPriority(priority), graft=graft))

    def of_kind(self, kind: str, name: str) -> List[ConfigEntry]:
        if kind == "openDefault":
            return self.entries(name, 6, "host=inMemory", True)
        if kind == "default":
            return self.entries(name, 6, f"host=tcp://{name}", True)
        return self.entries(name, int(kind[3:]), f"host=tcp://{name}", kind.startswith("own"))

    def test_every_pair_of_levels(self) -> None:
        rows = vectors("precedence")["rows"]
        self.assertEqual(11 * 11 + 10, len(rows))
        for first, second, winner in rows:
            with self.subTest(f"{first}, then {second}"):
                collection = ConfigurationsCollection()
                collection.add(*self.of_kind(first, "first"), *self.of_kind(second, "second"))
                self.assertEqual(winner, collection.resolve(GRAFT).origins["host"].source)

    def test_what_several_sources_say_together(self) -> None:
        for row in vectors("resolutions")["rows"]:
            with self.subTest(row["name"]):
                collection = ConfigurationsCollection()
                for entry in row["entries"]:
                    collection.add(*self.entries(*entry))
                resolved = collection.resolve(GRAFT)
                self.assertEqual(row["config"], format_configuration(resolved.config))
                for key, source in row["origins"].items():
                    self.assertEqual(source, resolved.origins[key].source)

    def test_keeps_every_entry(self) -> None:
        collection = ConfigurationsCollection()
        for name in "abc":
            collection.add(*self.entries(name, 5, "host=loopback", True))
        self.assertEqual(["a", "b", "c"], [entry.source for entry in collection.entries])
        self.assertEqual(["c", "b", "a"], [entry.source for entry in collection.of(GRAFT)])


class MaskTest(unittest.TestCase):
    def test_shows_no_secrets(self) -> None:
        for content, shown in vectors("masks")["rows"]:
            with self.subTest(content):
                self.assertEqual(shown, format_configuration(parse(content)[0].configuration))


class ImportTest(unittest.TestCase):
    def test_importing_graftwire_does_not_import_it(self) -> None:
        code = "import sys, graftwire; print([name for name in sys.modules if '.config' in name])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertEqual("[]", done.stdout.strip())

    def test_reading_anything_but_yaml_does_not_import_yaml(self) -> None:
        use = "c.resolve_configuration('graft.pypi.x')"
        code = f"import sys, graftwire.config as c; {use}; print('yaml' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertEqual("False", done.stdout.strip())

    def test_says_what_to_install_where_yaml_is_to_be_read_and_nothing_can(self) -> None:
        code = (
            "import sys; sys.modules['yaml'] = None\n"
            "import graftwire.config as c\n"
            "try: c.GraftConfig.set_config('host: loopback')\n"
            "except Exception as error: print(error.code, error.path, error.remedy)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertRegex(done.stdout, r"^package-not-installed GraftConfig.set_config .*pip install pyyaml")


if __name__ == "__main__":
    unittest.main()
