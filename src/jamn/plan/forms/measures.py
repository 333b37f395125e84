"""Changes to a measure."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.forms.fields import DateInput, set_choices, statuses
from jamn.plan.forms.revision import Revision, digest, posted_words
from jamn.plan.models import DueKind, Measure
from jamn.plan.queries import COLUMNS, Kind, in_force, term_names

NO_RULE: Final[dict[str, Any]] = {"due_rule": "", "due_times": None, "due_per": ""}
DEADLINE = ("deadline", "due_kind", "due_from", "due_on")
ONE_LINE = ("title", "area", "ground", "responsible", "deadline", "status_words")


def _offered(kind: Kind, country: str, chosen: list[str]) -> dict[str, str]:
    """The terms of the country's law, and those that were chosen already."""
    return {
        key: capfirst(name)
        for key, name in term_names(kind, country).items()
        if key in (*in_force(kind, country), *chosen)
    }


class MeasureForm(Revision[Measure]):
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
        widgets: ClassVar = {"due_from": DateInput, "due_on": DateInput}
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
        set_choices(self, "areas", _offered("areas", country, self.initial["areas"]))
        set_choices(self, "grounds", _offered("grounds", country, self.initial["grounds"]))
        set_choices(self, "status", statuses())
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
        changed = {name for name in DEADLINE if digest(self.cleaned_data.get(name)) != digest(self.initial[name])}
        return changed == {"deadline"} and bool(self.initial["due_kind"])

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_measure`. A rule of recurrence stays only while the measure recurs."""
        said = posted_words(self.cleaned_data)
        del said["opened"], said["still_due"]
        rule = self.rule if said["due_kind"] == DueKind.RECURRING else NO_RULE
        return said | rule | {"responsibles": said["responsibles"].splitlines()}


class StatusForm(forms.Form):
    """How far a measure has come."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "status", statuses())
