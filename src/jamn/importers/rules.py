"""Who may bring plans in, correct and approve them. Who may look at them: `queries.uploads_for`."""

from __future__ import annotations

from jamn.accounts.models import User
from jamn.importers.models import Upload
from jamn.org import rules
from jamn.org.models import Unit


def may_bring_in(user: User, unit: Unit) -> bool:
    """Those who may write at the unit."""
    return rules.may_write(user, unit)


def may_correct(user: User, upload: Upload) -> bool:
    """Those who may write at the unit: correct the draft, approve it or throw it away."""
    return rules.may_write(user, upload.plan.unit if upload.plan else upload.unit)
