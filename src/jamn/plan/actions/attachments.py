"""Files that belong to a measure. What comes in is not trusted, and goes out as a download only."""

from __future__ import annotations

from pathlib import PurePath
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.measures import held
from jamn.plan.models import Attachment, Measure
from jamn.plan.rules import may_remove_attachment, may_report_on_measure

MOST = 50
"""How many files a measure may have."""
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "doc": (_OLD_OFFICE,),
    "xls": (_OLD_OFFICE,),
    "ppt": (_OLD_OFFICE,),
    "docx": (_ZIP,),
    "xlsx": (_ZIP,),
    "pptx": (_ZIP,),
    "odt": (_ZIP,),
    "ods": (_ZIP,),
    "odp": (_ZIP,),
}
_INSIDE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
"""What each of the packed formats has inside."""
_MACROS = ("vbaproject.bin", "basic/", "scripts/")
_TEXT = ("txt", "csv", "md")
KINDS = (*_BEGINNINGS, *_TEXT)
"""The endings of files that may be attached."""


class Refused(Exception):
    """A file that cannot be attached. Its message says why, in the person's language."""


def attach(measure: Measure, *, by: User, file: File[bytes]) -> Attachment:
    """Keep a file with a measure, under a random name.

    Raises `Refused` when it is empty, too large (`UPLOAD_MAX_BYTES`), of another kind than `KINDS` or not what its name
    says, and `PermissionDenied` for those who may not report on the measure.
    """
    name = plain_name(file)
    kept = Attachment(by=by, name=name, size=file.size or 0)
    try:
        with transaction.atomic():
            kept.measure = held(measure, by, may_report_on_measure)
            _check(file, name, before=kept.measure.attachments.count())
            kept.file.save(uuid4().hex, file, save=False)
            kept.save()
            after = {"measure": measure.pk, "name": name, "size": kept.size}
            record("attach", kept, by=by, employer_id=kept.measure.plan.unit.employer_id, after=after)
    except BaseException:
        if kept.file:
            kept.file.storage.delete(kept.file.name or "")
        raise
    return kept


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file away from its measure, and delete it.

    Raises `PermissionDenied` for all but the one who added it and those who may change the measure.
    """
    if not may_remove_attachment(by, attachment):
        raise PermissionDenied
    measure = attachment.measure
    before = {"measure": measure.pk, "name": attachment.name, "size": attachment.size}
    record("remove_attachment", attachment, by=by, employer_id=measure.plan.unit.employer_id, before=before)
    attachment.delete()


def plain_name(file: File[bytes]) -> str:
    """What the person calls the file, without folders and control signs, at most 255 characters."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[-255:] or _("file")


def _check(file: File[bytes], name: str, before: int) -> None:
    """Say what is the matter with a file, if anything is; `before` is how many the measure has."""
    if before >= MOST:
        raise Refused(_("A measure may have at most %(most)s files.") % {"most": MOST})
    said = {"name": name, "kinds": ", ".join(KINDS)}
    if not file.size:
        raise Refused(_("“%(name)s” is empty. Check the file on your computer and choose it again.") % said)
    if file.size > settings.UPLOAD_MAX_BYTES:
        said |= {"size": filesizeformat(file.size), "most": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        raise Refused(_("“%(name)s” is %(size)s, and a file may be at most %(most)s.") % said)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in KINDS:
        raise Refused(_("“%(name)s” is of a kind that cannot be attached. You can attach: %(kinds)s.") % said)
    if not _is(ending, file):
        raise Refused(
            _("“%(name)s” is not what its name says, or holds macros. Save it anew in the program it was made with.")
            % said
        )


def _is(ending: str, file: File[bytes]) -> bool:
    """Whether a file holds what its ending promises."""
    file.seek(0)
    beginning = file.read(4096)
    file.seek(0)
    if ending in _TEXT:
        return b"\0" not in beginning
    if not beginning.startswith(_BEGINNINGS[ending]):
        return False
    return ending not in _INSIDE or _is_packed(ending, file)


def _is_packed(ending: str, file: File[bytes]) -> bool:
    """Whether a zip file is an office document of the kind, without macros. Nothing of it is unpacked."""
    try:
        with ZipFile(file) as packed:
            inside = [name.lower() for name in packed.namelist()]
    except (BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    has_macros = any(name.endswith(_MACROS[0]) or name.startswith(_MACROS[1:]) for name in inside)
    return _INSIDE[ending] in inside and not has_macros
