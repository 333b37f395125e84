"""A draft to correct."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from jamn.documents.blocks import Document
from jamn.importers import actions, interpret
from jamn.importers.actions.drafting import make_draft
from jamn.importers.interpret import Reading
from jamn.importers.models import DraftMeasure, Upload, UploadState
from tests.people import People
from tests.world import document


def kept(people: People, name: str = "plan.docx") -> Upload:
    """An upload of the adviser's that waits to be read."""
    (upload,) = actions.bring_in(
        [ContentFile(b"PK\x03\x04 never read", name=name)], unit=people.solvik, by=people.adviser
    )
    return upload


def drafted(people: People, source: Document | None = None, reading: Reading | None = None) -> Upload:
    """A draft of the adviser's: of the small plan in `tests.world`, or of any other."""
    upload = kept(people)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    source = source or document()
    make_draft(upload, source, reading or interpret.plan(source))
    upload.refresh_from_db()
    return upload


@pytest.fixture
def draft(people: People) -> Upload:
    """A draft with three measures and some pieces that found no place."""
    return drafted(people)


def rows(upload: Upload) -> list[DraftMeasure]:
    """The rows of a draft as they are in the database now."""
    return list(DraftMeasure.objects.filter(upload=upload))


def texts(upload: Upload, field: str) -> list[str]:
    """What the rows that are not dropped say in a field."""
    return [row.text(field) for row in rows(upload) if not row.dropped]
