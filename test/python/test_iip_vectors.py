"""The bytes of test/vectors, read and written by the Python implementation of IIP."""

from __future__ import annotations

import json
import unittest
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

from graftwire.errors import GraftError
from graftwire.iip.extensions import Extension
from graftwire.iip.frame import Frame
from graftwire.iip.invocation import Assign, Call, Home, InvocationStep, Read, StepResult
from graftwire.iip.kinds import FrameKind
from graftwire.iip.limits import NETWORK_LIMITS, Limits
from graftwire.iip.optional_header import OptionalFields, RawField, TraceContext
from graftwire.iip.preamble import Preamble, negotiate_version
from graftwire.iip.value_reader import ValueReader
from graftwire.iip.value_writer import ValueWriter

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def rows(file: str) -> List[Dict[str, Any]]:
    found: List[Dict[str, Any]] = json.loads((VECTORS / file).read_text("utf-8"))["rows"]
    if not found:
        raise AssertionError(f"{file} has no rows")
    return found


def from_tagged(tagged: Any) -> object:
    if tagged is None or isinstance(tagged, bool):
        return tagged
    ((kind, content),) = tagged.items()
    if kind == "int":
        return int(content)
    if kind == "float":
        return float(content)
    if kind == "str":
        return content
    if kind == "wtf8":
        return bytes.fromhex(content).decode("utf-8", "surrogatepass")
    if kind == "bin":
        return bytes.fromhex(content)
    if kind == "array":
        return [from_tagged(item) for item in content]
    if kind == "ext":
        return Extension(content[0], bytes.fromhex(content[1]))
    return {from_tagged(key): from_tagged(value) for key, value in content}


