"""A reading as plain JSON values and back, to go from one process to another."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from jamn.documents.blocks import Notice, Place
from jamn.importers.interpret.result import (
    Column,
    ColumnChoices,
    Due,
    DueKind,
    Facts,
    Field,
    Measure,
    Piece,
    Reading,
    State,
    Value,
    Why,
)


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON values; `reading_from_plain` takes it back unchanged."""
    return asdict(reading)


def reading_from_plain(data: dict[str, Any]) -> Reading:
    """The reading that `reading_to_plain` was given. Raises ValueError, KeyError or TypeError for anything else."""
    return Reading(
        facts=_facts(data["facts"]),
        measures=tuple(_measure(measure) for measure in data["measures"]),
        unplaced=tuple(Piece(each["text"], Why(each["why"]), Place(**each["place"])) for each in data["unplaced"]),
        notices=tuple(Notice(**{**each, "place": Place(**each["place"])}) for each in data["notices"]),
        columns=tuple(
            Column(**{**each, "field": _field(each["field"]), "also": _field(each["also"])}) for each in data["columns"]
        ),
        language=data["language"],
    )


def choices_to_plain(choices: ColumnChoices) -> list[list[Any]]:
    """What a person says that columns mean, as plain JSON values."""
    return [[table, index, name.value if name else None] for (table, index), name in choices.items()]


def choices_from_plain(data: list[list[Any]]) -> ColumnChoices:
    """The opposite of `choices_to_plain`."""
    return {(table, index): _field(name) for table, index, name in data}


def _measure(data: dict[str, Any]) -> Measure:
    due = data["due"]
    return Measure(
        values={Field(name): _value(value) for name, value in data["values"].items()},
        labels={Field(name): label for name, label in data["labels"].items()},
        due=Due(**{**due, "kind": DueKind(due["kind"])}) if due else None,
        state=State(data["state"]) if data["state"] else None,
        responsibles=tuple(data["responsibles"]),
        areas=tuple(data["areas"]),
        grounds=tuple(data["grounds"]),
        place=Place(**data["place"]),
        table=data["table"],
        row=data["row"],
    )


def _facts(data: dict[str, Any]) -> Facts:
    said: dict[str, Any] = {name: _value(each) if isinstance(each, dict) else each for name, each in data.items()}
    return Facts(**said)


def _value(data: dict[str, Any]) -> Value:
    return Value(data["text"], data["confidence"], Place(**data["place"]))


def _field(name: str | None) -> Field | None:
    return Field(name) if name else None
