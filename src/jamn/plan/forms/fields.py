"""Fields and choices that several forms have."""

from __future__ import annotations

from typing import cast

from django import forms
from django.utils.text import capfirst

from jamn.plan.models import Status


class DateInput(forms.DateInput):
    """A day, picked from a calendar where the browser has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def set_choices(form: forms.BaseForm, name: str, offered: dict[str, str]) -> None:
    """Let a field of choice offer these: value → what people read."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(offered.items())


def statuses() -> dict[str, str]:
    """The statuses of a measure: value → what people read."""
    return {value: capfirst(str(label)) for value, label in Status.choices}
