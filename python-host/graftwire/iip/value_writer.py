"""Writing Python's values as MessagePack in the canonical form of docs/iip.md, section 2."""

from __future__ import annotations

import re
from typing import Dict, Iterator, List, Optional, Tuple

from graftwire.errors import GraftError

from .extensions import Extension, ExtensionType
from .keywords import Keywords
from .limits import NETWORK_LIMITS, Limits
from .path import format_path, key_segment
from .scalar_writer import ScalarWriter

__all__ = ["ValueWriter"]

#: Two code points in Python that JavaScript, whose strings are UTF-16, would take for one.
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_MOST_ITEMS = 2**32 - 1
#: The segment of a level of which nothing has been written yet.
_START = object()
_KEY_TYPES = (str, int, float, bool, bytes, type(None), Extension)


class _Level:
    """A container that is being written: what of it comes next, and where the writer stands in it."""

    __slots__ = ("container", "items", "segment")

    def __init__(self, container: object, items: Iterator[Tuple[object, object]]) -> None:
        self.container = container
        #: Pairs of a key, or of the index of a list's item, and the value.
        self.items = items
        self.segment: object = _START


class ValueWriter(ScalarWriter):
    """Writes ``None``, bools, ints, floats, strs, bytes, lists, dicts and :class:`Extension`; nothing else.

    Instances of subclasses are refused too: they would arrive as something else. It does not recurse, so a
    value as deep as the limits allow needs no deep stack.
    """

    __slots__ = ("_levels", "limits")

    def __init__(self, limits: Limits = NETWORK_LIMITS) -> None:
        super().__init__()
        self.limits = limits
        self._levels: List[_Level] = []

    def write_value(self, value: object, path: str = "value") -> None:
        """Writes any value. ``path``: where it stands, for errors.

        Raises :class:`GraftError` ``unsupported-value``, ``cyclic-value``, ``too-deep``, ``duplicate-key`` or
        ``too-large``; what has been written by then stays in ``out``.
        """
        levels = self._levels = []
        try:
            self._write_one(value)
            while levels:
                level = levels[-1]
                try:
                    level.segment, item = next(level.items)
                except StopIteration:
                    levels.pop()
                    continue
                if type(level.container) is dict:
                    self._write_key(level.segment)
                self._write_one(item)
                self._check_length()
            self._check_length()
        except GraftError as error:
            raise self._located(error, path) from None
        finally:
            self._levels = []

    def write_keywords(self, keywords: Keywords, path: str = "kwargs") -> None:
        """Writes keyword arguments: a map at depth 0 in an extension."""
        payload = ValueWriter(self.limits)
        for name in keywords.values:
            if type(name) is not str:
                raise GraftError("invalid-argument", f"a keyword is a str, not {name!r}.", path=path)
        payload.write_value(dict(keywords.values), path)
        self.write_extension(ExtensionType.KEYWORDS, bytes(payload.out))

    def write_str(self, value: str) -> None:
        """Writes a string, also one with lone surrogates."""
        try:
            self.write_text(value.encode())
        except UnicodeEncodeError:
            if _PAIR.search(value) is not None:
                raise GraftError(
                    "unsupported-value",
                    "holds a high and a low surrogate side by side: to JavaScript, one character.",
                    remedy="Decode it first: s.encode('utf-16', 'surrogatepass').decode('utf-16').",
                ) from None
            self.write_extension(ExtensionType.STRING, value.encode("utf-8", "surrogatepass"))

    def _write_one(self, value: object) -> None:
        """Writes a scalar, or the header of a container, which becomes the innermost level."""
        kind = type(value)
        if kind is str:
            self.write_str(value)  # type: ignore[arg-type]
        elif kind is int:
            self.write_int(value)  # type: ignore[arg-type]
        elif kind is float:
            self.write_float(value)  # type: ignore[arg-type]
        elif value is None:
            self.write_nil()
        elif kind is bool:
            self.write_bool(value)  # type: ignore[arg-type]
        elif kind is list:
            # A copy, because another thread may change the list after its header has been written.
            items = list(value)  # type: ignore[call-overload]
            self._enter(value, len(items), enumerate(items))
            self.write_array_header(len(items))
        elif kind is dict:
            pairs = list(value.items())  # type: ignore[attr-defined]
            self._enter(value, len(pairs), iter(pairs))
            _refuse_second_nan(pairs)
            self.write_map_header(len(pairs))
        elif kind is bytes:
            self.write_bytes(value)  # type: ignore[arg-type]
        elif kind is Extension:
            self.write_extension(value.type, value.payload)  # type: ignore[attr-defined]
        else:
            raise _unsupported(value)

    def _write_key(self, key: object) -> None:
        if type(key) not in _KEY_TYPES:
            raise _unsupported(key, " as a key")
        self._write_one(key)

    def _enter(self, container: object, count: int, items: Iterator[Tuple[object, object]]) -> None:
        if count > _MOST_ITEMS:
            raise GraftError("too-large", f"has more than {_MOST_ITEMS} items.")
        self._levels.append(_Level(container, items))
        if len(self._levels) > self.limits.max_depth:
            raise GraftError("too-deep", f"is inside more than {self.limits.max_depth} containers.")

    def _check_length(self) -> None:
        if len(self.out) > self.limits.max_frame_bytes:
            raise GraftError("too-large", f"takes more than {self.limits.max_frame_bytes} bytes.")

    def _located(self, error: GraftError, base: str) -> GraftError:
        """The error with its path. What is too deep or too large may be so because it contains itself."""
        segments = [_segment_of(level) for level in self._levels if level.segment is not _START]
        if error.code in ("too-deep", "too-large"):
            first: Dict[int, int] = {}
            for depth, level in enumerate(self._levels):
                outer = first.setdefault(id(level.container), depth)
                if outer != depth:
                    return GraftError(
                        "cyclic-value",
                        f"contains itself: it is {format_path(base, segments[:outer])}.",
                        path=format_path(base, segments[:depth]),
                        remedy="Only trees of values can cross.",
                    )
        return GraftError(error.code, error.message, path=format_path(base, segments), remedy=error.remedy)


def _segment_of(level: _Level) -> str:
    return key_segment(level.segment) if type(level.container) is dict else f"[{level.segment}]"


def _refuse_second_nan(pairs: List[Tuple[object, object]]) -> None:
    """Two NaN objects are two keys of a dict, but on the wire NaN equals itself."""
    found = False
    for key, _ in pairs:
        if key != key:
            if found:
                raise GraftError("duplicate-key", "has two keys that are NaN.")
            found = True


def _unsupported(value: object, role: str = "") -> GraftError:
    kind = type(value)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    remedy: Optional[str] = "Send None, bools, ints, floats, strs, bytes, and lists and dicts of them."
    if kind is Keywords:
        remedy = "Keywords can only be the last argument of a call."
    return GraftError("unsupported-value", f"a {name} cannot cross{role} yet.", remedy=remedy)
