"""The same interface as shop.mjs: what the program in program.mjs uses on every route."""

import datetime

RATE = 1.25
CURRENCIES = ["EUR", "USD"]
LIMITS = {"retries": 3, "names": {"main": "shop"}}


class InsufficientFunds(Exception):  # noqa: N818
    def __init__(self, message, balance):
        super().__init__(message)
        self.balance = balance


class Overdrawn(InsufficientFunds):
    pass


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.opened += 1

    @staticmethod
    def named(owner):
        return Account(owner, 100)

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)
        return self

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has {self.balance}", self.balance)
        self.balance -= amount
        return self.balance

    @property
    def isEmpty(self):  # noqa: N802
        return self.balance == 0

    @property
    def label(self):
        return f"{self.owner}:{self.balance}"

    @label.setter
    def label(self, text):
        self.owner = text

    async def later(self, amount):
        return self.deposit(amount).balance

    def entries(self):
        yield from self.history


class Savings(Account):
    def interest(self, rate):
        return self.balance * rate


def add(a, b):
    return a + b


def echo(value):
    return value


def kindOf(value):  # noqa: N802
    if value is None:
        return "nothing"
    if callable(value):
        return "function"
    kinds = (
        (bool, "bool"),
        ((int, float), "number"),
        (str, "text"),
        (bytes, "bytes"),
        (datetime.datetime, "date"),
        (set, "set"),
        (tuple, "tuple"),
        (list, "list"),
    )
    return next((kind for types, kind in kinds if isinstance(value, types)), "mapping")


def total(items):
    return sum(item["price"] * item["quantity"] for item in items)


def order(item, *, quantity=1, note=None):
    return {"item": item, "quantity": quantity, "note": note}


def nothing():
    return None


def failWith(kind):  # noqa: N802
    if kind == "type":
        raise TypeError("not that type")
    if kind == "range":
        raise IndexError("out of range")
    if kind == "syntax":
        raise SyntaxError("no such word")
    if kind == "overdrawn":
        raise Overdrawn("too much", 7)
    if kind == "cause":
        raise Exception("outer") from InsufficientFunds("inner", 3)
    raise Exception(f"unknown {kind}")


async def failLater(message):  # noqa: N802
    raise InsufficientFunds(message, 1)


async def quote(symbol):
    return {"symbol": symbol, "price": len(symbol) * 1.5}


def apply(callback, value):
    return callback(value)


def applyAll(callback, values):  # noqa: N802
    return [callback(value, index) for index, value in enumerate(values)]


def guarded(callback):
    try:
        return ["result", callback()]
    except Exception as error:
        return ["caught", getattr(error, "message", str(error))]


async def applyLater(callback, value):  # noqa: N802
    return await callback(value) + 1


def compose(first, second):
    return lambda value: second(first(value))


def count(to):
    log.append("open")
    try:
        yield from range(to)
    finally:
        log.append("closed")


async def ticks(to):
    try:
        for at in range(to):
            yield at * 10
    finally:
        log.append("ticks closed")


async def failing(to):
    for at in range(to):
        yield at
    raise InsufficientFunds("stream", to)


log = []


def takeLog():  # noqa: N802
    taken = log[:]
    log.clear()
    return taken


visits = 0


def visit():
    global visits
    visits += 1
    return visits


accounts = {}


def account(owner):
    return (
        accounts.setdefault(owner, None) or accounts.__setitem__(owner, Account(owner, 10)) or accounts[owner]
    )


listeners = []


def listen(listener):
    listeners.append(listener)


def isListening(listener):  # noqa: N802
    return listener in listeners


def emit(*args):
    for listener in listeners:
        listener(*args)
    return len(listeners)


def same(one, other):
    return one is other
