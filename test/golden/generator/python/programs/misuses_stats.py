"""Every marked line is what the types of the Graft refuse."""

from graft_pypi_stats import Portfolio, Position, mean

mean(values=[1])  # refused
mean([1], 2)  # refused
mean(["x"])  # refused
Portfolio()  # refused
Portfolio("EUR").value = 1  # refused
print(Portfolio("EUR").changed.emit("x").nope)  # refused
Position("A", amount="x")  # refused
