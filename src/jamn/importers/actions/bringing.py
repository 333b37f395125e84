"""Bring files in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.documents.blocks import Notice
from jamn.importers import rules
from jamn.importers.actions.locking import Refused
from jamn.importers.models import Upload, UploadState
from jamn.org.models import Unit

FOLDER = "uploads"
"""Where files lie in the private storage."""

_BEGINNINGS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")
"""PDF; Word, Excel and OpenDocument; the Office files of before 2007; text in UTF-16."""


EMPTY = gettext_noop("“{name}” is empty. Check the file on your computer and choose it again.")
TOO_LARGE = gettext_noop(
    "“{name}” is {size}, and a file may be at most {most}. Make its pictures smaller, or save the plan alone."
)
NO_DOCUMENT = gettext_noop("“{name}” is not a document that can be read here. Choose a Word, Excel, PDF or text file.")


def bring_in(files: Sequence[File[bytes]], *, unit: Unit, by: User) -> list[Upload]:
    """Keep files that are to be read, each under a random name.

    Of those that can be seen at once to be no plan only their names are kept, and why: they have failed. Either all
    are kept so, or none. Raises `Refused` when there is none that could be a plan, and `PermissionDenied` for those
    who may not write at the unit.
    """
    if not rules.may_bring_in(by, unit):
        raise PermissionDenied
    if len(files) > settings.UPLOAD_MAX_FILES:
        raise Refused(_("Choose at most %(count)s files at a time.") % {"count": settings.UPLOAD_MAX_FILES})
    problems = [_problem(file) for file in files]
    if all(problems):
        raise Refused(" ".join(_(each.template).format(**each.values) for each in problems if each))
    kept: list[Upload] = []
    try:
        with transaction.atomic():
            for file, problem in zip(files, problems, strict=True):
                kept.append(Upload(unit=unit, by=by, name=_plain_name(file), size=file.size))
                _keep(kept[-1], file, problem, by)
    except BaseException:
        for upload in kept:
            upload.file.delete(save=False)
        raise
    return kept


def _problem(file: File[bytes]) -> Notice | None:
    """What can be seen at once to be the matter with a file."""
    name = _plain_name(file)
    if not file.size:
        return Notice(EMPTY, {"name": name})
    if file.size > settings.UPLOAD_MAX_BYTES:
        size, most = filesizeformat(file.size), filesizeformat(settings.UPLOAD_MAX_BYTES)
        return Notice(TOO_LARGE, {"name": name, "size": size, "most": most})
    file.seek(0)
    beginning = file.read(4096)
    file.seek(0)
    if not beginning.startswith(_BEGINNINGS) and b"\0" in beginning:
        return Notice(NO_DOCUMENT, {"name": name})
    return None


def _plain_name(file: File[bytes]) -> str:
    """What the person calls the file, without folders and control signs, at most 255 characters."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[-255:] or _("file")


def _keep(upload: Upload, file: File[bytes], problem: Notice | None, by: User) -> None:
    if problem:
        upload.state = UploadState.FAILED
        upload.failure = {"template": problem.template, "values": problem.values}
    else:
        upload.file.save(uuid4().hex, file, save=False)
    upload.save()
    after = {"name": upload.name, "unit": upload.unit_id}
    record("bring_in", upload, by=by, employer_id=upload.unit.employer_id, after=after)


def forget_file(upload: Upload) -> None:
    """Take an upload's file from it; it is deleted when the transaction is over. The caller saves the upload."""
    upload.delete_file()
    upload.file = ""
