"""Who may do what with a plan and its measures."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.org.models import Role, Unit
from jamn.org.queries import concerns, units_reached
from jamn.org.rules import EVERYONE, Power, may_see
from jamn.plan.models import ActionPlan, Attachment, BulkChange, Comment, Measure, SavedView
from jamn.plan.queries.access import answers_for, mine

_WRITERS = (Role.ADVISER, Role.ADMINISTRATOR)
_LOCAL = (*_WRITERS, Role.MANAGER)
_WITH_GROUP = (*_LOCAL, Role.WORKING_GROUP)
_ANSWERS = _("those who answer for the measure")
_CONCERNED = _("in the plans above their unit too")

SEE_PLAN = Power(_("read plans and measures"), EVERYONE, _CONCERNED)
SEE_SOURCE = Power(_("see the file that a plan was read from"), EVERYONE)
CREATE_PLAN = Power(_("make a plan, copy it to the next period"), _LOCAL)
CHANGE_PLAN = Power(_("change a plan: its facts, focus areas and risks"), _LOCAL)
ADOPT_PLAN = Power(_("freeze a plan as adopted"), _WRITERS)
TAKE_AWAY_PLAN = Power(_("take away a plan that is empty or a mistake"), _WRITERS)
CHANGE_MEASURE = Power(_("change a measure, add one or take one away"), _WITH_GROUP)
REPORT_ON_MEASURE = Power(_("say how far a measure has come, add results and evaluate it"), _WITH_GROUP, _ANSWERS)
RAISE_RISK = Power(_("add a risk to a plan"), (*_WITH_GROUP, Role.UNION, Role.SAFETY))
COMMENT = Power(_("comment on a measure"), tuple(role for role in EVERYONE if role != Role.READER), _CONCERNED)
SHARE_VIEW = Power(_("share a saved view of the register with a unit"), _LOCAL)

TAKE_BACK_FOR = timedelta(days=1)
"""How long a comment can be taken back by the one who made it."""

POWERS = (
    SEE_PLAN,
    SEE_SOURCE,
    CREATE_PLAN,
    CHANGE_PLAN,
    ADOPT_PLAN,
    TAKE_AWAY_PLAN,
    CHANGE_MEASURE,
    REPORT_ON_MEASURE,
    RAISE_RISK,
    COMMENT,
    SHARE_VIEW,
)


def may_create_plan(user: User, unit: Unit) -> bool:
    """Those who may write at the unit, and its manager."""
    return CREATE_PLAN.held_by(user, unit)


def may_see_plan(user: User, plan: ActionPlan) -> bool:
    """Everyone with a role at the plan's unit, above it or below it."""
    return concerns(user, plan.unit)


def may_see_source(user: User, plan: ActionPlan) -> bool:
    """Those with a role at the plan's unit or above it: a file may hold more than became of it."""
    return may_see(user, plan.unit)


def may_change_plan(user: User, plan: ActionPlan) -> bool:
    """Those who may write at the plan's unit, and its manager."""
    return CHANGE_PLAN.held_by(user, plan.unit)


def may_adopt_plan(user: User, plan: ActionPlan) -> bool:
    """Those who may write at the plan's unit."""
    return ADOPT_PLAN.held_by(user, plan.unit)


def may_take_away_plan(user: User, plan: ActionPlan) -> bool:
    """Those who may write at the plan's unit."""
    return TAKE_AWAY_PLAN.held_by(user, plan.unit)


def may_add_measure(user: User, plan: ActionPlan) -> bool:
    """Those who may write at the plan's unit, its manager and the working group."""
    return CHANGE_MEASURE.held_by(user, plan.unit)


def may_raise_risk(user: User, plan: ActionPlan) -> bool:
    """All at the plan's unit or above it but readers."""
    return RAISE_RISK.held_by(user, plan.unit)


def may_change_measure(user: User, measure: Measure) -> bool:
    """Those who may write at the unit of the measure's plan, its manager and the working group."""
    return CHANGE_MEASURE.held_by(user, measure.plan.unit)


def may_report_on_measure(user: User, measure: Measure) -> bool:
    """Those who may change the measure, and those who answer for it, wherever its plan is."""
    return may_report_as_shown(user, measure, is_mine=False) or answers_for(user, measure)


def may_report_as_shown(user: User, measure: Measure, *, is_mine: bool) -> bool:
    """The same where it is known already whether the person answers for the measure."""
    return is_mine or REPORT_ON_MEASURE.held_by(user, measure.plan.unit)


def may_comment(user: User, measure: Measure) -> bool:
    """All whom the plan concerns, unless they only read."""
    return concerns(user, measure.plan.unit, COMMENT.roles)


def changeable(user: User, measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Those of the measures that the person may change: `may_change_measure` for many at once."""
    return measures.filter(plan__unit__in=units_reached(user, CHANGE_MEASURE.roles))


def reportable(user: User, measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Those of the measures that the person may report on: `may_report_on_measure` for many at once."""
    at_units = Q(plan__unit__in=units_reached(user, REPORT_ON_MEASURE.roles))
    return measures.filter(at_units | Q(pk__in=mine(user).values("pk")))


def may_change_measures_somewhere(user: User) -> bool:
    """Whether there is any unit whose measures the person may change."""
    return CHANGE_MEASURE.held_somewhere_by(user)


def may_share_view(user: User, unit: Unit) -> bool:
    """Those who may write at the unit, and its manager."""
    return SHARE_VIEW.held_by(user, unit)


def may_change_view(user: User, view: SavedView) -> bool:
    """Whoever saved it, and for a shared one those who may share with its unit."""
    return view.by_id == user.pk or (view.unit is not None and may_share_view(user, view.unit))


def may_undo(user: User, change: BulkChange) -> bool:
    """Whoever made the change."""
    return change.by_id == user.pk


def may_take_back_comment(user: User, comment: Comment) -> bool:
    """The one who made it, for a day."""
    return comment.by_id == user.pk and comment.created_at > timezone.now() - TAKE_BACK_FOR


def may_remove_attachment(user: User, attachment: Attachment) -> bool:
    """The one who added it, and those who may change the measure."""
    return attachment.by_id == user.pk or may_change_measure(user, attachment.measure)
