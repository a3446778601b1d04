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


def canonical_value(data: bytes, limits: Limits) -> bytes:
    reader = ValueReader(data, limits)
    value = reader.read_value()
    if not reader.is_at_end:
        raise malformed("more than one value", reader.pos)
    writer = ValueWriter(limits)
    writer.write_value(value)
    return bytes(writer.out)


def canonical_frame(data: bytes, limits: Limits) -> bytes:
    return Frame.decode(data, limits).encode(limits)


def main() -> None:
    canonical = canonical_frame if "--frame" in sys.argv else canonical_value
    limits = PROCESS_LIMITS if "--process" in sys.argv else NETWORK_LIMITS
    for line in sys.stdin:
        try:
            print("ok", canonical(bytes.fromhex(line), limits).hex())
        except GraftError as error:
            print("error", error.code)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
