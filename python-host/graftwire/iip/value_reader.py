"""Reading MessagePack values within the limits of docs/iip.md, section 2."""

from __future__ import annotations

from typing import Dict, List, Union

from graftwire.errors import GraftError

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

    def _read_tree(self, levels: List[Union[_List, _Dict]]) -> object:
        while True:
            token = self._read_token()
            if 0x80 <= token < 0xA0 or 0xDC <= token < 0xE0:
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
        count = token & 0x0F if token < 0xA0 else self._read_length(1 + (token & 1))
        if len(levels) >= self.limits.max_depth:
            raise GraftError("too-deep", f"is inside more than {self.limits.max_depth} containers.")
        if (count * 2 if is_map else count) > self.end - self.pos:
            raise self._cut_off()
        return _Dict(count) if is_map else _List(count)
