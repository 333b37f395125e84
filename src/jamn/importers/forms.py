"""What comes in by HTTP on the way from a file to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jamn.importers.interpret import ColumnChoices, Field
from jamn.importers.models import DraftMeasure, DraftPiece
from jamn.importers.queries import ColumnsOfTable, Draft, Row, is_unknown
from jamn.importers.queries.words import FIELDS
from jamn.org.models import Unit

FIELD_CHOICES = [(name.value, FIELDS[name]) for name in Field]
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


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
