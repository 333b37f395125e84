"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.filters import RegisterFilter
from jamn.plan.forms.measures import EvaluationForm, MeasureForm
from jamn.plan.forms.plans import RiskForm
from jamn.plan.forms.work import AttachmentForm, CommentForm, LinkForm, ReportForm, StatusForm

__all__ = [
    "AttachmentForm",
    "CommentForm",
    "EvaluationForm",
    "LinkForm",
    "MeasureForm",
    "RegisterFilter",
    "ReportForm",
    "RiskForm",
    "StatusForm",
]
