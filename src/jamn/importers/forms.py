"""What comes in by HTTP on the way from a file to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jamn.importers.interpret import ColumnChoices, Field
from jamn.importers.models import DraftMeasure, DraftPiece, Fate, Headings, Upload, Way
from jamn.importers.queries import ColumnsOfTable, Comparison, Draft, Entry, Row, is_unknown
from jamn.importers.queries.words import FIELDS
from jamn.org.models import Unit
from jamn.plan.models import ActionPlan

FIELD_CHOICES = [(name.value, FIELDS[name]) for name in Field]
RADIO = {"class": "ds-input"}
ACCEPT = ".docx,.xlsx,.xls,.ods,.odt,.csv,.pdf,.html,.htm,.md,.txt"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files."""

    widget = ManyFilesInput

    def clean(self, data: Sequence[UploadedFile[bytes]], _initial: Any = None) -> list[UploadedFile[bytes]]:
        """Every file by itself; an empty file passes here, since `actions.bring_in` says which one it is."""
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data)


class BringInForm(forms.Form):
    """Files, and the unit whose plan they are."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Whose plan is it?"), empty_label=None)
    files = ManyFilesField(  # type: ignore[assignment] # the form's own attribute `files` is set in its stead
        label=_("Files"),
        widget=ManyFilesInput(attrs={"accept": ACCEPT, "multiple": True}),
        error_messages={"required": _("Choose at least one file.")},
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields["unit"]
        assert isinstance(choose, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        choose.queryset = units
        if len(units) == 1:
            choose.initial = units[0]
            choose.widget = forms.HiddenInput()


class WordsForm(forms.Form):
    """New words for a value, and those that the person saw before."""

    text = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Line breaks as everywhere else in the draft."""
        return _lines(self.cleaned_data["text"])

    @property
    def lines(self) -> int:
        """How many lines the box for the words should have."""
        text = self["text"].value() or ""
        return min(max(text.count("\n") + len(text) // 60 + 1, 2), 16)


class DayForm(WordsForm):
    """A day instead of words, as ISO 8601."""

    text = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[assignment]

    def clean_text(self) -> str:
        """The day as it is kept."""
        day = self.cleaned_data["text"]
        return day.isoformat() if day else ""


class SplitForm(forms.Form):
    """The words of each field in the row and in the new row below it.

    With `theirs` it also shows what the row says now, because others have changed it while this person wrote.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, measure: DraftMeasure, theirs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.theirs = theirs
        self.initial["version"] = measure.version
        self.names = [name for name in Field if measure.text(name)]
        for name in self.names:
            upper, lower = _halves(name, measure.text(name))
            for half, text in (("first", upper), ("second", lower)):
                rows = min(max(text.count("\n") + len(text) // 60 + 1, 2), 12)
                self.fields[f"{half}_{name}"] = forms.CharField(
                    label=FIELDS[name],
                    initial=text,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": rows, "class": "ds-input"}),
                )

    def pairs(self) -> list[tuple[str, forms.BoundField, forms.BoundField, str | None]]:
        """Each field with its two halves, and what it says now where others have changed it meanwhile."""
        return [
            (
                str(FIELDS[name]),
                self[f"first_{name}"],
                self[f"second_{name}"],
                self.measure.text(name) if self.theirs else None,
            )
            for name in self.names
        ]

    def half(self, half: str) -> dict[Field, str]:
        """The words of one row."""
        return {name: _lines(self.cleaned_data[f"{half}_{name}"]) for name in self.names}


_CUT = (Field.TITLE, Field.DESCRIPTION, Field.GOAL, Field.METHOD)
"""The fields that a line break parts when a row is split; the others hold for both measures."""


def _halves(name: Field, text: str) -> tuple[str, str]:
    """A proposal: the first line to the row, the others to the new one; what both measures share to both."""
    if name not in _CUT:
        return text, text
    first, _break, rest = text.partition("\n")
    return first.strip(), rest.strip()


class PickUpForm(forms.Form):
    """Where a piece of text belongs, and which part of it."""

    text = forms.CharField(label=_("Words"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    measure = forms.TypedChoiceField(label=_("To which measure?"), required=False, coerce=int, empty_value=None)
    field = forms.ChoiceField(label=_("What is it?"), choices=FIELD_CHOICES, initial=Field.DESCRIPTION.value)

    def __init__(self, *args: Any, piece: DraftPiece, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("text", piece.text)
        choose = self.fields["measure"]
        assert isinstance(choose, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        choose.choices = [("", _("a new measure")), *((row.measure.pk, _name(row)) for row in draft.kept)]

    def clean_text(self) -> str:
        """Line breaks as everywhere else in the draft."""
        return _lines(self.cleaned_data["text"])


def _name(row: Row) -> str:
    words = " ".join(str(row.measure).split())
    return f"{row.number}. {words[:77]}…" if len(words) > 80 else f"{row.number}. {words}"


class ColumnsForm(forms.Form):
    """What the columns of one table mean."""

    def __init__(self, *args: Any, table: ColumnsOfTable, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"t{table.table}"})
        self.table = table
        for column in table.columns:
            self.fields[f"c{column['index']}"] = forms.ChoiceField(
                label=column["header"] or _("(no header)"),
                choices=[("", _("leave out")), *FIELD_CHOICES],
                initial=column["field"] or "",
                required=False,
            )

    def columns(self) -> list[tuple[dict[str, Any], forms.BoundField]]:
        """Each column with its choice."""
        return [(column, self[f"c{column['index']}"]) for column in self.table.columns]

    def choices(self) -> ColumnChoices:
        """What the person changed. A column that nobody knows is settled by leaving it out as well."""
        changed: ColumnChoices = {}
        for column in self.table.columns:
            chosen = self.cleaned_data[f"c{column['index']}"]
            if chosen != (column["field"] or "") or is_unknown(column):
                changed[(self.table.table, column["index"])] = Field(chosen) if chosen else None
        return changed


class WhatItIsForm(forms.Form):
    """Whether a draft is a new plan, or which plan it is a version of."""

    way = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Way.NEXT.value, _("The plan of the next period: a new plan, whose measures link back to this one's")),
            (Way.UPDATE.value, _("A newer version of the same plan: what has changed is written to it")),
            (Way.NEW.value, _("A plan of its own")),
        ],
        widget=forms.RadioSelect(attrs=RADIO),
    )
    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=_("Which plan is the one before?"), required=False, empty_label=None
    )

    def __init__(self, *args: Any, upload: Upload, plans: QuerySet[ActionPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields["plan"]
        assert isinstance(choose, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        choose.queryset = plans
        plan = upload.next_of or upload.resembles
        self.initial = {"plan": plan, "way": upload.way or _likely(upload, plan)}


def _likely(upload: Upload, plan: ActionPlan | None) -> Way:
    """An update where the file tells of the same period as the plan that it looks like; else the next period's."""
    if plan is None:
        return Way.NEW
    told = upload.facts.get("period", {}).get("text", "")
    return Way.UPDATE if not told or told == plan.period else Way.NEXT


class WhichItIsForm(forms.Form):
    """Which measure of the known plan a row is."""

    measure = forms.TypedChoiceField(label=_("Which measure is it?"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, compared: Comparison, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["measure"] = entry.measure.pk if entry.measure else ""
        measures = sorted(
            (each.measure for each in compared.entries if each.measure), key=lambda measure: measure.position
        )
        free = {each.measure.pk for each in compared.gone if each.measure}
        choose = self.fields["measure"]
        assert isinstance(choose, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        choose.choices = [
            ("", _("a new measure")),
            (_("Not in the file"), [(each.pk, _short(each.name)) for each in measures if each.pk in free]),
            (_("In the file"), [(each.pk, _short(each.name)) for each in measures if each.pk not in free]),
        ]


class ChooseWordsForm(forms.Form):
    """For each field that differs: whether the file's words are taken, or the register's kept."""

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        assert entry.row is not None  # noqa: S101 - only what both versions have can differ
        super().__init__(*args, **{**kwargs, "prefix": f"w{entry.row.measure.pk}"})
        self.entry = entry
        for change in entry.changes:
            self.fields[change.name.value] = forms.ChoiceField(
                label=FIELDS[change.name],
                choices=[("file", _("the file's words")), ("register", _("the register's words"))],
                initial="file" if change.taken else "register",
                widget=forms.RadioSelect(attrs=RADIO),
            )
            self.fields[f"seen_{change.name}"] = forms.CharField(
                required=False, strip=False, initial=change.stands, widget=forms.HiddenInput
            )

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Each change with its choice and what the person saw."""
        return [(each, self[each.name.value], self[f"seen_{each.name}"]) for each in self.entry.changes]

    def taken(self) -> dict[Field, bool]:
        """Which words go into the register: the file's where True."""
        return {each.name: self.cleaned_data[each.name.value] == "file" for each in self.entry.changes}

    def seen(self) -> dict[Field, str]:
        """The register's words as the person saw them."""
        return {each.name: self.cleaned_data[f"seen_{each.name}"] for each in self.entry.changes}


class GoneForm(forms.Form):
    """What becomes of a measure that the file does not have."""

    fate = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect(attrs=RADIO))
    reason = forms.CharField(
        label=_("Why is it stopped?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "ds-input"}),
    )

    def __init__(self, *args: Any, entry: Entry, way: str, **kwargs: Any) -> None:
        assert entry.measure is not None  # noqa: S101 - what is gone was there
        super().__init__(*args, **{**kwargs, "prefix": f"g{entry.measure.pk}"})
        self.entry = entry
        choose = self.fields["fate"]
        assert isinstance(choose, forms.ChoiceField)  # noqa: S101 - tells the type checker
        stays = _("it stays in the plan before, as it is") if way == Way.NEXT else _("it stays in the plan as it is")
        choose.choices = [
            (Fate.LEAVE.value, stays),
            *([(Fate.STOP.value, _("it is stopped"))] if entry.is_open else []),
            *([(Fate.CARRY.value, _("it goes on in the new plan"))] if way == Way.NEXT else []),
        ]
        self.initial = {"fate": entry.fate, "reason": entry.decision.reason if entry.decision else ""}

    def clean_reason(self) -> str:
        """Line breaks as everywhere else."""
        return _lines(self.cleaned_data["reason"])


class HeadingsForm(forms.Form):
    """What the words of the area column are."""

    headings = forms.ChoiceField(
        label=_("The words under “Area” are"), choices=Headings.choices, widget=forms.RadioSelect(attrs=RADIO)
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"{words[:97]}…" if len(words) > 100 else words


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