def shown(value: object) -> str:
    """A text that tells apart what ``==`` does not: types, -0.0, NaN and the order of keys."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{shown(key)}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    return f"{type(value).__name__} {value!r}"


def read(data: bytes, limits: Limits = NETWORK_LIMITS) -> object:
    reader = ValueReader(data, limits)
    value = reader.read_value()
    if not reader.is_at_end:
        raise GraftError("malformed", "There is more than one value.")
    return value


def written(value: object) -> str:
    writer = ValueWriter()
    writer.write_value(value)
    return writer.out.hex()


class VectorTest(unittest.TestCase):
    """Each row is a subtest under its name."""

    def each(self, file: str) -> Iterator[Tuple[Dict[str, Any], bytes]]:
        for row in rows(file):
            with self.subTest(row.get("name", str(row))):
                yield row, bytes.fromhex(row.get("hex", ""))

    def assert_refused(self, code: str, action: Any, *arguments: object) -> None:
        with self.assertRaises(GraftError) as caught:
            action(*arguments)
        self.assertEqual(caught.exception.code, code)


class Values(VectorTest):
    def test_values_are_read_and_written(self) -> None:
        for row, data in self.each("values.json"):
            value = from_tagged(row["value"])
            self.assertEqual(shown(read(data)), shown(value))
            self.assertEqual(written(value), row["hex"])

    def test_long_values_are_read_and_written(self) -> None:
        for row, _ in self.each("long.json"):
            item, count = row["item"], row["count"]
            expected = {
                "str": lambda item=item, count=count: bytes.fromhex(item).decode() * count,
                "bin": lambda item=item, count=count: bytes.fromhex(item) * count,
                "array": lambda count=count: [None] * count,
                "ext": lambda item=item, count=count: Extension(100, bytes.fromhex(item) * count),
            }[row["of"]]()
            encoded = row["header"] + item * count
            self.assertEqual(read(bytes.fromhex(encoded)), expected)
            self.assertEqual(written(expected), encoded)

    def test_forms_that_no_writer_makes_are_read(self) -> None:
        for row, data in self.each("lenient.json"):
            self.assertEqual(shown(read(data)), shown(from_tagged(row["value"])))
            self.assertEqual(written(read(data)), row["canonical"])

    def test_keys_that_only_look_the_same_are_kept(self) -> None:
        for row, data in self.each("distinct-keys.json"):
            self.assertEqual(written(read(data)), row["canonical"])

    def test_bytes_that_are_no_value_are_refused(self) -> None:
        for row, data in self.each("invalid.json"):
            self.assert_refused(row["code"], read, data)

    def test_limits_hold_at_n_and_at_n_plus_1(self) -> None:
        for row, data in self.each("limits.json"):
            limits = NETWORK_LIMITS._replace(max_values=row["values"], max_depth=row["depth"])
            if row["answer"] == "ok":
                self.assertEqual(written(read(data, limits)), row["hex"])
            else:
                self.assert_refused(row["answer"], read, data, limits)


def step_from(row: Dict[str, Any]) -> InvocationStep:
    target, access = row["target"], row["access"]
    if target is not None:
        target = Home(int(target["home"])) if "home" in target else StepResult(int(target["step"]))
    if access == "read":
        access = Read()
    elif "assign" in access:
        access = Assign(from_tagged(access["assign"]))
    else:
        keywords = access.get("keywords")
        arguments = [from_tagged(argument) for argument in access["call"]]
        access = Call(arguments, None if keywords is None else from_tagged({"map": keywords}))  # type: ignore
    return InvocationStep(target, from_tagged(row["member"]), access)  # type: ignore


def optional_from(row: Dict[str, Any]) -> OptionalFields:
    trace, headers = row.get("trace"), row.get("headers")
    return OptionalFields(
        int(row["deadline"]) if "deadline" in row else None,
        None
        if trace is None
        else TraceContext(bytes.fromhex(trace["traceId"]), bytes.fromhex(trace["spanId"]), trace["flags"]),
        bytes.fromhex(row["modelHash"]) if "modelHash" in row else None,
        None if headers is None else dict(headers),
        tuple(sorted(RawField(tag, bytes.fromhex(payload)) for tag, payload in row.get("unknown", []))),
    )


def frame_from(row: Dict[str, Any]) -> Frame:
    segments = row.get("segments")
    return Frame(
        getattr(FrameKind, row["kind"].upper()),
        [step_from(step) for step in row["steps"]]
        if "steps" in row
        else [from_tagged(value) for value in row["body"]],
        row["correlation"],
        row["session"],
        row.get("oneWay", False),
        row.get("selfContained", False),
        optional_from(row.get("optional", {})),
        None if segments is None else [bytes.fromhex(segment) for segment in segments],
    )


class Frames(VectorTest):
    def test_frames_are_read_and_written(self) -> None:
        for row, data in self.each("frames.json"):
            frame = frame_from(row["frame"])
            self.assertEqual(repr(Frame.decode(data)), repr(frame))
            self.assertEqual(frame.encode().hex(), row["hex"])

    def test_frames_that_no_writer_makes_are_read(self) -> None:
        for row, data in self.each("frames-lenient.json"):
            self.assertEqual(Frame.decode(data).encode().hex(), row["canonical"])

    def test_bytes_that_are_no_frame_are_refused(self) -> None:
        for row, data in self.each("frames-invalid.json"):
            self.assert_refused(row["code"], Frame.decode, data)


class Preambles(VectorTest):
    def test_preambles_are_read_written_and_negotiated(self) -> None:
        for row, data in self.each("preamble.json"):
            kind = row["type"]
            if kind in ("preamble", "read"):
                preamble = Preamble.decode(data)
                self.assertEqual(preamble, (row["lowest"], row["highest"], row["maxFrameBytes"]))
                self.assertEqual(preamble.encode() == data, kind == "preamble")
            elif kind == "invalid":
                self.assert_refused("malformed", Preamble.decode, data)
            elif kind == "prefix":
                self.assertEqual(Preamble.is_prefix(data), row["isPrefix"])
            else:
                one, other = (Preamble(*row[peer], 16) for peer in ("one", "other"))
                for peers in ((one, other), (other, one)):
                    if row["version"] is None:
                        self.assert_refused("version-mismatch", negotiate_version, *peers)
                    else:
                        self.assertEqual(negotiate_version(*peers), row["version"])


if __name__ == "__main__":
    unittest.main()
