"""Time as the front page words it."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def how_late(due_on: date) -> str:
    """How many days ago it was due."""
    days = (timezone.localdate() - due_on).days
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


@register.filter
def how_soon(due_on: date) -> str:
    """In how many days it is due."""
    days = (due_on - timezone.localdate()).days
    if days == 0:
        return _("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
