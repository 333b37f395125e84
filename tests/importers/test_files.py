"""What lies on the disk goes with what it belongs to."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from jamn.importers import actions
from jamn.importers.models import Upload, UploadState
from jamn.plan.actions import attach, take_away_plan
from jamn.plan.models import ActionPlan
from jamn.reports.actions import set_word_template
from jamn.reports.models import WordTemplate
from tests.importers.conftest import kept
from tests.people import People


def _on_disk() -> list[str]:
    folders = (each for each in ("uploads", "attachments", "word-templates") if default_storage.exists(each))
    return [f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]]


def _approved(draft: Upload, people: People) -> ActionPlan:
    """A plan that was read from a file, and has an attachment."""
    plan = actions.approve(draft, by=people.adviser)
    measure = plan.measures.first()
    assert measure is not None
    attach(measure, by=people.adviser, file=ContentFile(b"%PDF-1.7", name="notat.pdf"))
    return plan


def test_delete_files_with_their_plan(draft: Upload, people: People, django_capture_on_commit_callbacks: Any) -> None:
    plan = _approved(draft, people)
    assert len(_on_disk()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        take_away_plan(plan, by=people.adviser)
        assert len(_on_disk()) == 2
    assert _on_disk() == []
    draft.refresh_from_db()
    assert (draft.state, bool(draft.file)) == (UploadState.APPROVED, False)


def test_keep_files_of_a_plan_that_did_not_go_after_all(
    draft: Upload, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    plan = _approved(draft, people)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        take_away_plan(plan, by=people.adviser)
        transaction.set_rollback(True)
    assert len(_on_disk()) == 2


def test_delete_files_with_their_rows(people: People, django_capture_on_commit_callbacks: Any) -> None:
    upload = kept(people)
    template = set_word_template(people.solvik.employer, by=people.adviser, name="mal.docx", content=b"PK")
    assert len(_on_disk()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        Upload.objects.filter(pk=upload.pk).delete()
        WordTemplate.objects.filter(pk=template.pk).delete()
    assert _on_disk() == []
