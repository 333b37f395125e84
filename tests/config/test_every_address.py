"""What holds for every address of the program.

One world serves a whole walk: making it costs more than all the pages of it. What is not as it should be is gathered,
so that a walk tells of every address at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from jamn.accounts.models import User
from tests.addresses import ADDRESSES, Address, For, Kind, names, of, read_to_the_end
from tests.world import World

SignedIn = Callable[[User], Client]


def _ask(client: Client, address: Address, world: World) -> HttpResponse:
    ask = client.post if address.kind == Kind.WRITE else client.get
    return ask(address.path(world))


def _whom(*whom: For, among: Iterable[Address] = ADDRESSES) -> list[Address]:
    return [address for address in among if address.whom in whom]


def test_have_an_example_for_every_address() -> None:
    assert names() == {address.name for address in ADDRESSES}


def test_show_the_adviser_every_page(world: World, signed_in: SignedIn) -> None:
    amiss = {}
    for address in of(Kind.PAGE, Kind.PART, Kind.FILE):
        response = signed_in(getattr(world.people, address.visitor)).get(address.path(world), follow=True)
        read_to_the_end(response)
        policy = response.headers.get("Content-Security-Policy", "")
        if response.status_code != 200 or "default-src 'none'" not in policy or "unsafe" in policy:
            amiss[str(address)] = (response.status_code, policy)
    assert amiss == {}


def test_hide_what_is_another_employers(world: World, signed_in: SignedIn) -> None:
    outsider = signed_in(world.people.outsider)
    answers = {str(address): _ask(outsider, address, world).status_code for address in _whom(For.ITS_EMPLOYER)}
    assert answers == dict.fromkeys(answers, 404)


def test_list_nothing_of_another_employer(world: World, signed_in: SignedIn) -> None:
    outsider = signed_in(world.people.outsider)
    theirs = [world.plan.title, world.people.solvik.name, *(measure.name for measure in world.measures)]
    shown = {}
    for address in _whom(For.SIGNED_IN, among=of(Kind.PAGE)):
        page = outsider.get(address.path(world)).content.decode()
        shown[str(address)] = [text for text in theirs if text in page]
    assert shown == {name: [] for name in shown}


def test_lead_strangers_to_the_sign_in(world: World) -> None:
    led = {}
    for address in _whom(For.SIGNED_IN, For.ITS_EMPLOYER):
        response = _ask(Client(), address, world)
        led[str(address)] = response.headers.get("Location", str(response.status_code)).partition("?")[0]
    assert led == dict.fromkeys(led, reverse("accounts:sign_in"))


def test_write_by_post_only(world: World, signed_in: SignedIn) -> None:
    adviser = signed_in(world.people.adviser)
    answers = {str(address): adviser.get(address.path(world)).status_code for address in of(Kind.WRITE)}
    assert answers == dict.fromkeys(answers, 405)


def test_refuse_a_post_from_elsewhere(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people.adviser)
    answers = {str(address): client.post(address.path(world)).status_code for address in ADDRESSES}
    assert {name: answer for name, answer in answers.items() if answer not in {403, 405}} == {}
