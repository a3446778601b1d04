"""Which classes' instances cross by value, and what stands for them on the wire (docs/types.md).

None of these classes is imported here: an instance of one exists only where its module has been imported.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional

    #: Gives what an extension holds, one value after the other; None: this very instance crosses by
    #: reference.
    Encode = Callable[[Any], Optional[tuple[object, ...]]]

#: name of a class -> (the module that has it under this name, extension, its functions' name)
_standard = {
    "datetime": ("datetime", 6, "datetime"),
    "date": ("datetime", 7, "date"),
    "time": ("datetime", 8, "time"),
    "timedelta": ("datetime", 9, "timedelta"),
    "Decimal": ("decimal", 10, "decimal"),
    "Fraction": ("fractions", 11, "fraction"),
    "complex": ("builtins", 12, "complex"),
    "UUID": ("uuid", 13, "uuid"),
    "range": ("builtins", 14, "range"),
    "slice": ("builtins", 15, "slice"),
    "PosixPath": ("pathlib", 16, "path"),
    "WindowsPath": ("pathlib", 16, "path"),
    "PurePosixPath": ("pathlib", 16, "path"),
    "PureWindowsPath": ("pathlib", 16, "path"),
}
_decoders = {extension: name for _, extension, name in _standard.values()}
_decoders[27] = "url"


def encoder_of(cls: type) -> "Optional[tuple[int, Encode]]":
    """How instances of ``cls`` itself, not of its subclasses, cross: the number of an extension and what
    gives its payload.

    With the number 0 the payload is one value that crosses in the instance's place. None: by reference.
    """
    place = _standard.get(cls.__name__)
    if place is not None and getattr(sys.modules.get(place[0]), cls.__name__, None) is cls:
        from . import standard_types

        return place[1], getattr(standard_types, "encode_" + place[2])
    enum = sys.modules.get("enum")
    if enum is not None and issubclass(cls, enum.Enum):
        from .enums import enum_encoder

        return _numbered(17, enum_encoder(cls))
    numpy = sys.modules.get("numpy")
    if cls.__module__ == "numpy" and numpy is not None and issubclass(cls, getattr(numpy, "generic", ())):
        from .numpy_scalars import scalar_encoder

        return scalar_encoder(cls)
    from .records import record_encoder

    return _numbered(18, record_encoder(cls))


def _numbered(extension: int, encode: "Optional[Encode]") -> "Optional[tuple[int, Encode]]":
    return None if encode is None else (extension, encode)


def decode(extension: int, values: "list[Any]") -> object:
    """What the payload of an extension stands for: the inverse of :func:`encoder_of` for 6 to 18 and 27.

    Raises GraftError ``malformed`` for a payload of the wrong shape, ``unknown-member`` for a class that is
    not there, ``unsupported-value`` for a zone or a path that this system has not, and whatever the class
    itself raises when it refuses its fields.
    """
    name = _decoders.get(extension)
    if name is not None:
        from . import standard_types

        try:
            return getattr(standard_types, "decode_" + name)(*values)
        except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise _malformed(extension, error) from None
    if extension in (17, 18):
        if len(values) != (3 if extension == 17 else 2) or type(values[0]) is not str:
            raise _malformed(extension)
        if extension == 17:
            from .enums import decode_enum

            return decode_enum(*values)
        from .records import decode_record

        return decode_record(*values)
    raise _malformed(extension)


def _malformed(extension: int, cause: "Optional[Exception]" = None) -> Exception:
    from graftwire.errors import GraftError

    reason = "" if cause is None else f" ({cause})"
    message = f"The payload of extension {extension} is not what its type says{reason}."
    return GraftError("malformed", message)
