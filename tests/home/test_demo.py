from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jamn.home.actions import PASSWORD, make_demo
from jamn.home.queries import overview
from jamn.importers.models import Upload
from jamn.org.models import Employer, Membership, Role, Unit
from jamn.plan.models import ActionPlan, DueKind, Measure, Status


def test_make_an_employer_in_each_country_with_every_role(db) -> None:
    people = make_demo()
    assert set(Employer.objects.values_list("name", "country")) == {("Fjordvik kommune", "no"), ("Almvik kommun", "se")}
    assert {one.role for one in people} == set(Role)
    assert Membership.objects.count() == len(people)
    assert all(each.user.check_password(PASSWORD) for each in Membership.objects.select_related("user"))


def test_make_a_plan_with_something_of_every_kind(db) -> None:
    make_demo()
    plan = ActionPlan.objects.get(language="nb")
    measures = Measure.objects.filter(plan=plan)
    assert len(measures) == 39
    assert set(measures.values_list("status", flat=True)) == set(Status.values)
    assert set(measures.values_list("due_kind", flat=True)) == set(DueKind.values)
    assert not measures.filter(areas=None).exclude(area="Forankring og samarbeid").exists()
    assert measures.filter(grounds__isnull=False).distinct().count() > 10
    assert not measures.filter(responsibles=None).exists()
    assert measures.get(title="Mentorordning for nye ledere").history.count() > 1


def test_show_the_adviser_something_late_and_something_soon(db) -> None:
    make_demo()
    for unit in Unit.objects.filter(parent=None):
        adviser = Membership.objects.get(unit=unit, role=Role.ADVISER).user
        seen = overview(adviser)
        assert seen.late.count > 0
        assert seen.soon.count > 0


def test_bring_in_a_file_for_the_worker(db) -> None:
    make_demo()
    upload = Upload.objects.get()
    assert upload.unit.name == "Fjordvik sykehjem"
    assert upload.file.size == upload.size


def test_change_nothing_the_second_time(db) -> None:
    first = make_demo()
    rows = Counter({model: model.objects.count() for model in (Employer, Unit, Membership, Measure, Upload)})
    assert make_demo() == first
    assert Counter({model: model.objects.count() for model in rows}) == rows


def test_print_the_log_ins(db) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert f"the password of all is: {PASSWORD}" in out.getvalue()
    assert "marit@fjordvik.example        Marit Lunde         HR adviser, Fjordvik kommune" in out.getvalue()


def test_refuse_among_real_employers(people) -> None:
    with pytest.raises(CommandError, match="real"):
        call_command("demo")
    assert not Employer.objects.filter(name="Fjordvik kommune").exists()
