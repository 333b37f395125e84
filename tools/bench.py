"""How fast plans are read and pages are made: `make bench`.

Reading is timed as whole processes, the start of Python included, best of five. Beside each time stands its ratio to a
fixed loop in Python, timed in the same run, so that figures of different machines can be compared. Files: the real
plans in the folder that JAMN_PLANS names, and plans of our own making.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

BEST_OF = 5
LOOP = "sum(number * number for number in range(5_000_000))"
ON_A_PAGE = 6
WIDTHS = (70, 110, 200, 110, 70, 90, 90)
HEADER = ("Område", "Risiko", "Tiltak", "Mål", "Ansvarlig", "Frist/Status", "Resultat")
AREAS = ("Rekruttering", "Lønns- og arbeidsvilkår", "Forfremmelse", "Tilrettelegging", "Utviklingsmuligheter")
TEXT = (
    "vi skal se på utlysninger og ordvalg sammen med tillitsvalgte ledere og verneombud slik at flere søker hele "
    "stillinger og ingen mister muligheter på grunn av alder omsorg språk eller funksjonsnedsettelse i hverdagen"
)
WORDS = TEXT.split()


@dataclass(frozen=True)
class Row:
    """One line of the table: what was timed, its figure, and the most it may be."""

    name: str
    figure: float
    most: float | None = None
    unit: str = "s"


def plan(measures: int) -> Iterator[tuple[str, ...]]:
    """The rows of a plan of our own making; always the same."""
    dice = random.Random(7)  # noqa: S311

    def words(count: int) -> str:
        return " ".join(dice.choices(WORDS, k=count)).capitalize()

    for number in range(measures):
        due = f"{1 + number % 28:02}.{1 + number % 12:02}.2027/Pågår"
        yield (AREAS[number % len(AREAS)], words(12), f"{words(25)}.", words(10), "HR/Leder", due, words(8))


def write_docx(path: Path, measures: int) -> None:
    """A Word plan with one table."""
    document = docx.Document()
    document.add_heading("Handlingsplan for likestilling 2027", level=1)
    table = document.add_table(rows=0, cols=len(HEADER))
    for texts in (HEADER, *plan(measures)):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def write_pdf(path: Path, pages: int) -> None:
    """A landscape PDF with one ruled table over so many pages, six measures on each."""
    style = getSampleStyleSheet()["BodyText"]
    style.fontSize = 8
    parts: list[Any] = [Paragraph("Handlingsplan for likestilling 2027", getSampleStyleSheet()["Title"])]
    rows = list(plan(ON_A_PAGE * pages))
    for first in range(0, len(rows), ON_A_PAGE):
        lines = [[Paragraph(text, style) for text in texts] for texts in (HEADER, *rows[first : first + ON_A_PAGE])]
        parts += [Table(lines, WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(parts)


def seconds(run: Callable[[], object], times: int = BEST_OF) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best


def process(*command: str) -> Callable[[], object]:
    """A run of a whole process."""
    return lambda: subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def read_plan(path: Path, times: int = BEST_OF) -> float:
    """Seconds that `jamn read-plan` takes for a file."""
    return seconds(process("-m", "jamn", "read-plan", str(path)), times)


def reading(folder: Path) -> Iterator[Row]:
    """Real plans where they are, our own, and whether time grows with the pages alone."""
    plans = Path(os.environ.get("JAMN_PLANS", "-"))
    for name, most in (("003.pdf", 2.5), ("000.docx", 0.5)):
        if (plans / name).exists():
            yield Row(f"read {name}", read_plan(plans / name), most)
    write_docx(folder / "own.docx", 40)
    yield Row("read our own .docx, 40 measures", read_plan(folder / "own.docx"))
    per_page = {}
    for pages, times in ((10, BEST_OF), (300, 1)):
        write_pdf(folder / f"{pages}.pdf", pages)
        whole = read_plan(folder / f"{pages}.pdf", times)
        per_page[pages] = whole / pages
        yield Row(f"read our own .pdf, {pages} pages", whole)
        yield Row("  … a page", per_page[pages])
    yield Row("  a page of 300 to one of 10", per_page[300] / per_page[10], 1.3, unit="×")


def pages() -> Iterator[Row]:
    """How long the register takes with 1000 measures, on SQLite, without network."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jamn.config.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    settings.WHITENOISE_AUTOREFRESH = True  # no collected static files
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    client = Client()
    client.force_login(_register(1000))
    for name, address in (
        ("front page", "/"),
        ("register", "/measures/"),
        ("register, a search", "/measures/?q=språk"),
    ):
        yield Row(f"{name}, p95 of 100", _p95(partial(client.get, address)))


