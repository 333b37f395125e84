"""A plan that is written as Word or Excel and read again is the same plan, in every field that the layout prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from jamn.accounts.models import User
from jamn.documents import read, write
from jamn.importers import interpret
from jamn.importers.interpret import Field, Reading
from jamn.org.models import Unit
from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import ActionPlan
from jamn.reports.contents import publication_of
from jamn.reports.layouts import PRESETS
from tests.people import People
from tests.reports.generated import MadeUp, plans

PRINTED: Final = {
    "risk_table": ("risk", "responsible", "deadline"),
    "focus_areas": ("area", "responsible", "deadline", "method", "target_group"),
    "activities_by_area": ("area", "responsible", "deadline", "follow_up"),
    "bufdir": ("area", "risk", "goal", "responsible", "deadline", "status_words", "result"),
    "plan_do_check_act": ("risk", "goal", "responsible", "deadline", "evaluation", "correction"),
}
"""What each preset prints beside the measure itself."""

BY_AREA = ("focus_areas", "activities_by_area", "bufdir")


def read_again(plan: ActionPlan, preset: str, kind: str, folder: Path) -> Reading:
    """The plan after it was written in a preset and read from the file."""
    publication = publication_of(plan, PRESETS[preset], one_table=kind == "xlsx")
    file = folder / f"plan.{kind}"
    file.write_bytes(write.docx(publication) if kind == "docx" else write.xlsx(publication))
    return interpret.plan(read.document(file))


def in_print_order(measures: Sequence[MeasureWords], preset: str) -> list[MeasureWords]:
    """Gathered by area where the preset does: those of none first, then each area where the plan first names it."""
    if preset not in BY_AREA:
        return list(measures)
    areas = ["", *dict.fromkeys(measure.area for measure in measures if measure.area)]
    return [measure for area in areas for measure in measures if measure.area == area]


def told(measure: MeasureWords, preset: str) -> dict[str, str]:
    """What the preset prints of a measure. Its title and its text stand in one place."""
    whole = "\n".join(filter(None, (measure.title, measure.description)))
    return {"measure": whole, **{name: getattr(measure, name) for name in PRINTED[preset]}}


PAIRS: Final = [(preset, kind) for preset in PRINTED for kind in ("docx", "xlsx")]


def found(measure: interpret.Measure, preset: str) -> dict[str, str]:
    """The same of a measure that was read."""
    names = {"status_words": Field.STATUS}
    whole = "\n".join(filter(None, (measure.text(Field.TITLE), measure.text(Field.DESCRIPTION))))
    return {
        "measure": whole,
        **{name: measure.text(names.get(name) or Field(name)) or "" for name in PRINTED[preset]},
    }


def _made(made_up: MadeUp, unit: Unit, by: User) -> ActionPlan:
    return create_plan(unit, by=by, title=made_up.title, language=made_up.language, measures=made_up.measures)


@pytest.mark.parametrize(("preset", "kind"), PAIRS)
@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made_up=plans())
def test_read_what_was_written(preset: str, kind: str, made_up: MadeUp, people: People, tmp_path: Path) -> None:
    plan = _made(made_up, people.solvik, people.adviser)
    reading = read_again(plan, preset, kind, tmp_path)
    expected = [told(measure, preset) for measure in in_print_order(made_up.measures, preset)]
    assert [found(measure, preset) for measure in reading.measures] == expected
    assert reading.facts.title is not None
    assert reading.facts.title.text == made_up.title
    if "status_words" in PRINTED[preset]:
        in_order = in_print_order(made_up.measures, preset)
        assert [measure.state for measure in reading.measures] == [measure.status for measure in in_order]


def test_say_what_each_preset_prints() -> None:
    """`PRINTED` names every field of every preset, so that a new column is part of the round trip."""
    names = {"status": "status_words"}
    for preset, layout in PRESETS.items():
        fields = {names.get(name, name) for each in layout.columns for name in each.column.fields}
        own = {"title", "description", "background", "success_criterion", "process_result", "progress"}
        assert fields - own == set(PRINTED[preset]) - {"area"}
