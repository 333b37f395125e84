"""Who may use which address: each needs a power, or no more than that one sees the thing. A new one needs a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jamn.accounts.models import User
from jamn.importers import rules as importers
from jamn.org import rules as org
from jamn.org.models import Membership, Unit
from jamn.org.rules import Power
from jamn.plan import rules as plan
from jamn.reports import rules as reports
from tests.people import People


class Sight(Enum):
    """Who sees a thing at all; it is not there (404) for everybody else."""

    ALL = auto()  # the page is not one thing's
    OWN = auto()  # the adviser's own
    EMPLOYER = auto()  # everybody with a role at its employer
    CONCERNED = auto()  # a role at its unit, above it or below it
    REACHED = auto()  # a role at its unit or above it
    PEOPLE = auto()  # the same, with a role that sees who has which role


@dataclass(frozen=True)
class Need:
    """What one must be to use an address: see the thing, and have the power at `at` (one of the cast's units)."""

    sight: Sight
    power: Power | None = None
    at: str = "solvik"
    makers_only: bool = False  # the adviser made it


_ALL = Need(Sight.ALL)
_DRAFT, _CORRECT = Need(Sight.REACHED), Need(Sight.REACHED, importers.CORRECT)
_FACTS, _CHANGE_FACTS = Need(Sight.EMPLOYER), Need(Sight.EMPLOYER, org.CHANGE_EMPLOYER)
_CHANGE_UNIT = Need(Sight.EMPLOYER, org.CHANGE_UNITS)
NEEDS = {
    **{
        f"accounts:{name}": _ALL
        for name in (
            *("sign_in", "sign_out", "two_step", "key_options", "passkey", "provider", "forgotten", "forgotten_sent"),
            *(
                "new_password",
                "accept_invitation",
                "account",
                "kept",
                "change_password",
                "end_session",
                "confirm",
                "add_app",
            ),
            *("add_key", "recovery_codes", "language", "theme"),
        )
    },
    "openid_connect_callback": _ALL,
    "accounts:remove_step": Need(Sight.OWN),
    "accounts:recovery_file": Need(Sight.OWN),
    "home:front": _ALL,
    "home:roles": _ALL,
    "home:trail": Need(Sight.EMPLOYER, org.SEE_TRAIL),
    "home:trail_file": Need(Sight.EMPLOYER, org.SEE_TRAIL),
    "importers:uploads": _ALL,
    "importers:bring_in": Need(Sight.ALL, importers.BRING_IN),
    "importers:discard_failed": _ALL,
    **{f"importers:{name}": _DRAFT for name in ("upload", "source", "file", "comparison")},
    **{
        f"importers:{name}": _CORRECT
        for name in (
            *(
                "fact",
                "value",
                "columns",
                "add_measure",
                "split_measure",
                "join_measures",
                "drop_measure",
                "take_back",
                "piece",
            ),
            *("discard", "approve"),
        )
    },
    "org:employers": _ALL,
    "org:employer": _FACTS,
    "org:units": _FACTS,
    "org:unit": _FACTS,
    "org:edit_employer": _CHANGE_FACTS,
    "org:bring_in_units": _CHANGE_FACTS,
    "org:unit_file": Need(Sight.OWN),
    "org:forget_file": Need(Sight.OWN),
    "org:people": Need(Sight.EMPLOYER, org.SEE_PEOPLE, at="anywhere"),
    "org:person": Need(Sight.REACHED, org.SEE_PEOPLE),
    "org:erase_person": Need(Sight.REACHED, org.ERASE_PERSON),
    "org:add_unit": Need(Sight.EMPLOYER, org.CHANGE_UNITS, at="school"),
    **{f"org:{name}": _CHANGE_UNIT for name in ("rename_unit", "move_unit", "remove_unit")},
    "org:give_role": Need(Sight.EMPLOYER, org.GIVE_READER, at="school"),
    "org:change_role": Need(Sight.PEOPLE, org.GIVE_ROLE),
    "org:end_role": Need(Sight.PEOPLE, org.GIVE_ROLE),
    "plan:register": _ALL,
    "plan:register_file": _ALL,
    "plan:measure": Need(Sight.CONCERNED),
    "plan:plan": Need(Sight.CONCERNED),
    "plan:edit_measure": Need(Sight.CONCERNED, plan.CHANGE_MEASURE),
    "plan:set_status": Need(Sight.CONCERNED, plan.REPORT_ON_MEASURE),
    "plan:edit_risk": Need(Sight.CONCERNED, plan.CHANGE_PLAN),
    **{f"plan:{name}": _ALL for name in ("mine", "saved_views", "save_view", "bulk_changes", "choices")},
    "plan:bulk": Need(Sight.ALL, plan.CHANGE_MEASURE),
    "plan:undo_change": Need(Sight.OWN),
    "plan:new_plan": Need(Sight.ALL, plan.CREATE_PLAN),
    **{f"plan:{name}": Need(Sight.CONCERNED, plan.SHARE_VIEW) for name in ("edit_view", "delete_view")},
    **{
        f"plan:{name}": Need(Sight.CONCERNED)
        for name in (
            *("attachment", "history", "versions", "version", "changes", "risks", "focus_areas", "plan_measures"),
            *("saved_view",),
        )
    },
    "plan:comment": Need(Sight.CONCERNED, plan.COMMENT),
    "plan:take_back_comment": Need(Sight.CONCERNED, makers_only=True),
    **{
        f"plan:{name}": Need(Sight.CONCERNED, plan.REPORT_ON_MEASURE)
        for name in (
            *("report", "evaluate_measure", "move_on", "remove_result", "add_link", "remove_link", "attach"),
            *("remove_attachment", "move"),
        )
    },
    **{
        f"plan:{name}": Need(Sight.CONCERNED, plan.CHANGE_MEASURE)
        for name in (
            *("add_measure", "measure_risks", "place_measure", "take_away_measure", "put_back_measure"),
            *("restore_measure", "assign_measures", "risk_measures"),
        )
    },
    **{
        f"plan:{name}": Need(Sight.CONCERNED, plan.CHANGE_PLAN)
        for name in (
            *("edit_plan", "restore_plan", "take_away_risk", "focus_area"),
            *("take_away_focus_area", "move_focus_area", "take_in"),
        )
    },
    "plan:adopt_plan": Need(Sight.CONCERNED, plan.ADOPT_PLAN),
    "plan:copy_plan": Need(Sight.CONCERNED, plan.CREATE_PLAN),
    "plan:take_away_plan": Need(Sight.CONCERNED, plan.TAKE_AWAY_PLAN),
    **{f"reports:{name}": Need(Sight.CONCERNED) for name in ("document", "download")},
    **{f"reports:{name}": _ALL for name in ("stylesheet", "starter")},
    **{f"reports:{name}": Need(Sight.ALL, reports.SHAPE_DOCUMENTS) for name in ("layouts", "add_layout")},
    **{
        f"reports:{name}": Need(Sight.EMPLOYER, reports.SHAPE_DOCUMENTS)
        for name in ("edit_layout", "remove_layout", "word_template", "template_file", "remove_word_template")
    },
    **{
        f"importers:{name}": _CORRECT
        for name in (
            *("choose_all_words", "choose_words", "gone", "headings", "read_again", "what_it_is"),
            *("which_it_is",),
        )
    },
}

DATA: dict[str, Callable[[], dict[str, Any]]] = {
    "plan:set_status": lambda: {"status": "done"},
    "plan:move": lambda: {"status": "done"},
    "plan:comment": lambda: {"text": "Godt tiltak"},
    "plan:add_link": lambda: {"address": "https://www.example.org/", "title": "Se her"},
    "plan:attach": lambda: {"file": SimpleUploadedFile("notat.txt", b"Et notat")},
    "plan:restore_measure": lambda: {"as_of": timezone.now().isoformat()},
    "plan:restore_plan": lambda: {"as_of": timezone.now().isoformat()},
    "importers:columns": lambda: {"t0-c0": "title"},
}
"""What is sent where an empty form would not come as far as the rule."""


def expected(person: User, need: Need, people: People) -> int:
    """The answer that a member of the cast should get: 200 (or any other that lets through), 403 or 404."""
    roles = list(Membership.objects.filter(user=person).select_related("unit__parent__parent"))
    unit = people.solvik if need.at == "anywhere" else getattr(people, need.at)
    if not _sees(roles, need.sight, unit, person, people):
        return 404
    if need.makers_only:
        return 200 if person == people.adviser else 403
    if need.power is None:
        return 200
    anywhere = need.sight == Sight.ALL or need.at == "anywhere" or need.power == plan.COMMENT
    places = [role for role in roles if role.role in need.power.roles]
    return 200 if any(anywhere or role.unit in _above(unit) for role in places) else 403


def _sees(roles: list[Membership], sight: Sight, unit: Unit, person: User, people: People) -> bool:
    match sight:
        case Sight.ALL:
            return True
        case Sight.OWN:
            return person == people.adviser
        case Sight.EMPLOYER:
            return any(role.unit.employer_id == unit.employer_id for role in roles)
        case Sight.CONCERNED:
            return any(role.unit in _above(unit) or unit in _above(role.unit) for role in roles)
        case Sight.REACHED:
            return any(role.unit in _above(unit) for role in roles)
        case Sight.PEOPLE:
            return any(role.unit in _above(unit) and role.role in org.SEE_PEOPLE.roles for role in roles)


def _above(unit: Unit | None) -> list[Unit]:
    """The unit and those above it, by their parents alone: the slow way."""
    return [] if unit is None else [unit, *_above(unit.parent)]
