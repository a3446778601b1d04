"""Connection strings, as in src/config/text-form.ts."""

from __future__ import annotations

import re
from typing import List, Optional

from graftwire.config.fault import Place, config_fault
from graftwire.config.node import Field, Node, RawConfiguration

__all__ = ["read_connection_strings"]

# Where an unquoted value ends. A # inside a word is a part of it.
_END = re.compile(r";|(?<=[ \t])#")
_KEY = re.compile(r"([^=; \t#\"']+)[ \t]*=[ \t]*")
_QUOTED = {'"': re.compile(r'"((?:[^"]|"")*)"[ \t]*'), "'": re.compile(r"'((?:[^']|'')*)'[ \t]*")}


def read_connection_strings(text: str, source: str) -> List[RawConfiguration]:
    """One configuration a line: ``key=value;key=value``.

    ``#`` at the beginning of a line or behind white space begins a comment. A value in quotes may hold
    everything; the quote itself is written twice. A backslash is itself, for the sake of Windows' paths.
    Raises GraftError ``invalid-configuration``.
    """
    found: List[RawConfiguration] = []
    for index, content in enumerate(re.split("\r\n|\r|\n", text)):
        fields = _Line(content, Place(source, index + 1)).fields()
        if fields:
            found.append(RawConfiguration(tuple(fields), index + 1))
    return found


class _Line:
    def __init__(self, text: str, place: Place) -> None:
        self._text = text
        self._place = place
        self._position = 0

    def fields(self) -> List[Field]:
        fields: List[Field] = []
        while True:
            while self._text[self._position : self._position + 1] in (";", " ", "\t"):
                self._position += 1
            if self._is_at_end():
                return fields
            key = self._match(_KEY)
            if key is None:
                # An unfinished entry is not quoted: it may be a secret that has lost its key.
                raise config_fault(
                    self._place,
                    f"Entry {len(fields) + 1} of this line has no key=value.",
                    "Write key=value;key=value. A value that holds ; or # stands in quotes.",
                )
            fields.append(Field(key, Node(self._value(key), self._place.line), self._place.line))

    def _value(self, key: str) -> str:
        quote = self._text[self._position : self._position + 1]
        if quote not in _QUOTED:
            start = self._position
            end = _END.search(self._text, start)
            self._position = len(self._text) if end is None else end.start()
            return self._text[start : self._position].rstrip(" \t")
        quoted = self._match(_QUOTED[quote])
        if quoted is not None and (self._is_at_end() or self._text[self._position] == ";"):
            return quoted.replace(quote * 2, quote)
        raise config_fault(
            self._place._replace(key=key),
            f"The quote {quote} is not closed."
            if quoted is None
            else "Something stands behind the closing quote.",
            f"Write a {quote} that belongs to the value twice; whole values stand in quotes.",
        )

    def _is_at_end(self) -> bool:
        if self._position == len(self._text):
            return True
        before = self._text[self._position - 1 : self._position]
        return self._text[self._position] == "#" and before in ("", " ", "\t")

    def _match(self, pattern: re.Pattern[str]) -> Optional[str]:
        """Pass over what matches here, and give its first group."""
        found = pattern.match(self._text, self._position)
        if found is None:
            return None
        self._position = found.end()
        return found[1]
