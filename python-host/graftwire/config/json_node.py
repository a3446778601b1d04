"""JSON with the line of every value and key: the json module does not say where a key stands."""

from __future__ import annotations

import json
import re
from typing import List, Tuple

from graftwire.config.fault import Place, config_fault
from graftwire.config.node import DEEPEST, Field, Node
from graftwire.errors import GraftError

__all__ = ["read_json"]

_TOKEN = re.compile(
    r"[ \t\n\r]*(?:([{}\[\]:,])"
    r'|("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![A-Za-z0-9_.+-])"
    r"|\Z)"
)
_WORDS = {"true": True, "false": False, "null": None}


def read_json(text: str, source: str) -> Node:
    """Read JSON, to the letter of RFC 8259; raises GraftError ``invalid-configuration``."""
    return _Reader(text, source).read()


class _Reader:
    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source
        self._position = 0
        self._line = 1
        self._counted = 0
        self._token = ""

    def read(self) -> Node:
        self._next()
        node = self._value(DEEPEST)
        if self._token:
            raise self._fault("Something stands behind the end.")
        return node

    def _value(self, depth: int) -> Node:
        """Read the value that begins with the token, and go on to the token behind it."""
        if depth == 0:
            raise self._fault("Lists and objects stand in each other too deep.")
        line, token = self._line, self._token
        if token == "[":
            return Node(self._list(depth), line)
        if token == "{":
            return Node(self._map(depth), line)
        if token in ("", "}", "]", ":", ","):
            raise self._fault("A value is missing.")
        self._next()
        if token[0] == '"':
            return Node(str(json.loads(token)), line)
        # Not int: it refuses what is very long, with an error of its own.
        return Node(_WORDS[token] if token in _WORDS else float(token), line)

    def _list(self, depth: int) -> List[Node]:
        items: List[Node] = []
        self._next()
        while self._has_more("]", not items):
            items.append(self._value(depth - 1))
        return items

    def _map(self, depth: int) -> Tuple[Field, ...]:
        fields: List[Field] = []
        self._next()
        while self._has_more("}", not fields):
            line = self._line
            if not self._token.startswith('"'):
                raise self._fault("A key in double quotes is missing.")
            key = str(json.loads(self._token))
            self._next()
            if self._token != ":":
                raise self._fault("A colon behind a key is missing.")
            self._next()
            fields.append(Field(key, self._value(depth - 1), line))
        return tuple(fields)

    def _has_more(self, end: str, is_first: bool) -> bool:
        """Pass over the comma before one more, or over the end."""
        if self._token == end:
            self._next()
            return False
        if is_first:
            return True
        if self._token != ",":
            raise self._fault(f"A comma or {end} is missing.")
        self._next()
        return True

    def _next(self) -> None:
        found = _TOKEN.match(self._text, self._position)
        if found is None:
            rest = self._text[self._position :]
            self._count(len(self._text) - len(rest.lstrip(" \t\n\r")))
            raise self._fault("What stands here is no JSON.")
        self._token = found[1] or found[2] or found[3] or ""
        self._position = found.end()
        self._count(self._position - len(self._token))

    def _count(self, end: int) -> None:
        """No token has a line break in it. A carriage return before a line feed is no second one."""
        passed = self._text[self._counted : end]
        self._line += passed.count("\n") + passed.count("\r") - passed.count("\r\n")
        self._counted = max(self._counted, end)

    def _fault(self, message: str) -> GraftError:
        return config_fault(
            Place(self._source, self._line),
            message,
            "Correct the JSON; it has neither comments nor a comma behind the last entry.",
        )
