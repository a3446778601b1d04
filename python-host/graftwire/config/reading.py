"""What the keys of a configuration mean, as in src/config/read-configuration.ts."""

from __future__ import annotations

import math
import re
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from graftwire.config.configuration import CONFIGURATION_KEYS, GraftConfiguration
from graftwire.config.fault import ConfiguredValueError, Place, config_fault
from graftwire.config.host import Host, parse_host
from graftwire.config.names import is_graft_name
from graftwire.config.nearest import nearest
from graftwire.config.node import Node, RawConfiguration
from graftwire.config.variables import Variables, expand_variables
from graftwire.errors import GraftError

__all__ = ["RUNTIMES", "read_configuration"]

RUNTIMES = ("python", "nodejs")


class _Given(NamedTuple):
    node: Node
    place: Place
    variables: Variables
    has_plugin: bool

    def at(self, index: int) -> Place:
        return self.place._replace(key=f"{self.place.key}[{index}]")

    def fault(self, message: str, remedy: str) -> GraftError:
        return config_fault(self.place, message, remedy)


def read_configuration(
    raw: RawConfiguration, source: str, variables: Variables
) -> Tuple[GraftConfiguration, Dict[str, int]]:
    """The configuration, and the line of each key; raises GraftError ``invalid-configuration``."""
    found: Dict[str, Any] = {}
    lines: Dict[str, int] = {}
    # Which hosts there are depends on it, wherever it stands.
    has_plugin = any(key == "plugin" for key, _, _ in raw.fields)
    for key, node, line in raw.fields:
        if key not in CONFIGURATION_KEYS:
            raise _unknown_key(key, Place(source, line))
        given = _Given(node, Place(source, line, key), variables, has_plugin)
        if CONFIGURATION_KEYS[key] in found:
            raise given.fault("This key is given twice.", "Give each key once.")
        found[CONFIGURATION_KEYS[key]] = _READERS[key](given)
        if line is not None:
            lines[key] = line
    if not found:
        raise config_fault(
            Place(source, raw.line), "This configuration is empty.", "Give a key, or take it away."
        )
    return GraftConfiguration(**found), lines


def _unknown_key(key: str, place: Place) -> GraftError:
    if is_graft_name(key.lower()):
        return config_fault(
            place._replace(key=key),
            "This is the name of a Graft, where a key of one configuration stands.",
            f'Put it under configurations: {{ "configurations": {{ "{key}": {{ … }} }} }}.',
        )
    near = nearest(key, CONFIGURATION_KEYS)
    # What has the place of a key may be anything, if it does not look like one.
    is_shown = near is not None or re.fullmatch("[A-Za-z]{1,24}", key) is not None
    remedy = "" if near is None else f"Did you mean {near}? "
    return config_fault(
        place._replace(key=key) if is_shown else place,
        f"There is no key {key if is_shown else 'of this name'}.",
        f"{remedy}There are {', '.join(CONFIGURATION_KEYS)}.",
    )


def _text(given: _Given) -> str:
    written = given.node.value
    if not isinstance(written, str):
        raise given.fault(f"This is a text, not {_kind_of(given.node)}.", "Write it as a text.")
    try:
        text = expand_variables(written, given.variables).strip()
    except ConfiguredValueError as fault:
        raise config_fault(given.place, fault.message, fault.remedy) from None
    if not text:
        raise given.fault("There is no value.", "Give one, or take the key away.")
    return text


def _list(given: _Given) -> Tuple[str, ...]:
    """A text has its items between commas."""
    if isinstance(given.node.value, list):
        nodes = given.node.value
        if not nodes:
            raise given.fault("This list is empty.", "Give an item, or take the key away.")
        return tuple(
            _text(given._replace(node=node, place=given.at(index))) for index, node in enumerate(nodes)
        )
    items: List[str] = []
    for index, item in enumerate(_text(given).split(",")):
        if not item.strip():
            raise config_fault(given.at(index), "There is no value.", "Take away the comma that is too many.")
        items.append(item.strip())
    return tuple(items)


def _name(given: _Given) -> str:
    name = _text(given).lower()
    if not is_graft_name(name):
        raise given.fault(
            "This is no name of a Graft.",
            "Write graft.<ecosystem>.<module>, such as graft.pypi.stats;"
            " leave the name out where all Grafts are meant.",
        )
    return name


def _runtime(given: _Given) -> str:
    text = _text(given)
    if text in RUNTIMES:
        return text
    near = nearest(text, RUNTIMES)
    raise given.fault(
        f"There is no runtime {_shown(text, given)}.",
        f"There are {' and '.join(RUNTIMES)}." if near is None else f"Did you mean {near}?",
    )


def _hosts(given: _Given) -> Tuple[Host, ...]:
    texts = _list(given)
    hosts: List[Host] = []
    for index, text in enumerate(texts):
        try:
            hosts.append(parse_host(text, given.has_plugin))
        except ConfiguredValueError as fault:
            place = given.place if len(texts) == 1 else given.at(index)
            raise config_fault(place, fault.message, fault.remedy) from None
    if len(hosts) > 1 and any(host.kind in ("inMemory", "loopback") for host in hosts):
        raise given.fault(
            "inMemory and loopback stand alone.",
            "Give one of them, or a list of remote hosts to balance between.",
        )
    return tuple(hosts)


def _boolean(given: _Given) -> bool:
    value = given.node.value
    if isinstance(value, bool):
        return value
    text = _text(given) if isinstance(value, str) else None
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    raise given.fault(f"This is true or false, not {_shown(text, given)}.", "Write true or false.")


def _milliseconds(given: _Given) -> float:
    value = given.node.value
    number = value if isinstance(value, float) else math.nan
    text = _text(given) if isinstance(value, str) else None
    if text is not None and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", text):
        number = float(text)
    if math.isfinite(number) and number > 0:
        return number
    shown = f"{value:g}" if isinstance(value, float) else _shown(text, given)
    raise given.fault(
        f"This is a positive number of milliseconds, not {shown}.",
        "Leave the key out where there is no limit.",
    )


def _shown(text: Optional[str], given: _Given) -> str:
    """What a variable holds is not shown: it may be a secret that has come to the wrong place."""
    if text is None:
        return _kind_of(given.node)
    if isinstance(given.node.value, str) and "${" in given.node.value:
        return "what the variable holds"
    return text if re.fullmatch("[A-Za-z0-9_.+-]{1,24}", text) else "this"


def _kind_of(node: Node) -> str:
    value = node.value
    if value is None:
        return "null"
    for kind, name in ((list, "a list"), (tuple, "an object"), (bool, "a boolean"), (str, "a string")):
        if isinstance(value, kind):
            return name
    return "a number"


_READERS: Dict[str, Callable[[_Given], object]] = {
    "name": _name,
    "runtime": _runtime,
    "host": _hosts,
    "modules": _list,
    "plugin": _text,
    "token": _text,
    "connectTimeoutMs": _milliseconds,
    "stateless": _boolean,
    "python": _text,
    "timeoutMs": _milliseconds,
    "strict": _boolean,
}
