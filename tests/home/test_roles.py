"""The page of powers says what the rules do."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.utils import timezone, translation

from jamn.accounts.models import User
from jamn.home.queries import powers
from jamn.importers import rules as importers
from jamn.importers.models import UploadState
from jamn.org import rules as org
from jamn.org.actions import give_role
from jamn.org.models import Role
from jamn.plan import rules as plan
from jamn.reports import rules as reports
from tests.world import World

RULES: dict[org.Power, Callable[[User, World], bool]] = {
    org.SEE: lambda user, world: org.may_see(user, world.people.solvik),
    org.WRITE: lambda user, world: org.may_write(user, world.people.solvik),
    org.SEE_EMPLOYER: lambda user, world: org.may_see_employer(user, world.people.solvik.employer),
    org.CHANGE_EMPLOYER: lambda user, world: org.may_change_employer(user, world.people.solvik.employer),
    org.CHANGE_UNITS: lambda user, world: org.may_change_units_below(user, world.people.solvik),
    org.SEE_PEOPLE: lambda user, world: org.may_see_people(user, world.people.solvik),
    org.GIVE_READER: lambda user, world: org.may_give_role(user, Role.READER, world.people.solvik),
    org.GIVE_ROLE: lambda user, world: org.may_give_role(user, Role.UNION, world.people.solvik),
    org.GIVE_ADMINISTRATOR: lambda user, world: org.may_give_role(user, Role.ADMINISTRATOR, world.people.solvik),
    org.SEE_TRAIL: lambda user, world: org.may_see_trail(user, world.people.solvik.employer),
    org.ERASE_PERSON: lambda user, world: org.may_erase_person(user, world.people.solvik.employer),
    plan.SEE_PLAN: lambda user, world: plan.may_see_plan(user, world.plan),
    plan.SEE_SOURCE: lambda user, world: plan.may_see_source(user, world.plan),
    plan.CREATE_PLAN: lambda user, world: plan.may_create_plan(user, world.people.solvik),
    plan.CHANGE_PLAN: lambda user, world: plan.may_change_plan(user, world.plan),
    plan.ADOPT_PLAN: lambda user, world: plan.may_adopt_plan(user, world.plan),
    plan.TAKE_AWAY_PLAN: lambda user, world: plan.may_take_away_plan(user, world.plan),
    plan.CHANGE_MEASURE: lambda user, world: plan.may_change_measure(user, world.measures[0]),
    plan.REPORT_ON_MEASURE: lambda user, world: plan.may_report_on_measure(user, world.measures[0]),
    plan.RAISE_RISK: lambda user, world: plan.may_raise_risk(user, world.plan),
    plan.COMMENT: lambda user, world: plan.may_comment(user, world.measures[0]),
    plan.SHARE_VIEW: lambda user, world: plan.may_share_view(user, world.people.solvik),
    reports.SHAPE_DOCUMENTS: lambda user, world: reports.may_shape(user, world.people.solvik.employer),
    importers.SEE_UPLOAD: lambda user, world: importers.may_see_upload(user, world.uploads[UploadState.DRAFT]),
    importers.BRING_IN: lambda user, world: importers.may_bring_in(user, world.people.solvik),
    importers.CORRECT: lambda user, world: importers.may_correct(user, world.draft),
}


def test_know_the_rule_of_every_power() -> None:
    assert set(RULES) == {line.power for room in powers() for line in room.lines}


@pytest.mark.parametrize("role", list(Role))
def test_show_what_the_rules_do(role: Role, world: World) -> None:
    """The page's table, cell by cell, against the rule itself, asked for one who has that role alone."""
    person = User.objects.create_user(f"{role}@solvik.example", name="Kari Nes")
    give_role(person, role, at=world.people.solvik, starts_on=timezone.localdate())
    column = list(Role).index(role)
    shown = {line.power: line.held[column] for room in powers() for line in room.lines}
    assert {power: RULES[power](person, world) for power in RULES} == shown


def test_say_who_else_may(world: World, signed_in: Any) -> None:
    with translation.override("nb"):
        page = unescape(signed_in(world.people.reader).get("/roles/").content.decode())
        also = [str(line.power.also) for room in powers() for line in room.lines if line.power.also]
    assert also
    assert [words for words in also if words not in page] == []
