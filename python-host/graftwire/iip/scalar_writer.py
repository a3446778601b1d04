"""Writing scalars and the headers of containers in the canonical form of docs/iip.md, section 2."""

from __future__ import annotations

from struct import Struct

from .extensions import ExtensionType

__all__ = ["ScalarWriter"]

_U8 = Struct(">BB").pack
_U16 = Struct(">BH").pack
_U32 = Struct(">BI").pack
_U64 = Struct(">BQ").pack
_S8 = Struct(">Bb").pack
_S16 = Struct(">Bh").pack
_S32 = Struct(">Bi").pack
_S64 = Struct(">Bq").pack
_F64 = Struct(">Bd").pack
_NAN = bytes.fromhex("cb7ff8000000000000")


class ScalarWriter:
    """Appends to ``out``."""

    __slots__ = ("out",)

    def __init__(self) -> None:
        self.out = bytearray()

    def write_nil(self) -> None:
        self.out.append(0xC0)

    def write_bool(self, value: bool) -> None:
        self.out.append(0xC3 if value else 0xC2)

    def write_int(self, value: int) -> None:
        """Writes an integer of any size in its shortest form."""
        out = self.out
        if value >= 0:
            if value < 0x80:
                out.append(value)
            elif value < 0x100:
                out += _U8(0xCC, value)
            elif value < 0x10000:
                out += _U16(0xCD, value)
            elif value < 0x100000000:
                out += _U32(0xCE, value)
            elif value < 0x10000000000000000:
                out += _U64(0xCF, value)
            else:
                self._write_big_int(value)
        elif value >= -0x20:
            out.append(value & 0xFF)
        elif value >= -0x80:
            out += _S8(0xD0, value)
        elif value >= -0x8000:
            out += _S16(0xD1, value)
        elif value >= -0x80000000:
            out += _S32(0xD2, value)
        elif value >= -0x8000000000000000:
            out += _S64(0xD3, value)
        else:
            self._write_big_int(value)

    def _write_big_int(self, value: int) -> None:
        # The bits of ~value are those of value without its sign; one more bit holds the sign.
        bits = (~value if value < 0 else value).bit_length()
        self.write_extension(ExtensionType.INT, value.to_bytes(bits // 8 + 1, "big", signed=True))

    def write_float(self, value: float) -> None:
        self.out += _NAN if value != value else _F64(0xCB, value)

    def write_text(self, utf8: bytes) -> None:
        """Writes a string that is UTF-8 already."""
        length = len(utf8)
        if length < 32:
            self.out.append(0xA0 | length)
        else:
            self._write_header(0xD9, length)
        self.out += utf8

    def write_bytes(self, value: bytes) -> None:
        self._write_header(0xC4, len(value))
        self.out += value

    def write_extension(self, type: int, payload: bytes) -> None:  # noqa: A002
        self._write_header(0xC7, len(payload))
        self.out.append(type & 0xFF)
        self.out += payload

    def write_array_header(self, count: int) -> None:
        self._write_count(0x90, 0xDC, count)

    def write_map_header(self, count: int) -> None:
        self._write_count(0x80, 0xDE, count)

    def _write_header(self, token: int, length: int) -> None:
        """``token`` is the one for a length of 1 byte; those for 2 and 4 follow it."""
        if length < 0x100:
            self.out += _U8(token, length)
        elif length < 0x10000:
            self.out += _U16(token + 1, length)
        else:
            self.out += _U32(token + 2, length)

    def _write_count(self, fix: int, wide: int, count: int) -> None:
        if count < 16:
            self.out.append(fix | count)
        elif count < 0x10000:
            self.out += _U16(wide, count)
        else:
            self.out += _U32(wide + 1, count)
