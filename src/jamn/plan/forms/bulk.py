"""What is to become of many measures at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.forms.fields import DateInput, set_choices, statuses
from jamn.plan.models import FocusArea, Measure, Status
from jamn.plan.queries import in_force, term_names
from jamn.plan.queries.bulk import MOST_AT_ONCE, Wanted

LEAVE = gettext_lazy("Leave as it is")


def chosen_keys(said: QueryDict) -> list[int]:
    """The keys of the measures that are chosen in the register, at most `MOST_AT_ONCE`; what is none is passed over."""
    return [int(key) for key in said.getlist("measure") if key.isdecimal() and len(key) < 19][:MOST_AT_ONCE]


class BulkForm(forms.Form):
    """What is to become of the chosen measures. What is left empty stays as it is."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    stop_reason = forms.CharField(
        label=gettext_lazy("Why it is stopped"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    responsible = forms.CharField(label=gettext_lazy("Responsible"), required=False, max_length=300)
    replace = forms.ChoiceField(
        label=gettext_lazy("What becomes of those who answer now"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", gettext_lazy("They stay")), ("1", gettext_lazy("They are replaced"))],
    )
    due_on = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DateInput)
    area = forms.ChoiceField(label=gettext_lazy("Add an area of the law"), required=False)
    ground = forms.ChoiceField(label=gettext_lazy("Add a ground of discrimination"), required=False)
    focus_area = forms.ModelChoiceField(
        label=gettext_lazy("Focus area"), required=False, queryset=FocusArea.objects.none(), empty_label=LEAVE
    )

    def __init__(self, data: Any, measures: Iterable[Measure]) -> None:
        """Offers the law of the measures' country, and the focus areas of their plan where they are of one."""
        super().__init__(data)
        plans = {measure.plan for measure in measures}
        country = next((plan.unit.employer.country for plan in plans), None)
        set_choices(self, "status", {"": str(LEAVE)} | statuses())
        for kind, name in (("areas", "area"), ("grounds", "ground")):
            names = term_names(kind, country)  # type: ignore[arg-type]
            keys = in_force(kind, country)  # type: ignore[arg-type]
            set_choices(self, name, {"": str(LEAVE)} | {key: capfirst(names[key]) for key in keys})
        of_plan = FocusArea.objects.filter(plan__in=plans) if len(plans) == 1 else FocusArea.objects.none()
        self.fields["focus_area"].queryset = of_plan  # type: ignore[attr-defined]
        if len(plans) != 1:
            del self.fields["focus_area"]

    def clean(self) -> dict[str, Any]:
        """Something is to be changed, and what is stopped has a reason."""
        said = super().clean() or {}
        if said.get("status") == Status.STOPPED and not said.get("stop_reason", "").strip():
            self.add_error("stop_reason", _("Say why the measures are stopped."))
        if not self.errors and not any(value for name, value in said.items() if name not in ("stop_reason", "replace")):
            self.add_error(None, _("Choose what is to be changed."))
        return said

    def wanted(self) -> Wanted:
        """What is to become of the measures."""
        said = self.cleaned_data
        focus_area = said.get("focus_area")
        return Wanted(
            status=said["status"],
            stop_reason=said["stop_reason"].strip(),
            due_on=said["due_on"],
            responsible=said["responsible"].strip(),
            replace=bool(said["replace"]),
            area=said["area"],
            ground=said["ground"],
            focus_area=focus_area.pk if focus_area else None,
        )
