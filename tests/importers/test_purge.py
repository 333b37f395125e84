"""What is kept no longer."""

from __future__ import annotations

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from jamn.importers import actions
from jamn.importers.actions.apart import CRASHED
from jamn.importers.models import Upload, UploadState
from tests.importers.conftest import drafted, kept
from tests.people import People

NOTHING = {"stuck": 0, "files": 0, "uploads": 0, "strays": 0}


def _age(days: float, **only: Any) -> None:
    Upload.objects.filter(**only).update(changed_at=timezone.now() - timedelta(days=days))


def test_keep_what_is_fresh(draft: Upload) -> None:
    _age(399)
    assert actions.purge() == NOTHING


def test_delete_old_files(
    draft: Upload, people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    actions.approve(draft, by=people.adviser)
    _age(401)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge() == NOTHING | {"files": 1}
    draft.refresh_from_db()
    assert (draft.state, bool(draft.file), draft.document is None) == (UploadState.APPROVED, False, False)
    assert list((tmp_path / "files" / "uploads").iterdir()) == []


def test_delete_old_uploads_that_came_to_nothing(people: People) -> None:
    for state in UploadState:
        upload = kept(people)
        Upload.objects.filter(pk=upload.pk).update(state=state)
    _age(401)
    assert actions.purge()["uploads"] == 2
    gone = {UploadState.FAILED, UploadState.DISCARDED}
    left = set(UploadState) - gone - {UploadState.READING} | {UploadState.FAILED}
    assert set(Upload.objects.values_list("state", flat=True)) == {state.value for state in left}


def test_give_up_what_a_stopped_worker_left(people: People) -> None:
    stuck, busy = kept(people), kept(people)
    Upload.objects.update(state=UploadState.READING)
    _age(0.1, pk=stuck.pk)
    assert actions.purge() == NOTHING | {"stuck": 1}
    stuck.refresh_from_db()
    busy.refresh_from_db()
    assert (stuck.state, stuck.failure["template"], busy.state) == (UploadState.FAILED, CRASHED, UploadState.READING)


def test_delete_files_that_no_upload_knows(people: People, tmp_path: Path) -> None:
    drafted(people)
    folder = tmp_path / "files" / "uploads"
    old, new = folder / "old", folder / "new"
    for stray in (old, new):
        stray.write_bytes(b"nobody's")
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(old, (two_days_ago, two_days_ago))
    assert actions.purge() == NOTHING | {"strays": 1}
    assert (old.exists(), new.exists(), len(list(folder.iterdir()))) == (False, True, 2)


def test_find_nothing_where_there_are_no_files(db: None) -> None:
    out = StringIO()
    call_command("purge_uploads", stdout=out)
    assert out.getvalue() == "stuck: 0\nfiles: 0\nuploads: 0\nstrays: 0\n"
