"""Fields and choices that several forms have."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jamn.plan.models import Effect, Status

REASON_MISSING = _("Say why it is stopped.")

_AROUND = re.compile(r"^(?:kr\.?|nok|sek|dkk)|(?:kr\.?|nok|sek|dkk|[,.:][-–])$", re.IGNORECASE)
_GROUPS: Final = {",": re.compile(r"[1-9]\d{0,2}(,\d{3})+"), ".": re.compile(r"[1-9]\d{0,2}(\.\d{3})+")}


def plain_number(words: str) -> str:
    """A number as people write it, as Python reads it: “1 250,50”, “kr 1.250,-”, “1,250.50”.

    Of two different marks the last is the decimal one. One mark alone parts thousands where it can and the language
    parts them so, or where it stands more than once; otherwise it is the decimal mark.
    """
    text = _AROUND.sub("", _AROUND.sub("", re.sub(r"[\s'’]", "", words)))
    found = [sign for sign in text if sign in ",."]
    if len(set(found)) > 1:
        other = "," if found[-1] == "." else "."
        return text.replace(other, "").replace(found[-1], ".")
    grouping = "," if (get_language() or "en").startswith("en") else "."
    if found and _GROUPS[found[0]].fullmatch(text) and (found[0] == grouping or len(found) > 1):
        return text.replace(found[0], "")
    return text.replace(",", ".")


class NumberField(forms.DecimalField):
    """A number of at most twelve digits before the mark and two after it, as people write it."""

    def __init__(self, *, label: Any, help_text: Any = "", above_zero: bool = False) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_digits=14,
            decimal_places=2,
            min_value=Decimal("0.01") if above_zero else Decimal(0),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "invalid": _("Write a number, for example 450 or 1250.50."),
                "min_value": _("Write a number above zero.") if above_zero else _("Write zero or a number above it."),
            },
        )

    def to_python(self, value: Any) -> Any:
        """The number, None for nothing."""
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


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


def effects() -> dict[str, str]:
    """What a measure's effect may be called: value → what people read."""
    return {"": str(_("Not said yet"))} | {value: capfirst(str(label)) for value, label in Effect.choices}
