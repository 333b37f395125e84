"""What a plan says of itself: title, organisation, period, adoption, classification, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jamn.documents.blocks import Apart, Aside, Document, Table
from jamn.importers.interpret.deadlines import understand_deadline
from jamn.importers.interpret.lines import BOLD, HEADING, TABLE, Line
from jamn.importers.interpret.result import DueKind, Facts, Value
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_HEAD = 40
"""A plan tells what it is within so many first lines."""

_LONGEST = 200
"""A fact is said in at most so many characters."""

_PERIOD = re.compile(r"(?<!\d)20\d\d(?:\s?[-–—/]\s?(?:20\d\d|\d\d(?!\d)))?(?!\d)")
_NAME = r"[A-ZÆØÅÄÖ][\wæøåäöÆØÅÄÖ&.-]{0,60}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The vocabulary's facts as regular expressions."""

    plan: re.Pattern[str]
    period: re.Pattern[str]
    organisations: tuple[re.Pattern[str], ...]
    adopted: re.Pattern[str]
    by: re.Pattern[str]
    case: re.Pattern[str]
    classified: re.Pattern[str]
    class_label: re.Pattern[str]
    languages: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = vocabulary().facts
    case = rf"(?:{either(words['case'])})(?:\.|:|\s|(?=\d))+|§\s*"
    return _Patterns(
        plan=re.compile(rf"{either(words['plan'])}|\bplan\b", re.IGNORECASE),
        period=re.compile(rf"(?:{either(words['period'])})\b[:\s]*(.*\d{{4}}.*)$", re.IGNORECASE),
        organisations=(
            re.compile(rf"(?:{either(words['organisation'])})\s*:\s*(?P<name>.+)$", re.IGNORECASE),
            re.compile(
                rf"\b(?P<name>{_NAME}(?:\s(?:og|och|and|&|i|{_NAME})){{0,12}}?\s(?:{either(words['kinds_of_organisation'])}))"
                r"(?:s|es)?\b"
            ),
            re.compile(
                rf"\b(?P<name>(?:{either(words['beginnings_of_organisations'])})\s(?:i\s|for\s|för\s)?"
                rf"{_NAME}(?:\s{_NAME})*)"
            ),
        ),
        adopted=re.compile(rf"\b(?:{either(words['adopted'])})\b[^\n]*", re.IGNORECASE),
        by=re.compile(
            rf"\b(?:{either(words['adopted_by'])})\s+(?:the\s)?(?P<by>[^\d,;()\n]+?)"
            r"(?=\s+(?:den|on|i møte|\d)|[,;(.\n]|$)",
            re.IGNORECASE,
        ),
        case=re.compile(rf"\b(?:{case})(?P<case>(?:[A-ZÆØÅÄÖ]{{1,5}}\s?)?\d+[/–-]\d+(?:[/-]\d+)?)", re.IGNORECASE),
        classified=re.compile(
            rf"^#?\s*(?:{either(words['classification'])})\b.*$|^(?:{either(words['classifications'])})$", re.IGNORECASE
        ),
        class_label=re.compile(rf"^#?\s*(?:{either(words['classification'])})\b[\s:]*(?=\S)", re.IGNORECASE),
        languages={name: frozenset(known) for name, known in words["languages"].items()},
    )


