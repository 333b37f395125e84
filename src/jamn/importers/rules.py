"""Who may bring plans in, look at them, correct and approve them."""

from __future__ import annotations

from jamn.accounts.models import User
from jamn.importers.models import Upload
from jamn.org import rules
from jamn.org.models import Unit


def may_bring_in(user: User, unit: Unit) -> bool:
    """Those who may write at the unit."""
    return rules.may_write(user, unit)


def may_look(user: User, upload: Upload) -> bool:
    """Those who may see the unit that the plan belongs to."""
    return rules.may_see(user, upload.plan.unit if upload.plan else upload.unit)


def may_correct(user: User, upload: Upload) -> bool:
    """Those who may write at the unit: correct the draft, approve it or throw it away."""
    return rules.may_write(user, upload.plan.unit if upload.plan else upload.unit)
