"""Real plans come in, are written in the layout of their kind, and are read again as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from jamn.documents import read
from jamn.importers import actions, interpret
from jamn.importers.actions.drafting import make_draft
from jamn.importers.interpret import Field
from jamn.importers.models import Upload, UploadState
from tests.people import People
from tests.reports.test_round_trip import PRINTED, found, read_again

OWN = {
    "000.docx": "risk_table",
    "001.docx": "focus_areas",
    "002.docx": "activities_by_area",
    "003.xlsx": "bufdir",
    "004.docx": "plan_do_check_act",
}
"""Each plan and the preset that it is of the kind of."""


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("name", list(OWN))
def test_write_a_real_plan_as_it_came(name: str, kind: str, plans: Path, people: People, tmp_path: Path) -> None:
    preset = OWN[name]
    (upload,) = actions.bring_in([ContentFile(b"PK\x03\x04", name=name)], unit=people.solvik, by=people.adviser)
    document = read.document(plans / name)
    reading = interpret.plan(document)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    upload.refresh_from_db()
    make_draft(upload, document, reading)
    upload.refresh_from_db()
    plan = actions.approve(upload, by=people.adviser)
    again = read_again(plan, preset, kind, tmp_path)
    before = [_spaced(found(measure, preset)) for measure in reading.measures]
    after = [_spaced(found(measure, preset)) for measure in again.measures]
    assert len(after) == len(before)
    assert sorted(map(str, after)) == sorted(map(str, before))
    assert {"measure", *PRINTED[preset]} == set(before[0])
    assert all(measure.text(Field.TITLE) or measure.text(Field.DESCRIPTION) for measure in again.measures)


def _spaced(told: dict[str, str]) -> dict[str, str]:
    """The words with single spaces: where a line ends, and how an item is marked, is the layout's to say."""
    return {name: " ".join(text.replace("·", "•").split()) for name, text in told.items()}
