"""The steps of an invocation (docs/iip.md, section 4)."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Sequence, Union

from graftwire.errors import GraftError

from .extensions import Extension, ExtensionType
from .keywords import Keywords
from .limits import Limits
from .value_reader import ValueReader
from .value_writer import ValueWriter

__all__ = ["Assign", "Call", "Home", "InvocationStep", "Read", "StepResult", "decode_steps", "encode_steps"]


class Home(NamedTuple):
    """A target: an object of the receiver."""

    id: int


class StepResult(NamedTuple):
    """A target: the result of an earlier step, counted from 0."""

    step: int


class Call(NamedTuple):
    """The member is called."""

    args: Sequence[object]
    keywords: Optional[Dict[str, object]] = None


class Read(NamedTuple):
    """The member is read."""


class Assign(NamedTuple):
    """The member is set."""

    value: object


class InvocationStep(NamedTuple):
    """One step. ``member``: a bound id, a name, or None for the target itself."""

    target: Union[Home, StepResult, None]
    member: Union[int, str, None]
    access: Union[Call, Read, Assign]


def encode_steps(writer: ValueWriter, steps: Sequence[InvocationStep]) -> None:
    """Writes the body of an invocation."""
    for target, member, access in steps:
        if isinstance(target, Home):
            _write_one(writer, ExtensionType.HOME, target.id, "target")
        elif isinstance(target, StepResult):
            _write_one(writer, ExtensionType.STEP, target.step, "target")
        else:
            writer.write_nil()
        writer.write_value(member, "member")
        if isinstance(access, Read):
            writer.write_nil()
        elif isinstance(access, Assign):
            _write_one(writer, ExtensionType.ASSIGN, access.value, "value")
        else:
            _write_call(writer, access)


def _write_call(writer: ValueWriter, call: Call) -> None:
    writer.write_array_header(len(call.args) + (call.keywords is not None))
    for index, argument in enumerate(call.args):
        writer.write_value(argument, f"args[{index}]")
    if call.keywords is not None:
        writer.write_keywords(Keywords(call.keywords))


def _write_one(writer: ValueWriter, extension_type: int, value: object, path: str) -> None:
    payload = ValueWriter(writer.limits)
    payload.write_value(value, path)
    writer.write_extension(extension_type, bytes(payload.out))


def decode_steps(reader: ValueReader, limits: Limits, *, is_self_contained: bool) -> List[InvocationStep]:
    """Reads the body of an invocation to its end. In a self-contained one no member may be a bound id."""
    steps: List[InvocationStep] = []
    while not steps or not reader.is_at_end:
        if len(steps) == limits.max_steps:
            raise _malformed(f"has more than {limits.max_steps} steps")
        target = _read_target(reader, len(steps))
        member = _read_member(reader, target)
        if is_self_contained and isinstance(member, int):
            raise _malformed("is self-contained and names a member by its id")
        access = _read_access(reader)
        steps.append(InvocationStep(target, member, access))
    return steps


def _read_target(reader: ValueReader, earlier_steps: int) -> Union[Home, StepResult, None]:
    value = reader.read_flat()
    if value is None:
        return None
    if isinstance(value, Extension) and value.type in (ExtensionType.HOME, ExtensionType.STEP):
        payload = reader.payload_reader(value)
        number = payload.read_id()
        if not payload.is_at_end:
            raise _malformed("has a target with more than one id")
        if value.type == ExtensionType.HOME:
            return Home(number)
        if number < earlier_steps:
            return StepResult(number)
    raise _malformed("has a target that is none")


def _read_member(reader: ValueReader, target: Union[Home, StepResult, None]) -> Union[int, str, None]:
    member = reader.read_flat()
    if isinstance(member, str) or (member is None and target is not None):
        return member
    if type(member) is int and 0 <= member < 2**64:
        return member
    raise _malformed("has a member that is neither an id nor a name")


def _read_access(reader: ValueReader) -> Union[Call, Read, Assign]:
    count = reader.read_array_header()
    if count < 0:
        value = reader.read_flat()
        if value is None:
            return Read()
        if isinstance(value, Extension) and value.type == ExtensionType.ASSIGN:
            return Assign(_payload_of(reader, value))
        raise _malformed("has a step without arguments")
    args: List[object] = []
    for index in range(count):
        argument = reader.read_value(f"args[{index}]")
        if isinstance(argument, Extension):
            if argument.type == ExtensionType.ASSIGN:
                raise _malformed("has an assign among its arguments")
            if argument.type == ExtensionType.KEYWORDS:
                if index != count - 1:
                    raise _malformed("has keywords before its last argument")
                keywords = _payload_of(reader, argument)
                if not isinstance(keywords, dict) or any(type(name) is not str for name in keywords):
                    raise _malformed("has keywords that are not named by strings")
                return Call(args, keywords)
        args.append(argument)
    return Call(args)


def _payload_of(reader: ValueReader, extension: Extension) -> object:
    payload = reader.payload_reader(extension)
    value = payload.read_value()
    if not payload.is_at_end:
        raise _malformed("has an extension with more than one value")
    return value


def _malformed(what: str) -> GraftError:
    return GraftError("malformed", f"An invocation {what}.")
