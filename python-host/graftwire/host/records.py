"""Instances of classes that only hold fields: dataclasses, NamedTuples, attrs and pydantic models."""

import sys

from .annotations import own_annotations
from .class_name import find_class, full_name_of, malformed, unknown_class
from .emitting import is_event
from .outline import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable, Optional

    from .crossing import Encode

#: What classes inherit from these is the library's, not their own.
_libraries = frozenset(
    (
        "builtins",
        "abc",
        "attr",
        "attrs",
        "collections",
        "dataclasses",
        "pydantic",
        "typing",
        "typing_extensions",
    )
)
_MISSING = object()


class RecordClass:
    """How instances of one class are taken apart and made again."""

    def __init__(
        self,
        names: "Iterable[str]",
        make: "Callable[[dict[str, Any]], object]",
        hidden: "Iterable[str]" = (),
        required: "Iterable[str]" = (),
        is_whole: "Callable[[Any], bool]" = lambda _: True,
    ) -> None:
        #: its fields, in order
        self.names = tuple(names)
        #: makes an instance of fields whose names have been checked
        self.make = make
        #: members that are not there for callers: a library's hooks
        self.hidden = frozenset(hidden)
        #: fields without a default
        self.required = frozenset(required)
        #: whether an instance has nothing beyond its fields
        self.is_whole = is_whole


def record_encoder(cls: type) -> "Optional[Encode]":
    """What gives an instance as its class and a dict of its fields; None where the instances cross by
    reference: see :func:`_is_value`, and docs/types.md."""
    record = _record_class(cls)
    full_name = None if record is None else full_name_of(cls)
    if record is None or full_name is None or not _is_value(cls, record):
        return None
    names = record.names
    is_whole = record.is_whole
    get = tuple.__getitem__ if issubclass(cls, tuple) else None

    def encode(instance: "Any") -> "Optional[tuple[object, ...]]":
        own = getattr(instance, "__dict__", None)
        if (own and not own.keys() <= _name_set) or not is_whole(instance):
            return None
        try:
            if get is not None:
                return full_name, {name: get(instance, index) for index, name in enumerate(names)}
            return full_name, {name: getattr(instance, name) for name in names}
        except (AttributeError, IndexError):
            # A field that was deleted, or never set.
            return None

    _name_set = frozenset(names)
    return encode


def decode_record(full_name: str, fields: "dict[str, Any]") -> object:
    cls = find_class(full_name)
    record = None if cls is None else _record_class(cls)
    if record is None:
        unknown_class(full_name)
    if type(fields) is not dict:
        raise malformed(full_name, "has no fields")
    for name in fields:
        if name not in record.names:
            raise malformed(full_name, f"has no field {name!r}")
    for name in record.names:
        if name in record.required and name not in fields:
            raise malformed(full_name, f"lacks its field {name!r}")
    return record.make(_with_floats(cls, fields))


def _with_floats(cls: "Any", fields: "dict[str, Any]") -> "dict[str, Any]":
    """The fields, where one that is annotated as a float is an int as a float: JavaScript has one type of
    number, and 2.0 comes back from it as 2."""
    for base in cls.__mro__:
        for name, annotation in own_annotations(base).items():
            if (annotation is float or annotation == "float") and type(fields.get(name)) is int:
                try:
                    fields = {**fields, name: float(fields[name])}
                except OverflowError:
                    continue
    return fields


def _record_class(cls: "Any") -> "Optional[RecordClass]":
    own = cls.__dict__
    if "__attrs_attrs__" in own:
        return _attrs_class(cls)
    if "__dataclass_fields__" in own:
        return _dataclass(cls)
    if issubclass(cls, tuple):
        return _named_tuple(cls)
    main = sys.modules.get("pydantic.main")
    if main is not None and issubclass(cls, main.BaseModel):
        return _pydantic_model(cls)
    return None


def _is_value(cls: type, record: RecordClass) -> bool:
    """Whether it has neither methods, properties nor events for callers, unless ``__graft__`` says which it
    is."""
    mark = getattr(cls, "__graft__", None)
    if mark in ("value", "reference"):
        return bool(mark == "value")
    for base in cls.__mro__:
        if base.__module__.partition(".")[0] in _libraries:
            continue
        for name, member in base.__dict__.items():
            is_own = name[:1] != "_" and name not in record.names and name not in record.hidden
            if is_own and _is_behaviour(member):
                return False
            # A slot that is no field would be lost.
            if type(member).__name__ == "member_descriptor" and name not in record.names:
                return False
    return True


