"""What is asked of one database: the register at three sizes, documents, imports. Prints rows for `tools.bench`."""

from __future__ import annotations

import importlib
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jamn.cli import prepare
from tools.bench.plans import plan, write_xlsx
from tools.bench.rows import BEST_OF, Row, p95, seconds, tell
from tools.bench.serving import Visitor, served

if TYPE_CHECKING:
    from django.core.files.base import ContentFile
    from django.test import Client

    from jamn.accounts.models import User
    from jamn.importers.models import Upload
    from jamn.org.models import Unit

SIZES = (500, 5_000, 50_000)
IN_A_PLAN = 500
MOST_QUERIES = 15
REGISTER = {
    "front page": "/",
    "register, page of 50": "/measures/",
    "register, filter and search": "/measures/?q=spr%C3%A5k+ledere&area=recruitment&due=quarter&status=ongoing",
    "register in groups, sorted": "/measures/?group=area&sort=-due",
    "register as a board": "/measures/?layout=board",
}
WHOLE = "/measures/?size=500"


def main() -> None:
    """All of it, on the database that the surroundings name."""
    prepare()
    importlib.import_module("jamn.config.wsgi")  # what a server does before the first request
    adviser, unit = _employer()
    for size in SIZES:
        _grow(size, unit, adviser)
        for row in _register(size, adviser):
            tell(row)
        if size == IN_A_PLAN:
            with tempfile.TemporaryDirectory() as scratch:
                for row in (*_whole_plan(adviser, unit), *_importing(Path(scratch), adviser, unit)):
                    tell(row)


def _employer() -> tuple[User, Unit]:
    from django.conf import settings

    from jamn.accounts.models import User
    from jamn.org.actions import create_employer, give_role
    from jamn.org.models import Role

    settings.ALLOWED_HOSTS = ["*"]
    top = create_employer("Solvik kommune", country="no", sector="public")
    adviser = User.objects.create_user("ingrid@solvik.example", name="Ingrid Solheim")
    give_role(adviser, Role.ADVISER, at=top)
    return adviser, top


def _make_plan(count: int, title: str, unit: Unit, adviser: User) -> int:
    """A plan of so many measures. Returns its key."""
    from jamn.plan.actions import MeasureWords, create_plan
    from jamn.plan.models import Status

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
            status=list(Status)[number % 3],
        )
        for number, (area, risk, title, goal, who, due, _) in enumerate(plan(count))
    ]
    return create_plan(unit, by=adviser, title=title, measures=words).pk


def _grow(size: int, unit: Unit, adviser: User) -> None:
    """Let the register hold so many measures, and the database count its rows, as it does by night."""
    from django.db import connection

    from jamn.plan.models import Measure

    standing = Measure.objects.count()
    for number in range(standing // IN_A_PLAN, size // IN_A_PLAN):
        _make_plan(IN_A_PLAN, f"Handlingsplan {2000 + number}", unit, adviser)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _register(size: int, adviser: User) -> Iterator[Row]:
    """The register's pages by the client in this process and over HTTP, and how many queries they ask."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"accept-language": "nb"})
    client.force_login(adviser)
    # Beyond 5,000 nothing is promised but the number of queries: one round tells how it grows.
    at_most, rounds = (0.1, BEST_OF) if size <= 5_000 else (None, 1)
    for name, address in REGISTER.items():
        ask = partial(_asked, client, address)
        ask()
        with CaptureQueriesContext(connection) as queries:
            ask()
        yield Row(f"{name}, {size:,}: queries", len(queries), MOST_QUERIES, unit="")
        yield Row("  … in process, p95", p95(ask, rounds=rounds), at_most)
    with served() as port:
        visitor = Visitor(adviser, port)
        for name, address in REGISTER.items():
            visit = partial(_visited, visitor, address)
            yield Row(f"{name}, {size:,}: over HTTP, p95", p95(visit, rounds=rounds), at_most)


def _whole_plan(adviser: User, unit: Unit) -> Iterator[Row]:
    """All measures of a plan on one page and in one file, and a plan of 200 as a document; the server's time."""
    from django.test import Client

    client = Client(headers={"accept-language": "nb"})
    client.force_login(adviser)
    for name, address in (
        ("page", WHOLE),
        ("Excel file of the register", "/measures/excel/"),
    ):
        yield Row(f"500 measures, one {name}", seconds(partial(_asked, client, address)), 0.2)
    key = _make_plan(200, "Handlingsplan med 200 tiltak", unit, adviser)
    for kind, most in (("pdf", 1.0), ("docx", 0.5), ("xlsx", 0.2)):
        yield Row(f"200 measures as .{kind}", seconds(partial(_asked, client, f"/plans/{key}/document/{kind}/")), most)


def _asked(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")


def _visited(visitor: Visitor, address: str) -> None:
    status, _ = visitor.get(address)
    if status != 200:
        raise SystemExit(f"{address} answered {status}.")


def _importing(folder: Path, adviser: User, unit: Unit) -> Iterator[Row]:
    """An Excel plan of 500 measures, from upload to approved plan; and the next year's version of it."""
    from jamn.importers import actions
    from jamn.importers.models import Way

    rows = list(plan(500))
    times, standing = [], None
    for number in range(5):
        file = _xlsx(folder / f"{number}.xlsx", [(*row[:2], f"{row[2]} {number}", *row[3:]) for row in rows])
        began = time.perf_counter()
        standing = actions.approve(_draft(file, adviser, unit), by=adviser)
        times.append(time.perf_counter() - began)
    yield Row("import of .xlsx, 500 measures, approved", min(times), 3)
    newer = _xlsx(folder / "next.xlsx", [(*row[:2], f"{row[2]} {row[3]}", *row[3:]) for row in rows[50:]])
    began = time.perf_counter()
    draft = _draft(newer, adviser, unit)
    actions.approve(actions.say_what_it_is(draft, way=Way.UPDATE, plan=standing, by=adviser), by=adviser)
    yield Row("  … its next version, 450 changed, approved", time.perf_counter() - began)


def _xlsx(path: Path, rows: list[tuple[str, ...]]) -> ContentFile[bytes]:
    from django.core.files.base import ContentFile

    write_xlsx(path, rows)
    return ContentFile(path.read_bytes(), name=path.name)


def _draft(file: ContentFile[bytes], adviser: User, unit: Unit) -> Upload:
    from jamn.importers import actions

    (upload,) = actions.bring_in([file], unit=unit, by=adviser)
    actions.read_upload(upload)
    upload.refresh_from_db()
    return upload


if __name__ == "__main__":
    main()
