"""What comes in by HTTP: the register's filters, and changes to plans and measures."""

from jamn.plan.forms.filters import RegisterFilter
from jamn.plan.forms.measures import MeasureForm, StatusForm
from jamn.plan.forms.plans import RiskForm

__all__ = ["MeasureForm", "RegisterFilter", "RiskForm", "StatusForm"]