def read_facts(document: Document, lines: Sequence[Line]) -> Facts:
    """The plan's facts from its first lines, its page headers and footers, and the titles of its tables."""
    head = [line for line in lines[:_HEAD] if line.kind != TABLE]
    title = _title(document, head)
    everywhere = [Value(f"{line.told} {line.text}".strip(), 0.8, line.place) for line in lines if line.kind != TABLE]
    margins = [
        Value(block.text, 0.7, block.place)
        for block in document.blocks
        if isinstance(block, Aside) and block.why in {Apart.PAGE_HEADER, Apart.PAGE_FOOTER}
    ]
    adopted = [value for value in _found(_patterns().adopted, everywhere + margins) if _has_digit(value)]
    days = [due.date for value in adopted if (due := understand_deadline(value.text)) and due.kind is DueKind.DATE]
    by = [match["by"].strip() for value in adopted if (match := _patterns().by.search(value.text))]
    cases = [match["case"].strip() for value in adopted if (match := _patterns().case.search(value.text))]
    classification = next(iter(_found(_patterns().classified, margins + everywhere)), None)
    return Facts(
        title=title,
        organisation=_organisation([*([title] if title else []), *everywhere[:_HEAD], *margins]),
        period=_period(title, everywhere[:_HEAD]),
        adopted=next(iter(adopted), None),
        adopted_on=next(iter(days), None),
        adopted_by=next(iter(by), None),
        case_number=next(iter(cases), None),
        classification=classification,
        classified_as=_patterns().class_label.sub("", classification.text) if classification else None,
    )


def _title(document: Document, head: Sequence[Line]) -> Value | None:
    """The first heading that speaks of a plan or of equality; else such a short line or table title; else the first."""
    named = [line for line in head if line.kind in {HEADING, BOLD} and line.label is None and line.text]
    short = [line for line in head[:12] if line.is_title]
    for line in (*named[:6], *short):
        if _patterns().plan.search(line.text):
            return Value(_with_what_follows(line, head), 0.9, line.place)
    for table in document.tables():
        if table.title and _patterns().plan.search(table.title):
            return Value(table.title, 0.8, table.place)
    if document.title and _patterns().plan.search(document.title):
        return Value(document.title, 0.6)
    first = next(iter(named or short), None)
    return Value(first.text, 0.6, first.place) if first else None


def _with_what_follows(title: Line, head: Sequence[Line]) -> str:
    """A title that runs over several lines: the next begins in lower case."""
    at = head.index(title)
    text = title.text
    for line in head[at + 1 : at + 4]:
        if not (line.is_title and line.text[:1].islower()):
            break
        text = f"{text} {line.text}"
    return text


def _period(title: Value | None, told: Sequence[Value]) -> Value | None:
    for value in told:
        if match := _patterns().period.match(value.text):
            return Value(match[1].strip(" .:"), 0.9, value.place)
    for value in ([title] if title else []) + [value for value in told[:8] if len(value.text) < 30]:
        if match := _PERIOD.search(value.text):
            return Value(match[0], 0.85, value.place)
    return None


def _organisation(values: Sequence[Value]) -> Value | None:
    labelled, *named = _patterns().organisations
    for pattern in (labelled, *named):
        for value in values:
            match = labelled.match(value.text) if pattern is labelled else pattern.search(value.text)
            if match:
                return Value(match["name"].strip(" ."), 0.75, value.place)
    return None


def _found(pattern: re.Pattern[str], values: Sequence[Value]) -> list[Value]:
    """What a pattern finds in each value, where it is short enough to be a fact."""
    pairs = ((value, pattern.search(value.text.strip())) for value in values)
    return [
        Value(match[0].strip(), value.confidence, value.place)
        for value, match in pairs
        if match and len(match[0]) < _LONGEST
    ]


def _has_digit(value: Value) -> bool:
    return any(sign.isdigit() for sign in value.text)


def plan_year(facts: Facts) -> int | None:
    """The plan's year, where it is for a single one."""
    due = understand_deadline(facts.period.text) if facts.period else None
    return due.year if due and due.kind is DueKind.YEAR else None


def language_of(document: Document) -> str | None:
    """Which of the five languages the document's words are of; what the file says of itself where they do not tell."""
    words: list[str] = []
    for block in document.blocks:
        text = "\n".join(cell.text for cell in block.cells) if isinstance(block, Table) else block.text
        words += re.findall(r"[^\W\d_]+", plain(text))
    counts = {name: sum(word in known for word in words) for name, known in _patterns().languages.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > 2 else document.language
