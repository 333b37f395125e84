"""A draft beside the plan that it is a version of: what is new, changed, gone and unchanged, measure by measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.importers.interpret import Field, amount_in_words, understand_cost
from jamn.importers.interpret.matching import Part, differences
from jamn.importers.models import DraftMeasure, Fate, GoneMeasure, SaidByFile, Upload, Way
from jamn.importers.queries.drafts import Row, draft
from jamn.plan.actions import due_fields
from jamn.plan.models import CLOSED, ActionPlan, DueKind, Measure, Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COLUMNS: Final[dict[Field, str]] = {
    name: "status_words" if name is Field.STATUS else name.value
    for name in Field
    if name not in {Field.RISK, Field.CAUSE, Field.COST}
}
"""The column of a measure that holds each field's words; a risk and its cause are rows of their own, a cost has two."""
FACTS = ("title", "organisation", "period", "adopted_on", "adopted_by", "case_number", "classification")
"""What a plan says of itself, in a draft and in the register alike."""


class Kind(StrEnum):
    """What became of a measure from one version of its plan to the other."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    UNCHANGED = "unchanged"


KINDS: Final[dict[str, _StrPromise]] = {
    Kind.CHANGED: _("Changed"),
    Kind.NEW: _("New measures"),
    Kind.GONE: _("Not in the file"),
    Kind.UNCHANGED: _("Unchanged"),
}
"""What became of a measure from one version of a plan to the other."""


@dataclass(frozen=True)
class FieldChange:
    """One field of a measure: what the register says (`before`), and what the file says (`after`).

    `imported` is what the file that was brought in before said, where a person has written something else since; ""
    where it said nothing. `taken` tells whether the file's words go into the register. `stands` is what the register
    says in no reader's language: what a choice is made on.
    """

    name: Field
    before: str
    after: str
    imported: str | None
    taken: bool
    stands: str

    @property
    def conflict(self) -> bool:
        """Whether a person's words would be written over."""
        return self.imported is not None

    @cached_property
    def parts(self) -> list[Part]:
        """Both texts in one, word by word."""
        return differences(self.before, self.after)


@dataclass(frozen=True)
class Entry:
    """A measure of either version, or of both. `row` is the draft's, `measure` the known plan's."""

    row: Row | None
    measure: Measure | None
    changes: tuple[FieldChange, ...] = ()
    said: SaidByFile | None = None
    decision: GoneMeasure | None = None

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if self.row is None:
            return Kind.GONE
        if self.measure is None:
            return Kind.NEW
        return Kind.CHANGED if self.changes else Kind.UNCHANGED

    @property
    def conflicts(self) -> int:
        """How many fields a person has written to since."""
        return sum(change.conflict for change in self.changes)

    @property
    def is_open(self) -> bool:
        """Whether the known plan's measure is neither done nor stopped."""
        return self.measure is not None and self.measure.status not in CLOSED

    @property
    def fate(self) -> Fate:
        """What becomes of a measure that is gone."""
        return Fate(self.decision.fate) if self.decision else Fate.LEAVE


@dataclass(frozen=True, slots=True)
class FactChange:
    """What the plan says of itself, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """All measures of both versions: the draft's in its order, then those that are gone."""

    upload: Upload
    plan: ActionPlan
    entries: tuple[Entry, ...]

    @cached_property
    def counts(self) -> Counter[Kind]:
        """How many there are of each kind."""
        return Counter(entry.kind for entry in self.entries)

    @cached_property
    def conflicts(self) -> int:
        """How many fields both the file and a person have changed."""
        return sum(entry.conflicts for entry in self.entries)

    @cached_property
    def gone(self) -> list[Entry]:
        """The known plan's measures that the file does not have."""
        return [entry for entry in self.entries if entry.kind is Kind.GONE]

    @cached_property
    def undecided(self) -> int:
        """How many open measures are gone without a word on what becomes of them."""
        return sum(entry.is_open and entry.decision is None for entry in self.gone)

    @cached_property
    def facts(self) -> list[FactChange]:
        """What the file says of the plan otherwise than the register does."""
        changes = []
        for name in FACTS:
            after = self.upload.facts.get(name, {}).get("text", "")
            before = getattr(self.plan, name)
            before = before.isoformat() if name == "adopted_on" and before else before or ""
            if after and squeezed(after) != squeezed(before):
                changes.append(FactChange(name, before, after))
        return changes

    def of(self, kind: Kind) -> list[Entry]:
        """The entries of one kind; where people have written, first."""
        return sorted((entry for entry in self.entries if entry.kind is kind), key=lambda entry: not entry.conflicts)


