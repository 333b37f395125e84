"""What a plan's document holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jamn.documents.publication import Bullets, Card, Facts, Figure, Heading, Publication, Signatures, Table
from jamn.org.actions import create_unit
from jamn.plan.actions import MeasureWords, create_plan, set_status
from jamn.plan.models import ActionPlan, FocusArea, MeasureLink, SubGoal, TakenIn
from jamn.reports.contents import publication_of
from jamn.reports.layouts import PRESETS, Definition, as_json, from_json
from tests.people import People


def _plan(people: People, *measures: MeasureWords, **facts: Any) -> ActionPlan:
    told: dict[str, Any] = {"title": "Handlingsplan for likestilling", "language": "nb", **facts}
    return create_plan(people.solvik, by=people.adviser, measures=measures, **told)


def _tables(publication: Publication) -> list[Table]:
    return [block for block in publication.blocks if isinstance(block, Table)]


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _with(preset: str, **changes: Any) -> Definition:
    return from_json({**as_json(PRESETS[preset]), **changes})


TWO = (
    MeasureWords(title="Skrive om annonser", risk="Få menn søker", area="Rekruttering", responsible="HR"),
    MeasureWords(title="Besøke skoler", risk="Få menn søker", area="Rekruttering", deadline="2027"),
)


def test_print_a_shared_risk_once(people: People) -> None:
    (table,) = _tables(publication_of(_plan(people, *TWO), PRESETS["risk_table"]))
    assert [column.header for column in table.columns][:2] == ["Risikofaktor / risikotema", "Tiltak og beskrivelse"]
    assert [[(cell.text, cell.rows) for cell in row] for row in table.rows] == [
        [("Få menn søker", 2), ("Skrive om annonser", 1), ("HR", 1), ("", 1)],
        [("Besøke skoler", 1), ("", 1), ("2027", 1)],
    ]


def test_put_the_area_in_a_row_of_bufdirs_table(people: People) -> None:
    (table,) = _tables(publication_of(_plan(people, *TWO), PRESETS["bufdir"]))
    assert (table.rows[0][0].text, table.rows[0][0].columns, table.rows[0][0].heading) == ("Rekruttering", 6, True)
    assert table.rows[2][-2].text == "2027/Nytt tiltak"


@pytest.mark.parametrize(("language", "says"), [("en", "–/Ongoing"), ("nb", "Pågår")])
def test_say_that_a_deadline_is_missing_where_the_status_could_be_one(language: str, says: str, people: People) -> None:
    plan = _plan(people, MeasureWords(title="Skrive om annonser", status="ongoing"), language=language)
    (table,) = _tables(publication_of(plan, PRESETS["bufdir"]))
    assert table.rows[-1][-2].text == says


def test_stand_under_plan_do_check_act(people: People) -> None:
    publication = publication_of(_plan(people, *TWO), PRESETS["plan_do_check_act"])
    (table,) = _tables(publication)
    assert table.groups == (("Planlegge", 2), ("Gjennomføre", 3), ("Evaluere", 1), ("Korrigere", 1))
    facts = next(block for block in publication.blocks if isinstance(block, Facts))
    assert facts.pairs[0] == ("Enhet/avdeling", "Solvik kommune")
    assert facts.columns == 2


def test_name_manager_and_safety_representative_of_the_unit(people: People) -> None:
    plan = create_plan(people.school, by=people.adviser, title="Plan", language="nb", measures=TWO)
    facts = next(b for b in publication_of(plan, PRESETS["plan_do_check_act"]).blocks if isinstance(b, Facts))
    assert dict(facts.pairs)["Leder"] == "Per Haugen"
    assert dict(facts.pairs)["Verneombud"] == ""


def test_begin_a_focus_area_with_its_sub_goals(people: People) -> None:
    plan = _plan(people, *TWO)
    focus = FocusArea.objects.create(plan=plan, title="Tiltrekke", text="Vi vil nå flere.")
    SubGoal.objects.create(focus_area=focus, text="Flere søkere")
    plan.measures.update(focus_area=focus)
    publication = publication_of(plan, PRESETS["focus_areas"])
    headings = [(block.text, block.level) for block in publication.blocks if isinstance(block, Heading)]
    assert headings[-3:] == [("Fokus | Tiltrekke", 1), ("Delmål", 2), ("Tiltak", 2)]
    assert Bullets(("Flere søkere",)) in publication.blocks
    cards = [block for block in publication.blocks if isinstance(block, Card)]
    assert [(card.title, card.aside, card.level) for card in cards] == [
        ("Skrive om annonser", "", 3),
        ("Besøke skoler", "Når: 2027", 3),
    ]
    assert cards[0].facts == (("Ansvarlig", "HR"),)


def test_speak_the_plans_language_to_every_reader(people: People) -> None:
    facts = {
        "language": "sv",
        "adopted_on": date(2026, 5, 2),
        "adopted_by": "Kommunstyrelsen",
        "case_number": "KS 12/26",
    }
    plan = _plan(people, *TWO, **facts)
    with translation.override("en"):
        publication = publication_of(plan, PRESETS["activities_by_area"])
        assert translation.get_language() == "en"
    assert publication.language == "sv"
    assert ("Antagen", "2 maj 2026 av Kommunstyrelsen, dnr KS 12/26") in publication.blocks[0].pairs
    assert [column.header for column in _tables(publication)[0].columns] == [
        "Aktivitet",
        "Ansvarig",
        "Tidsplan",
        "Uppföljning",
    ]


@pytest.mark.parametrize(("language", "header"), [("da", "Beskrivelse af tiltag"), ("en", "Description of measure")])
def test_have_words_in_every_language(language: str, header: str, people: People) -> None:
    (table,) = _tables(publication_of(_plan(people, *TWO, language=language), PRESETS["bufdir"]))
    assert table.columns[1].header == header


def test_take_the_countrys_language_for_a_plan_without_one(people: People) -> None:
    assert publication_of(_plan(people, language=""), PRESETS["bufdir"]).language == "nb"


def test_say_the_status_as_it_is_now(people: People) -> None:
    """The plan's words stand as long as they say the same; a status that was changed is said in ours."""
    words = MeasureWords(title="Kurs", status="done", status_words="Avlutta", responsible="HR")
    plan = _plan(people, words)
    (table,) = _tables(publication_of(plan, PRESETS["bufdir"]))
    assert table.rows[0][-2].text == "Avlutta"
    set_status(plan.measures.get(), by=people.adviser, status="ongoing")
    (table,) = _tables(publication_of(plan, PRESETS["bufdir"]))
    assert table.rows[0][-2].text == "Pågår"


