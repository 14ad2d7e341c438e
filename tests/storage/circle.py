"""A school with one judge at each level above it, for tests of whose turn it is."""

from typing import Self

from storage.database import Transaction
from storage.reviews import Order
from storage.tasks import Relation
from tests.scheduler.network import Network, found


class Circle:
    """`people` are the judges by their level; `director` leads the school."""

    def __init__(self, network: Network, school: int, director: int, people: dict[Relation, int]) -> None:
        self.network, self.school, self.director, self.people = network, school, director, people

    @classmethod
    async def around(cls, tx: Transaction, *present: Relation, order: Order = Order.IN_TURN,
                     name: str = "Иванова Мария Ивановна") -> Self:
        """With judges of these levels, in a programme of this order."""
        network = await found(tx)
        await network.change("programmes", network.programme, review=order.value)
        institute, municipality = await network.organisation("institute"), await network.organisation("municipality")
        school = await network.organisation("school", municipality)
        leader = await network.person("director", school, name=name)
        people = {level: await network.person(
            level.value, municipality if level is Relation.COORDINATOR else institute) for level in present}
        return cls(network, school, leader, people)
