"""What is to be kept from eyes."""

from __future__ import annotations

import re
from urllib.parse import unquote

__all__ = ["MASKED", "is_secret_name", "mask_secrets"]

#: What is shown of a secret.
MASKED = "***"

_SECRET = re.compile(
    r"token|secret|passw|passphrase|pwd|credential|auth|signature|(api|access|private)[-_.]?key|^(key|sig|pass)\Z",
    re.IGNORECASE,
)


def is_secret_name(name: str) -> bool:
    """Whether the value of a key or of a query parameter of this name is secret."""
    return _SECRET.search(name) is not None


def mask_secrets(text: str) -> str:
    """A text as it may be shown: without the user information and the secret parameters of its addresses."""
    # As far as the last @: what stands before it may be a password that nobody has escaped.
    text = re.sub(r"([A-Za-z][A-Za-z0-9+.-]*://)[^\s\"']*@", rf"\1{MASKED}@", text)
    return re.sub(r"([?&])([^=&#\s]*)=([^&#\s]*)", _mask_pair, text)


def _mask_pair(pair: re.Match[str]) -> str:
    if not is_secret_name(unquote(pair[2])):
        return pair[0]
    return f"{pair[1]}{pair[2]}={MASKED}"
