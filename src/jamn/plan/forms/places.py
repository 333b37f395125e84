"""Where measures stand in a plan: in a focus area, at a number, against risks, taken in from above."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.actions import GoalWords
from jamn.plan.models import ActionPlan, FocusArea, Measure, Risk, SubGoal


class MeasuresField(forms.ModelMultipleChoiceField[Measure]):
    """Measures to tick, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The measure's name, and its plan's where several are mixed."""
        return Truncator(obj.name or obj.pk).chars(160)


class WhereField(forms.ChoiceField):
    """A focus area or one of its sub-goals, or none. Its value is the pair of them."""

    def of(self, plan: ActionPlan) -> None:
        """Offer those of a plan. Two queries."""
        self.places: dict[str, tuple[FocusArea | None, SubGoal | None]] = {"": (None, None)}
        choices: list[Any] = [("", _("In no focus area"))]
        for area in plan.focus_areas.prefetch_related("sub_goals"):
            self.places[f"area-{area.pk}"] = (area, None)
            choices.append((f"area-{area.pk}", Truncator(area.title).chars(100)))
            for goal in area.sub_goals.all():
                self.places[f"goal-{goal.pk}"] = (area, goal)
                choices.append((f"goal-{goal.pk}", f"– {Truncator(goal.text).chars(100)}"))
        self.choices = choices

    def clean(self, value: Any) -> Any:
        """The focus area and the sub-goal."""
        return self.places[super().clean(value)]


def where_of(measure: Measure) -> str:
    """Where a measure stands, as `WhereField` writes it."""
    if measure.sub_goal_id:
        return f"goal-{measure.sub_goal_id}"
    return f"area-{measure.focus_area_id}" if measure.focus_area_id else ""


class PlaceForm(forms.Form):
    """The place of a measure in its plan."""

    where = WhereField(label=gettext_lazy("Focus area or sub-goal"), required=False)
    number = forms.IntegerField(label=gettext_lazy("Number in the plan"), min_value=1, max_value=100_000)

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _where(self).of(plan)


class AssignForm(forms.Form):
    """Several measures, and the focus area they belong to."""

    measures = MeasuresField(
        Measure.objects.none(), label=gettext_lazy("Measures"), widget=forms.CheckboxSelectMultiple
    )
    where = WhereField(label=gettext_lazy("Focus area or sub-goal"), required=False)

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "measures", plan.measures.all())
        _where(self).of(plan)


class NewMeasureForm(forms.Form):
    """A measure that a person writes: the most needed; the rest is added on its own page."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=2000)
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    goal = forms.CharField(label=gettext_lazy("Goal"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    where = WhereField(label=gettext_lazy("Focus area or sub-goal"), required=False)
    risks = forms.ModelMultipleChoiceField(
        Risk.objects.none(),
        label=gettext_lazy("Risks that it works against"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _where(self).of(plan)
        _offer(self, "risks", plan.risks.all())


class ChooseMeasuresForm(forms.Form):
    """Measures that are ticked; those that are not, are not."""

    measures = MeasuresField(
        Measure.objects.none(), label=gettext_lazy("Measures"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, among: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "measures", among)


class ChooseRisksForm(forms.Form):
    """The risks that a measure works against, and perhaps a new one."""

    risks = forms.ModelMultipleChoiceField(
        Risk.objects.none(), label=gettext_lazy("Risks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=gettext_lazy("A new risk"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    cause = forms.CharField(label=gettext_lazy("Its cause"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, among: QuerySet[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "risks", among)

    def clean(self) -> dict[str, Any]:
        """A cause has a risk."""
        said = super().clean() or {}
        if said.get("cause") and not said.get("text"):
            self.add_error("text", _("Say what the risk is, too."))
        return said


class FocusAreaForm(forms.ModelForm[FocusArea]):
    """A focus area with its sub-goals, each on a line of its own."""

    class Meta:
        model = FocusArea
        fields = ("title", "text")
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "text": forms.Textarea(attrs={"rows": 3}),
        }

    def goals(self) -> list[GoalWords]:
        """The sub-goals in the order they stand in on the page, one of them moved where its button was pressed."""
        said = cast("QueryDict", self.data)
        rows = [
            GoalWords(int(pk) if pk else None, text.strip())
            for pk, text in zip(said.getlist("goal"), said.getlist("goal_text"), strict=False)
            if not pk or pk.isdecimal()
        ]
        button, _, number = self.data.get("move", "").partition("-")
        places = [place for place, goal in enumerate(rows) if str(goal.pk) == number]
        if places and button in {"up", "down"}:
            rows.insert(max(places[0] + (1 if button == "down" else -1), 0), rows.pop(places[0]))
        return rows


class NewFocusAreaForm(forms.ModelForm[FocusArea]):
    """A focus area that is added to a plan."""

    class Meta:
        model = FocusArea
        fields = ("title", "text")
        widgets: ClassVar = FocusAreaForm.Meta.widgets


class RestoreForm(forms.Form):
    """Which earlier version comes back: the time of its row of history, and of what in the plan if not of itself."""

    as_of = forms.CharField(max_length=40)
    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in ("actionplan", "focusarea", "subgoal", "risk")], required=False
    )
    pk = forms.IntegerField(required=False, min_value=1)

    def clean_as_of(self) -> Any:
        """The time, with its zone."""
        try:
            time = datetime.fromisoformat(self.cleaned_data["as_of"])
        except ValueError:
            time = None
        if time is None or time.tzinfo is None:
            raise forms.ValidationError("no time")
        return time


def _where(form: forms.BaseForm) -> WhereField:
    field = form.fields["where"]
    assert isinstance(field, WhereField)  # noqa: S101 - tells the type checker
    return field


def _offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - tells the type checker
    field.queryset = rows
