"""What comes in by HTTP: what to look for in the audit trail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.accounts.models import AuditEvent
from jamn.home.queries import Wanted, said


class DateInput(forms.DateInput):
    """A day, picked from a calendar where the browser has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TrailFilter(forms.Form):
    """Who, what and when."""

    who = forms.CharField(label=gettext_lazy("Who"), max_length=200, required=False)
    verb = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    first = forms.DateField(label=gettext_lazy("From"), widget=DateInput, required=False)
    last = forms.DateField(label=gettext_lazy("Until"), widget=DateInput, required=False)

    def __init__(self, *args: Any, employer_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = AuditEvent.objects.filter(employer_id=employer_id).order_by().values_list("verb", flat=True).distinct()
        named = sorted((capfirst(said(verb)), verb) for verb in verbs)
        choices = [("", _("Everything")), *((verb, words) for words, verb in named)]
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What `queries.trail` looks for. What cannot be understood narrows nothing."""
        self.is_valid()
        said_here = self.cleaned_data
        return Wanted(
            said_here.get("who", ""), said_here.get("verb", ""), said_here.get("first"), said_here.get("last")
        )
