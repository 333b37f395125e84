"""Approving a draft, and throwing one away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamn.accounts.models import AuditEvent
from jamn.importers import actions
from jamn.importers.actions import Refused, deciding
from jamn.importers.interpret import Field
from jamn.importers.models import DraftMeasure, DraftPiece, Upload, UploadState
from jamn.plan.models import ActionPlan, Measure
from tests.importers.conftest import rows
from tests.people import People


def test_make_the_plan_and_its_measures(draft: Upload, people: People) -> None:
    plan = actions.approve(draft, by=people.adviser)
    assert (plan.unit, plan.title, plan.language) == (people.solvik, draft.facts["title"]["text"], draft.language)
    assert [(measure.status, measure.due_kind, measure.due_on) for measure in plan.measures.all()] == [
        ("ongoing", "date", date(2020, 3, 1)),
        ("not_started", "recurring", None),
        ("new", "year", date(2099, 12, 31)),
    ]
    first = plan.measures.all()[0]
    assert [each.name for each in first.responsibles.all()] == ["HR", "Styrerne"]
    assert [each.area for each in first.areas.all()] == ["recruitment"]
    assert [risk.text for risk in first.risks.all()] == ["Få menn søker arbeid i barnehagene"]
    assert (first.area, first.status_words, first.deadline) == ("Rekruttering", "Pågår", "01.03.2020")


def test_tell_a_measure_where_it_came_from(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    plan = actions.approve(draft, by=people.adviser)
    assert plan.measures.all()[0].source == {
        "upload": draft.pk,
        "name": "plan.docx",
        "place": {"table": 1, "row": 2},
        "anchor": row.anchor,
    }


def test_bring_every_field_into_the_plan(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    for field in Field:
        actions.change_value(row, field, f"Ord om {field}", was=row.text(field), by=people.adviser)
    measure = actions.approve(draft, by=people.adviser).measures.all()[0]
    risk = measure.risks.get()
    columns = {field: getattr(measure, field, None) for field in Field} | {
        Field.RISK: risk.text,
        Field.CAUSE: risk.cause,
        Field.STATUS: measure.status_words,
        Field.COST: measure.cost_note,
    }
    assert columns == {field: f"Ord om {field}" for field in Field}


def test_bring_every_fact_into_the_plan(draft: Upload, people: People) -> None:
    facts = {
        "title": "Plan for likestilling",
        "organisation": "Solvik kommune",
        "period": "2026–2027",
        "adopted": "Vedtatt av kommunestyret 12.06.2026",
        "adopted_on": "2026-06-12",
        "adopted_by": "kommunestyret",
        "case_number": "44/26",
        "classification": "Åpen",
    }
    for name, text in facts.items():
        was = draft.facts[name]["text"] if name in draft.facts else ""
        actions.change_fact(draft, name, text, was=was, by=people.adviser)
    plan = actions.approve(draft, by=people.adviser)
    found = (plan.title, plan.organisation, plan.period, plan.adopted_by, plan.case_number, plan.classification)
    assert found == tuple(facts[name] for name in facts if name not in ("adopted", "adopted_on"))
    assert (plan.adopted_on, plan.starts_on, plan.ends_on) == (
        date(2026, 6, 12),
        date(2026, 1, 1),
        date(2027, 12, 31),
    )


@pytest.mark.parametrize("period", ["", "inntil videre", "løpende"])
def test_set_no_days_for_a_period_that_says_none(period: str, draft: Upload, people: People) -> None:
    was = draft.facts["period"]["text"] if "period" in draft.facts else ""
    actions.change_fact(draft, "period", period, was=was, by=people.adviser)
    plan = actions.approve(draft, by=people.adviser)
    assert (plan.starts_on, plan.ends_on) == (None, None)


def test_close_the_draft(draft: Upload, people: People) -> None:
    plan = actions.approve(draft, by=people.adviser)
    draft.refresh_from_db()
    assert (draft.state, draft.plan, draft.document is None, bool(draft.file)) == (
        UploadState.APPROVED,
        plan,
        False,
        True,
    )
    assert not DraftMeasure.objects.exists()
    assert not DraftPiece.objects.exists()
    event = AuditEvent.objects.get(verb="approve")
    assert (event.actor_id, event.after) == (people.adviser.pk, {"plan": plan.pk, "measures": 3, "way": ""})


def test_leave_dropped_rows_out(draft: Upload, people: People) -> None:
    actions.drop_measure(rows(draft)[1], by=people.adviser)
    assert actions.approve(draft, by=people.adviser).measures.count() == 2


def test_make_all_or_nothing(draft: Upload, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_at_last(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(deciding, "record", fail_at_last)
    with pytest.raises(OSError, match="full"):
        actions.approve(draft, by=people.adviser)
    draft.refresh_from_db()
    assert (draft.state, draft.plan, len(rows(draft))) == (UploadState.DRAFT, None, 3)
    assert not ActionPlan.objects.exists()
    assert not Measure.objects.exists()


def _title_away(draft: Upload, people: People) -> None:
    actions.change_fact(draft, "title", "", was=draft.facts["title"]["text"], by=people.adviser)


def _rows_away(draft: Upload, people: People) -> None:
    for row in rows(draft):
        actions.drop_measure(row, by=people.adviser)


def _words_away(draft: Upload, people: People) -> None:
    for row in rows(draft)[1:]:
        for field in (Field.TITLE, Field.DESCRIPTION):
            actions.change_value(row, field, "", was=row.text(field), by=people.adviser)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_title_away, "The plan has no title."),
        (_rows_away, "There is no measure to approve."),
        (_words_away, "These measures have no words: 2, 3."),
    ],
)
def test_refuse_what_is_not_finished(spoil: Any, sentence: str, draft: Upload, people: People, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    spoil(draft, people)
    draft.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.approve(draft, by=people.adviser)
    assert str(refused.value).startswith(sentence)
    assert not ActionPlan.objects.exists()


def test_approve_once_only(draft: Upload, people: People) -> None:
    actions.approve(draft, by=people.adviser)
    with pytest.raises(Refused):
        actions.approve(draft, by=people.adviser)
    assert ActionPlan.objects.count() == 1


@pytest.mark.parametrize("state", [UploadState.WAITING, UploadState.READING, UploadState.DRAFT, UploadState.FAILED])
def test_throw_everything_of_an_upload_away(
    state: UploadState, draft: Upload, people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    Upload.objects.update(state=state)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(draft, by=people.adviser)
    draft.refresh_from_db()
    assert (draft.state, draft.document, draft.facts, draft.columns, bool(draft.file)) == (
        UploadState.DISCARDED,
        None,
        {},
        [],
        False,
    )
    assert not DraftMeasure.objects.exists()
    assert not DraftPiece.objects.exists()
    assert list((tmp_path / "files" / "uploads").iterdir()) == []
    assert AuditEvent.objects.get(verb="discard").before == {"state": state.value}


def test_throw_away_what_has_no_file(draft: Upload, people: People) -> None:
    Upload.objects.update(state=UploadState.FAILED, file="")
    actions.discard(draft, by=people.adviser)
    draft.refresh_from_db()
    assert draft.state == UploadState.DISCARDED
