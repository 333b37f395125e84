"""What a plan says of itself: title, organisation, period, when and by whom it was adopted, classification, language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jamn.documents.blocks import Apart, Aside, Document, Table
from jamn.importers.interpret.deadlines import understand_deadline
from jamn.importers.interpret.lines import BOLD, HEADING, TABLE, Line
from jamn.importers.interpret.result import DueKind, Facts, Value
from jamn.importers.interpret.vocabulary import plain

_HEAD = 40
"""A plan tells what it is within so many first lines."""

_PLAN_WORDS = re.compile(
    r"handlingsplan|handleplan|tiltaksplan|tiltaksoversikt|åtgärdsplan|likestilling|jämställdhet|ligestilling|"
    r"aktiva åtgärder|aktivitetsplikt|mångfald|mangfold|diskriminering|equality|diversity|action plan|\bplan\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-–—/]\s?(20\d\d|\d\d(?!\d)))?(?!\d)")
_PERIOD_LABEL = re.compile(
    r"^(?:gjelder(?: for)?|gjeld(?: for)?|gäller(?: för)?|planperiode|planperiod|periode|period|år|year|valid|avser)\b[:\s]*(.*\d{4}.*)$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÆØÅÄÖ][\wæøåäöÆØÅÄÖ&.-]*"
_KINDS = (
    r"kommune|kommun|fylkeskommune|regionen?|HF|AS|ASA|AB|KF|IKS|BA|SA|A/S|ApS|Ltd|universitetet?|University|høgskole|"
    r"høyskole|högskolan?|sykehus|sjukhus|direktoratet|myndigheten|verket|Council|Hospital|stiftelsen?|landsting"
)
_ORGANISATIONS = (
    re.compile(
        r"^(?:virksomhet|verksemd|organisasjon|organisation|arbeidsgiver|arbeidsgivar|arbetsgivare|arbejdsgiver|employer|bedrift|företag|selskap|kommune|kommun|company)\s*:\s*(?P<name>.+)$",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<name>{_NAME}(?:\s(?:og|och|and|&|i|{_NAME}))*?\s(?:{_KINDS}))(?:s|es)?\b"),
    re.compile(
        rf"(?P<name>(?:Statsforvalteren|Fylkesmannen|Länsstyrelsen|Universitetet|Högskolan|Høgskolen|Høgskulen|Region|Direktoratet|Stiftelsen|Helse)\s(?:i\s|for\s|för\s)?{_NAME}(?:\s{_NAME})*)"
    ),
)
_ADOPTED = re.compile(
    r"\b(?:vedtatt|vedteken|vedtatt av|antagen|antaget|fastställd|fastställt|beslutad|beslutat|vedtaget|godkjent|godkänd|adopted|approved)\b[^\n]*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:av|af|by)\s+(?:the\s)?(?P<by>[^\d,;()\n]+?)(?=\s+(?:den|on|i møte|\d)|[,;(.\n]|$)", re.IGNORECASE
)
_CASE = re.compile(
    r"\b(?:sak(?:snr|snummer)?\.?:?|jf\.?|dnr\.?:?|diarienummer:?|ärende:?|case:?|§)\s*(?P<case>(?:[A-ZÆØÅÄÖ]{1,5}\s?)?\d+[/\-–]\d+(?:[/-]\d+)?)",
    re.IGNORECASE,
)
_CLASSIFIED = re.compile(
    r"^#?\s*(?:følsomhet|klassifisering|klassificering|gradering|informasjonsklasse|informationsklass|sekretess|konfidensialitet|classification|sensitivity|tilgang|skjerming|unntatt offentlighet|offentleglova)\b.*$|^(?:intern|internt|åpen|open|öppen|konfidensiell|fortrolig|confidential|internal)$",
    re.IGNORECASE,
)
_LANGUAGES = {
    "nb": {"ikke", "og", "av", "hva", "fra", "noen", "være", "ansatte", "gjennomføre", "jeg", "mulighet", "ansvarlig"},
    "nn": {"ikkje", "og", "av", "kva", "frå", "nokon", "vere", "tilsette", "eit", "ein", "dei", "korleis", "ansvarleg"},
    "sv": {"inte", "och", "av", "vad", "från", "att", "är", "för", "ska", "ett", "medarbetare", "ansvarig", "på"},
    "da": {"ikke", "og", "af", "hvad", "fra", "nogen", "være", "medarbejdere", "at", "gennemføre", "skal", "ansvarlig"},
    "en": {"not", "and", "of", "what", "from", "the", "to", "for", "is", "staff", "employees", "responsible"},
}


def read_facts(document: Document, lines: Sequence[Line]) -> Facts:
    """The plan's facts from its first lines, its page headers and footers, and the table titles."""
    head = [line for line in lines[:_HEAD] if line.kind != TABLE]
    title = _title(document, head)
    words = [title] if title else []
    told = [Value(f"{line.told} {line.text}".strip(), 0.8, line.place) for line in head]
    margins = [
        Value(block.text, 0.7, block.place)
        for block in document.blocks
        if isinstance(block, Aside) and block.why in {Apart.PAGE_HEADER, Apart.PAGE_FOOTER}
    ]
    everywhere = [Value(f"{line.told} {line.text}".strip(), 0.8, line.place) for line in lines]
    adopted = _first(_ADOPTED, everywhere + margins, needs_digit=True)
    due = understand_deadline(adopted.text) if adopted else None
    by, case = (pattern.search(adopted.text) if adopted else None for pattern in (_BY, _CASE))
    return Facts(
        title=title,
        organisation=_organisation([*words, *told, *margins]),
        period=_period(title, told),
        adopted=adopted,
        adopted_on=due.date if due and due.kind is DueKind.DATE else None,
        adopted_by=by["by"].strip() if by else None,
        case_number=case["case"].strip() if case else None,
        classification=_first(_CLASSIFIED, margins + everywhere),
    )


