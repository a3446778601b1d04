"""Events of classes in models: what listeners are called with, by whatever says it."""

from __future__ import annotations

import json
import unittest
from typing import Any, Dict, List

from source_tree import SourceTree
from test_analyzer import run

INT, STRING = {"kind": "int"}, {"kind": "string"}

TICKER = """
from typing import Annotated, Any, ClassVar, Generic, NamedTuple, Optional, Tuple, TypeVar
from graftwire import events
from graftwire.events import Event
T = TypeVar("T")
Pair = Tuple[int, str]
class Point(NamedTuple):
    x: int
class Named(Event[str]): ...
class Base(Generic[T]):
    changed: Event[T] = Event("Another one.")
class Ticker(Base[int]):
    one: Event[int] = Event()
    pair: events.Event[Tuple[int, str]] = Event()
    alias: Event[Pair] = Event()
    many: ClassVar[Event[Tuple[int, ...]]] = Event()
    marked: Annotated[Event[int], "x"] = Event()
    none: Event[None] = Event()
    maybe: "Event[Optional[Ticker]]" = Event()
    point: Event[Point] = Event()
    made = Event[str]()
    named = Named()
    bare = Event()
    any: Event[Any] = Event()
    _hidden: Event[int] = Event()
    later: Event[int]
class Other(Ticker):
    one = None
"""


def events_of(source: str) -> Dict[str, Any]:
    with SourceTree() as tree:
        code, out = run(str(tree.write("ticker_events.py", source)))
    assert code == 0, out
    analysis: Dict[str, Any] = json.loads(out)
    return analysis


class AnEventOfAClass(unittest.TestCase):
    def test_has_what_stands_in_its_brackets_whether_annotations_are_evaluated_or_not(self) -> None:
        for head in ("", "from __future__ import annotations\n"):
            with self.subTest(head):
                self._check(events_of(head + TICKER))

    def _check(self, analysis: Dict[str, Any]) -> None:
        classes = {each["name"]: each for each in analysis["model"]["classes"]}
        ticker = classes["Ticker"]
        found = {event["name"]: _types(event["parameters"]) for event in ticker["events"]}
        ref = {"kind": "ref", "name": "Ticker"}
        self.assertEqual(
            found,
            {
                "one": [INT],
                "pair": [INT, STRING],
                "alias": [INT, STRING],
                "many": ["*", INT],
                "marked": [INT],
                "none": [],
                "maybe": [{"kind": "optional", "of": ref}],
                "point": [{"kind": "ref", "name": "Point"}],
                "made": [STRING],
                "named": [STRING],
                "bare": ["*", None],
                "any": [None],
                "changed": [INT],
            },
        )
        self.assertEqual([each["name"] for each in ticker["attributes"]], ["later"])
        changed = ticker["events"][-1]
        self.assertEqual([changed["doc"], changed["inheritedFrom"]], ["Another one.", "ticker_events:Base"])
        self.assertEqual(
            [loss["path"] for loss in analysis["losses"] if loss["path"].startswith("Ticker")],
            ["Ticker.bare(values)", "Ticker.any(value)"],
        )
        self.assertNotIn("one", [event["name"] for event in classes["Other"]["events"]])


def _types(parameters: List[Dict[str, Any]]) -> List[Any]:
    return [
        part
        for each in parameters
        for part in (["*"] if each["kind"] == "var-positional" else []) + [each.get("type")]
    ]


if __name__ == "__main__":
    unittest.main()
