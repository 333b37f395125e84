"""Changes to a plan and its risks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jamn.plan.forms.revision import Revision, posted_words
from jamn.plan.models import Risk


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