def _is_behaviour(member: object) -> bool:
    if isinstance(member, (FunctionType, staticmethod, classmethod, property)) or is_event(member):
        return True
    cls = type(member)
    return cls.__name__ == "cached_property" or (callable(member) and hasattr(cls, "__get__"))


def _has_written_init(cls: "Any") -> bool:
    """Whether somebody wrote ``__init__``, whose parameters may be anything; a generated one has no file."""
    code = getattr(cls.__init__, "__code__", None)
    return code is not None and code.co_filename[:1] != "<"


def _dataclass(cls: "Any") -> "Optional[RecordClass]":
    dataclasses: Any = sys.modules["dataclasses"]
    described = cls.__dataclass_fields__.values()
    is_pydantic = "__pydantic_fields__" in cls.__dict__
    if any(field._field_type.name == "_FIELD_INITVAR" for field in described):
        return None
    if not cls.__dataclass_params__.init or (_has_written_init(cls) and not is_pydantic):
        return None
    fields = dataclasses.fields(cls)
    missing = dataclasses.MISSING
    required = [
        field.name
        for field in fields
        if field.init and field.default is missing and field.default_factory is missing
    ]
    parameters = {field.name: field.name for field in fields if field.init}
    return RecordClass([field.name for field in fields], _maker(cls, parameters), required=required)


def _attrs_class(cls: "Any") -> "Optional[RecordClass]":
    attributes = cls.__attrs_attrs__
    if not hasattr(cls, "__attrs_attrs__") or _has_written_init(cls) or cls.__init__ is object.__init__:
        return None
    parameters = {
        attribute.name: getattr(attribute, "alias", None) or attribute.name.lstrip("_")
        for attribute in attributes
        if attribute.init
    }
    required = [a.name for a in attributes if a.init and type(a.default).__name__ == "_Nothing"]
    return RecordClass([a.name for a in attributes], _maker(cls, parameters), required=required)


def _maker(cls: "Any", parameters: "dict[str, str]") -> "Callable[[dict[str, Any]], object]":
    """What calls the class, so that it checks what it is given, and then makes sure of the fields: their
    values are those of an instance that was there already."""

    def make(fields: "dict[str, Any]") -> object:
        arguments = {parameters[name]: value for name, value in fields.items() if name in parameters}
        instance = cls(**arguments)
        for name, value in fields.items():
            if getattr(instance, name, _MISSING) is not value:
                object.__setattr__(instance, name, value)
        return instance

    return make


def _named_tuple(cls: "Any") -> "Optional[RecordClass]":
    base = next((base for base in cls.__mro__ if "_fields" in base.__dict__), None)
    if base is None or base.__bases__[0] is not tuple or not hasattr(base, "_field_defaults"):
        return None
    derived = cls.__mro__[: cls.__mro__.index(base)]
    if any("__new__" in below.__dict__ or "__init__" in below.__dict__ for below in derived):
        return None
    names = base._fields
    defaults = base._field_defaults

    def make(fields: "dict[str, Any]") -> object:
        return tuple.__new__(cls, [fields[name] if name in fields else defaults[name] for name in names])

    return RecordClass(names, make, required=[name for name in names if name not in defaults])


def _pydantic_model(cls: "Any") -> "Optional[RecordClass]":
    fields = getattr(cls, "__pydantic_fields__", None) or getattr(cls, "model_fields", None)
    root = getattr(sys.modules.get("pydantic.root_model"), "RootModel", ())
    if not isinstance(fields, dict) or issubclass(cls, root) or _has_own_init(cls):
        return None
    keys: dict[str, str] = {}
    for name, field in fields.items():
        alias = field.validation_alias
        if alias is not None and not isinstance(alias, str):
            return None
        keys[name] = name if alias is None else alias

    def make(given: "dict[str, Any]") -> object:
        return cls.model_validate({keys[name]: value for name, value in given.items()})

    hooks = cls.__pydantic_decorators__
    hidden: set[str] = set()
    for kind in ("validators", "field_validators", "root_validators", "model_validators"):
        hidden.update(getattr(hooks, kind, ()))
    for kind in ("field_serializers", "model_serializers"):
        hidden.update(getattr(hooks, kind, ()))
    required = [name for name, field in fields.items() if field.is_required()]
    return RecordClass(
        fields,
        make,
        hidden=hidden,
        required=required,
        is_whole=lambda model: not model.__pydantic_extra__ and not model.__pydantic_private__,
    )


def _has_own_init(cls: "Any") -> bool:
    owner = next(base for base in cls.__mro__ if "__init__" in base.__dict__)
    module: str = owner.__module__
    return module.partition(".")[0] != "pydantic"
