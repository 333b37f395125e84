"""An example of every address, for the walks over all of them. A new address without one fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jamn.importers.models import UploadState
from tests.world import World


class Kind(Enum):
    """What an address answers with."""

    PAGE = auto()
    PART = auto()  # a piece of a page, fetched by it
    FILE = auto()
    WRITE = auto()  # takes POST only


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


OURS = For.ITS_EMPLOYER
ADDRESSES = (
    Address("accounts:sign_in", Kind.PAGE, For.ANYONE),
    Address("accounts:sign_out", Kind.PAGE, For.ANYONE),
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
    *(
        Address("plan:register", Kind.PAGE, For.SIGNED_IN, query=query, note=note)
        for query, note in (
            ("?group=area&column=area&column=plan&column=progress&size=500", "in groups"),
            ("?layout=board", "board"),
            ("?layout=timeline&group=responsible", "timeline"),
            ("?names=1&responsible=HR", "all names"),
        )
    ),
    Address("plan:choices", Kind.PART, For.SIGNED_IN, lambda _: {"name": "responsible"}),
    Address("plan:move", Kind.WRITE, OURS, _measure),
    Address("plan:bulk", Kind.PAGE, For.SIGNED_IN),
    Address("plan:bulk_changes", Kind.PAGE, For.SIGNED_IN),
    Address("plan:undo_change", Kind.WRITE, OURS, lambda world: {"pk": world.bulk_change.pk}),
    Address("plan:saved_views", Kind.PAGE, For.SIGNED_IN),
    Address("plan:save_view", Kind.PAGE, For.SIGNED_IN),
    Address("plan:saved_view", Kind.PAGE, OURS, lambda world: {"pk": world.saved_view.pk}),
    Address("plan:edit_view", Kind.PAGE, OURS, lambda world: {"pk": world.saved_view.pk}),
    Address("plan:delete_view", Kind.WRITE, OURS, lambda world: {"pk": world.saved_view.pk}),
    Address("plan:measure", Kind.PAGE, OURS, _measure),
    Address("plan:edit_measure", Kind.PAGE, OURS, _measure),
    Address("plan:set_status", Kind.WRITE, OURS, _measure),
    Address("plan:edit_risk", Kind.PAGE, OURS, lambda world: {"pk": world.plan.risks.all()[0].pk}),
    Address("plan:plan", Kind.PAGE, OURS, lambda world: {"pk": world.plan.pk}),
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
