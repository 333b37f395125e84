"""What the register is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.forms.fields import DateInput, set_choices, statuses
from jamn.plan.queries import NO_AREA, ORDERS, Choices, Filters, term_names

WRITTEN = "="
"""Before an area in the plan's own words, to tell it from a key of the law."""


DUE = {
    "": gettext_lazy("Any time"),
    "soon": gettext_lazy("Within 30 days"),
    "quarter": gettext_lazy("Within 90 days"),
    "none": gettext_lazy("Without a last day"),
}


class _AnyOf(forms.MultipleChoiceField):
    """Several choices from an address. What is not offered is passed over: the address may be old."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False)

    def clean(self, value: Any) -> list[str]:
        return [each for each in dict.fromkeys(value or ()) if self.valid_value(each)]


class _OneOf(forms.ChoiceField):
    """One choice from an address; the first when it is none of those offered."""

    def clean(self, value: Any) -> str:
        return str(value) if self.valid_value(value) else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    label: str
    address: str


class RegisterFilter(forms.Form):
    """The register's filters, as they stand in the address. What cannot be used is passed over or explained."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    status = _AnyOf(gettext_lazy("Status"))
    area = _AnyOf(gettext_lazy("Area"))
    ground = _AnyOf(gettext_lazy("Ground"))
    responsible = _AnyOf(gettext_lazy("Responsible"))
    plan = _AnyOf(gettext_lazy("Plan"))
    overdue = forms.BooleanField(label=gettext_lazy("Late"), required=False)
    due = _OneOf(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.RadioSelect,
        choices=list(DUE.items()),
    )
    due_from = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    due_to = forms.DateField(label=gettext_lazy("To"), required=False, widget=DateInput)
    sort = _OneOf(required=False, choices=[(sign + name, "") for name in ORDERS for sign in ("", "-")])

    def __init__(self, data: QueryDict, choices: Choices) -> None:
        """`choices` are those that the person may see; names that are asked for stay on offer."""
        super().__init__(data, auto_id="filter_%s")
        self.address = data
        areas, grounds = term_names("areas", choices.country), term_names("grounds", choices.country)
        asked = [name for name in data.getlist("responsible") if name.isprintable() and name.strip()]
        self.offered = {
            "status": statuses(),
            "area": {key: capfirst(areas[key]) for key in choices.areas}
            | {NO_AREA: _("No area of the law")}
            | {f"{WRITTEN}{words}": _quoted(words) for words in choices.written_areas},
            "ground": {key: capfirst(grounds[key]) for key in choices.grounds},
            "responsible": {name: name for name in dict.fromkeys((*choices.responsibles, *asked))},
            "plan": {str(plan.pk): plan.title for plan in choices.plans},
        }
        for name, offered in self.offered.items():
            set_choices(self, name, offered)
        self.full_clean()

    def filters(self) -> Filters:
        """What to look for."""
        said = self.cleaned_data
        return Filters(
            words=tuple(said.get("q", "").split()),
            statuses=tuple(said["status"]),
            areas=tuple(area for area in said["area"] if not area.startswith(WRITTEN)),
            written_areas=tuple(area.removeprefix(WRITTEN) for area in said["area"] if area.startswith(WRITTEN)),
            grounds=tuple(said["ground"]),
            responsibles=tuple(said["responsible"]),
            plans=tuple(int(plan) for plan in said["plan"]),
            overdue=said["overdue"],
            due=said["due"],
            due_from=said.get("due_from"),
            due_to=said.get("due_to"),
        )

    @property
    def order(self) -> str:
        """What the register is sorted by; empty for the plan's own order."""
        return str(self.cleaned_data["sort"])

    def query_string(self) -> str:
        """The query string with what is used and nothing else: what the browser's address line shows."""
        query = QueryDict(mutable=True)
        for name, value in self.cleaned_data.items():
            values = value if isinstance(value, list) else [value]
            query.setlist(name, [self._as_written(each) for each in values if each])
        query.setlist("page", [page for page in self.address.getlist("page") if page != "1"])
        written = query.urlencode()
        return f"?{written}" if written else ""

    @staticmethod
    def _as_written(value: Any) -> str:
        return "1" if value is True else str(value)

    def chips(self) -> Iterator[Chip]:
        """The filters that are on, each with the way to take it away."""
        for name, value in self.cleaned_data.items():
            if name == "sort" or not value:
                continue
            for each in value if isinstance(value, list) else [value]:
                yield Chip(self._inposted_words(name, each), self._without(name, each))

    def _inposted_words(self, name: str, value: Any) -> str:
        label = str(self.fields[name].label)
        if name == "overdue":
            return label
        if name == "q":
            return _quoted(value)
        if name in ("due_from", "due_to"):
            words = _("Last day from %(day)s") if name == "due_from" else _("Last day by %(day)s")
            return words % {"day": date_format(value, "SHORT_DATE_FORMAT")}
        return f"{label}: {DUE[value] if name == 'due' else self.offered[name][value]}"

    def _without(self, name: str, value: Any) -> str:
        query = self.address.copy()
        query.setlist(name, [each for each in query.getlist(name) if each != value and isinstance(value, str) and each])
        query.setlist("page", [])
        return f"?{query.urlencode()}"


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words}
