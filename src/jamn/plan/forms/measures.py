"""Changes to a measure."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.actions import EVALUATION, Who
from jamn.plan.forms.fields import REASON_MISSING, DateInput, NumberField, effects, set_choices, statuses
from jamn.plan.forms.responsibles import (
    ResponsiblesField,
    RowOfResponsible,
    line_of,
    rows_of,
    suggestions,
    those_meant,
)
from jamn.plan.forms.revision import Revision, digest, posted_words
from jamn.plan.models import DueKind, Measure, Status
from jamn.plan.queries import COLUMNS, Kind, in_force, number_in_words, term_names

NO_RULE: Final[dict[str, Any]] = {"due_rule": "", "due_times": None, "due_per": ""}
DEADLINE = ("deadline", "due_kind", "due_from", "due_on")
ONE_LINE = ("title", "area", "ground", "responsible", "deadline", "status_words", "stop_reason", "cost_note")


def _offered(kind: Kind, country: str, chosen: list[str]) -> dict[str, str]:
    """The terms of the country's law, and those that were chosen already."""
    return {
        key: capfirst(name)
        for key, name in term_names(kind, country).items()
        if key in (*in_force(kind, country), *chosen)
    }


class MeasureForm(Revision[Measure]):
    """Every field of a measure. `changes` gives what `actions.change_measure` takes."""

    responsibles = ResponsiblesField(label=gettext_lazy("Those responsible"))
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas of the law"), required=False, widget=forms.CheckboxSelectMultiple
    )
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Grounds of discrimination"), required=False, widget=forms.CheckboxSelectMultiple
    )
    target = NumberField(
        label=gettext_lazy("Target figure"), help_text=gettext_lazy("How many are to be reached."), above_zero=True
    )
    cost = NumberField(label=gettext_lazy("Cost in kroner"))
    still_due = forms.BooleanField(label=gettext_lazy("The days are right as they stand"), required=False)

    class Meta:
        model = Measure
        fields = COLUMNS
        widgets: ClassVar = {"due_from": DateInput, "due_on": DateInput, "follow_up_on": DateInput}
        help_texts: ClassVar = {
            "target_unit": gettext_lazy("For example leaders, courses or per cent."),
            "success_criterion": gettext_lazy("How one can tell that the goal is reached."),
        }
        labels: ClassVar = {
            "area": gettext_lazy("Area in the plan's words"),
            "ground": gettext_lazy("Ground in the plan's words"),
            "responsible": gettext_lazy("Responsible in the plan's words"),
            "deadline": gettext_lazy("Deadline in the plan's words"),
            "due_kind": gettext_lazy("The deadline is"),
            "due_from": gettext_lazy("First day"),
            "due_on": gettext_lazy("Last day"),
            "stop_reason": gettext_lazy("Why it was stopped"),
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
        set_choices(self, "effect", effects())
        answering = list(measure.responsibles.all())
        self.initial["responsibles"] = [line_of(row.kind, row.name, accountable=row.accountable) for row in answering]
        for name in ("target", "cost"):
            self.initial[name] = number_in_words(getattr(measure, name))
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
        self._ask_for_a_reason(said)
        if self._leaves_days_behind() and not said.get("still_due"):
            self.add_error(
                "still_due", _("You have changed the deadline's words. Change what they mean, or say that it is right.")
            )
        return said

    def clean_responsibles(self) -> list[Who]:
        """Those who are meant."""
        return those_meant(self.cleaned_data["responsibles"], self.instance)

    def _ask_for_a_reason(self, said: dict[str, Any]) -> None:
        """Who stops a measure says why; a measure that is not stopped has no reason to be."""
        if said.get("status") != Status.STOPPED:
            said["stop_reason"] = ""
        elif self.initial["status"] != Status.STOPPED and not said.get("stop_reason"):
            self.add_error("stop_reason", REASON_MISSING)

    @property
    def rows(self) -> list[RowOfResponsible]:
        """A row for each who answers for the measure, and some empty ones."""
        return rows_of(self["responsibles"].value())

    @property
    def has_accountable(self) -> bool:
        """Whether one of the rows is accountable."""
        return any(row.accountable for row in self.rows)

    @property
    def suggestions(self) -> list[str]:
        """Names that may be chosen."""
        return suggestions(self.instance)

    def _leaves_days_behind(self) -> bool:
        """Whether the deadline has new words, and what the old ones were understood to mean stands."""
        changed = {name for name in DEADLINE if digest(self.cleaned_data.get(name)) != digest(self.initial[name])}
        return changed == {"deadline"} and bool(self.initial["due_kind"])

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_measure`. A rule of recurrence stays only while the measure recurs."""
        said = posted_words(self.cleaned_data)
        del said["opened"], said["still_due"]
        rule = self.rule if said["due_kind"] == DueKind.RECURRING else NO_RULE
        return said | rule


class EvaluationForm(Revision[Measure]):
    """What came of a measure. `changes` gives what `actions.evaluate_measure` takes."""

    class Meta:
        model = Measure
        fields = EVALUATION
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 3}) for name in EVALUATION if name != "effect"}
        help_texts: ClassVar = {
            "result": gettext_lazy("What came of it, against the goal."),
            "process_result": gettext_lazy("How the work was done: co-operation, time, what was learnt."),
            "correction": gettext_lazy("What is done otherwise from now on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form for an existing measure (`instance`)."""
        super().__init__(*args, **kwargs)
        set_choices(self, "effect", effects())
        self.look_back()

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.evaluate_measure`."""
        said = posted_words(self.cleaned_data)
        return {name: said[name] for name in EVALUATION}
