"""Every address, asked by every member of the cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from jamn.accounts.models import User
from tests.addresses import ADDRESSES, Address, For, Kind, names
from tests.permissions import NEEDS, expected
from tests.world import World

CAST = ("adviser", "manager", "union", "safety", "outsider", "administrator", "group", "reader", "nurse")


def test_say_who_may_use_every_address() -> None:
    assert set(NEEDS) == names()


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each.whom != For.ANYONE], ids=str)
def test_let_through_whom_the_rules_let(address: Address, world: World, signed_in: Callable[[User], Client]) -> None:
    wanted, found = {}, {}
    for name in CAST:
        person = getattr(world.people, name)
        client = signed_in(person)
        response = (client.post if address.kind == Kind.WRITE else client.get)(address.path(world))
        response.close()
        wanted[name] = expected(person, NEEDS[address.name], world.people)
        found[name] = response.status_code if response.status_code in {403, 404} else 200
        assert response.status_code < 500
    assert found == wanted
