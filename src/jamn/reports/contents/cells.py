"""What stands in a cell: a field of a measure, in words and in the document's language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cached_property, lru_cache

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst

from jamn.importers import interpret
from jamn.importers.interpret import Field
from jamn.plan.models import DueKind, Measure
from jamn.plan.queries import term_names, told_of
from jamn.reports.layouts import Chosen, Column, Words

_NOTHING = "–"
"""Stands in a cell of two fields for the first of them, where only thus it is plain which is missing."""

_NEW_LINE = "\n"


@lru_cache(maxsize=4096)
def _understood(responsible: str, status: str) -> interpret.Understood:
    return interpret.understand({Field.RESPONSIBLE: responsible, Field.STATUS: status})


class Cells:
    """Reads measures' fields as texts. The document's language is active while it is used.

    `country` is whose law names the areas and grounds.
    """

    def __init__(self, words: Words, country: str) -> None:
        self.words = words
        self.country = country
        self._of_field: dict[str, Callable[[Measure], str]] = {
            "area": self.area,
            "ground": self.ground,
            "risk": lambda measure: _lines(*(text for text, _ in told_of(measure).risks)),
            "cause": lambda measure: _lines(*(cause for _, cause in told_of(measure).risks)),
            "goal": lambda measure: measure.goal or (measure.sub_goal.text if measure.sub_goal else ""),
            "responsible": self.responsible,
            "deadline": self.deadline,
            "status": self.status,
            "cost": self._cost,
            "progress": self._progress,
        }

    def text(self, measure: Measure, column: Column) -> str:
        """What stands in a measure's cell of a column; empty when it says nothing."""
        said = [self.field(measure, name) for name in column.fields]
        whole = column.joined.join(dict.fromkeys(text for text in said if text))
        if column.joined != _NEW_LINE and whole and not said[0] and _reads_as_first(whole, column.fields):
            return f"{_NOTHING}{column.joined}{whole}"
        return whole

    def texts(self, measure: Measure, columns: tuple[Chosen, ...]) -> list[str]:
        """The cells of a measure's row."""
        return [self.text(measure, each.column) for each in columns]

    def field(self, measure: Measure, name: str) -> str:
        """One field of a measure."""
        special = self._of_field.get(name)
        return (special(measure) if special else str(getattr(measure, name))).strip()

    def area(self, measure: Measure) -> str:
        """The area in the plan's words, or else the law's names."""
        return measure.area or ", ".join(self.law_areas(measure))

    def law_areas(self, measure: Measure) -> list[str]:
        """The names of the law's areas that the measure works on, in the law's order."""
        return self.law_area_names(told_of(measure).areas)

    def law_area_names(self, keys: Collection[str]) -> list[str]:
        """The names of areas, in the law's order."""
        return [capfirst(name) for key, name in self._areas.items() if key in keys]

    def ground(self, measure: Measure) -> str:
        """The ground in the plan's words, or else the law's names."""
        keys = told_of(measure).grounds
        return measure.ground or ", ".join(capfirst(name) for key, name in self._grounds.items() if key in keys)

    def responsible(self, measure: Measure) -> str:
        """Who answers in the plan's words, as long as these name those who answer now; else their names."""
        names = told_of(measure).responsibles
        words = measure.responsible.strip()
        stands = words and list(_understood(words, "").responsibles) == names
        return words if stands or not names else ", ".join(names)

    def deadline(self, measure: Measure) -> str:
        """The deadline in the plan's words, or else what is known of it."""
        return measure.deadline or self._due(measure)

    def status(self, measure: Measure) -> str:
        """How far it has come, in the plan's words as long as these say the same."""
        written = measure.status_words.strip()
        state = _understood("", written).state if written else None
        return written if state and state.value == measure.status else self.words(f"status_{measure.status}")

    @cached_property
    def _areas(self) -> dict[str, str]:
        return term_names("areas", self.country)

    @cached_property
    def _grounds(self) -> dict[str, str]:
        return term_names("grounds", self.country)

    def _due(self, measure: Measure) -> str:
        first, last = measure.due_from, measure.due_on
        match measure.due_kind:
            case DueKind.CONTINUOUS | DueKind.RECURRING:
                return self.words(measure.due_kind)
            case DueKind.YEAR if last:
                return str(last.year)
            case DueKind.MONTH if last:
                return date_format(last, "F Y")
            case DueKind.PERIOD if first and last:
                return f"{date_format(first, 'SHORT_DATE_FORMAT')}–{date_format(last, 'SHORT_DATE_FORMAT')}"
        return date_format(last, "SHORT_DATE_FORMAT") if last else ""

    def _cost(self, measure: Measure) -> str:
        return _lines(f"{_number(measure.cost)} kr" if measure.cost is not None else "", measure.cost_note)

    def _progress(self, measure: Measure) -> str:
        if measure.target is None:
            return ""
        reached = told_of(measure).reached
        said = {"target": _number(measure.target), "unit": measure.target_unit}
        if reached is not None:
            return self.words("of_target", actual=_number(reached), **said)
        return self.words("target", **said)


@lru_cache(maxsize=4096)
def _reads_as_first(words: str, fields: tuple[str, ...]) -> bool:
    """Whether words of the second field alone would be taken for the first: *Ongoing* is a time as well as a status."""
    first, second = map(Field, fields)
    return interpret.part(words, first, second) != (None, words)


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return number_format(value, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True)


def _lines(*texts: str) -> str:
    return _NEW_LINE.join(text for text in texts if text)
