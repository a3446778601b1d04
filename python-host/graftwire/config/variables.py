"""``${NAME}`` in values."""

from __future__ import annotations

import re
from typing import Callable, Optional

from graftwire.config.fault import ConfiguredValueError

__all__ = ["Variables", "expand_variables"]

#: Gives the value of an environment variable; None where it is not set.
Variables = Callable[[str], Optional[str]]


def expand_variables(text: str, variables: Variables) -> str:
    """Put the value of the environment variable in the place of ``${NAME}``.

    ``$${`` stands for ``${`` itself. What a variable holds is not expanded again.
    Raises ConfiguredValueError.
    """

    def value_of(found: re.Match[str]) -> str:
        name, close = found[1], found[2]
        if name is None:
            return "${"
        if not close or re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) is None:
            raise ConfiguredValueError(
                "What follows ${ is no name of an environment variable.",
                "Write ${NAME}, or $${ for ${ itself.",
            )
        value = variables(name)
        if value is None:
            raise ConfiguredValueError(
                f"The environment variable {name} is not set.",
                f"Set {name}, or write $${{ where ${{ itself is meant.",
            )
        return value

    return re.sub(r"\$\$\{|\$\{([^{}]*)(\}?)", value_of, text)
