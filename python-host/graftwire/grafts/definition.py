"""What a generated Graft says of itself."""

import os

__all__ = ["GraftDefinition"]


class GraftDefinition:
    """The Graft's own facts: configuration says where it runs, this says what it is."""

    __slots__ = ("config", "file", "model", "name", "runtime", "source")

    def __init__(self, *, name: str, runtime: str, source: str, model: str, config: str, file: str) -> None:
        #: As configurations name it: ``graft.npm.inventory``.
        self.name = name
        #: ``python`` or ``nodejs``: what its module runs in.
        self.runtime = runtime
        #: The module: ``./inventory.js``, ``npm:lodash``, ``node:path``, ``./stats.py``, ``python:json``.
        self.source = source
        #: The hash of the model that it was generated from.
        self.model = model
        #: Its own default configuration, as one line.
        self.config = config
        #: Its ``__init__.py``, which relative sources are relative to.
        self.file = file

    @property
    def folder(self) -> str:
        return os.path.dirname(os.path.abspath(self.file))

    def __repr__(self) -> str:
        return f"<Graft {self.name} of {self.source}>"
