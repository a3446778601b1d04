"""A temporary folder of Python sources, and an import system that forgets them afterwards."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from textwrap import dedent


class SourceTree:
    """Real files under ``root``; leaving the context undoes what importing them has changed."""

    root: Path

    def __enter__(self) -> SourceTree:  # noqa: PYI034 (Self came with 3.11)
        self.root = Path(os.path.realpath(tempfile.mkdtemp(prefix="graftwire-")))
        self._path = list(sys.path)
        self._modules = set(sys.modules)
        return self

    def __exit__(self, *_: object) -> None:
        sys.path[:] = self._path
        for name in set(sys.modules) - self._modules:
            file = getattr(sys.modules[name], "__file__", None)
            if isinstance(file, str) and file.startswith(str(self.root)):
                del sys.modules[name]
        shutil.rmtree(self.root)

    def write(self, path: str, source: str = "") -> str:
        """Write a file, with the folders it needs, and return its absolute path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(source), encoding="utf-8")
        return str(file)
