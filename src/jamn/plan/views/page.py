"""A measure that a person may see, and its page."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import AttachmentForm, CommentForm, LinkForm, ReportForm
from jamn.plan.models import Measure
from jamn.plan.views.facts import said


def find(request: Request, pk: int, *, held: bool = False) -> Measure:
    """A measure that the person may see, with all that its page shows; 404 otherwise. `held` locks its row."""
    measures = queries.with_reached(queries.measures_for(request.user)).select_related(
        "plan__unit__employer", "focus_area", "sub_goal"
    )
    measures = measures.annotate(copied=queries.is_copied(), is_mine=queries.answered_by(request.user))
    if held:
        measures = measures.select_for_update(of=("self",))
    return get_object_or_404(measures.prefetch_related("responsibles"), pk=pk)


def show(request: Request, found: Measure, **forms: Any) -> HttpResponse:
    """The page of a measure. `forms` are those that were refused, under the names that the page has for them."""
    queries.give_lists({found.pk: found})
    may_change = rules.may_change_measure(request.user, found)
    results = list(found.results.select_related("by"))
    context = {
        "measure": found,
        "words": said(found, "description", "background", "goal", "success_criterion", "method", "target_group"),
        "follow_up": said(found, "follow_up", "follow_up_on"),
        "evaluation": said(found, *actions.EVALUATION),
        "money": said(found, "cost", "cost_note"),
        "risks": queries.risks_with_measures(found),
        "progress": queries.progress_of(found),
        "course": queries.course_of(found, results),
        "results": results,
        "comments": [
            (comment, rules.may_take_back_comment(request.user, comment))
            for comment in found.comments.select_related("by")
        ],
        "links": found.links.all(),
        "attachments": [
            (attachment, may_change or attachment.by_id == request.user.pk)
            for attachment in found.attachments.select_related("by")
        ],
        "history": queries.history_of(found),
        "carried": queries.carried(found),
        "next_turn": actions.next_turn(found),
        "may_change": may_change,
        "may_change_plan": rules.may_change_plan(request.user, found.plan),
        "may_report": may_change or rules.may_report_as_shown(request.user, found, is_mine=found.is_mine),  # type: ignore[attr-defined]  # by `find`
        "may_comment": rules.may_comment(request.user, found),
        "may_see_source": rules.may_see_source(request.user, found.plan),
        "report_form": ReportForm(measure=found),
        "comment_form": CommentForm(auto_id="comment_%s"),
        "link_form": LinkForm(auto_id="link_%s"),
        "attachment_form": AttachmentForm(auto_id="attachment_%s"),
    }
    refused = next(iter(forms.values()), None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "plan/measure.html", context | {"form": refused} | forms, status=status)
