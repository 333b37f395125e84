"""Who may do what with a plan and its measures."""

from __future__ import annotations

from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.org.rules import may_see, may_write
from jamn.plan.models import ActionPlan, Measure


def may_create_plan(user: User, unit: Unit) -> bool:
    """Those who may write at the unit."""
    return may_write(user, unit)


def may_see_source(user: User, plan: ActionPlan) -> bool:
    """Those with a role at the plan's unit or above it: a file may hold more than became of it."""
    return may_see(user, plan.unit)


def may_change_measure(user: User, measure: Measure) -> bool:
    """Those who may write at the unit of the measure's plan."""
    return may_write(user, measure.plan.unit)


def may_change_plan(user: User, plan: ActionPlan) -> bool:
    """Those who may write at the plan's unit."""
    return may_write(user, plan.unit)
