"""A name for a way of looking at the register, and whom it is shared with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jamn.org.models import Unit


class SavedViewForm(forms.Form):
    """`units` are those that the person may share with."""

    name = forms.CharField(label=_("Name"), max_length=100)
    unit = forms.ModelChoiceField(
        label=_("Shared with"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Nobody: for me alone"),
        help_text=_("All who have a role at the unit or below it find it among their selections."),
    )
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