def importing(folder: Path) -> Iterator[Row]:
    """An Excel plan of 500 measures, from upload to approved plan, on SQLite; and the next year's version of it."""
    import openpyxl
    from django.core.files.base import ContentFile

    from jamn.accounts.models import User
    from jamn.importers import actions
    from jamn.importers.models import Upload, Way
    from jamn.org.models import Unit

    by, unit = User.objects.all()[0], Unit.objects.all()[0]
    rows = list(plan(500))

    def write(name: str, texts: list[tuple[str, ...]]) -> ContentFile[bytes]:
        book = openpyxl.Workbook()
        for row in (("Handlingsplan for likestilling 2027",), HEADER, *texts):
            book.worksheets[0].append(row)
        book.save(folder / name)
        return ContentFile((folder / name).read_bytes(), name=name)

    def draft(file: ContentFile[bytes]) -> Upload:
        (upload,) = actions.bring_in([file], unit=unit, by=by)
        actions.read_upload(upload)
        upload.refresh_from_db()
        return upload

    first, began = write("500.xlsx", rows), time.perf_counter()
    standing = actions.approve(draft(first), by=by)
    yield Row("import of .xlsx, 500 measures, approved", time.perf_counter() - began, 3)
    newer = write("next.xlsx", [(*row[:2], f"{row[2]} {number}", *row[3:]) for number, row in enumerate(rows[50:])])
    began = time.perf_counter()
    actions.approve(actions.say_what_it_is(draft(newer), way=Way.UPDATE, plan=standing, by=by), by=by)
    yield Row("  … its next version, 450 changed, approved", time.perf_counter() - began)


def _register(measures: int) -> Any:
    """An employer with so many measures in ten plans. Returns its adviser."""
    from jamn.accounts.models import User
    from jamn.org.actions import create_employer, give_role
    from jamn.org.models import Role
    from jamn.plan.actions import MeasureWords, create_plan

    top = create_employer("Solvik kommune", country="no", sector="public")
    adviser = User.objects.create_user("ingrid@solvik.example", name="Ingrid Solheim")
    give_role(adviser, Role.ADVISER, at=top)
    rows = list(plan(measures))
    for first in range(0, measures, measures // 10):
        words = [
            MeasureWords(
                area=area,
                risk=risk,
                title=title,
                goal=goal,
                responsible=who,
                responsibles=tuple(who.split("/")),
                deadline=due,
                due={"kind": "year", "year": 2020 + number % 10},
                areas=("recruitment",),
                grounds=("sex",),
            )
            for number, (area, risk, title, goal, who, due, _) in enumerate(rows[first : first + measures // 10])
        ]
        create_plan(top, by=adviser, title=f"Handlingsplan {first}", measures=words)
    return adviser


def _p95(ask: Callable[[], Any]) -> float:
    times = []
    for _ in range(100):
        began = time.perf_counter()
        response = ask()
        times.append(time.perf_counter() - began)
        if response.status_code != 200:
            raise SystemExit(f"The page answered {response.status_code}.")
    return statistics.quantiles(times, n=20)[-1]


def show(rows: Iterator[Row], reference: float) -> int:
    """Print the rows as they come. Returns how many are over what they may be."""
    over = 0
    print(f"{'':42}{'best':>10}{'÷ loop':>9}{'at most':>10}", flush=True)
    for row in rows:
        ratio = f"{row.figure / reference:.2f}" if row.unit == "s" else ""
        most = f"{row.most:g} {row.unit}" if row.most else ""
        too_much = bool(row.most and row.figure > row.most)
        over += too_much
        mark = "  over" if too_much else ""
        print(f"{row.name:42}{row.figure:8.3f} {row.unit}{ratio:>9}{most:>10}{mark}", flush=True)
    return over


def main() -> int:
    """Returns 1 when something is slower than it may be."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JAMN_DATA"] = scratch
        os.environ.pop("JAMN_DATABASE_URL", None)
        reference = seconds(process("-c", LOOP))

        def rows() -> Iterator[Row]:
            yield Row("reference: a loop in Python", reference)
            yield Row("reference: starting Python", seconds(process("-c", "pass")))
            yield from reading(Path(scratch))
            yield from pages()
            yield from importing(Path(scratch))

        return int(show(rows(), reference) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
