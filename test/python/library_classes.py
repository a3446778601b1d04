"""Classes of attrs and pydantic for test_crossing_libraries.py, made when they are asked for."""

from __future__ import annotations

from typing import Any

Place: Any
Item: Any


def attrs_classes() -> dict[str, list[Any]]:
    import attrs

    global Place

    @attrs.frozen
    class Place:
        __qualname__ = "Place"
        name: str
        _code: int = 5
        many: list[int] = attrs.field(factory=list, converter=list)
        late: int = attrs.field(init=False, default=3)

    @attrs.define
    class Shop(Place):
        __qualname__ = "Shop"

        def sell(self) -> None: ...

    return {"values": [Place("a", 7, [1])], "references": [Shop("a")]}


def pydantic_classes() -> dict[str, list[Any]]:
    import pydantic

    global Item

    def item() -> Any:
        class Item(pydantic.BaseModel):
            __qualname__ = "Item"
            price: float
            label: str = pydantic.Field(default="x", validation_alias="theLabel")
            inner: Any = None

            @pydantic.field_validator("price")
            @classmethod
            def check(cls, value: float) -> float:
                return value

        return Item

    Item = item()

    class Loud(Item):  # type: ignore[misc,valid-type]
        __qualname__ = "Loud"

        def shout(self) -> None: ...

    class Open(Item):  # type: ignore[misc,valid-type]
        model_config = pydantic.ConfigDict(extra="allow")

    globals().update(Loud=Loud, Open=Open)
    Open.__qualname__ = "Open"
    return {
        "values": [Item(price=1.5), Item(price=1.0, theLabel="y", inner=Item(price=2.0)), Open(price=1.0)],
        "references": [Loud(price=1.0), Open(price=1.0, more=1)],
    }
