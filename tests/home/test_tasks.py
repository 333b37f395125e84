"""What happens every day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jamn import cli
from jamn.home.tasks import tidy_up
from jamn.importers.models import Upload, UploadState
from tests.people import People

pytestmark = pytest.mark.django_db


def test_tidy_up_delete_what_is_kept_no_longer(people: People, settings: Any) -> None:
    now = timezone.now()
    old = now - timedelta(days=settings.UPLOAD_KEEP_DAYS + 1)
    for name, changed_at in (("old", old), ("new", now)):
        Upload.objects.create(unit=people.solvik, name=name, size=1, state=UploadState.DISCARDED, changed_at=changed_at)
        Session.objects.create(session_key=name, session_data="", expire_date=changed_at + timedelta(days=1))
    tidy_up.call()
    assert [upload.name for upload in Upload.objects.all()] == ["new"]
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_ask_the_worker_to_tidy_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    cli._ask_to_tidy_up()
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["jamn.home.tasks.tidy_up"]
