"""Reads lines of hexadecimal and answers each with ``ok <canonical hex>`` or ``error <code>``.

The Python half of the comparison of the three implementations. With ``--frame`` a line is a frame, otherwise
one value; ``--process`` takes the limits inside a process instead of those on a network.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from graftwire.errors import GraftError
from graftwire.iip.frame import Frame
from graftwire.iip.limits import NETWORK_LIMITS, PROCESS_LIMITS, Limits
from graftwire.iip.scalar_reader import malformed
from graftwire.iip.value_reader import ValueReader
from graftwire.iip.value_writer import ValueWriter


def read_value(data: bytes, limits: Limits) -> object:
    reader = ValueReader(data, limits)
    value = reader.read_value()
    if not reader.is_at_end:
        raise malformed("more than one value", reader.pos)
    return value


def write_value(value: object, limits: Limits) -> bytes:
    writer = ValueWriter(limits._replace(max_frame_bytes=2**32))
    writer.write_value(value)
    return bytes(writer.out)


def answer(data: bytes, limits: Limits, is_frame: bool) -> str:
    try:
        read = Frame.decode(data, limits) if is_frame else read_value(data, limits)
    except GraftError as error:
        return f"error {error.code}"
    try:
        written = read.encode(limits) if isinstance(read, Frame) else write_value(read, limits)
    except GraftError as error:
        # Canonical floats are longer than they may have been. Nothing else that was read may be refused.
        return f"error {error.code}" if error.code == "too-large" else f"unwritable {error.code}"
    return f"ok {written.hex()}"


def main() -> None:
    limits = PROCESS_LIMITS if "--process" in sys.argv else NETWORK_LIMITS
    for line in sys.stdin:
        print(answer(bytes.fromhex(line), limits, "--frame" in sys.argv), flush=True)


if __name__ == "__main__":
    main()
