"""Reading scalars: every form that MessagePack defines (docs/iip.md, section 2)."""

from __future__ import annotations

import re
from struct import Struct
from typing import Callable, Dict, Tuple, Union

from graftwire.errors import GraftError

from .extensions import Extension, ExtensionType
from .limits import NETWORK_LIMITS, Limits

__all__ = ["ScalarReader", "malformed"]

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LENGTHS = (Struct(">B").unpack_from, Struct(">H").unpack_from, Struct(">I").unpack_from)
#: Numbers of a fixed size by their token: their bytes and what reads them.
_NUMBERS: Dict[int, Tuple[int, Callable[..., Tuple[object, ...]]]] = {
    token: (Struct(form).size, Struct(form).unpack_from)
    for token, form in (
        (0xCA, ">f"),
        (0xCB, ">d"),
        (0xCC, ">B"),
        (0xCD, ">H"),
        (0xCE, ">I"),
        (0xCF, ">Q"),
        (0xD0, ">b"),
        (0xD1, ">h"),
        (0xD2, ">i"),
        (0xD3, ">q"),
    )
}
_CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}


def malformed(what: str, at: int) -> GraftError:
    return GraftError("malformed", f"These bytes are no value: {what}, at byte {at}.")


class ScalarReader:
    """Reads from ``data``, between ``pos`` and ``end``; declared lengths are checked before allocating.

    All between the two is one body: its values count against ``limits.max_values`` together.
    """

    __slots__ = ("data", "end", "limits", "pos", "refuses_extensions", "values_left")

    def __init__(
        self,
        data: Union[bytes, bytearray, memoryview],
        limits: Limits = NETWORK_LIMITS,
        *,
        refuses_extensions: bool = False,
    ) -> None:
        self.data = memoryview(data).cast("B")
        self.pos = 0
        self.end = len(self.data)
        self.limits = limits
        self.refuses_extensions = refuses_extensions
        self.values_left = limits.max_values

    @property
    def is_at_end(self) -> bool:
        return self.pos == self.end

    def _peek_token(self) -> int:
        """The first byte of the next value; that of nil where there is none."""
        return self.data[self.pos] if self.pos < self.end else 0xC0

    def _read_token(self) -> int:
        if self.pos >= self.end:
            raise self._cut_off()
        if self.values_left == 0:
            raise GraftError("too-many-values", f"The frame has more than {self.limits.max_values} values.")
        self.values_left -= 1
        token = self.data[self.pos]
        self.pos += 1
        return token

    def _read_scalar(self, token: int) -> object:
        """The value that begins with ``token``, which begins no container and has been read."""
        if token < 0x80:
            return token
        if token >= 0xE0:
            return token - 0x100
        if token < 0xC0:
            return self._read_text(token & 0x1F)
        if token in _NUMBERS:
            size, unpack = _NUMBERS[token]
            return unpack(self.data, self._take(size))[0]
        if token in _CONSTANTS:
            return _CONSTANTS[token]
        if 0xD9 <= token <= 0xDB:
            return self._read_text(self._read_length(token - 0xD9))
        if 0xC4 <= token <= 0xC6:
            length = self._read_length(token - 0xC4)
            at = self._take(length)
            return bytes(self.data[at : at + length])
        if 0xC7 <= token <= 0xC9:
            return self._read_extension(self._read_length(token - 0xC7))
        if 0xD4 <= token <= 0xD8:
            return self._read_extension(1 << (token - 0xD4))
        raise malformed("the byte c1 begins no value", self.pos - 1)

    def _take(self, count: int) -> int:
        """Goes past ``count`` bytes that must be there, and returns where they begin."""
        at = self.pos
        if count > self.end - at:
            raise self._cut_off()
        self.pos = at + count
        return at

    def _read_length(self, size: int) -> int:
        """Reads a length of 1, 2 or 4 bytes: ``size`` is 0, 1 or 2."""
        length: int = _LENGTHS[size](self.data, self._take(1 << size))[0]
        return length

    def _read_text(self, length: int) -> str:
        at = self._take(length)
        try:
            return str(self.data[at : at + length], "utf-8")
        except UnicodeDecodeError:
            raise malformed("a string is not UTF-8", at) from None

    def _read_extension(self, length: int) -> object:
        at = self._take(1) + 1
        self._take(length)
        kind = self.data[at - 1]
        payload = bytes(self.data[at : at + length])
        if kind == ExtensionType.INT:
            if length == 0:
                raise malformed("extension 1 has no bytes", at)
            return int.from_bytes(payload, "big", signed=True)
        if kind == ExtensionType.STRING:
            return _read_wtf8(payload, at)
        signed = kind - 0x100 if kind >= 0x80 else kind
        if self.refuses_extensions:
            raise GraftError("unsupported-value", f"extension {signed} cannot be received yet.")
        return Extension(signed, payload)

    def _cut_off(self) -> GraftError:
        return malformed("a value is cut off", self.end)


def _read_wtf8(payload: bytes, at: int) -> str:
    try:
        text = payload.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = None
    if text is None or _PAIR.search(text) is not None:
        raise malformed("extension 2 is not WTF-8", at)
    return text
