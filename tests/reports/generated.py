"""Plans that hypothesis makes up, for the round trip: words, then documents, then words again."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

from jamn.importers import interpret
from jamn.importers.interpret import Field
from jamn.plan.actions import MeasureWords
from jamn.plan.models import Status
from jamn.reports.layouts import LANGUAGES, words_in

TITLES = {
    "nb": "Handlingsplan for likestilling",
    "nn": "Handlingsplan for likestilling",
    "sv": "Handlingsplan för lika rättigheter",
    "da": "Handleplan for ligestilling",
    "en": "Action plan for equality",
}

# Headings are taken for areas when the law's areas are recognised in them; any other heading could as well be a
# chapter of its own, to a person too.
AREAS = {
    "nb": ("Rekruttering", "Lønns- og arbeidsvilkår", "Tilrettelegging", "Trakassering og seksuell trakassering"),
    "nn": ("Rekruttering", "Løns- og arbeidsvilkår", "Tilrettelegging", "Trakassering og seksuell trakassering"),
    "sv": ("Arbetsförhållanden", "Rekrytering och befordran", "Föräldraskap och arbete", "Trakasserier"),
    "da": ("Rekruttering", "Løn og arbejdsvilkår", "Chikane"),
    "en": ("Recruitment", "Pay and working conditions", "Harassment"),
}

WHO = (
    "HR",
    "HR / tillitsvalgte",
    "Rektor, HR",
    "Alle ledere",
    "Kommundirektören",
    "Økonomi",
    "Enhetsleder i Helse og omsorg",
)

# Of every kind that a deadline may be, and one that leaves the time open.
WHEN = (
    "01.03.2027",
    "31. desember 2027",
    "mars 2027",
    "2027",
    "2026–2028",
    "Løpende",
    "Årlig i mars",
    "2 ganger per år",
    "Høsten 2027",
    "Før neste forhandling",
)

_NEUTRAL = (
    *("skal", "vise", "både", "kvinner", "menn", "bilder", "annonser", "samtale", "bruke", "språk", "alle", "spør"),
    *("ønske", "stilling", "tekst", "möten", "lyssna", "kunskap", "välkommen", "besøk", "skole", "ungdom"),
    *("people", "work", "listen", "share", "open", "rooms"),
)
_LETTERS = st.characters(categories=("Lu", "Ll", "Lo"), exclude_characters="ªº")
_WORD = st.one_of(
    st.sampled_from(_NEUTRAL),
    st.sampled_from(_NEUTRAL),
    st.text(_LETTERS, min_size=3, max_size=9).map(lambda text: unicodedata.normalize("NFC", text)),
    st.integers(2, 99).map(lambda number: f"{number}"),
)


def _means_nothing(text: str) -> bool:
    """Whether the words say no time and no status, which would be read as such wherever a plan puts them."""
    said = interpret.understand({Field.DEADLINE: text, Field.STATUS: text})
    return said.state is None and (said.due is None or said.due.kind is interpret.DueKind.TEXT)


@st.composite
def sentences(draw: st.DrawFn, least: int = 3) -> str:
    """A sentence of neutral and of strange words. It begins with a capital: what does not, goes on from above."""
    words = draw(st.lists(_WORD, min_size=least, max_size=9))
    text = " ".join(["Vi", *words])
    return text + draw(st.sampled_from(["", "."]))


def texts(least: int = 3) -> st.SearchStrategy[str]:
    """One to three sentences, each on a line of its own."""
    lines = st.lists(sentences(least), min_size=1, max_size=3, unique=True)
    return lines.map("\n".join).filter(_means_nothing)


@dataclass(frozen=True)
class MadeUp:
    """A plan that was made up: its language, title and measures."""

    language: str
    title: str
    measures: tuple[MeasureWords, ...]


def _or_nothing(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


@st.composite
def plans(draw: st.DrawFn) -> MadeUp:
    """A plan of one to nine measures that share some risks, goals and areas.

    Each measure has a title of its own and somebody who answers for it: a name without anything else is a heading, in
    a table as in a text. A title is one line, since a card has it for its heading.
    """
    language = draw(st.sampled_from(LANGUAGES))
    risks = draw(st.lists(texts(), min_size=1, max_size=3, unique=True))
    goals = draw(st.lists(texts(), min_size=1, max_size=2, unique=True))
    titles = draw(st.lists(sentences().filter(_means_nothing), min_size=1, max_size=9, unique_by=str.casefold))
    return MadeUp(
        language=language,
        title=TITLES[language],
        measures=tuple(draw(_measures(language, title, risks, goals)) for title in titles),
    )


@st.composite
def _measures(draw: st.DrawFn, language: str, title: str, risks: list[str], goals: list[str]) -> MeasureWords:
    status = draw(st.sampled_from(Status.values))
    responsible, area = draw(st.sampled_from(WHO)), draw(_or_nothing(st.sampled_from(AREAS[language])))
    deadline = draw(_or_nothing(st.sampled_from(WHEN)))
    # Printed on cards, which are running text: nothing there tells a second line of a method from the measure's text.
    one_line = sentences().filter(_means_nothing)
    said = interpret.understand({Field.RESPONSIBLE: responsible, Field.DEADLINE: deadline, Field.AREA: area})
    return MeasureWords(
        title=title,
        description=draw(_or_nothing(texts())),
        area=area,
        risk=draw(_or_nothing(st.sampled_from(risks))),
        goal=draw(_or_nothing(st.sampled_from(goals))),
        method=draw(_or_nothing(one_line)),
        target_group=draw(_or_nothing(one_line)),
        responsible=responsible,
        deadline=deadline,
        follow_up=draw(_or_nothing(texts())),
        result=draw(_or_nothing(texts())),
        evaluation=draw(_or_nothing(texts())),
        correction=draw(_or_nothing(texts())),
        status=status,
        status_words=words_in(language)(f"status_{status}"),
        due=said.due.as_json() if said.due else None,
        responsibles=said.responsibles,
        areas=said.areas,
    )
