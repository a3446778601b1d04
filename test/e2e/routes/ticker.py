from typing import Any, Tuple

from graftwire.events import Event


class Ticker:
    ticked: Event[int] = Event("Each second.")
    moved: Event[Tuple[int, str]] = Event()
    error: Event[Exception] = Event()

    def tick(self, *values: Any) -> bool:
        return self.ticked.emit(*values)

    def move(self, *values: Any) -> bool:
        return self.moved.emit(*values)

    def fail(self, message: str) -> bool:
        return self.error.emit(IndexError(message))

    def count(self, name: str) -> int:
        return len(getattr(self, name))


class Silent:
    pass
