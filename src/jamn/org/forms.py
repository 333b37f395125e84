"""What comes in by HTTP about an employer, its units and its people."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.accounts.models import User
from jamn.org.models import Country, Employer, Role, Sector, Unit
from jamn.org.queries import Listed, units_reached
from jamn.org.rules import CHANGE_UNITS


class DateInput(forms.DateInput):
    """A day, picked from a calendar where the browser has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EmployerForm(forms.Form):
    """An employer's facts. Of two people who change them at once, none writes over the other's."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=Country.choices)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"), choices=[(value, capfirst(label)) for value, label in Sector.choices]
    )
    organisation_number = forms.CharField(label=gettext_lazy("Organisation number"), max_length=20, required=False)
    head_count = forms.IntegerField(
        label=gettext_lazy("Number of employees"),
        help_text=gettext_lazy("People, not full-time equivalents; part-time and temporary employees count too."),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )
    counted_on = forms.DateField(label=gettext_lazy("Counted on"), widget=DateInput, required=False)
    demanded_on = forms.DateField(
        label=gettext_lazy("The work has been demanded since"), widget=DateInput, required=False
    )
    demanded_by = forms.CharField(
        label=gettext_lazy("Demanded by"),
        help_text=gettext_lazy(
            "Private employers in Norway with 20 to 50 employees work by the four steps of the law when one of the "
            "parties in the undertaking demands it: say who, and since when."
        ),
        max_length=200,
        required=False,
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any) -> None:
        facts = {name: getattr(employer, name) for name in self.base_fields if name != "opened"}
        self.stands = {name: "" if value is None else str(value) for name, value in facts.items()}
        super().__init__(*args, **kwargs)
        self.initial.update(facts, opened=json.dumps(self.stands))

    def clean(self) -> dict[str, Any]:
        """Tell what another person changed since the page was opened, where this person changed it too."""
        said = super().clean() or {}
        for name in self.touched():
            if self.stands[name] not in (self._opened().get(name), self._posted(name)):
                stands = self.stands[name] or "–"
                words = _(
                    "Somebody else has changed this in the meantime. It now says “%(words)s”. Save again to put "
                    "your own text in its place."
                ) % {"words": stands}
                self.add_error(name, words)
        if self.errors:
            said_again = cast(QueryDict, self.data).copy()
            said_again["opened"] = json.dumps(self.stands)
            self.data = said_again
        return said

    def _opened(self) -> dict[str, str]:
        """What stood when the page was opened."""
        try:
            found = json.loads(self.data.get("opened", ""))
        except ValueError:
            return self.stands
        return found if isinstance(found, dict) else self.stands

    def touched(self) -> list[str]:
        """The fields that the person changed."""
        return [name for name in self.stands if self._posted(name) != self._opened().get(name)]

    def _posted(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.change_employer`: what the person changed, and nothing else."""
        return {name: self.cleaned_data[name] for name in self.touched()}


class UnitForm(forms.Form):
    """What a unit is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "What your other systems call the unit. It helps when units are brought in from a file again."
        ),
        max_length=50,
        required=False,
    )


class _UnitChoice(forms.ModelChoiceField[Unit]):
    """Units, each as far in as it lies deep."""

    def label_from_instance(self, unit: Unit) -> str:
        """The name, after a sign for each level above."""
        return f"{'– ' * (unit.path.count('/') - 1)}{unit.name}"


class MoveForm(forms.Form):
    """Below which unit another is to hang."""

    below = _UnitChoice(Unit.objects.none(), label=gettext_lazy("Move it below"), empty_label=None)

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = units_reached(user, CHANGE_UNITS.roles).filter(employer=unit.employer_id)
        _set_units(self.fields["below"], reached.exclude(path__startswith=unit.path).order_by("path"))
        self.initial["below"] = unit.parent_id


def _set_units(field: forms.Field, units: QuerySet[Unit]) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
    field.queryset = units


class FileForm(forms.Form):
    """A file with units."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


class PeopleFilter(forms.Form):
    """Whom to look for in the list of people."""

    q = forms.CharField(label=gettext_lazy("Name, e-mail address or unit"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    when = forms.ChoiceField(label=gettext_lazy("When"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(value, capfirst(str(label))) for value, label in Role.choices]
        self.fields["role"].choices = [("", _("All roles")), *roles]  # type: ignore[attr-defined]
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            ("now", _("Roles held today")),
            ("coming", _("Roles that begin later")),
            ("past", _("Roles that have ended")),
            ("all", _("All")),
        ]

    def wanted(self) -> Listed:
        """What `queries.members` looks for. What cannot be understood narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Listed(tuple(said.get("q", "").split()), said.get("role", ""), said.get("when") or "now")


class GiveForm(forms.Form):
    """Whom to give which role, from when to when."""

    email = forms.EmailField(label=gettext_lazy("E-mail"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Only for somebody who has had no role here. The person gets an e-mail."),
        max_length=200,
        required=False,
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DateInput)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Empty: until further notice."),
        widget=DateInput,
        required=False,
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, capfirst(str(role.label))) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("starts_on", timezone.localdate())

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class EndForm(forms.Form):
    """The last day of a role."""

    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Empty: until further notice."),
        widget=DateInput,
        required=False,
    )
