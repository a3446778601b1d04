"""What JSON, YAML and objects of a program have in common: values, and the line at which each stands."""

from __future__ import annotations

from typing import List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from graftwire.config.fault import Place, config_fault

__all__ = ["DEEPEST", "Field", "Node", "RawConfiguration", "Scalar", "object_node", "raw_configurations"]

#: How deep lists and maps may stand in each other: more than any configuration needs.
DEEPEST = 16

Scalar = Union[str, float, bool, None]


class Node(NamedTuple):
    """A scalar, a list of nodes, or a tuple of fields, in which a key may come twice."""

    value: Union[Scalar, List[Node], Tuple[Field, ...]]
    line: Optional[int] = None


class Field(NamedTuple):
    key: str
    node: Node
    line: Optional[int] = None


class RawConfiguration(NamedTuple):
    """One configuration, before its keys mean anything."""

    fields: Tuple[Field, ...]
    line: Optional[int] = None


def object_node(value: object, source: str, depth: int = DEEPEST) -> Node:
    """What a program gives as a configuration."""
    if value is None or isinstance(value, (str, bool)):
        return Node(value)
    if isinstance(value, (int, float)):
        try:
            return Node(float(value))
        except OverflowError:
            return Node(float("inf"))
    if depth == 0:
        raise _no_configuration(source, "This object is nested too deep.")
    if isinstance(value, Mapping):
        fields = value.items()
        return Node(tuple(Field(str(key), object_node(item, source, depth - 1)) for key, item in fields))
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return Node([object_node(item, source, depth - 1) for item in value])
    raise _no_configuration(source, f"A {type(value).__name__} configures nothing.")


def _no_configuration(source: str, message: str) -> Exception:
    return config_fault(
        Place(source),
        message,
        "Give a connection string, or a dict with keys such as name and host, or a list.",
    )


def raw_configurations(node: Node, source: str) -> List[RawConfiguration]:
    """A map is one configuration, a list several, and so is ``{configurations: …}``."""
    if isinstance(node.value, list):
        return [_one(item, source) for item in node.value]
    only = node.value[0] if isinstance(node.value, tuple) and len(node.value) == 1 else None
    if only is None or only.key != "configurations":
        return [_one(node, source)]
    inside = only.node.value
    if isinstance(inside, list):
        return [_one(item, source) for item in inside]
    if isinstance(inside, tuple):
        return [
            RawConfiguration((Field("name", Node(key, line), line), *_one(item, source).fields), line)
            for key, item, line in inside
        ]
    raise config_fault(
        Place(source, only.line, "configurations"),
        "The configurations are a list, or an object with the names of Grafts as keys.",
        "Write configurations: [{ name: …, host: … }].",
    )


def _one(node: Node, source: str) -> RawConfiguration:
    if isinstance(node.value, tuple):
        return RawConfiguration(node.value, node.line)
    what = "a list" if isinstance(node.value, list) else "a single value"
    raise config_fault(
        Place(source, node.line),
        f"A configuration is an object, not {what}.",
        'Write keys and values, such as { "name": "graft.pypi.stats", "host": "tcp://pricing:7420" }.',
    )