def comparison(upload: Upload) -> Comparison | None:
    """A draft beside the plan that a person has said it is a version of; None where nobody has. Nine queries."""
    plan = upload.next_of
    if plan is None:
        return None
    measures = {measure.pk: measure for measure in measures_of(plan)}
    said = {each.measure_id: each for each in SaidByFile.objects.filter(measure__plan=plan)}
    decisions = {each.measure_id: each for each in upload.gone.all()}
    entries: list[Entry] = []
    left = dict(measures)
    for row in draft(upload).kept:
        measure = left.pop(row.measure.same_as_id or 0, None)
        before = said.get(measure.pk) if measure else None
        changes = _changes(row.measure, measure, before, Way(upload.way)) if measure else ()
        entries.append(Entry(row, measure, changes, before))
    entries += [Entry(None, measure, said=said.get(pk), decision=decisions.get(pk)) for pk, measure in left.items()]
    return Comparison(upload, plan, tuple(entries))


def measures_of(plan: ActionPlan) -> list[Measure]:
    """A plan's measures with everything that they are compared by."""
    rows = plan.measures.select_related("focus_area").defer("search")
    return list(rows.prefetch_related("risks", "responsibles", "areas", "grounds"))


def _changes(row: DraftMeasure, measure: Measure, said: SaidByFile | None, way: Way) -> tuple[FieldChange, ...]:
    """The fields that the file has other words for than the register. What it has no words for stays as it is.

    Of a newer version of the same plan also: what the file says as it said it before is no change, whatever the
    register says by now.
    """
    changes = []
    now = words_of(measure)
    for name in Field:
        after = row.text(name)
        if not after or _agrees(name, row, measure, now[name]):
            continue
        stands = f"{measure.status}: {measure.status_words}" if name is Field.STATUS else now[name]
        if way is not Way.UPDATE:
            changes.append(FieldChange(name, now[name], after, None, taken=True, stands=stands))
            continue
        then = said.words.get(name, "") if said else ""
        if said and squeezed(then) == squeezed(after):
            continue
        imported = then if _written_since(name, row, measure, now[name], said) else None
        taken = row.take.get(name) == stands or (imported is None and row.keep.get(name) != stands)
        changes.append(FieldChange(name, now[name], after, imported, taken, stands))
    return tuple(changes)


def words_of(measure: Measure) -> dict[Field, str]:
    """What the register says of a measure, field by field, as people read it."""
    words = {name: str(getattr(measure, column)) for name, column in COLUMNS.items()}
    words[Field.RISK] = "\n".join(risk.text for risk in measure.risks.all())
    words[Field.CAUSE] = "\n".join(risk.cause for risk in measure.risks.all() if risk.cause)
    words[Field.COST] = "\n".join(filter(None, (amount_in_words(measure.cost), measure.cost_note)))
    words[Field.AREA] = words[Field.AREA] or (measure.focus_area.title if measure.focus_area else "")
    words[Field.RESPONSIBLE] = words[Field.RESPONSIBLE] or ", ".join(each.name for each in measure.responsibles.all())
    label = str(Status(measure.status).label)
    spoken = words[Field.STATUS]
    words[Field.STATUS] = label if spoken.casefold() in {"", label.casefold()} else f"{label} ({spoken})"
    return words


def _agrees(name: Field, row: DraftMeasure, measure: Measure, now: str) -> bool:
    """Whether the file and the register say the same."""
    after = squeezed(row.text(name))
    if name is Field.STATUS:
        state = row.understood.get("state")
        return after == squeezed(measure.status_words) and state in {None, measure.status}
    if name is Field.COST:
        return _same_cost(row.text(name), measure)
    if name is Field.RISK:
        return after in {squeezed(risk.text) for risk in measure.risks.all()}
    return after == squeezed(now)


def _written_since(name: Field, row: DraftMeasure, measure: Measure, now: str, said: SaidByFile | None) -> bool:
    """Whether a person has written to a field since it was brought in.

    Without knowing what was brought in, all words are a person's.
    """
    if name is Field.STATUS and row.understood.get("state") == measure.status:
        return False
    if said is None:
        return bool(now)
    then = said.words.get(name, "")
    if name is Field.STATUS:
        return measure.status != (said.understood.get("state") or Status.NEW) or measure.status_words != then
    if name is Field.DEADLINE and _other_days(measure, said.understood.get("due")):
        return True
    if name is Field.RESPONSIBLE:
        names = [each.name for each in measure.responsibles.all()]
        return names != [each.strip() for each in said.understood.get("responsibles", ())]
    return not _same_cost(then, measure) if name is Field.COST else squeezed(then) != squeezed(now)


def _same_cost(words: str, measure: Measure) -> bool:
    """Whether the words of a cost say what the register does, however the amount is written."""
    cost = understand_cost(words)
    return cost.amount == measure.cost and squeezed(cost.note) == squeezed(measure.cost_note)


def _other_days(measure: Measure, due: Mapping[str, Any] | None) -> bool:
    """Whether the register has other days than a deadline was understood to set. What recurs moves by itself."""
    then = asdict(due_fields(due, timezone.localdate()))
    if measure.due_kind == then["due_kind"] == DueKind.RECURRING:
        del then["due_on"]
    return any(getattr(measure, column) != value for column, value in then.items())


def squeezed(text: str) -> str:
    """White space makes no difference."""
    return " ".join(text.split())
