"""From a Word file to the register, in a browser."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Locator, Page, expect

from jamn.importers import actions
from jamn.importers.models import Upload, UploadState
from jamn.plan.models import Measure
from tests.browser.conftest import OpenPage
from tests.people import People
from tests.world import HEADER, ROWS

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as people have it: a Word file with a table."""
    file = docx.Document()
    file.add_heading("Handlingsplan for likestilling 2026–2027", 0)
    file.add_paragraph("Planen er laget sammen med de tillitsvalgte.")
    table = file.add_table(0, len(HEADER))
    for texts in (HEADER, *ROWS):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.docx"


def _bring_in(page: Page, plan: Path) -> Upload:
    """Bring the plan in by click, and let the background do its work."""
    page.goto("/imports/")
    page.get_by_role("main").get_by_role("link", name="Hent inn en plan").first.click()
    page.get_by_label("Hvem sin plan er det?").select_option("Solvik kommune")
    page.wait_for_load_state("load")
    with page.expect_file_chooser(timeout=30_000) as chooser:
        page.locator("[data-drop-zone]").click()
    chooser.value.set_files(plan)
    expect(page.locator("[data-chosen]")).to_have_text("plan.docx")
    page.get_by_role("button", name="Les planen").click()
    expect(page.get_by_role("heading", name="Planen blir lest")).to_be_visible()
    upload = Upload.objects.get()
    actions.read_upload(upload)
    expect(page.get_by_role("heading", name="Se over det som ble lest")).to_be_visible()
    return upload


def _measure(page: Page, number: int) -> Locator:
    return page.get_by_role("article", name=f"Tiltak {number}", exact=True)


@pytest.mark.usefixtures("transactional_db")
def test_bring_in_correct_and_approve(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    upload = _bring_in(page, plan)
    first = _measure(page, 1)
    first.get_by_role("link", name="Endre Frist").click()
    box = first.get_by_label("Frist", exact=True)
    expect(box).to_be_focused()
    box.fill("høsten 2027")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first.get_by_text("Lest som: 01.03.2020")).to_be_visible()
    expect(first.get_by_role("link", name="Endre Frist")).to_be_focused()
    _measure(page, 2).get_by_role("button", name="Utelat").click()
    expect(page.get_by_text("Utelatt:")).to_be_visible()
    expect(page.locator("#bar")).to_contain_text("2 tiltak")
    page.get_by_role("link", name="Godkjenn").click()
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.get_by_role("link", name="Se tiltakene")).to_be_visible()
    upload.refresh_from_db()
    assert upload.state == UploadState.APPROVED
    assert list(Measure.objects.values_list("deadline", flat=True)) == ["høsten 2027", "2099"]