def _title(document: Document, head: Sequence[Line]) -> Value | None:
    """The first heading that speaks of a plan or equality; else the first heading; else the first short line."""
    named = [line for line in head if line.kind in {HEADING, BOLD} and line.label is None and line.text]
    short = [line for line in head[:12] if line.is_title]
    for lines in (named[:6], short):
        for line in lines:
            if _PLAN_WORDS.search(line.text):
                return Value(_with_what_follows(line, head), 0.9, line.place)
    for table in document.tables():
        if table.title and _PLAN_WORDS.search(table.title):
            return Value(table.title, 0.8, table.place)
    if document.title and _PLAN_WORDS.search(document.title):
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
        if match := _PERIOD_LABEL.match(value.text):
            return Value(match[1].strip(" .:"), 0.9, value.place)
    for value in ([title] if title else []) + [value for value in told[:8] if len(value.text) < 30]:
        if match := _PERIOD.search(value.text):
            return Value(match[0], 0.85, value.place)
    return None


def _organisation(values: Sequence[Value]) -> Value | None:
    for pattern in _ORGANISATIONS:
        for value in values:
            if match := pattern.search(value.text):
                return Value(match["name"].strip(" ."), 0.75, value.place)
    return None


def _first(pattern: re.Pattern[str], values: Sequence[Value], *, needs_digit: bool = False) -> Value | None:
    for value in values:
        match = pattern.search(value.text.strip())
        if match and len(match[0]) < 200 and (not needs_digit or re.search(r"\d", match[0])):
            return Value(match[0].strip(), value.confidence, value.place)
    return None


def plan_year(facts: Facts) -> int | None:
    """The plan's year, where it is for a single one."""
    due = understand_deadline(facts.period.text) if facts.period else None
    return due.year if due and due.kind is DueKind.YEAR else None


def language_of(document: Document) -> str | None:
    """Which of the five languages the document's words are of; None where they do not tell."""
    words: list[str] = []
    for block in document.blocks:
        text = "\n".join(cell.text for cell in block.cells) if isinstance(block, Table) else block.text
        words += re.findall(r"[^\W\d_]+", plain(text))
    counts = {name: sum(word in known for word in words) for name, known in _LANGUAGES.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > 2 else document.language
