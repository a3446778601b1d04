"""Reading MessagePack values within the limits of docs/iip.md, section 2."""

from __future__ import annotations

from typing import Dict, List, Union

from graftwire.errors import GraftError

from .extensions import Extension
from .path import format_path, key_segment
from .scalar_reader import ScalarReader, malformed

__all__ = ["ValueReader"]

_NAN = float("nan")


class _List:
    __slots__ = ("container", "left")

    def __init__(self, count: int) -> None:
        self.container: List[object] = []
        self.left = count

    @property
    def segment(self) -> str:
        return f"[{len(self.container)}]"


class _Dict:
    __slots__ = ("container", "count", "has_key", "key", "left")

    def __init__(self, count: int) -> None:
        self.container: Dict[object, object] = {}
        self.count = count
        #: Keys and values that are still to come.
        self.left = count * 2
        self.key: object = None
        self.has_key = False

    @property
    def segment(self) -> str:
        return key_segment(self.key) if self.has_key else ""


class ValueReader(ScalarReader):
    """Reads ``None``, bools, ints, floats, strs, bytes, lists and dicts.

    An extension that it does not know becomes an :class:`Extension`, or is refused (``refuses_extensions``).

    It reports the first fault in the order of the bytes and does not recurse.
    """

    __slots__ = ()

    def read_value(self, path: str = "value") -> object:
        """Reads the next value. ``path``: where it stands, for errors.

        Raises :class:`GraftError` ``malformed``, ``too-deep``, ``too-many-values``, ``duplicate-key`` or
        ``unsupported-value``.
        """
        levels: List[Union[_List, _Dict]] = []
        try:
            return self._read_tree(levels)
        except GraftError as error:
            where = format_path(path, [level.segment for level in levels])
            raise GraftError(error.code, error.message, path=where, remedy=error.remedy) from None

    def read_id(self) -> int:
        """Reads a number that a peer has chosen for something: an int from 0 to 2**64 - 1."""
        value = self.read_value()
        if type(value) is not int or not 0 <= value < 2**64:
            raise malformed("no id", self.pos)
        return value

    def read_array_header(self) -> int:
        """Reads the header of an array, whose items are read next. -1 where none begins: nothing is read."""
        token = self._peek_token()
        if not (0x90 <= token < 0xA0 or token in (0xDC, 0xDD)):
            return -1
        return self._read_count(self._read_token(), 0, 1)

    def read_map_header(self) -> int:
        """Reads the header of a map, whose keys and values are read next."""
        token = self._read_token()
        if not (0x80 <= token < 0x90 or token in (0xDE, 0xDF)):
            raise malformed("no map", self.pos - 1)
        return self._read_count(token, 0, 2)

    def read_flat(self) -> object:
        """Reads a value that may not be an array or a map."""
        if _is_container(self._peek_token()):
            self._read_token()
            raise malformed("an array or a map stands where neither may", self.pos - 1)
        return self.read_value()

    def payload_reader(self, extension: Extension) -> ValueReader:
        """A reader of an extension's payload: a body of its own."""
        return ValueReader(extension.payload, self.limits, refuses_extensions=self.refuses_extensions)

    def _read_tree(self, levels: List[Union[_List, _Dict]]) -> object:
        while True:
            token = self._read_token()
            if _is_container(token):
                level = self._open(token, levels)
                levels.append(level)
                if level.left > 0:
                    continue
                levels.pop()
                value: object = level.container
            else:
                value = self._read_scalar(token)
            # Puts the value where it belongs, and with it every container that it completes.
            while levels:
                level = levels[-1]
                level.left -= 1
                if isinstance(level, _List):
                    level.container.append(value)
                elif level.has_key:
                    level.container[level.key] = value
                    level.has_key = False
                else:
                    # One object stands for every NaN, so that a dict takes them for one key.
                    level.key = _NAN if value != value else value
                    level.has_key = True
                if level.left > 0:
                    break
                levels.pop()
                if isinstance(level, _Dict) and len(level.container) != level.count:
                    raise GraftError("duplicate-key", "has two keys that are the same.")
                value = level.container
            else:
                return value

    def _open(self, token: int, levels: List[Union[_List, _Dict]]) -> Union[_List, _Dict]:
        if levels and isinstance(levels[-1], _Dict) and not levels[-1].has_key:
            raise malformed("an array or a map is the key of a map", self.pos - 1)
        is_map = token < 0x90 or token >= 0xDE
        count = self._read_count(token, len(levels), 2 if is_map else 1)
        return _Dict(count) if is_map else _List(count)

    def _read_count(self, token: int, depth: int, values_each: int) -> int:
        count = token & 0x0F if token < 0xA0 else self._read_length(1 + (token & 1))
        if depth >= self.limits.max_depth:
            raise GraftError("too-deep", f"is inside more than {self.limits.max_depth} containers.")
        if count * values_each > self.end - self.pos:
            raise self._cut_off()
        return count


def _is_container(token: int) -> bool:
    return 0x80 <= token < 0xA0 or 0xDC <= token < 0xE0
