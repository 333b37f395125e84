"""An example of every address, for the walks over all of them. A new address without one fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jamn.accounts.queries import person_key
from jamn.accounts.rules import INVITATION, NEW_PASSWORD, Link
from jamn.importers.models import UploadState
from tests.world import World


class Kind(Enum):
    """What an address answers with."""

    PAGE = auto()
    PART = auto()  # a piece of a page, fetched by it
    FILE = auto()
    WRITE = auto()  # takes POST only
    STEP = auto()  # stands only between two others; has tests of its own


class For(Enum):
    """Whom an address is for."""

    ANYONE = auto()
    SIGNED_IN = auto()  # shows each person what is theirs
    ITS_EMPLOYER = auto()  # names one employer's object: 404 for everybody else


@dataclass(frozen=True)
class Address:
    """One example of a named address. `ids` picks the objects in it from the world; `note` tells examples apart."""

    name: str
    kind: Kind
    whom: For
    ids: Callable[[World], dict[str, Any]] = lambda _: {}
    query: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.note}".strip()

    def path(self, world: World) -> str:
        """The address itself."""
        return reverse(self.name, kwargs=self.ids(world)) + self.query


def _upload(state: UploadState) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": world.uploads[state].pk}


def _row(world: World) -> dict[str, Any]:
    return {"pk": world.draft.pk, "row": world.rows[0].pk}


def _draft(world: World, **ids: Any) -> dict[str, Any]:
    return {"pk": world.draft.pk, **ids}


def _measure(world: World) -> dict[str, Any]:
    return {"pk": world.measures[0].pk}


def _link(link: Link) -> Callable[[World], dict[str, Any]]:
    """The address in a mail to the manager."""
    return lambda world: {
        "key": person_key(world.people.manager),
        "token": link.make_token(world.people.manager),
    }
def _plan(world: World) -> dict[str, Any]:
    return {"pk": world.plan.pk}


def _document(kind: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": world.plan.pk, "kind": kind}


def _employer(world: World) -> dict[str, Any]:
    return {"pk": world.people.solvik.employer_id}


OURS = For.ITS_EMPLOYER
ADDRESSES = (
    Address("accounts:sign_in", Kind.PAGE, For.ANYONE),
    Address("accounts:sign_out", Kind.PAGE, For.ANYONE),
    Address("accounts:two_step", Kind.STEP, For.ANYONE),
    Address("accounts:key_options", Kind.FILE, For.ANYONE),
    Address("accounts:passkey", Kind.WRITE, For.ANYONE),
    Address("accounts:provider", Kind.WRITE, For.ANYONE, lambda _: {"provider_id": "oidc"}),
    Address("openid_connect_callback", Kind.STEP, For.ANYONE, lambda _: {"provider_id": "oidc"}),
    Address("accounts:forgotten", Kind.PAGE, For.ANYONE),
    Address("accounts:forgotten_sent", Kind.PAGE, For.ANYONE),
    Address("accounts:new_password", Kind.PAGE, For.ANYONE, _link(NEW_PASSWORD)),
    Address("accounts:accept_invitation", Kind.PAGE, For.ANYONE, _link(INVITATION)),
    Address("accounts:account", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:change_password", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:end_session", Kind.WRITE, For.SIGNED_IN),
    Address("accounts:confirm", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:add_app", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:add_key", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:remove_step", Kind.PAGE, OURS, lambda world: {"pk": world.second_step.pk}),
    Address("accounts:recovery_codes", Kind.PAGE, For.SIGNED_IN),
    Address("accounts:recovery_file", Kind.FILE, OURS),
    Address("accounts:language", Kind.WRITE, For.ANYONE),
    Address("accounts:theme", Kind.WRITE, For.ANYONE),
    Address("home:front", Kind.PAGE, For.SIGNED_IN),
    Address("importers:uploads", Kind.PAGE, For.SIGNED_IN),
    Address("importers:bring_in", Kind.PAGE, For.SIGNED_IN),
    Address("importers:discard_failed", Kind.WRITE, For.SIGNED_IN),
    *(
        Address("importers:upload", Kind.PAGE, OURS, _upload(state), note=state.value)
        for state in UploadState
        if state != UploadState.DISCARDED
    ),
    Address("importers:source", Kind.PAGE, OURS, _draft),
    Address("importers:file", Kind.FILE, OURS, _draft),
    Address("importers:fact", Kind.PAGE, OURS, lambda world: _draft(world, name="title")),
    Address("importers:columns", Kind.WRITE, OURS, lambda world: _draft(world, table=0)),
    Address("importers:add_measure", Kind.WRITE, OURS, _draft),
    Address("importers:split_measure", Kind.PAGE, OURS, _row),
    Address("importers:join_measures", Kind.WRITE, OURS, _row),
    Address("importers:drop_measure", Kind.WRITE, OURS, _row),
    Address("importers:take_back", Kind.WRITE, OURS, _row),
    Address("importers:value", Kind.PAGE, OURS, lambda world: {**_row(world), "name": "deadline"}),
    Address("importers:piece", Kind.PAGE, OURS, lambda world: _draft(world, piece=world.piece.pk)),
    Address("importers:discard", Kind.PAGE, OURS, _draft),
    Address("importers:approve", Kind.PAGE, OURS, _draft),
    Address("plan:register", Kind.PAGE, For.SIGNED_IN),
    Address("plan:register", Kind.PAGE, For.SIGNED_IN, query="?q=finnes+ikke", note="nothing found"),
    Address("plan:measure", Kind.PAGE, OURS, _measure),
    Address("plan:edit_measure", Kind.PAGE, OURS, _measure),
    Address("plan:set_status", Kind.WRITE, OURS, _measure),
    Address("plan:edit_risk", Kind.PAGE, OURS, lambda world: {"pk": world.plan.risks.all()[0].pk}),
    Address("plan:plan", Kind.PAGE, OURS, lambda world: {"pk": world.plan.pk}),
    *(
        Address("reports:document", Kind.PAGE, OURS, _plan, query=f"?layout={preset}", note=preset)
        for preset in ("risk_table", "focus_areas", "bufdir", "plan_do_check_act")
    ),
    *(Address("reports:download", Kind.FILE, OURS, _document(kind), note=kind) for kind in ("docx", "pdf", "xlsx")),
    Address("reports:stylesheet", Kind.FILE, For.SIGNED_IN),
    Address("reports:layouts", Kind.PAGE, For.SIGNED_IN),
    Address("reports:add_layout", Kind.PAGE, For.SIGNED_IN, query="?base=bufdir"),
    Address("reports:edit_layout", Kind.PAGE, OURS, lambda world: {"pk": world.layout.pk}),
    Address("reports:remove_layout", Kind.PAGE, OURS, lambda world: {"pk": world.layout.pk}),
    Address("reports:word_template", Kind.PAGE, OURS, _employer),
    Address("reports:template_file", Kind.FILE, OURS, _employer),
    Address("reports:remove_word_template", Kind.WRITE, OURS, _employer),
    Address("reports:starter", Kind.FILE, For.SIGNED_IN),
)


def names() -> set[str]:
    """Every named address of the program."""
    return set(_names(get_resolver()))


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from _names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def of(*kinds: Kind) -> list[Address]:
    """The examples of some kinds."""
    return [address for address in ADDRESSES if address.kind in kinds]
