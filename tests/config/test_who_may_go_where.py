"""Every address, asked by every member of the cast."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.test import Client

from jamn.accounts.models import User
from tests.addresses import ADDRESSES, Address, For, Kind, names, read_to_the_end
from tests.permissions import DATA, NEEDS, expected
from tests.world import World

CAST = ("adviser", "manager", "union", "safety", "outsider", "administrator", "group", "reader", "nurse")


def test_say_who_may_use_every_address() -> None:
    assert set(NEEDS) == names()


def _answer(client: Client, address: Address, path: str) -> int:
    """The answer's status; whatever was written is taken back. All that lets through is 200."""
    with transaction.atomic():
        response = (client.post if address.kind == Kind.WRITE else client.get)(
            path, DATA[address.name]() if address.name in DATA else {}
        )
        read_to_the_end(response)
        transaction.set_rollback(True)
    return response.status_code if response.status_code in {403, 404} or response.status_code >= 500 else 200


def test_let_through_whom_the_rules_let(world: World, signed_in: Callable[[User], Client]) -> None:
    people = {name: getattr(world.people, name) for name in CAST}
    clients = {name: signed_in(person) for name, person in people.items()}
    for client in clients.values():
        client.raise_request_exception = False
    wrong = []
    for address in ADDRESSES:
        if address.whom != For.ANYONE and address.name in NEEDS:
            path = address.path(world)
            for name, person in people.items():
                wanted = expected(person, NEEDS[address.name], world.people)
                if (found := _answer(clients[name], address, path)) != wanted:
                    wrong.append(f"{address}: {name} gets {found} and should get {wanted}")
    assert not wrong, "\n".join(wrong)
