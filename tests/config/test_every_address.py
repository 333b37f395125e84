"""What holds for every address of the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jamn.accounts.models import User
from tests.addresses import ADDRESSES, Address, For, Kind, names, of
from tests.world import World

SignedIn = Callable[[User], Client]


def _ask(client: Client, address: Address, world: World) -> int:
    ask = client.post if address.kind == Kind.WRITE else client.get
    return ask(address.path(world)).status_code


def test_have_an_example_for_every_address() -> None:
    assert names() == {address.name for address in ADDRESSES}


@pytest.mark.parametrize("address", of(Kind.PAGE, Kind.PART, Kind.FILE), ids=str)
def test_show_the_adviser_every_page(address: Address, world: World, signed_in: SignedIn) -> None:
    response = signed_in(getattr(world.people, address.visitor)).get(address.path(world), follow=True)
    response.close()
    assert response.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address.whom == For.ITS_EMPLOYER], ids=str)
def test_hide_what_is_another_employers(address: Address, world: World, signed_in: SignedIn) -> None:
    assert _ask(signed_in(world.people.outsider), address, world) == 404


@pytest.mark.parametrize("address", [address for address in of(Kind.PAGE) if address.whom == For.SIGNED_IN], ids=str)
def test_list_nothing_of_another_employer(address: Address, world: World, signed_in: SignedIn) -> None:
    page = signed_in(world.people.outsider).get(address.path(world)).content.decode()
    theirs = [world.plan.title, world.people.solvik.name, *(measure.name for measure in world.measures)]
    assert [text for text in theirs if text in page] == []


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address.whom != For.ANYONE], ids=str)
def test_lead_strangers_to_the_sign_in(address: Address, world: World) -> None:
    client = Client()
    ask = client.post if address.kind == Kind.WRITE else client.get
    response = ask(address.path(world))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize("address", of(Kind.WRITE), ids=str)
def test_write_by_post_only(address: Address, world: World, signed_in: SignedIn) -> None:
    assert signed_in(world.people.adviser).get(address.path(world)).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_refuse_a_post_from_elsewhere(address: Address, world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people.adviser)
    assert client.post(address.path(world)).status_code in {403, 405}
