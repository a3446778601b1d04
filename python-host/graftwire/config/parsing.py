"""The configurations of a source: connection strings, JSON or YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Callable, List, Mapping, Optional, Sequence, Union

from graftwire.config.configuration import ConfigEntry
from graftwire.config.fault import Place, config_fault
from graftwire.config.json_node import read_json
from graftwire.config.names import environment_name
from graftwire.config.node import Node, RawConfiguration, object_node, raw_configurations
from graftwire.config.priority import ConfigPriority
from graftwire.config.reading import read_configuration
from graftwire.config.text_form import read_connection_strings
from graftwire.config.variables import Variables
from graftwire.config.yaml_node import read_yaml

__all__ = ["ConfigInput", "ConfigSource", "detect_format", "parse_configurations"]

#: A text, one configuration, or several.
ConfigInput = Union[str, Mapping[str, object], Sequence[Union[str, Mapping[str, object]]]]


def _no_variables(_name: str) -> Optional[str]:
    return None


@dataclass(frozen=True)
class ConfigSource:
    """Something that holds configurations."""

    #: As errors and explanations call it: ``GRAFT_CONFIG``, the path of a file.
    name: str
    content: ConfigInput
    priority: ConfigPriority
    #: ``text``, ``json`` or ``yaml``. None: detected.
    form: Optional[str] = None
    #: The Graft that it is of, where it is of one: its configurations need no name then.
    graft: Optional[str] = None
    #: What relative paths in it are relative to: its own, where it is a file. None: the working directory.
    folder: Optional[str] = None
    #: What ``${NAME}`` stands for.
    variables: Variables = _no_variables
    yaml: Callable[[str, str], Optional[Node]] = read_yaml


def parse_configurations(source: ConfigSource) -> List[ConfigEntry]:
    """The configurations of a source, in their order.

    Raises GraftError ``invalid-configuration``, whose path is the source, the line and the key, and
    ``package-not-installed`` for YAML that nothing here can read.
    """
    entries: List[ConfigEntry] = []
    for raw in _read_raw(source):
        configuration, lines = read_configuration(raw, source.name, source.variables)
        if source.graft is not None and configuration.name is not None:
            _check_name(configuration.name, source, source.graft, lines.get("name"))
        is_implied = configuration.name is None and source.graft is not None
        if is_implied:
            configuration = replace(configuration, name=source.graft)
        entries.append(
            ConfigEntry(
                configuration, source.priority, source.name, raw.line, is_implied, lines, source.folder
            )
        )
    return entries


def _check_name(name: str, source: ConfigSource, graft: str, line: Optional[int]) -> None:
    """Other Grafts that share the variable may stand beside it."""
    if name == graft or environment_name(name) == environment_name(graft):
        return
    raise config_fault(
        Place(source.name, line, "name"),
        f"This is a source of {graft}, and the configuration is of {name}.",
        "Take the name away, or move the configuration to GRAFT_CONFIG or graft.config.json.",
    )


def _read_raw(source: ConfigSource) -> List[RawConfiguration]:
    content = source.content
    if isinstance(content, str):
        return _read_text(content, source)
    if isinstance(content, Mapping) or not isinstance(content, Sequence):
        return raw_configurations(object_node(content, source.name), source.name)
    found: List[RawConfiguration] = []
    for item in content:
        if isinstance(item, str):
            found.extend(_read_text(item, source))
        else:
            found.extend(raw_configurations(object_node(item, source.name), source.name))
    return found


def _read_text(content: str, source: ConfigSource) -> List[RawConfiguration]:
    text = content[1:] if content.startswith("\ufeff") else content
    form = source.form or detect_format(text)
    if form == "text":
        return read_connection_strings(text, source.name)
    node = read_json(text, source.name) if form == "json" else source.yaml(text, source.name)
    return [] if node is None else raw_configurations(node, source.name)


def detect_format(text: str) -> str:
    """``json`` begins with ``{`` or ``[``; the first line of ``yaml`` that is no comment begins with ``---``,
    ``- ``, ``%``, or with a key and a colon that white space or the end of the line follows; all else is
    ``text``."""
    if re.match(r"[ \t\r\n]*[{\[]", text):
        return "json"
    lines = re.split("\r\n|\r|\n", text)
    first = next((line for line in lines if not re.match(r"[ \t]*(#|\Z)", line)), "")
    yaml = r"[ \t]*(---([ \t]|\Z)|-([ \t]|\Z)|%|[\"']?[A-Za-z0-9_.@/-]+[\"']?[ \t]*:([ \t]|\Z))"
    return "yaml" if re.match(yaml, first) else "text"
