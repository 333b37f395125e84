from __future__ import annotations

import polib
import pytest

from tools.translations import complaints


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Sign in", "Logg inn"),
        ("%(count)s of {total}", "{total}, av dem %(count)s"),
        ("Read <b>this</b>", "Les <b>dette</b>"),
    ],
)
def test_accept_a_translation(msgid: str, msgstr: str) -> None:
    assert list(complaints(polib.POEntry(msgid=msgid, msgstr=msgstr))) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flags", "complaint"),
    [
        ("Sign in", "", [], "not translated"),
        ("Sign in", "Logg ut", ["fuzzy"], "fuzzy"),
        ("%(count)s late", "%(antall)s forsinket", [], "placeholders or tags differ"),
        ("{name} is empty", "filen er tom", [], "placeholders or tags differ"),
        ("Read <b>this</b>", "Les dette", [], "placeholders or tags differ"),
    ],
)
def test_refuse_a_translation(msgid: str, msgstr: str, flags: list[str], complaint: str) -> None:
    assert list(complaints(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=flags))) == [complaint]


def test_let_the_singular_leave_the_number_out() -> None:
    forms = {0: "ett tiltak", 1: "%(count)s tiltak"}
    entry = polib.POEntry(msgid="one measure", msgid_plural="%(count)s measures", msgstr_plural=forms)
    assert list(complaints(entry)) == []


def test_ask_for_every_plural_form() -> None:
    entry = polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s dag", 1: ""})
    assert list(complaints(entry)) == ["not translated"]
