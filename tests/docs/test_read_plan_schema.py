"""`docs/read-plan.schema.json` describes what `jamn read-plan` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator

from jamn import cli
from jamn.documents.blocks import Place
from jamn.importers.interpret.result import (
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
    as_json,
)

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "read-plan.schema.json").read_text())
CHECK = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _problems(printed: Any) -> list[str]:
    return [f"{problem.json_path}: {problem.message}" for problem in CHECK.iter_errors(printed)]


def test_be_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_name_the_fields_states_kinds_and_reasons_of_the_code() -> None:
    definitions = SCHEMA["$defs"]
    assert definitions["field"]["enum"] == [field.value for field in Field]
    assert definitions["measure"]["properties"]["state"]["enum"] == [*(state.value for state in State), None]
    assert definitions["due"]["oneOf"][1]["properties"]["kind"]["enum"] == [kind.value for kind in DueKind]
    assert SCHEMA["properties"]["unplaced"]["items"]["properties"]["why"]["enum"] == [why.value for why in Why]


def test_describe_a_reading_that_has_everything() -> None:
    place = Place(page=1, sheet="Tiltak", cells="B3:C7", paragraph=2, table=1, row=4, line=9)
    words = {field: Value("ord", 0.5, place) for field in Field}
    due = Due(DueKind.RECURRING, "2027-03-01", 2027, 3, "2027", "2028-06", "FREQ=YEARLY;BYMONTH=3", 1, "year")
    measure = Measure(words, due=due, state=State.DONE, responsibles=("HR",), areas=("recruitment",), grounds=("sex",))
    value = Value("ord", 1.0, place)
    facts = Facts(value, value, value, value, "2027-01-31", "styret", "12/2027", value)
    reading = Reading(facts, (measure,), (Piece("side 1", Why.PAGE_FOOTER, place),), language="nb")
    assert _problems(as_json(reading)) == []


def test_describe_what_is_printed_for_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_heading("Handlingsplan for likestilling 2027", level=1)
    table = document.add_table(rows=0, cols=4)
    rows = [
        ["Risiko", "Tiltak", "Ansvarlig", "Frist/Status"],
        ["Få menn søker i barnehagene", "Skrive om utlysingstekstene", "HR/Styrer", "01.03.2027/Pågår"],
        ["Uønsket deltid", "Kartlegge hvem som vil ha større stilling", "HR", "1 gang i året (mars)"],
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    assert cli.main(["read-plan", str(tmp_path / "plan.docx")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert _problems(printed) == []
    assert [measure["title"] or measure["description"] for measure in printed["measures"]] == [
        row[1] for row in rows[1:]
    ]


def test_describe_what_is_printed_for_a_file_without_measures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Kjære alle\n\nSommerfesten er flyttet til september.\n")
    assert cli.main(["read-plan", str(tmp_path / "letter.txt")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert _problems(printed) == []
    assert printed["measures"] == []
    assert printed["warnings"] != []
