"""What comes in by HTTP: a layout of an employer's own, and a Word template."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.org.models import Employer
from jamn.plan.models import ActionPlan
from jamn.reports.layouts import COLUMNS, LONGEST, PRESETS, SWITCHES, Definition, Faulty, from_json
from jamn.reports.layouts import as_json as definition_as_json
from jamn.reports.models import Layout, Preset

SHAPES: Final = {"table": gettext_lazy("A table"), "cards": gettext_lazy("A card for each measure")}
GROUPINGS: Final = {
    "none": gettext_lazy("Nothing: in the plan's order"),
    "area": gettext_lazy("The area, in the plan's words"),
    "law_area": gettext_lazy("The area, by the law"),
    "focus_area": gettext_lazy("The focus area"),
    "responsible": gettext_lazy("Those responsible"),
    "unit": gettext_lazy("The unit"),
    "status": gettext_lazy("The status"),
}
SWITCH_LABELS: Final = {
    "landscape": gettext_lazy("Landscape pages"),
    "heading_rows": gettext_lazy("Groups as rows inside one table"),
    "phases": gettext_lazy("Plan, do, check, act above the columns"),
    "form_head": gettext_lazy("The head of a form: unit, manager, safety representative, dates"),
    "front_page": gettext_lazy("A front page"),
    "contents": gettext_lazy("A table of contents"),
    "foreword": gettext_lazy("The foreword"),
    "charts": gettext_lazy("A chart of the status by area"),
    "references": gettext_lazy("The links of the measures, at the end"),
}
COLUMN_LABELS: Final = {
    "risk": gettext_lazy("Risk"),
    "cause": gettext_lazy("Cause"),
    "background": gettext_lazy("Risk and background"),
    "area": gettext_lazy("Area"),
    "ground": gettext_lazy("Ground of discrimination"),
    "goal": gettext_lazy("Goal and success criterion"),
    "measure": gettext_lazy("Measure: title and description"),
    "title": gettext_lazy("Title of the measure"),
    "description": gettext_lazy("Description of the measure"),
    "method": gettext_lazy("Method"),
    "target_group": gettext_lazy("Target group"),
    "responsible": gettext_lazy("Responsible"),
    "deadline": gettext_lazy("Deadline"),
    "status": gettext_lazy("Status"),
    "deadline_and_status": gettext_lazy("Deadline and status"),
    "cost": gettext_lazy("Cost"),
    "follow_up": gettext_lazy("Follow-up"),
    "result": gettext_lazy("Result"),
    "evaluation": gettext_lazy("Evaluation"),
    "correction": gettext_lazy("Correction"),
}
TEMPLATE_MAX_BYTES: Final = 10 * 2**20
_MOST_SIGNATURES = 12


class BeginForm(forms.Form):
    """Which layout a new one begins as, and whose it is to be."""

    employer = forms.ModelChoiceField(
        label=gettext_lazy("Employer"), queryset=Employer.objects.none(), empty_label=None
    )
    base = forms.ChoiceField(label=gettext_lazy("Begin with"), choices=Preset.choices)

    def __init__(self, data: Any, employers: Any) -> None:
        """`employers` are those whose documents the person may shape; the first where the address names none."""
        chosen: Any = employers
        first = {"employer": chosen[0].pk, "base": Preset.RISK_TABLE.value} if chosen else {}
        super().__init__({**first, **{name: data[name] for name in first if name in data}})
        field: Any = self.fields["employer"]
        field.queryset = employers


class LayoutForm(forms.Form):
    """A layout: its name, its columns with their places and words, how it groups, and what stands around.

    A column is in the layout when it has a place. `opened` is what the layout was when the form was made.
    """

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    shape = forms.ChoiceField(label=gettext_lazy("Measures as"), choices=SHAPES.items(), widget=forms.RadioSelect)
    grouping = forms.ChoiceField(label=gettext_lazy("Group by"), choices=GROUPINGS.items())
    signatures = forms.CharField(
        label=gettext_lazy("Lines to sign on"),
        help_text=gettext_lazy("Who signs, one on each line: a role or a name."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Show it with"), queryset=ActionPlan.objects.none(), empty_label=None, required=False
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, definition: Definition, layout: Layout, plans: Any) -> None:
        """A form for a layout (one without a key is new) that says `definition`; `plans` are for the preview."""
        self.layout = layout
        self.revision = _revision(layout)
        super().__init__(data, initial=_initial(definition, layout, self.revision))
        for name in SWITCHES:
            self.fields[name] = forms.BooleanField(label=SWITCH_LABELS[name], required=False)
        for key, label in COLUMN_LABELS.items():
            self._add_column(key, str(label))
        field: Any = self.fields["plan"]
        field.queryset = plans

    def _add_column(self, key: str, label: str) -> None:
        place = forms.NumberInput(attrs={"min": 1, "max": 99, "class": "ds-input", "inputmode": "numeric"})
        words = forms.TextInput(attrs={"class": "ds-input"})
        about = {"column": label}
        self.fields[f"place_{key}"] = forms.IntegerField(
            label=_("Place of “%(column)s”") % about, required=False, min_value=1, max_value=99, widget=place
        )
        self.fields[f"words_{key}"] = forms.CharField(
            label=_("Words for “%(column)s”") % about, required=False, max_length=LONGEST, widget=words
        )

    def columns(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each column with its two fields: those of the layout first, in its order."""
        rows = [(str(label), self[f"place_{key}"], self[f"words_{key}"]) for key, label in COLUMN_LABELS.items()]
        return sorted(rows, key=lambda row: _place(row[1].value()))

    def switches(self) -> list[forms.BoundField]:
        """What the layout either has or has not."""
        return [self[name] for name in SWITCHES]

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Layout.objects.filter(employer=self.layout.employer_id, name=name).exclude(pk=self.layout.pk)
        if others.exists():
            raise forms.ValidationError(_("There is a layout of this name already."))
        return name

    def clean_signatures(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["signatures"].splitlines() if line.strip()]
        if len(lines) > _MOST_SIGNATURES or any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("At most 12 lines of 120 characters."))
        return lines

    def clean(self) -> None:
        """Put the layout together; say what is missing, and when somebody else has changed it meanwhile."""
        said = self.cleaned_data
        chosen = sorted((said[f"place_{key}"], at, key) for at, key in enumerate(COLUMNS) if said.get(f"place_{key}"))
        if not any({"title", "description"} & set(COLUMNS[key].fields) for _, _, key in chosen):
            self.add_error(
                None, _("Give at least one column that tells the measure a place: its title or description.")
            )
        if said.get("opened") != self.revision and "preview" not in self.data:
            self.data = {**self.data.dict(), "opened": self.revision}  # type: ignore[attr-defined]  # a QueryDict
            self.add_error(None, self._changed_meanwhile())
        if self.errors:
            return
        columns = [{"column": key, "words": self._words(key)} for _, _, key in chosen]
        told = {name: said[name] for name in ("shape", "grouping", "signatures", *SWITCHES)}
        try:
            said["definition"] = from_json({**told, "columns": columns})
        except Faulty:
            self.add_error(None, _("A word holds signs that cannot be printed."))

    def _words(self, key: str) -> dict[str, str]:
        words = " ".join(self.cleaned_data[f"words_{key}"].split())
        return {"": words} if words else dict(_base_words(self.layout.base, key))

    def _changed_meanwhile(self) -> str:
        return _("“%(name)s” was changed by somebody else while you had it open. Save again to write over it.") % {
            "name": self.layout.name
        }


