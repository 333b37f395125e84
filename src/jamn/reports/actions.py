"""Writes of `reports`: layouts and Word templates of an employer."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Employer
from jamn.reports.layouts import Definition, as_json
from jamn.reports.models import Layout, WordTemplate
from jamn.reports.rules import may_shape


@transaction.atomic
def add_layout(employer: Employer, *, by: User, name: str, base: str, definition: Definition) -> Layout:
    """Make a layout of an employer's own. Raises `PermissionDenied` for those who may not shape its documents."""
    _may(by, employer)
    layout = Layout.objects.create(employer=employer, name=name, base=base, definition=as_json(definition))
    record("add_layout", layout, by=by, employer_id=employer.pk, after={"name": name, "definition": layout.definition})
    return layout


@transaction.atomic
def change_layout(layout: Layout, *, by: User, name: str, definition: Definition) -> Layout:
    """Give a layout a name and a definition. Raises `PermissionDenied` for those who may not shape the documents."""
    held = Layout.objects.select_for_update(of=("self",)).select_related("employer").get(pk=layout.pk)
    _may(by, held.employer)
    before = {"name": held.name, "definition": held.definition}
    after = {"name": name, "definition": as_json(definition)}
    if after != before:
        held.name, held.definition = name, after["definition"]
        held.save(update_fields=["name", "definition"])
        record("change_layout", held, by=by, employer_id=held.employer_id, before=before, after=after)
    return held


@transaction.atomic
def remove_layout(layout: Layout, *, by: User) -> None:
    """Take a layout away. Raises `PermissionDenied` for those who may not shape the employer's documents."""
    _may(by, layout.employer)
    before = {"name": layout.name, "definition": layout.definition}
    record("remove_layout", layout, by=by, employer_id=layout.employer_id, before=before)
    layout.delete()


@transaction.atomic
def set_word_template(employer: Employer, *, by: User, name: str, content: bytes) -> WordTemplate:
    """Keep a Word file that `documents.write` has found usable as the employer's template, under a random name.

    Raises `PermissionDenied` for those who may not shape the employer's documents.
    """
    _may(by, employer)
    Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    template = WordTemplate.objects.filter(employer=employer).first() or WordTemplate(employer=employer)
    before = {"name": template.name, "size": template.size} if template.pk else None
    template.delete_file()
    template.name, template.size, template.by = name, len(content), by
    template.file.save(f"{uuid4().hex}.docx", ContentFile(content), save=False)
    template.save()
    after = {"name": name, "size": len(content)}
    record("set_word_template", template, by=by, employer_id=employer.pk, before=before, after=after)
    return template


@transaction.atomic
def remove_word_template(template: WordTemplate, *, by: User) -> None:
    """Take the employer's template away: documents have the usual look again.

    Raises `PermissionDenied` for those who may not shape the employer's documents.
    """
    _may(by, template.employer)
    record("remove_word_template", template, by=by, employer_id=template.employer_id, before={"name": template.name})
    template.delete()


def _may(user: User, employer: Employer) -> None:
    if not may_shape(user, employer):
        raise PermissionDenied
