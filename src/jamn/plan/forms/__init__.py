"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.bulk import BulkForm, chosen_keys
from jamn.plan.forms.filters import NAMED, MoveForm, RegisterFilter
from jamn.plan.forms.measures import EvaluationForm, MeasureForm
from jamn.plan.forms.places import (
    AssignForm,
    ChooseMeasuresForm,
    ChooseRisksForm,
    FocusAreaForm,
    NewFocusAreaForm,
    NewMeasureForm,
    PlaceForm,
    RestoreForm,
    where_of,
)
from jamn.plan.forms.plans import AdoptForm, CopyForm, NewPlanForm, NewRiskForm, PlanForm, RiskForm
from jamn.plan.forms.saved import SavedViewForm
from jamn.plan.forms.work import AttachmentForm, CommentForm, LinkForm, ReportForm, StatusForm

__all__ = [
    "NAMED",
    "AdoptForm",
    "AssignForm",
    "AttachmentForm",
    "BulkForm",
    "ChooseMeasuresForm",
    "ChooseRisksForm",
    "CommentForm",
    "CopyForm",
    "EvaluationForm",
    "FocusAreaForm",
    "LinkForm",
    "MeasureForm",
    "MoveForm",
    "NewFocusAreaForm",
    "NewMeasureForm",
    "NewPlanForm",
    "NewRiskForm",
    "PlaceForm",
    "PlanForm",
    "RegisterFilter",
    "ReportForm",
    "RestoreForm",
    "RiskForm",
    "SavedViewForm",
    "StatusForm",
    "chosen_keys",
    "where_of",
]