def test_name_those_who_answer_now(people: People) -> None:
    plan = _plan(people, MeasureWords(title="Kurs", responsible="HR og lederne", responsibles=("HR", "lederne")))
    plan.measures.get().responsibles.filter(name="lederne").delete()
    (table,) = _tables(publication_of(plan, PRESETS["risk_table"]))
    assert table.rows[0][2].text == "HR"


def test_show_the_status_of_each_area(people: People) -> None:
    figure = next(
        b for b in publication_of(_plan(people, *TWO), PRESETS["focus_areas"]).blocks if isinstance(b, Figure)
    )
    assert figure.svg.startswith("<svg")
    assert "Rekruttering" in figure.svg
    assert "var(" not in figure.svg
    assert figure.description == "2 tiltak i alt: nytt tiltak 2."
    assert figure.table is not None
    assert _texts(figure.table) == [["Rekruttering", "2", "2"]]


def test_end_with_links_and_lines_to_sign_on(people: People) -> None:
    plan = _plan(people, *TWO)
    MeasureLink.objects.create(measure=plan.measures.all()[0], label="Veileder", address="https://example.org/v")
    layout = _with("plan_do_check_act", signatures=["Kommunedirektør"])
    *_, references, heading, signatures = publication_of(plan, layout).blocks
    assert isinstance(references, Table)
    assert [(cell.text, cell.link) for (cell,) in references.rows] == [("Veileder", "https://example.org/v")]
    assert heading == Heading("Underskrifter")
    assert signatures == Signatures(("Kommunedirektør",), "Sted og dato")


def test_hold_what_a_local_plan_has_taken_in(people: People) -> None:
    above = _plan(people, *TWO)
    local = create_plan(
        people.school, by=people.adviser, title="Lokal", language="nb", measures=[MeasureWords(title="Eget")]
    )
    TakenIn.objects.create(plan=local, measure=above.measures.all()[1])
    (table,) = _tables(publication_of(local, PRESETS["risk_table"]))
    assert [row[1].text for row in table.rows] == ["Eget", "Besøke skoler"]


def test_put_everything_in_one_table_of_a_workbook(people: People) -> None:
    general = MeasureWords(title="Opplæring")
    publication = publication_of(_plan(people, *TWO, general), PRESETS["activities_by_area"], one_table=True)
    (table,) = _tables(publication)
    assert table.columns[0].header == "Område"
    assert [(row[0].text, row[0].rows) for row in table.rows] == [("", 1), ("Rekruttering", 2), ("Besøke skoler", 1)]


@pytest.mark.parametrize("grouping", ["none", "area", "law_area", "focus_area", "responsible", "unit", "status"])
def test_lose_no_measure_in_a_group(grouping: str, people: People) -> None:
    words = [*TWO, MeasureWords(title="Opplæring", responsibles=("HR",), areas=("recruitment", "harassment"))]
    publication = publication_of(_plan(people, *words), _with("activities_by_area", grouping=grouping))
    printed = [row[0].text for table in _tables(publication) for row in table.rows]
    assert sorted(printed) == ["Besøke skoler", "Opplæring", "Skrive om annonser"]


def test_say_so_when_there_is_nothing_to_print(people: People) -> None:
    publication = publication_of(_plan(people), PRESETS["focus_areas"])
    assert publication.blocks[-1].text == "Planen har ingen tiltak."


@pytest.mark.parametrize("preset", list(PRESETS))
def test_ask_the_database_as_often_for_many_as_for_few(preset: str, people: People) -> None:
    def asked(count: int) -> int:
        words = [MeasureWords(title=f"Tiltak {n}", risk=f"Risiko {n // 3}", responsibles=("HR",)) for n in range(count)]
        plan = _plan(people, *words)
        publication_of(plan, PRESETS[preset])  # the chart is kept
        plan = ActionPlan.objects.select_related("unit__employer").get(pk=plan.pk)
        with CaptureQueriesContext(connection) as queries:
            publication_of(plan, PRESETS[preset])
        return len(queries)

    few = asked(3)
    assert asked(60) == few
    assert few <= 15


def test_name_the_unit_of_a_local_plan(people: People) -> None:
    """A unit below is named in the document's facts: a local plan says whose it is."""
    below = create_unit("Barnetrinnet", parent=people.school)
    plan = create_plan(below, by=people.adviser, title="Plan", language="nb", measures=TWO)
    assert ("Enhet", "Barnetrinnet") in publication_of(plan, PRESETS["risk_table"]).blocks[0].pairs
