"""Values of the standard library as the extensions of docs/iip.md, section 2, carry them, and back. A decoder
gets the values of a payload and raises what their class raises where they are none of its."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import decimal
    import fractions
    import pathlib
    import uuid
    from typing import Any, Optional, Union

#: Ordinal of 1970-01-01.
_EPOCH = 719163
_PATH_KINDS = {
    "PosixPath": "posix",
    "WindowsPath": "windows",
    "PurePosixPath": "pure-posix",
    "PureWindowsPath": "pure-windows",
}
_PATH_CLASSES: "dict[Optional[str], str]" = {kind: name for name, kind in _PATH_KINDS.items()}
_PATH_CLASSES[None] = "Path"


def encode_datetime(value: "datetime.datetime") -> "Optional[tuple[object, ...]]":
    zone = _zone_of(value)
    if zone is None:
        return None
    days = (value.toordinal() - 1) * 86_400_000_000
    return (days + _clock(value), *zone, value.fold)


def decode_datetime(wall: int, offset: "Optional[int]", zone: object, fold: int) -> "datetime.datetime":
    import datetime

    tzinfo = _tzinfo_from(offset, zone)
    day, microseconds = divmod(_integer(wall), 86_400_000_000)
    start = datetime.datetime.fromordinal(day + 1)
    value = (start + datetime.timedelta(microseconds=microseconds)).replace(
        tzinfo=tzinfo, fold=_integer(fold)
    )
    _check_offset(value, offset, zone)
    return value


def encode_date(value: "datetime.date") -> "tuple[object, ...]":
    return (value.toordinal() - _EPOCH,)


def decode_date(days: int) -> "datetime.date":
    import datetime

    return datetime.date.fromordinal(_integer(days) + _EPOCH)


def encode_time(value: "datetime.time") -> "Optional[tuple[object, ...]]":
    zone = _zone_of(value)
    return None if zone is None else (_clock(value), *zone, value.fold)


def decode_time(clock: int, offset: "Optional[int]", zone: object, fold: int) -> "datetime.time":
    import datetime

    tzinfo = _tzinfo_from(offset, zone)
    seconds, microsecond = divmod(_integer(clock), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    value = datetime.time(hour, minute, second, microsecond, tzinfo, fold=_integer(fold))
    _check_offset(value, offset, zone)
    return value


def encode_timedelta(value: "datetime.timedelta") -> "tuple[object, ...]":
    return (_microseconds(value),)


def decode_timedelta(microseconds: int) -> "datetime.timedelta":
    import datetime

    return datetime.timedelta(microseconds=_integer(microseconds))


def encode_decimal(value: "decimal.Decimal") -> "tuple[object, ...]":
    return (str(value),)


def decode_decimal(text: str) -> "decimal.Decimal":
    import decimal

    if type(text) is not str or not text.isascii():
        raise TypeError("no decimal")
    # A context of its own: the caller's may make NaN of what is none.
    return decimal.Decimal(text, decimal.Context(traps=[decimal.InvalidOperation]))


def encode_fraction(value: "fractions.Fraction") -> "tuple[object, ...]":
    return (value.numerator, value.denominator)


def decode_fraction(numerator: int, denominator: int) -> "fractions.Fraction":
    import fractions

    return fractions.Fraction(_integer(numerator), _integer(denominator))


def encode_complex(value: complex) -> "tuple[object, ...]":
    return (value.real, value.imag)


def decode_complex(real: float, imag: float) -> complex:
    if type(real) is not float or type(imag) is not float:
        raise TypeError("no floats")
    return complex(real, imag)


def encode_uuid(value: "uuid.UUID") -> "tuple[object, ...]":
    return (value.bytes,)


def decode_uuid(data: bytes) -> "uuid.UUID":
    import uuid

    if type(data) is not bytes:
        raise TypeError("no bytes")
    return uuid.UUID(bytes=data)


def encode_range(value: range) -> "tuple[object, ...]":
    return (value.start, value.stop, value.step)


def decode_range(start: int, stop: int, step: int) -> range:
    return range(_integer(start), _integer(stop), _integer(step))


def encode_slice(value: slice) -> "tuple[object, ...]":
    return (value.start, value.stop, value.step)


def decode_slice(start: object, stop: object, step: object) -> slice:
    return slice(start, stop, step)


def encode_path(value: "pathlib.PurePath") -> "tuple[object, ...]":
    return (str(value), _PATH_KINDS[type(value).__name__])


def decode_path(text: str, kind: "Optional[str]") -> "pathlib.PurePath":
    import pathlib

    if type(text) is not str or kind not in _PATH_CLASSES:
        raise TypeError("no path")
    try:
        path: pathlib.PurePath = getattr(pathlib, _PATH_CLASSES[kind])(text)
    except NotImplementedError as error:
        raise _unsupported(f"a {kind} path cannot be made on this system.", "Send a pure path.") from error
    return path


def decode_url(text: str) -> str:
    if type(text) is not str:
        raise TypeError("no str")
    return text


def _integer(value: "Any") -> int:
    if type(value) is not int:
        raise TypeError("no int")
    return value


def _clock(value: "Union[datetime.datetime, datetime.time]") -> int:
    return ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond


def _microseconds(delta: "datetime.timedelta") -> int:
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def _zone_of(value: "Union[datetime.datetime, datetime.time]") -> "Optional[tuple[Optional[int], object]]":
    """The offset in microseconds and the zone: the key of one with rules, a list of the name of a fixed
    offset, or None. None for both where the offset of a zone without a key is not known."""
    tzinfo = value.tzinfo
    if tzinfo is None:
        return None, None
    if type(tzinfo) is sys.modules["datetime"].timezone:
        offset, *name = tzinfo.__getinitargs__()
        return _microseconds(offset), name or None
    delta = value.utcoffset()
    if _is_found_by_key(tzinfo):
        key: str = tzinfo.key  # type: ignore[attr-defined]
        return None if delta is None else _microseconds(delta), key
    if delta is None:
        return None
    zone_name = value.tzname()
    return _microseconds(delta), None if zone_name is None else [zone_name]


def _is_found_by_key(tzinfo: object) -> bool:
    zoneinfo = sys.modules.get("zoneinfo")
    if zoneinfo is None or type(tzinfo) is not zoneinfo.ZoneInfo or tzinfo.key is None:
        return False
    try:
        zoneinfo.ZoneInfo(tzinfo.key)
    except (OSError, ValueError, LookupError):
        # Read from a file of its own, under a name of its own.
        return False
    return True


def _tzinfo_from(offset: "Optional[int]", zone: object) -> "Optional[datetime.tzinfo]":
    import datetime

    if type(zone) is str:
        import zoneinfo

        try:
            return zoneinfo.ZoneInfo(zone)
        except (OSError, ValueError, LookupError) as error:
            raise _unsupported(
                f"the time zone {zone!r} is not known here.", "Install the package tzdata, or send an offset."
            ) from error
    if offset is None and zone is None:
        return None
    delta = datetime.timedelta(microseconds=_integer(offset))
    if zone is None:
        return datetime.timezone(delta)
    if type(zone) is not list or len(zone) != 1:
        raise TypeError("no zone")
    return datetime.timezone(delta, zone[0])


def _check_offset(
    value: "Union[datetime.datetime, datetime.time]", offset: "Optional[int]", zone: object
) -> None:
    """Refuse a time that the rules of its zone, as they are known here, would make another moment."""
    if offset is None or type(zone) is not str:
        return
    here = value.utcoffset()
    if here is not None and _microseconds(here) != _integer(offset):
        raise _unsupported(
            f"{value} has another offset by the time zone data of the sender.",
            "Bring the time zone data of both sides to the same version.",
        )


def _unsupported(message: str, remedy: str) -> Exception:
    from graftwire.errors import GraftError

    return GraftError("unsupported-value", message, remedy=remedy)
