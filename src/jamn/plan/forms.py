"""What comes in by HTTP: the register's filters, and changes to a measure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, ClassVar, Final, TypeVar, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.models import DueKind, Measure, Risk, Status
from jamn.plan.queries import COLUMNS, NO_AREA, ORDERS, Choices, Filters, Kind, in_force, term_names

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
            | {NO_AREA: _("No area of the law")}
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
DEADLINE = ("deadline", "due_kind", "due_from", "due_on")
ONE_LINE = ("title", "area", "ground", "responsible", "deadline", "status_words")


Thing = TypeVar("Thing", bound=models.Model)


class _Revision(forms.ModelForm[Thing]):
    """New words for what stands already. Nobody writes over what another person has changed in the meantime.

    `opened` goes out with the page and comes back with it: a digest of each field as it stood. A field that another
    person changed since is an error that says what it holds now, and goes through at the next save. Where the person
    had not touched it, it takes over what the other wrote.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def look_back(self) -> None:
        """Compare what stands with what stood when the page was opened. To be called when `initial` is complete."""
        stands = {name: _digest(self.initial.get(name)) for name in self.fields if name in self.initial}
        self.initial["opened"] = json.dumps(stands)
        self.meanwhile: dict[str, str] = {}
        if not self.is_bound:
            return
        opened = _opened(self.data.get("opened", ""))
        said = cast("QueryDict", self.data).copy()
        for name, now in stands.items():
            mine = _digest(self.fields[name].widget.value_from_datadict(said, self.files, name))
            if now in (mine, opened.get(name, now)):
                continue
            if mine == opened[name]:
                said.setlist(name, _as_posted(self.initial[name]))
                self.meanwhile[name] = _("Somebody else has changed this in the meantime. Look at it, then save again.")
            else:
                self.meanwhile[name] = _(
                    "Somebody else has changed this in the meantime. It now says “%(words)s”. Save again to put your "
                    "own text in its place."
                ) % {"words": self._shown(name) or "–"}
        said["opened"] = self.initial["opened"]
        self.data = said

    def _shown(self, name: str) -> str:
        """What stands in a field now, as people read it."""
        value = self.initial[name]
        if isinstance(value, date):
            return date_format(value)
        named = dict(getattr(self.fields[name], "choices", ()))
        return ", ".join(str(named.get(each, each)) for each in (value if isinstance(value, list) else [value or ""]))

    def clean(self) -> dict[str, Any]:
        """Tell what another person changed."""
        said = super().clean() or {}
        for name, words in self.meanwhile.items():
            self.add_error(name, words)
        return said


def _digest(value: Any) -> str:
    """A field's value in short, the same from the database as from the browser."""
    words = "\n".join(sorted(value)) if isinstance(value, list) else str(value or "").replace("\r\n", "\n").strip()
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _opened(words: str) -> dict[str, str]:
    """The digests that came back; none when they are none."""
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _as_posted(value: Any) -> list[str]:
    """A field's value as the browser sends it."""
    return value if isinstance(value, list) else [str(value or "")]


class MeasureForm(_Revision[Measure]):
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
    still_due = forms.BooleanField(label=gettext_lazy("The days are right as they stand"), required=False)

    class Meta:
        model = Measure
        fields = COLUMNS
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
        self.look_back()

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
        if self._leaves_days_behind() and not said.get("still_due"):
            self.add_error(
                "still_due", _("You have changed the deadline's words. Change what they mean, or say that it is right.")
            )
        return said

    def _leaves_days_behind(self) -> bool:
        """Whether the deadline has new words, and what the old ones were understood to mean stands."""
        changed = {name for name in DEADLINE if _digest(self.cleaned_data.get(name)) != _digest(self.initial[name])}
        return changed == {"deadline"} and bool(self.initial["due_kind"])

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_measure`. A rule of recurrence stays only while the measure recurs."""
        said = _words(self.cleaned_data)
        del said["opened"], said["still_due"]
        rule = self.rule if said["due_kind"] == DueKind.RECURRING else NO_RULE
        return said | rule | {"responsibles": said["responsibles"].splitlines()}


class StatusForm(forms.Form):
    """How far a measure has come."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "status", _statuses())


class RiskForm(_Revision[Risk]):
    """The words of a risk and its cause."""

    class Meta:
        model = Risk
        fields = ("text", "cause")
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 4}) for name in ("text", "cause")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form for an existing risk (`instance`)."""
        super().__init__(*args, **kwargs)
        self.look_back()

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_risk`."""
        return _words({name: self.cleaned_data[name] for name in ("text", "cause")})
