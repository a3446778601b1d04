"""Every marked line is what the types of the Graft refuse."""

from graft_npm_inventory import Inventory, Item, greet, level, total

total("x")  # refused
total([1], rate="x")  # refused
total([1], factor=1)  # refused
total(prices=[1])  # refused
greet("a", from_="x")  # refused
print(level(1).nope)  # refused
Item("a", "piece")  # refused
Item("a").total = 3  # refused
Inventory().on("nope", print)  # refused
Inventory().on("full", lambda item: item)  # refused
Inventory().take("a").label + 1  # refused
