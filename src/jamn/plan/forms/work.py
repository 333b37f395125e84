"""What is done with a measure along the way: status and results, comments, links, attachments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.plan.actions import KINDS, next_turn
from jamn.plan.forms.fields import REASON_MISSING, DateInput, NumberField, set_choices, statuses
from jamn.plan.forms.revision import posted_words
from jamn.plan.models import Measure, MeasureLink, Status


class StatusForm(forms.Form):
    """How far a measure has come, and why if it is stopped."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))
    reason = forms.CharField(
        label=gettext_lazy("Why is it stopped?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.initial.setdefault("status", measure.status)
        self.initial.setdefault("reason", measure.stop_reason)
        set_choices(self, "status", statuses())

    def clean(self) -> dict[str, Any]:
        """Who stops a measure says why."""
        said = posted_words(super().clean() or {})
        if said.get("status") == Status.STOPPED != self.measure.status and not said.get("reason"):
            self.add_error("reason", REASON_MISSING)
        return said


class ReportForm(StatusForm):
    """How far a measure has come, in one step. `changes` gives what `actions.report_on_measure` takes.

    `was` is the status that the page showed: who leaves it so does not undo what a colleague has said meanwhile.
    """

    text = forms.CharField(
        label=gettext_lazy("What has been done?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    actual = NumberField(label=gettext_lazy("How many so far?"))
    on = forms.DateField(label=gettext_lazy("Day"), required=False, widget=DateInput)
    turn_done = forms.BooleanField(required=False)
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, auto_id=f"report_{measure.pk}_%s", **kwargs)
        self.initial.setdefault("was", measure.status)
        self.initial.setdefault("on", timezone.localdate())
        if measure.target is None:
            self.fields["actual"].label = _("A number, if you count something")
        elif measure.target_unit:
            self.fields["actual"].label = _("How many %(unit)s so far?") % {"unit": measure.target_unit}
        following = next_turn(measure)
        if following is None:
            del self.fields["turn_done"]
        else:
            self.fields["turn_done"].label = _("This turn is done. Next time by %(day)s") % {
                "day": date_format(following)
            }

    def clean_on(self) -> Any:
        """A result is of today or before."""
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        said = super().clean()
        if not self.errors and not any(self._said().get(name) not in (None, "", False) for name in _TELLING):
            raise forms.ValidationError(_("Nothing is changed yet. Choose a status, or write what has been done."))
        return said

    def _said(self) -> dict[str, Any]:
        said = self.cleaned_data
        untouched = said["status"] == said["was"] and said["reason"] in ("", self.measure.stop_reason)
        return {
            "status": None if untouched else said["status"],
            "reason": said["reason"],
            "text": said["text"].replace("\r\n", "\n"),
            "actual": said["actual"],
            "on": said["on"],
            "turn_done": said.get("turn_done", False),
        }

    def changes(self) -> dict[str, Any]:
        """The arguments of `actions.report_on_measure`."""
        return self._said()


_TELLING = ("status", "text", "actual", "turn_done")


class CommentForm(forms.Form):
    """What somebody says about a measure."""

    text = forms.CharField(label=gettext_lazy("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_text(self) -> str:
        """Line breaks as everywhere else."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class LinkForm(forms.ModelForm[MeasureLink]):
    """A page elsewhere."""

    address = forms.URLField(
        label=gettext_lazy("Address of a page"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )

    class Meta:
        model = MeasureLink
        fields = ("address", "label")

    def clean_address(self) -> str:
        """Only pages of the web: an address can be made to run a program."""
        address: str = self.cleaned_data["address"]
        if not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address of a page begins with https://."))
        return address


class AttachmentForm(forms.Form):
    """A file to keep with a measure; `actions.attach` looks at what it is."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )
