"""Who may change how an employer's documents look. Who may read a plan as a document: `plan.queries.plans_for`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.org.models import Employer
from jamn.org.rules import WRITERS, Power
from jamn.reports.queries import employers_of, top_unit

SHAPE_DOCUMENTS = Power(
    _("make layouts and choose the Word template of documents"), WRITERS, _("at the employer's top unit only")
)

POWERS = (SHAPE_DOCUMENTS,)


def may_shape(user: User, employer: Employer) -> bool:
    """HR advisers and administrators of the whole employer: a layout is for all its plans."""
    return SHAPE_DOCUMENTS.held_by(user, top_unit(employer))


def may_shape_somewhere(user: User) -> bool:
    """Whether there is an employer whose documents the person may shape."""
    return employers_of(user, SHAPE_DOCUMENTS.roles).exists()
