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
    visitor: str = "adviser"

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


def _newer(world: World) -> dict[str, Any]:
    return {"pk": world.newer.pk}


def _changed(world: World) -> dict[str, Any]:
    return {"pk": world.newer.pk, "row": world.changed.pk}


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


def _of_measure(name: str, rows: str) -> Callable[[World], dict[str, Any]]:
    """The first measure, and the last of its comments, results and so on."""
    return lambda world: {**_measure(world), name: getattr(world.measures[0], rows).order_by("pk").last().pk}


def _union(world: World) -> dict[str, Any]:
    return {**_employer(world), "person": world.people.union.pk}


def _risk(world: World) -> dict[str, Any]:
    return {"pk": world.plan.risks.all()[0].pk}


def _focus_area(world: World) -> dict[str, Any]:
    return {"pk": world.plan.focus_areas.all()[0].pk}


def _version(world: World) -> dict[str, Any]:
    return {"pk": world.plan.versions.all()[0].pk}


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
    Address("accounts:kept", Kind.STEP, For.ANYONE),
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
    Address("home:roles", Kind.PAGE, For.SIGNED_IN),
    Address("home:trail", Kind.PAGE, OURS, _employer, visitor="administrator"),
    Address("home:trail_file", Kind.FILE, OURS, _employer, visitor="administrator"),
    Address("org:employers", Kind.PAGE, For.SIGNED_IN),
    Address("org:employer", Kind.PAGE, OURS, _employer),
    Address("org:edit_employer", Kind.PAGE, OURS, _employer),
    Address("org:units", Kind.PAGE, OURS, _employer),
    Address("org:bring_in_units", Kind.PAGE, OURS, _employer),
    Address("org:people", Kind.PAGE, OURS, _employer),
    Address("org:person", Kind.PAGE, OURS, _union),
    Address("org:erase_person", Kind.PAGE, OURS, _union, visitor="administrator"),
    Address("org:unit_file", Kind.PAGE, OURS, lambda world: {"pk": world.unit_file.pk}),
    Address("org:forget_file", Kind.WRITE, OURS, lambda world: {"pk": world.unit_file.pk}),
    *(
        Address(f"org:{name}", Kind.PAGE, OURS, lambda world: {"pk": world.people.school.pk})
        for name in ("unit", "add_unit", "rename_unit", "move_unit", "remove_unit", "give_role")
    ),
    Address("org:change_role", Kind.PAGE, OURS, lambda world: {"pk": world.role.pk}),
    Address("org:end_role", Kind.WRITE, OURS, lambda world: {"pk": world.role.pk}),
    Address("importers:uploads", Kind.PAGE, For.SIGNED_IN),
    Address("importers:bring_in", Kind.PAGE, For.SIGNED_IN),
    Address("importers:discard_failed", Kind.WRITE, For.SIGNED_IN),
    *(
        Address("importers:upload", Kind.PAGE, OURS, _upload(state), note=state.value)
        for state in UploadState
        if state != UploadState.DISCARDED
    ),
    Address("importers:read_again", Kind.WRITE, OURS, _upload(UploadState.READING)),
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
    Address("importers:what_it_is", Kind.PAGE, OURS, _draft),
    Address("importers:headings", Kind.WRITE, OURS, _draft),
    Address("importers:comparison", Kind.PAGE, OURS, _newer),
    Address("importers:comparison", Kind.PAGE, OURS, _newer, query="?kind=gone", note="gone"),
    Address("importers:comparison", Kind.PAGE, OURS, _newer, query="?kind=new", note="new"),
    Address("importers:choose_all_words", Kind.WRITE, OURS, _newer),
    Address("importers:choose_words", Kind.WRITE, OURS, _changed),
    Address("importers:which_it_is", Kind.PAGE, OURS, _changed),
    Address("importers:gone", Kind.WRITE, OURS, lambda world: {"pk": world.newer.pk, "measure": world.measures[1].pk}),
    Address("importers:discard", Kind.PAGE, OURS, _draft),
    Address("importers:upload", Kind.PAGE, OURS, _newer, note="newer version"),
    Address("importers:approve", Kind.PAGE, OURS, _newer, note="newer version"),
    Address("importers:approve", Kind.PAGE, OURS, _draft),
    Address("plan:register", Kind.PAGE, For.SIGNED_IN),
    Address("plan:register_file", Kind.FILE, For.SIGNED_IN),
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
    Address("plan:mine", Kind.PAGE, For.SIGNED_IN),
    Address("plan:report", Kind.PAGE, OURS, _measure),
    Address("plan:evaluate_measure", Kind.PAGE, OURS, _measure),
    Address("plan:move_on", Kind.WRITE, OURS, _measure),
    Address("plan:remove_result", Kind.WRITE, OURS, _of_measure("result", "results")),
    Address("plan:comment", Kind.WRITE, OURS, _measure),
    Address("plan:take_back_comment", Kind.WRITE, OURS, _of_measure("comment", "comments")),
    Address("plan:add_link", Kind.WRITE, OURS, _measure),
    Address("plan:remove_link", Kind.WRITE, OURS, _of_measure("link", "links")),
    Address("plan:attach", Kind.WRITE, OURS, _measure),
    Address("plan:attachment", Kind.FILE, OURS, _of_measure("attachment", "attachments")),
    Address("plan:remove_attachment", Kind.WRITE, OURS, _of_measure("attachment", "attachments")),
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
    *(
        Address(f"plan:{name}", Kind.PAGE, OURS, _measure)
        for name in ("place_measure", "measure_risks", "take_away_measure")
    ),
    *(Address(f"plan:{name}", Kind.WRITE, OURS, _measure) for name in ("put_back_measure", "restore_measure")),
    *(Address(f"plan:{name}", Kind.PAGE, OURS, _risk) for name in ("edit_risk", "risk_measures", "take_away_risk")),
    *(Address(f"plan:{name}", Kind.PAGE, OURS, _focus_area) for name in ("focus_area", "take_away_focus_area")),
    Address("plan:move_focus_area", Kind.WRITE, OURS, _focus_area),
    Address("plan:new_plan", Kind.PAGE, For.SIGNED_IN),
    *(
        Address(f"plan:{name}", Kind.PAGE, OURS, _plan)
        for name in (
            "plan",
            "edit_plan",
            "take_away_plan",
            "plan_measures",
            "add_measure",
            "focus_areas",
            "risks",
            "take_in",
            "copy_plan",
            "adopt_plan",
            "versions",
            "history",
        )
    ),
    *(Address(f"plan:{name}", Kind.WRITE, OURS, _plan) for name in ("assign_measures", "restore_plan")),
    *(Address(f"plan:{name}", Kind.PAGE, OURS, _version) for name in ("version", "changes")),
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


def read_to_the_end(response: Any) -> None:
    """Let a file be closed. To close the answer itself would end the database's connection, as a server may."""
    if response.streaming:
        for _ in response.streaming_content:
            pass