class WordTemplateForm(forms.Form):
    """A Word file to write documents in the look of. What is in it is checked where it is used."""

    file = forms.FileField(
        label=gettext_lazy("Word template"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.dotx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > min(TEMPLATE_MAX_BYTES, settings.UPLOAD_MAX_BYTES):
            most = filesizeformat(TEMPLATE_MAX_BYTES)
            raise forms.ValidationError(_("The file is too large: a template may be %(most)s.") % {"most": most})
        return file


def _place(value: Any) -> tuple[int, int]:
    text = str(value or "")
    return (0, int(text)) if text.isdecimal() and len(text) < 4 else (1, 0)


def _base_words(base: str, key: str) -> Any:
    """The words that the layout's preset has for a column, in each language."""
    return next((each.words for each in PRESETS[base].columns if each.column.key == key), {})


def _initial(definition: Definition, layout: Layout, revision: str) -> dict[str, Any]:
    said = definition_as_json(definition)
    initial = {name: said[name] for name in ("shape", "grouping", *SWITCHES)}
    for place, each in enumerate(definition.columns, 1):
        initial[f"place_{each.column.key}"] = place
        initial[f"words_{each.column.key}"] = each.own_words
    return {**initial, "name": layout.name, "signatures": "\n".join(definition.signatures), "opened": revision}


def _revision(layout: Layout) -> str:
    """A mark of what the layout says now."""
    return blake2b(repr((layout.name, layout.definition)).encode(), digest_size=8).hexdigest()
