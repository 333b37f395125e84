"""Lines become running text again: words that a line's end parted are whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from jamn.documents.read.pdf.lines import Line

MAY_GO = "\u00ad"  # after a hyphen at a line's end: whether it belongs to the word is decided when all words are known
MAY_JOIN = "\u2060"  # between two pieces that may be one word, cut where a narrow cell ended
SHORT = 3  # letters: a rest no longer than this, and no word of its own, belongs to the word before

# Words so short that they could be taken for the rest of another (bokmål, nynorsk, Swedish, Danish, English)
_LITTLE = (
    "i å og på av til for om er en et ei de vi ha få gi se bli kan har med men nå når der den det som skal vil var ved "
    "fra mot opp ut inn år eit ein dei me ho han sin si att och är än ska får ges sig oss ett upp in vid när "
    "at af op ud ind må to tre and or of on by the are is be an as it we all hr ny nye"
)
_SHORT = frozenset(_LITTLE.split())

_PARTED = re.compile(rf"(\w+)-{MAY_GO}(\w+)")
_CUT = re.compile(rf"\w+(?:{MAY_JOIN}\w+)+")
_WORD = re.compile(r"\w+(?:-\w+)*")
# Words that follow a hyphen which stands for the rest of a word: “kjønns- og likestillingsarbeid”
_AND = frozenset(["og", "eller", "och", "eller", "samt", "and", "or", "men", "til", "till/", "/", "&"])


def joined(lines: Sequence[Line], right: float) -> str:
    """The lines of one paragraph as running text; `right` is how far they may run."""
    text = lines[0].text
    for above, line in pairwise(lines):
        text = glued(text, line.text, cut=is_cut(above, line, right))
    return text


def glued(text: str, following: str, *, cut: bool) -> str:
    """A text with the line after it. `cut` says that the break may stand inside a word."""
    if text.endswith((MAY_GO, "‐")):
        return text[:-1] + following
    if text.endswith("-") and not text.endswith(" -") and not _and(following):
        return f"{text}{MAY_GO}{following}"
    if following[0] in ".,;:!?)":
        return text + following
    return f"{text}{MAY_JOIN if cut else ' '}{following}"


def is_cut(above: Line, line: Line, right: float) -> bool:
    """Whether a line's end may cut a word: one that stands alone, fills its line, and goes on in small letters."""
    alone = len(above.words) == 1 or (len(above.words) == 2 and above.marker is not None)
    filled = right - above.x1 < 0.7 * above.size
    return alone and filled and above.text[-1].isalpha() and line.text[0].islower()


def _and(text: str) -> bool:
    return text.split(maxsplit=1)[0].lower().rstrip(",.") in _AND


class Spelling:
    """Decides whether a hyphen at a line's end belongs to the word, and whether two pieces are one word.

    Both are answered by how the document writes its words elsewhere. A hyphen stays unless it is missing there
    (“ikke-diskriminering”); two pieces stay apart unless they are one word there, or the second is no word at all.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        plain = (_PARTED.sub(" ", _CUT.sub(" ", text)) for text in texts)
        self._known = {word for text in plain for word in _WORD.findall(text.casefold())}
        parted = [match for text in texts for match in _PARTED.finditer(text)]
        whole = sum(self._knows(match[1] + match[2]) for match in parted)
        kept = sum(self._knows(f"{match[1]}-{match[2]}") for match in parted)
        self._parts_words = whole > max(1, kept)

    def __call__(self, text: str) -> str:
        text = _CUT.sub(self._cut, _PARTED.sub(self._parted, text))
        return text.replace(MAY_GO, "").replace(MAY_JOIN, " ")

    def _knows(self, word: str) -> bool:
        return word.casefold() in self._known

    def _parted(self, match: re.Match[str]) -> str:
        hyphened, whole = f"{match[1]}-{match[2]}", match[1] + match[2]
        if self._knows(hyphened) or not match[2][0].islower():
            return hyphened
        return whole if self._parts_words or self._knows(whole) else hyphened

    def _cut(self, match: re.Match[str]) -> str:
        words: list[str] = []
        for piece in match[0].split(MAY_JOIN):
            if words and self._is_one(words[-1], piece):
                words[-1] += piece
            else:
                words.append(piece)
        return " ".join(words)

    def _is_one(self, first: str, rest: str) -> bool:
        strange = len(rest) <= SHORT and not self._knows(rest) and rest.casefold() not in _SHORT
        return strange or self._knows(first + rest)
