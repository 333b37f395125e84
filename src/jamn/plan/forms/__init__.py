"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.filters import RegisterFilter
from jamn.plan.forms.measures import MeasureForm, StatusForm
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

__all__ = [
    "AdoptForm",
    "AssignForm",
    "ChooseMeasuresForm",
    "ChooseRisksForm",
    "CopyForm",
    "FocusAreaForm",
    "MeasureForm",
    "NewFocusAreaForm",
    "NewMeasureForm",
    "NewPlanForm",
    "NewRiskForm",
    "PlaceForm",
    "PlanForm",
    "RegisterFilter",
    "RestoreForm",
    "RiskForm",
    "StatusForm",
    "where_of",
]
