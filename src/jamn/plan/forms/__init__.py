"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.bulk import BulkForm, chosen_keys
from jamn.plan.forms.filters import NAMED, MoveForm, RegisterFilter
from jamn.plan.forms.measures import EvaluationForm, MeasureForm
from jamn.plan.forms.plans import RiskForm
from jamn.plan.forms.saved import SavedViewForm
from jamn.plan.forms.work import AttachmentForm, CommentForm, LinkForm, ReportForm, StatusForm

__all__ = [
    "NAMED",
    "AttachmentForm",
    "BulkForm",
    "CommentForm",
    "EvaluationForm",
    "LinkForm",
    "MeasureForm",
    "MoveForm",
    "RegisterFilter",
    "ReportForm",
    "RiskForm",
    "SavedViewForm",
    "StatusForm",
    "chosen_keys",
]
