"""A plan as it stands in full, as it stood when it was adopted, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from jamn.accounts.models import User
from jamn.plan.models import ActionPlan, FocusArea, Measure, PlanVersion, Responsible, Risk
from jamn.plan.queries.access import plans_for
from jamn.plan.queries.differences import PlanDifferences, differences, in_words_of, label_in, measure_words
from jamn.plan.queries.local import taken_in
from jamn.plan.queries.terms import term_names

PLAN_FIELDS = (
    "title",
    "organisation",
    "period",
    "starts_on",
    "ends_on",
    "adopted_on",
    "adopted_by",
    "case_number",
    "classification",
    "foreword",
    "language",
)
NO_WORDS = frozenset(
    {
        "id",
        "plan",
        "position",
        "focus_area",
        "sub_goal",
        "carried_from",
        "due_rule",
        "due_times",
        "due_per",
        "source",
        "search",
        "created_at",
        "taken_away_at",
    }
)
"""The columns of a measure that say nothing by themselves."""
MEASURE_FIELDS = tuple(field.name for field in Measure._meta.concrete_fields if field.name not in NO_WORDS)


def versions_for(user: User) -> QuerySet[PlanVersion]:
    """The versions of the plans that the person may see."""
    return PlanVersion.objects.filter(plan__in=plans_for(user))


def contents_of(plan: ActionPlan) -> dict[str, Any]:
    """The whole plan as JSON, readable without the database: the same number of queries whatever its length.

    ``{"plan": {field: value}, "focus_areas": [{"id", "title", "text", "sub_goals": [{"id", "text"}]}], "risks": [{"id",
    "text", "cause"}], "measures": [{"id", "name", field: value, "areas", "grounds", "responsibles", "risks",
    "focus_area", "sub_goal", "plan"}]}``. Days are ISO 8601, figures are text; choices and the law's terms are their
    keys, so that any language can show them; a measure's risks, focus area and sub-goal are words. `plan` is the title
    of the plan above where a measure was taken in from there, else empty.
    """
    return {
        "plan": {name: _plain(getattr(plan, name)) for name in PLAN_FIELDS} | {"unit": plan.unit.name},
        "focus_areas": [_focus_area(area) for area in plan.focus_areas.prefetch_related("sub_goals")],
        "risks": [_risk(risk) for risk in plan.risks.all()],
        "measures": [*_measures(plan.measures.all()), *_measures(_above(plan), above=True)],
    }


def _above(plan: ActionPlan) -> QuerySet[Measure]:
    rows = taken_in(plan).values("measure")
    return Measure.objects.filter(pk__in=rows).select_related("plan").order_by("taken_into__position", "pk").distinct()


def _measures(measures: QuerySet[Measure], *, above: bool = False) -> list[dict[str, Any]]:
    rows = measures.select_related("focus_area", "sub_goal").defer("search", "source")
    rows = rows.prefetch_related("areas", "grounds", "responsibles", "risks")
    return [_measure(row) | {"plan": row.plan.title if above else ""} for row in rows]


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.pk,
        "name": measure.name,
        **{name: _plain(getattr(measure, name)) for name in MEASURE_FIELDS},
        "areas": sorted(row.area for row in measure.areas.all()),
        "grounds": sorted(row.ground for row in measure.grounds.all()),
        "responsibles": [_responsible(row) for row in measure.responsibles.all()],
        "risks": [risk.text for risk in measure.risks.all()],
        "focus_area": measure.focus_area.title if measure.focus_area else "",
        "sub_goal": measure.sub_goal.text if measure.sub_goal else "",
    }


def _responsible(row: Responsible) -> dict[str, Any]:
    return {"name": row.name, "kind": row.kind, "role": row.role, "accountable": row.accountable}


def _focus_area(area: FocusArea) -> dict[str, Any]:
    goals = [{"id": goal.pk, "text": goal.text} for goal in area.sub_goals.all()]
    return {"id": area.pk, "title": area.title, "text": area.text, "sub_goals": goals}


def _risk(risk: Risk) -> dict[str, Any]:
    return {"id": risk.pk, "text": risk.text, "cause": risk.cause}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def changes_since(version: PlanVersion) -> PlanDifferences:
    """What has changed in the plan since a version was frozen."""
    return differences(version.contents, contents_of(version.plan), terms_of(version.plan))


def terms_of(plan: ActionPlan) -> dict[str, str]:
    """The law's areas and grounds by name, in the reader's language."""
    country = plan.unit.employer.country
    return {**term_names("areas", country), **term_names("grounds", country)}


@dataclass(frozen=True, slots=True)
class MeasureInWords:
    """A measure of a version: its name, label and words of what it says, and the plan above if it is of one."""

    name: str
    fields: list[tuple[str, str]]
    plan: str


@dataclass(frozen=True, slots=True)
class PlanInWords:
    """A version as people read it, in their language: facts by label, focus areas, risks, measures."""

    facts: list[tuple[str, str]]
    focus_areas: list[dict[str, Any]]
    risks: list[dict[str, Any]]
    measures: list[MeasureInWords]


def version_in_words(version: PlanVersion) -> PlanInWords:
    """A plan as it stood when it was frozen. No query."""
    contents, terms = version.contents, terms_of(version.plan)
    facts = [
        (label_in(ActionPlan, name), in_words_of(ActionPlan, name, value)) for name, value in contents["plan"].items()
    ]
    measures = [
        MeasureInWords(
            measure["name"],
            [
                (label_in(Measure, name), words)
                for name, value in measure.items()
                if name not in {"id", "name", "title", "plan"} and (words := measure_words(name, value, terms))
            ],
            measure["plan"],
        )
        for measure in contents["measures"]
    ]
    said = [(label, words) for label, words in facts if words]
    return PlanInWords(said, contents["focus_areas"], contents["risks"], measures)
