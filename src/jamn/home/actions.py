"""A fictional employer to try Jamn on, from the texts in `demo/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from docx import Document

from jamn.accounts.models import User
from jamn.importers import interpret
from jamn.importers.actions import bring_in
from jamn.importers.interpret import Field
from jamn.importers.tasks import read_upload
from jamn.org.actions import create_employer, create_unit, give_role
from jamn.org.models import Employer, Role, Unit
from jamn.plan.actions import MeasureWords, add_result, comment, create_plan, set_status
from jamn.plan.models import Measure, Status

TEXTS = Path(__file__).parent / "demo"
PASSWORD = "likestilling"  # noqa: S105  # of people who do not exist, on a server for this machine alone
_NO_TEXTS = {"status", "was", "target", "cost", "results", "comments"}
_RELATIVE = re.compile(r"\{(year|month|)([+-]\d+)?\}")


@dataclass(frozen=True)
class DemoPerson:
    """One who may sign in to the demonstration."""

    name: str
    email: str
    role: Role
    unit: str


class RealEmployersHere(Exception):
    """A demonstration's people, whose password everyone knows, have no place among real ones."""


def make_demo() -> list[DemoPerson]:
    """Make the fictional employers that are not there yet. Returns all people, the most useful log-in first.

    Raises `RealEmployersHere` where there are others.
    """
    told_of = [yaml.safe_load((TEXTS / file).read_text(encoding="utf-8")) for file in ("fjordvik.yaml", "almvik.yaml")]
    if Employer.objects.exclude(name__in=[told["employer"]["name"] for told in told_of]).exists():
        raise RealEmployersHere("This installation has real employers. Run the demonstration with `jamn demo`.")
    people: list[DemoPerson] = []
    for told in told_of:
        if not Employer.objects.filter(name=told["employer"]["name"]).exists():
            with transaction.atomic(), translation.override(told["language"]):
                _make_employer(told)
        people += [DemoPerson(one["name"], one["email"], Role(one["role"]), one["at"]) for one in told["people"]]
    return people


def _make_employer(told: dict[str, Any]) -> None:
    facts = told["employer"] | {"counted_on": timezone.localdate() + timedelta(days=told["employer"]["counted_on"])}
    top = create_employer(**facts)
    units = {top.name: top, **dict(_units(told["units"], top))}
    for one in told["people"]:
        user = User.objects.create_user(one["email"], PASSWORD, name=one["name"], language=told["language"])
        give_role(user, Role(one["role"]), at=units[one["at"]])
    adviser = User.objects.get(email=told["people"][0]["email"])
    _make_plan(told["plan"], top, adviser)
    if "upload" in told:
        _bring_in(told["upload"], units[told["upload"]["at"]], adviser)


def _units(tree: dict[str, Any], parent: Unit) -> Iterator[tuple[str, Unit]]:
    for name, below in tree.items():
        unit = create_unit(name, parent=parent)
        yield name, unit
        yield from _units(below, unit)


def _make_plan(told: dict[str, Any], unit: Unit, by: User) -> None:
    language = translation.get_language()
    measures = [
        {"area": area["area"], "risk": risk["risk"], "cause": risk.get("cause", ""), **measure}
        for area in told["areas"]
        for risk in area["risks"]
        for measure in risk["measures"]
    ]
    plan = create_plan(
        unit,
        by=by,
        title=told["title"],
        organisation=told["organisation"],
        period=_dated(told["period"]),
        adopted_on=timezone.localdate() + timedelta(days=told["adopted"]),
        adopted_by=told["adopted_by"],
        case_number=_dated(told["case_number"]),
        language=language,
        measures=[_words(measure) for measure in measures],
    )
    for measure, told_measure in zip(plan.measures.order_by("position"), measures, strict=True):
        if "was" in told_measure:
            set_status(measure, by=by, status=_status(told_measure["status"]))
        _work_with(measure, told_measure, by)


def _work_with(measure: Measure, told: dict[str, Any], by: User) -> None:
    """What has been noted and said about a measure: `results` by the adviser, `comments` by those named."""
    for result in told.get("results", ()):
        day = timezone.localdate() + timedelta(days=result["day"])
        actual = None if "actual" not in result else Decimal(str(result["actual"]))
        add_result(measure, by=by, text=result.get("text", ""), actual=actual, on=day)
    for said in told.get("comments", ()):
        comment(measure, by=User.objects.get(email=said["by"]), text=said["text"])


def _words(told: dict[str, Any]) -> MeasureWords:
    """A measure as a plan would bring it; `was` is the status it had at first."""
    texts: dict[str, Any] = {name: _dated(text) for name, text in told.items() if name not in _NO_TEXTS}
    status = told.get("was", told["status"])
    fields = {Field(name): text for name, text in texts.items() if name in set(Field)}
    says = interpret.understand(fields)
    return MeasureWords(
        **texts,
        target=Decimal(told["target"]) if "target" in told else None,
        cost=Decimal(told["cost"]) if "cost" in told else None,
        status=_status(status),
        status_words=status,
        due=says.due.as_json() if says.due else None,
        responsibles=says.responsibles,
        areas=says.areas,
        grounds=says.grounds,
    )


def _status(words: str) -> str:
    state = interpret.understand({Field.STATUS: words}).state
    return state.value if state else Status.NEW


def _dated(text: str) -> str:
    """The text with its relative dates counted from today, in the language that is active."""
    return _RELATIVE.sub(lambda found: _date(timezone.localdate(), found[1], int(found[2] or 0)), text)


def _date(today: date, what: str, steps: int) -> str:
    match what:
        case "year":
            return str(today.year + steps)
        case "month":
            return date_format(today + relativedelta(months=steps), "F Y")
        case _:
            return date_format(today + timedelta(days=steps), "SHORT_DATE_FORMAT")


def _bring_in(told: dict[str, Any], unit: Unit, by: User) -> None:
    """Bring in a Word file with a table, to be read by the worker."""
    document = Document()
    document.add_heading(_dated(told["heading"]), level=1)
    document.add_paragraph(_dated(told["paragraph"]))
    table = document.add_table(rows=0, cols=len(told["rows"][0]), style="Table Grid")
    for row in told["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _dated(text)
    content = BytesIO()
    document.save(content)
    for upload in bring_in([ContentFile(content.getvalue(), name=told["name"])], unit=unit, by=by):
        read_upload.enqueue(upload.pk)
