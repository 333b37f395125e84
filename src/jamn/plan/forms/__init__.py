"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.bulk import BulkForm, chosen_keys
from jamn.plan.forms.filters import NAMED, MoveForm, RegisterFilter
from jamn.plan.forms.measures import MeasureForm, StatusForm
from jamn.plan.forms.plans import RiskForm
from jamn.plan.forms.saved import SavedViewForm

__all__ = [
    "NAMED",
    "BulkForm",
    "ChosenForm",
    "MeasureForm",
    "MoveForm",
    "RegisterFilter",
    "RiskForm",
    "SavedViewForm",
    "StatusForm",
    "chosen_keys",
]
