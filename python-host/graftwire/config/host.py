"""Where calls run: the addresses of a configuration, as in src/config/host.ts."""

from __future__ import annotations

import re
from typing import Dict, NamedTuple, Optional, Tuple
from urllib.parse import unquote_to_bytes

from graftwire.config.fault import ConfiguredValueError
from graftwire.config.nearest import nearest
from graftwire.config.secret_names import MASKED, is_secret_name

__all__ = ["Host", "format_host", "parse_host"]

_FORMS = ("inMemory", "loopback", "tcp://", "tcps://", "ws://", "wss://", "ipc://")
_DEFAULT_PORTS = {"tcp": 7420, "tcps": 7420, "ws": 80, "wss": 443}


class Host(NamedTuple):
    """``kind`` is ``inMemory``, ``loopback``, ``tcp``, ``tcps``, ``ws``, ``wss``, ``ipc`` or ``plugin``; what
    a kind does not have is None."""

    kind: str
    #: An IPv6 one has no brackets.
    hostname: Optional[str] = None
    port: Optional[int] = None
    #: Of ``ws`` and ``wss``, and of the socket of ``ipc``.
    path: Optional[str] = None
    user: Optional[str] = None
    password: Optional[str] = None
    #: The query, decoded.
    parameters: Optional[Dict[str, str]] = None
    #: What only the plugin understands.
    address: Optional[str] = None


def parse_host(text: str, is_of_plugin: bool = False) -> Host:
    """Read one host. With ``is_of_plugin`` addresses of other schemes are the plugin's.

    Raises ConfiguredValueError.
    """
    if text in ("inMemory", "loopback"):
        return Host(text)
    found = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", text, re.DOTALL)
    scheme, rest = ("", "") if found is None else (found[1], found[2])
    if scheme in _DEFAULT_PORTS:
        return _parse_network(scheme, rest)
    if scheme == "ipc":
        return _parse_socket(rest)
    if is_of_plugin and scheme:
        return Host("plugin", address=text)
    raise _unknown_form(text, scheme)


def _unknown_form(text: str, scheme: str) -> ConfiguredValueError:
    shown = f"{scheme}://" if scheme else text if re.fullmatch("[A-Za-z]+", text) else "of this form"
    near = nearest(f"{scheme}://" if scheme else text, _FORMS)
    remedy = f"Write one of {', '.join(_FORMS)}." if near is None else f"Did you mean {near}?"
    others = f"{remedy} Other schemes need a plugin."
    return ConfiguredValueError(f"There is no host {shown}.", others if scheme and near is None else remedy)


_NETWORK = re.compile(
    r"(?:([^/?#]*)@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(/[^?#\s]*)?(?:\?([^#\s]*))?"
)


def _parse_network(kind: str, rest: str) -> Host:
    found = _NETWORK.fullmatch(rest)
    port = _DEFAULT_PORTS[kind] if found is None or found[3] is None else int(found[3])
    if found is None or not 1 <= port <= 65535:
        raise ConfiguredValueError(
            f"This is no address of {kind}://.",
            f"Write {kind}://host:port, with a port from 1 to 65535;"
            " escape other characters than letters, digits, . _ - as %XX.",
        )
    hostname, path = found[2].strip("[]"), found[4] or "/"
    user, password = _user_info(found[1])
    parameters = _query(found[5])
    if kind in ("ws", "wss"):
        return Host(kind, hostname, port, path, user, password, parameters)
    if path != "/":
        raise ConfiguredValueError(
            f"An address of {kind}:// has no path.",
            "Take away what stands behind the port, or use ws:// or wss://.",
        )
    return Host(kind, hostname, port, None, user, password, parameters)


def _parse_socket(rest: str) -> Host:
    found = re.fullmatch(r"(?:([^/?#]*)@)?([^?#\s]*)(?:\?([^#\s]*))?", rest)
    if found is None or not found[2]:
        raise ConfiguredValueError(
            "This is no address of ipc://.",
            "Write ipc:// and the path of a socket: ipc:///run/pricing.sock. Write %20 for a space.",
        )
    user, password = _user_info(found[1])
    return Host("ipc", None, None, _decode(found[2]), user, password, _query(found[3]))


def _user_info(text: Optional[str]) -> Tuple[Optional[str], Optional[str]]:
    if text is None:
        return None, None
    user, colon, password = text.partition(":")
    return _decode(user), _decode(password) if colon else None


def _query(text: Optional[str]) -> Optional[Dict[str, str]]:
    if not text:
        return None
    parts = [pair.partition("=") for pair in text.split("&")]
    pairs = [(_decode(name), _decode(value)) for name, _, value in parts]
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        raise ConfiguredValueError("The query of this address has a parameter twice.", "Write each one once.")
    return parameters


def _decode(text: str) -> str:
    try:
        if re.search("%(?![0-9A-Fa-f]{2})", text) is None:
            return unquote_to_bytes(text).decode("utf-8")
    except UnicodeError:
        pass
    raise ConfiguredValueError("This address has an escape that is none.", "Write %25 for a percent sign.")


def format_host(host: Host) -> str:
    """A host as it may be shown: user information and secret parameters masked."""
    if host.address is not None:
        return _format_plugin_address(host.address)
    user = "" if host.user is None else f"{MASKED}@"
    pairs = [
        f"{name}={MASKED if is_secret_name(name) else value}"
        for name, value in (host.parameters or {}).items()
    ]
    query = f"?{'&'.join(pairs)}" if pairs else ""
    if host.kind == "ipc":
        return f"ipc://{user}{host.path}{query}"
    if host.hostname is None:
        return host.kind
    name = f"[{host.hostname}]" if ":" in host.hostname else host.hostname
    path = "" if host.path in (None, "/") else host.path
    return f"{host.kind}://{user}{name}:{host.port}{path}{query}"


def _format_plugin_address(address: str) -> str:
    """What a plugin's addresses mean is not known here: nothing behind the place can be trusted to be no
    secret."""
    scheme, _, rest = address.partition("://")
    _user, at, place = rest.rpartition("@")
    shown = re.split("[?#]", place, maxsplit=1)
    return f"{scheme}://{MASKED + '@' if at else ''}{shown[0]}{'?' + MASKED if len(shown) > 1 else ''}"
