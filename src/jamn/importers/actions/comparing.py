"""What a person says of a draft beside the plan that it is a version of."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.importers import rules
from jamn.importers.actions.locking import Conflict, Refused, open_draft, open_measure
from jamn.importers.interpret import Field
from jamn.importers.models import DraftMeasure, Fate, GoneMeasure, Headings, Upload, Way
from jamn.importers.queries.comparison import Comparison, comparison, squeezed
from jamn.importers.queries.versions import plans_to_continue, same_measures
from jamn.plan.models import ActionPlan, Measure


def say_what_it_is(upload: Upload, *, way: Way, plan: ActionPlan | None, by: User) -> Upload:
    """Say that a draft is a new plan, or which plan it is a version of; then each row finds the measure that it is.

    Finding them may take a second, and is done before anything is locked. Raises `PermissionDenied` for those who may
    not correct the draft or change that plan.
    """
    if not rules.may_correct(by, upload):
        raise PermissionDenied
    if plan is not None and not plans_to_continue(upload, by).filter(pk=plan.pk).exists():
        raise PermissionDenied
    plan = None if way == Way.NEW else plan
    if plan is None and way != Way.NEW:
        raise Refused(_("Choose the plan that this is a version of."))
    again = plan is not None and plan.pk == upload.next_of_id
    found = same_measures(plan, list(upload.measures.all())) if plan and not again else {}
    with transaction.atomic():
        draft = open_draft(upload, by)
        before = {"way": draft.way, "next_of": draft.next_of_id}
        draft.way, draft.next_of = way, plan
        if plan and plan.focus_areas.exists():
            draft.headings = Headings.FOCUS_AREAS
        draft.save(update_fields=["way", "next_of", "headings"])
        if not again:
            draft.gone.all().delete()
            _pair(draft, found, forget=True)
        after = {"way": draft.way, "next_of": draft.next_of_id}
        record("say_what_it_is", draft, by=by, employer_id=draft.unit.employer_id, before=before, after=after)
    return draft


def find_again(upload: Upload) -> None:
    """Let the rows that came after a table was read again find the measures that they are. Within a transaction."""
    if upload.next_of:
        _pair(upload, same_measures(upload.next_of, list(upload.measures.all())), forget=False)


def _pair(draft: Upload, found: Mapping[int, Measure], *, forget: bool) -> None:
    rows = list(draft.measures.all())
    for row in rows:
        if forget:
            row.same_by_hand, row.keep, row.take = False, {}, {}
        if not row.same_by_hand:
            row.same_as = found.get(row.pk)
    DraftMeasure.objects.bulk_update(rows, ["same_as", "same_by_hand", "keep", "take"])


@transaction.atomic
def say_which_it_is(row: DraftMeasure, measure: Measure | None, *, by: User) -> DraftMeasure:
    """Say which measure of the known plan a row is; None for a new one. Another row that was it becomes a new one."""
    held = open_measure(row, by)
    if measure is not None and measure.plan_id != held.upload.next_of_id:
        raise PermissionDenied
    before = held.same_as_id
    if measure is not None:
        others = held.upload.measures.filter(same_as=measure).exclude(pk=held.pk)
        others.update(same_as=None, same_by_hand=True, keep={}, take={})
    held.same_as, held.same_by_hand, held.keep, held.take = measure, True, {}, {}
    held.save(update_fields=["same_as", "same_by_hand", "keep", "take"])
    record(
        "say_which_it_is",
        held,
        by=by,
        employer_id=held.upload.unit.employer_id,
        before={"same_as": before},
        after={"same_as": held.same_as_id},
    )
    return held


@transaction.atomic
def choose_words(
    row: DraftMeasure, taken: Mapping[Field, bool], *, seen: Mapping[Field, str], by: User
) -> DraftMeasure:
    """Say for fields that differ whether the file's words are taken (True) or the register's kept.

    `seen` holds what the register said (`FieldChange.stands`) when the person chose. Raises `Conflict` when it says
    something else by now.
    """
    held = open_measure(row, by)
    known = _compared(held.upload)
    entry = next((entry for entry in known.entries if entry.row and entry.row.measure.pk == held.pk), None)
    changes = {change.name: change for change in entry.changes} if entry else {}
    for name, take in taken.items():
        if name not in changes or squeezed(changes[name].stands) != squeezed(seen.get(name, "")):
            raise Conflict
        _choose(held, name, changes[name].stands, take=take)
    held.save(update_fields=["keep", "take"])
    after = {name.value: "file" if take else "register" for name, take in taken.items()}
    record("choose_words", held, by=by, employer_id=held.upload.unit.employer_id, after=after)
    return held


@transaction.atomic
def choose_all_words(upload: Upload, *, take: bool, by: User) -> int:
    """Take the file's words wherever they differ, or keep the register's; returns how many fields that is."""
    draft = open_draft(upload, by)
    rows: list[DraftMeasure] = []
    count = 0
    for entry in _compared(draft).entries:
        if entry.row is None or not entry.changes:
            continue
        for change in entry.changes:
            _choose(entry.row.measure, change.name, change.stands, take=take)
        count += len(entry.changes)
        rows.append(entry.row.measure)
    DraftMeasure.objects.bulk_update(rows, ["keep", "take"])
    after = {"fields": count, "take": take}
    record("choose_all_words", draft, by=by, employer_id=draft.unit.employer_id, after=after)
    return count


def _choose(row: DraftMeasure, name: Field, words: str, *, take: bool) -> None:
    chosen, other = (row.take, row.keep) if take else (row.keep, row.take)
    chosen[name.value] = words
    other.pop(name.value, None)


@transaction.atomic
def decide_of_gone(upload: Upload, measure: Measure, fate: Fate, reason: str, *, by: User) -> GoneMeasure:
    """Say what becomes of a measure of the known plan that the file does not have.

    Raises `Refused` when it is to be stopped without a reason, or to go on in a plan that is no other.
    """
    draft = open_draft(upload, by)
    if measure.plan_id != draft.next_of_id:
        raise PermissionDenied
    if fate == Fate.STOP and not reason:
        raise Refused(_("Say why the measure is stopped."))
    if fate == Fate.CARRY and draft.way != Way.NEXT:
        raise Refused(_("The measure is in this plan already, and stays in it."))
    reason = reason if fate == Fate.STOP else ""
    gone, _made = GoneMeasure.objects.update_or_create(
        upload=draft, measure=measure, defaults={"fate": fate, "reason": reason}
    )
    after = {"measure": measure.pk, "fate": fate, "reason": reason}
    record("decide_of_gone", draft, by=by, employer_id=draft.unit.employer_id, after=after)
    return gone


@transaction.atomic
def say_what_headings_are(upload: Upload, headings: Headings, *, by: User) -> Upload:
    """Say whether the words of the area column are areas, or the plan's own focus areas."""
    draft = open_draft(upload, by)
    before, draft.headings = draft.headings, headings
    draft.save(update_fields=["headings"])
    record(
        "say_what_headings_are",
        draft,
        by=by,
        employer_id=draft.unit.employer_id,
        before={"headings": before},
        after={"headings": headings},
    )
    return draft


def _compared(upload: Upload) -> Comparison:
    """The comparison as it is now."""
    found = comparison(upload)
    if found is None:
        raise Refused(_("Choose the plan that this is a version of."))
    return found
