"""The register's selection as an Excel workbook."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jamn.plan import queries
from jamn.plan.actions import MeasureWords, add_result, change_measure, create_plan
from jamn.plan.queries.register import workbook
from tests.plan.register import Shelf

URL = "/measures/excel/"


def _rows(response: Any, sheet: int = 1) -> list[list[Any]]:
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.content))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def test_write_what_is_looked_for_sorted_with_the_columns_shown(people, shelf, signed_in) -> None:
    client = signed_in(people.adviser)
    response = client.get(f"{URL}?q=annonsene&sort=-due&column=status&column=risk")
    assert _rows(response) == [
        ["Tiltak", "Plan", "Status", "Risiko"],
        ["Besøke ungdomsskoler", "Plan for Solvik", "Ikke startet", "Få menn søker i barnehagene"],
        ["Åpne annonsene for flere", "Plan for Solvik", "Pågår", "Få menn søker i barnehagene"],
    ]
    assert ["Filtre som er i bruk", "«annonsene»"] in _rows(response, 0)
    assert response["Content-Disposition"] == 'attachment; filename="Tiltak.xlsx"'


def test_write_all_pages_and_nothing_of_another_employer(people, shelf, signed_in) -> None:
    titles = [row[0] for row in _rows(signed_in(people.adviser).get(URL))[1:]]
    assert len(titles) == 5
    assert "Annonser för fler" not in titles
    assert [row[0] for row in _rows(signed_in(people.outsider).get(f"{URL}?plan={shelf.whole.pk}"))[1:]] == [
        "Annonser för fler"
    ]


def test_write_numbers_as_numbers_and_formulas_as_text(people, shelf: Shelf, signed_in) -> None:
    measure = shelf.measure("Åpne annonsene for flere")
    change_measure(measure, by=people.adviser, title="=1+1", cost="1250.50", target="450", target_unit="ledere")
    add_result(measure, by=people.adviser, text="", actual="71.5")
    rows = _rows(signed_in(people.adviser).get(f"{URL}?status=ongoing&column=cost&column=progress"))
    assert rows[1] == ["=1+1", "Plan for Solvik", "71,5 / 450 ledere", 1250.5]
    book = load_workbook(BytesIO(signed_in(people.adviser).get(f"{URL}?status=ongoing").content))
    assert book.worksheets[1]["A2"].data_type == "s"


def test_say_when_there_are_more_than_a_sheet_holds(people, shelf, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    written = queries.sheet(queries.measures_for(people.adviser), queries.Filters())
    facts, table = written.blocks
    assert len(table.rows) == 2  # type: ignore[union-attr]
    assert facts.pairs == (("Tiltak", "de første 2"),)  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["", "?column=risk&column=progress&column=focus_area&column=area&sort=responsible"])
def test_ask_the_database_equally_often_for_any_number(people, signed_in, query) -> None:
    client, asked = signed_in(people.adviser), []
    for count in (30, 600):
        words = [
            MeasureWords(
                title=f"Tiltak {number}", risk=f"Risiko {number}", areas=("recruitment",), responsibles=("HR",)
            )
            for number in range(count)
        ]
        create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
        client.get(f"{URL}{query}")
        with CaptureQueriesContext(connection) as found:
            client.get(f"{URL}{query}")
        asked.append(len(found))
    assert asked[0] == asked[1] <= 15
