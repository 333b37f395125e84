"""Who may bring plans in, correct and approve them. Who may look at them: `queries.uploads_for`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.importers.models import Upload
from jamn.org.models import Unit
from jamn.org.rules import EVERYONE, Power, may_see
from jamn.plan.rules import CREATE_PLAN

SEE_UPLOAD = Power(_("see a file that was brought in, and its draft"), EVERYONE)
BRING_IN = Power(_("bring in a plan from a file"), CREATE_PLAN.roles)
CORRECT = Power(_("correct a draft, approve it or throw it away"), CREATE_PLAN.roles)

POWERS = (SEE_UPLOAD, BRING_IN, CORRECT)


def may_see_upload(user: User, upload: Upload) -> bool:
    """Those with a role at the unit or above it; an approved upload follows its plan."""
    return may_see(user, upload.plan.unit if upload.plan else upload.unit)


def may_bring_in(user: User, unit: Unit) -> bool:
    """Those who may make a plan at the unit: a file becomes nothing else."""
    return BRING_IN.held_by(user, unit)


def may_bring_in_somewhere(user: User) -> bool:
    """Whether there is any unit that the person may bring a plan in for."""
    return BRING_IN.held_somewhere_by(user)


def may_correct(user: User, upload: Upload) -> bool:
    """Those who may bring a plan in at the unit: correct the draft, approve it or throw it away."""
    return CORRECT.held_by(user, upload.plan.unit if upload.plan else upload.unit)
