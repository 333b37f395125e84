"""What stands in the columns of a measure or a plan, for its page."""

from __future__ import annotations

from django.utils.text import capfirst

from jamn.plan import queries
from jamn.plan.models import ActionPlan, Measure


def said(thing: Measure | ActionPlan, *names: str) -> list[tuple[str, str]]:
    """Label and words of the columns that say something."""
    return [
        (capfirst(queries.label_of(thing, name)), queries.in_words(thing, name))
        for name in names
        if getattr(thing, name)
    ]
