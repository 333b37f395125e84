"""What comes in by HTTP: the register's filters, and changes to a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.models import DueKind, Measure, Risk, Status
from jamn.plan.queries import ORDERS, Choices, Filters, Kind, in_force, term_names

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


class _DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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
    due_from = forms.DateField(label=gettext_lazy("From"), required=False, widget=_DateInput)
    due_to = forms.DateField(label=gettext_lazy("To"), required=False, widget=_DateInput)
    sort = _OneOf(required=False, choices=[(sign + name, "") for name in ORDERS for sign in ("", "-")])

    def __init__(self, data: QueryDict, choices: Choices) -> None:
        """`choices` are those that the person may see; names that are asked for stay on offer."""
        super().__init__(data, auto_id="filter_%s")
        self.address = data
        areas, grounds = term_names("areas", choices.country), term_names("grounds", choices.country)
        asked = [name for name in data.getlist("responsible") if name.isprintable() and name.strip()]
        self.offered = {
            "status": _statuses(),
            "area": {key: capfirst(areas[key]) for key in choices.areas}
            | {f"{WRITTEN}{words}": _quoted(words) for words in choices.written_areas},
            "ground": {key: capfirst(grounds[key]) for key in choices.grounds},
            "responsible": {name: name for name in dict.fromkeys((*choices.responsibles, *asked))},
            "plan": {str(plan.pk): plan.title for plan in choices.plans},
        }
        for name, offered in self.offered.items():
            _choices_of(self, name, offered)
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
                yield Chip(self._in_words(name, each), self._without(name, each))

    def _in_words(self, name: str, value: Any) -> str:
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


def _choices_of(form: forms.BaseForm, name: str, offered: dict[str, str]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = list(offered.items())


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words}


def _statuses() -> dict[str, str]:
    return {value: capfirst(str(label)) for value, label in Status.choices}


def _offered(kind: Kind, country: str, chosen: list[str]) -> dict[str, str]:
    """The terms of the country's law, and those that were chosen already."""
    return {
        key: capfirst(name)
        for key, name in term_names(kind, country).items()
        if key in (*in_force(kind, country), *chosen)
    }


def _words(said: dict[str, Any]) -> dict[str, Any]:
    """Texts with the line breaks that they had before the browser."""
    return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in said.items()}


NO_RULE: Final[dict[str, Any]] = {"due_rule": "", "due_times": None, "due_per": ""}
ONE_LINE = ("title", "area", "ground", "responsible", "deadline", "status_words")


class MeasureForm(forms.ModelForm[Measure]):
    """Every field of a measure. `changes` gives what `actions.change_measure` takes."""

    responsibles = forms.CharField(
        label=gettext_lazy("Those responsible"),
        help_text=gettext_lazy("One on each line: a person, a role or a unit."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas of the law"), required=False, widget=forms.CheckboxSelectMultiple
    )
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Grounds of discrimination"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Measure
        fields = (
            "title",
            "description",
            "area",
            "ground",
            "goal",
            "method",
            "target_group",
            "responsible",
            "deadline",
            "due_kind",
            "due_from",
            "due_on",
            "status",
            "status_words",
            "follow_up",
            "result",
            "evaluation",
            "correction",
        )
        widgets: ClassVar = {"due_from": _DateInput, "due_on": _DateInput}
        labels: ClassVar = {
            "area": gettext_lazy("Area in the plan's words"),
            "ground": gettext_lazy("Ground in the plan's words"),
            "responsible": gettext_lazy("Responsible in the plan's words"),
            "deadline": gettext_lazy("Deadline in the plan's words"),
            "due_kind": gettext_lazy("The deadline is"),
            "due_from": gettext_lazy("First day"),
            "due_on": gettext_lazy("Last day"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form for an existing measure (`instance`)."""
        super().__init__(*args, **kwargs)
        measure, country = self.instance, self.instance.plan.unit.employer.country
        self.rule = {name: getattr(measure, name) for name in NO_RULE}
        self.initial["areas"] = [row.area for row in measure.areas.all()]
        self.initial["grounds"] = [row.ground for row in measure.grounds.all()]
        _choices_of(self, "areas", _offered("areas", country, self.initial["areas"]))
        _choices_of(self, "grounds", _offered("grounds", country, self.initial["grounds"]))
        _choices_of(self, "status", _statuses())
        self.initial["responsibles"] = "\n".join(each.name for each in measure.responsibles.all())
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 1 if name in ONE_LINE else 3

    def clean(self) -> dict[str, Any]:
        """A measure has words; days go with the kinds of deadline that have them, and are in order."""
        said = super().clean() or {}
        if not said.get("title") and not said.get("description"):
            self.add_error("title", _("Give the measure a title or a description."))
        kind, first, last = said.get("due_kind"), said.get("due_from"), said.get("due_on")
        dated = (DueKind.DATE, DueKind.MONTH, DueKind.YEAR, DueKind.PERIOD)
        if kind in dated and not last and "due_on" not in self.errors:
            self.add_error("due_on", _("Give the last day, or say that the deadline is in words."))
        if kind not in (*dated, DueKind.RECURRING):
            said["due_from"] = said["due_on"] = None
        elif first and last and first > last:
            self.add_error("due_on", _("The last day is before the first."))
        return said

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_measure`. A rule of recurrence stays only while the measure recurs."""
        said = _words(self.cleaned_data)
        rule = self.rule if said["due_kind"] == DueKind.RECURRING else NO_RULE
        return said | rule | {"responsibles": said["responsibles"].splitlines()}


class StatusForm(forms.Form):
    """How far a measure has come."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "status", _statuses())


class RiskForm(forms.ModelForm[Risk]):
    """The words of a risk and its cause."""

    class Meta:
        model = Risk
        fields = ("text", "cause")
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 4}) for name in ("text", "cause")}

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_risk`."""
        return _words(self.cleaned_data)
