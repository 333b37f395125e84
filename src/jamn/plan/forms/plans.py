"""What a plan says of itself, its risks, its next period and its adoption."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.org.models import Unit
from jamn.plan.forms.fields import DateInput
from jamn.plan.forms.revision import Revision, posted_words
from jamn.plan.models import ActionPlan, Risk
from jamn.plan.queries import PLAN_FIELDS

ONE_LINE = ("title", "organisation", "period", "adopted_by", "case_number", "classification")


def _lines(form: forms.BaseForm) -> None:
    """Give each text as many lines as it usually has."""
    for name, field in form.fields.items():
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 1 if name in ONE_LINE else 6


def _check_period(form: forms.BaseForm, said: dict[str, Any]) -> None:
    first, last = said.get("starts_on"), said.get("ends_on")
    if isinstance(first, date) and isinstance(last, date) and first > last:
        form.add_error("ends_on", _("The last day is before the first."))


class NewPlanForm(forms.ModelForm[ActionPlan]):
    """A plan that is made from nothing: whose it is, what it is called, when it holds."""

    class Meta:
        model = ActionPlan
        fields = ("unit", "title", "period", "starts_on", "ends_on", "language")
        widgets: ClassVar = {"starts_on": DateInput, "ends_on": DateInput}
        labels: ClassVar = {
            "unit": gettext_lazy("Whose plan is it?"),
            "period": gettext_lazy("Period in words"),
            "starts_on": gettext_lazy("First day"),
            "ends_on": gettext_lazy("Last day"),
        }

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        """`units` are those whose plans the person may make."""
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        unit.queryset, unit.empty_label = units, None
        _lines(self)

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        said = super().clean() or {}
        _check_period(self, said)
        return said

    def facts(self) -> dict[str, Any]:
        """The arguments of `actions.create_plan` but for the unit."""
        return posted_words({name: value for name, value in self.cleaned_data.items() if name != "unit"})


class PlanForm(Revision[ActionPlan]):
    """The facts of a plan. `changes` gives what `actions.change_plan` takes."""

    class Meta:
        model = ActionPlan
        fields = PLAN_FIELDS
        widgets: ClassVar = {"starts_on": DateInput, "ends_on": DateInput, "adopted_on": DateInput}
        labels: ClassVar = {
            "period": gettext_lazy("Period in words"),
            "starts_on": gettext_lazy("First day"),
            "ends_on": gettext_lazy("Last day"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form for an existing plan (`instance`)."""
        super().__init__(*args, **kwargs)
        _lines(self)
        self.look_back()

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        said = super().clean()
        _check_period(self, said)
        return said

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_plan`."""
        return posted_words({name: self.cleaned_data[name] for name in PLAN_FIELDS})


class CopyForm(forms.ModelForm[ActionPlan]):
    """The plan of the next period: what it is called and when it holds."""

    class Meta:
        model = ActionPlan
        fields = ("title", "period", "starts_on", "ends_on")
        widgets: ClassVar = {"starts_on": DateInput, "ends_on": DateInput}
        labels: ClassVar = NewPlanForm.Meta.labels

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _lines(self)

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        said = super().clean() or {}
        _check_period(self, said)
        return said

    def facts(self) -> dict[str, Any]:
        """The arguments of `actions.copy_plan`."""
        return posted_words(dict(self.cleaned_data))


class AdoptForm(forms.Form):
    """When a plan was adopted, by whom, and in which case."""

    adopted_on = forms.DateField(label=gettext_lazy("Adopted on"), widget=DateInput)
    adopted_by = forms.CharField(label=gettext_lazy("Adopted by"), required=False, max_length=500)
    case_number = forms.CharField(label=gettext_lazy("Case number"), required=False, max_length=200)


class RiskForm(Revision[Risk]):
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
        return posted_words({name: self.cleaned_data[name] for name in ("text", "cause")})


class NewRiskForm(forms.ModelForm[Risk]):
    """A risk that is added to a plan."""

    class Meta:
        model = Risk
        fields = ("text", "cause")
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "cause")}

    def words(self) -> dict[str, Any]:
        """The arguments of `actions.raise_risk`."""
        return posted_words(dict(self.cleaned_data))