@pytest.mark.usefixtures("transactional_db")
def test_show_where_words_stand(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    upload = _bring_in(page, plan)
    row = upload.measures.all()[1]
    cell = page.locator(f"#{row.values['responsible']['anchor']}")
    _measure(page, 2).get_by_role("link", name="Vis i dokumentet: Ansvarlig").click()
    expect(cell).to_have_class("used is-shown")
    expect(cell).to_have_text("Styrerne")
    page.locator(f"#{row.values['deadline']['anchor']}").click()
    expect(page.locator(f"#v{row.pk}-deadline")).to_have_class("value is-chosen")


@pytest.mark.usefixtures("transactional_db")
def test_turn_between_the_sides_on_a_phone(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser, viewport=PHONE)
    _bring_in(page, plan)
    result, source = page.locator("#result-side"), page.locator("#source-side")
    expect(result).to_be_visible()
    expect(source).not_to_be_visible()
    page.get_by_role("navigation", name="Bytt visning").get_by_role("link", name="Dokumentet").click()
    expect(source).to_be_visible()
    expect(result).not_to_be_visible()


@pytest.mark.usefixtures("transactional_db")
def test_split_a_measure_at_the_cursor(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    upload = _bring_in(page, plan)
    _measure(page, 2).get_by_role("link", name="Del i to").click()
    title = page.get_by_label("Tiltak, Tiltaket", exact=True)
    title.fill("Besøke skoler og skrive brev")
    title.evaluate("box => box.setSelectionRange(14, 14)")
    page.locator("[data-cut]").nth(2).click()
    page.get_by_role("button", name="Del i to").click()
    expect(page.get_by_role("article")).to_have_count(4)
    assert [row.text("title") for row in upload.measures.all()[1:3]] == ["Besøke skoler", "og skrive brev"]


@pytest.mark.usefixtures("transactional_db")
def test_bring_in_without_javascript(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser, java_script_enabled=False)
    page.goto("/imports/new/")
    page.get_by_label("Velg en eller flere filer").set_input_files(plan)
    page.get_by_role("button", name="Les planen").click()
    actions.read_upload(Upload.objects.get())
    page.get_by_role("link", name="Se hvor langt det er kommet").click()
    _measure(page, 1).get_by_role("link", name="Endre Frist").click()
    page.get_by_label("Frist", exact=True).fill("2027")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(_measure(page, 1).get_by_text("Lest som: 01.03.2020")).to_be_visible()


@pytest.mark.usefixtures("transactional_db")
def test_keep_words_that_are_being_written(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    upload = _bring_in(page, plan)
    _measure(page, 1).get_by_role("link", name="Endre Frist").click()
    box = _measure(page, 1).get_by_label("Frist", exact=True)
    box.fill("høsten 2027")
    _measure(page, 2).get_by_role("button", name="Utelat").click()
    expect(page.get_by_role("alert")).to_have_text("Lagre eller avbryt det du skriver på, først.")
    expect(box).to_be_focused()
    expect(box).to_have_value("høsten 2027")
    assert not upload.measures.filter(dropped=True).exists()
    _measure(page, 2).get_by_role("link", name="Endre Frist").click()
    expect(_measure(page, 2).get_by_label("Frist", exact=True)).to_be_visible()
    expect(page.get_by_role("alert")).not_to_be_visible()


@pytest.mark.usefixtures("transactional_db")
def test_keep_words_when_the_session_or_the_network_is_gone(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _bring_in(page, plan)
    _measure(page, 1).get_by_role("link", name="Endre Frist").click()
    box = _measure(page, 1).get_by_label("Frist", exact=True)
    box.fill("høsten 2027")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true}))")
    expect(page.get_by_role("alert")).to_contain_text("ingen kontakt med Jamn")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Du er logget ut")
    expect(box).to_have_value("høsten 2027")


@pytest.mark.usefixtures("transactional_db")
def test_ask_before_leaving_words_behind(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _bring_in(page, plan)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    _measure(page, 1).get_by_role("link", name="Endre Frist").click()
    box = _measure(page, 1).get_by_label("Frist", exact=True)
    box.press_sequentially("høsten")
    page.get_by_role("link", name="Godkjenn").click(no_wait_after=True)
    expect(box).to_be_visible()
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(box).not_to_be_attached()
    page.get_by_role("link", name="Godkjenn").click()
    expect(page.get_by_role("button", name="Godkjenn")).to_be_visible()
    assert asked == ["beforeunload"]


@pytest.mark.usefixtures("transactional_db")
def test_stand_at_the_pencil_after_leaving_a_form(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _bring_in(page, plan)
    first = _measure(page, 1)
    pencil, box = first.get_by_role("link", name="Endre Frist"), first.get_by_label("Frist", exact=True)
    pencil.click()
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(pencil).to_be_focused()
    pencil.click()
    box.fill("høsten")
    page.keyboard.press("Escape")
    expect(box).to_have_value("høsten")
    first.get_by_role("link", name="Avbryt").click()
    expect(pencil).to_be_focused()


@pytest.mark.usefixtures("transactional_db")
def test_cut_a_text_again_without_losing_any(people: People, plan: Path, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _bring_in(page, plan)
    _measure(page, 2).get_by_role("link", name="Del i to").click()
    upper, lower = (page.get_by_label(f"Tiltak, {half}", exact=True) for half in ("Tiltaket", "Det nye tiltaket"))
    upper.fill("Én to tre")
    cut = page.locator("[data-cut]").nth(2)
    for at in (0, 9):
        upper.evaluate("(box, at) => box.setSelectionRange(at, at)", at)
        cut.click()
        expect(upper).to_be_focused()
        expect(upper).to_have_value("Én to tre")
    for at in (6, 3):
        upper.evaluate("(box, at) => box.setSelectionRange(at, at)", at)
        cut.click()
    expect(upper).to_have_value("Én")
    expect(lower).to_have_value("to\ntre")


@pytest.mark.usefixtures("transactional_db")
def test_open_the_columns_from_what_is_worth_knowing(people: People, tmp_path: Path, open_page: OpenPage) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Tiltak;Ansvarlig;Frist;Xyzzy\nKurs;HR;2027;a\nMøte;Leder;2028;b\n", encoding="utf-8")
    page = open_page(people.adviser)
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Les planen").click()
    actions.read_upload(Upload.objects.get())
    column = page.get_by_label("«Xyzzy»")
    page.get_by_role("link", name="Se kolonnene").click()
    expect(column).to_be_visible()
    page.reload()
    for _ in range(3):
        page.get_by_role("link", name="Neste å se over").click()
        if column.is_visible():
            break
    expect(column).to_be_focused()


@pytest.mark.usefixtures("transactional_db")
def test_leave_out_files_that_are_too_large(people: People, plan: Path, tmp_path: Path, open_page: OpenPage) -> None:
    large = tmp_path / "stor.docx"
    with large.open("wb") as file:
        file.truncate(settings.UPLOAD_MAX_BYTES + 1)
    page = open_page(people.adviser)
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files([large, plan])
    expect(page.locator("[data-chosen] .too-big")).to_contain_text("og blir ikke tatt med")
    page.get_by_role("button", name="Les planen").click()
    expect(page.get_by_role("heading", name="Planen blir lest")).to_be_visible()
    assert Upload.objects.get().name == "plan.docx"
