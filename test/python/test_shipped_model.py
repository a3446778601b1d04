"""Models that packages have beside their code: as text, and packed."""

from __future__ import annotations

import json
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from graftwire.grafts.shipped_model import read_model


class ShippedModels(unittest.TestCase):
    def read(self, value: Any) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            path.write_text(json.dumps(value), encoding="utf-8")
            return read_model(str(path))

    def test_a_model_as_text_is_taken_as_it_is(self) -> None:
        model = {"ugm": 1, "name": "stats", "functions": [{"name": "$"}]}
        self.assertEqual(self.read(model), model)

    def test_what_a_packed_model_shares_stands_in_all_its_places(self) -> None:
        shared = ["What it does.", {"name": "f", "doc": {"$": 0}}]
        module = {"ugm": 1, "functions": [{"$": 1}, {"name": "g", "doc": {"$": 0}, "parameters": []}]}
        self.assertEqual(
            self.read({"ugm": 1, "shared": shared, "module": module}),
            {
                "ugm": 1,
                "functions": [
                    {"name": "f", "doc": "What it does."},
                    {"name": "g", "doc": "What it does.", "parameters": []},
                ],
            },
        )


if __name__ == "__main__":
    unittest.main()
