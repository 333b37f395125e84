"""Every word of a file is somewhere in what was read, as another program's plain text has it."""

from __future__ import annotations

import random
import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape

from jamn.documents.blocks import ListItem, Table
from tests.documents.read.pdf.drawing import BOLD, GREY, Paper, blocks, tables, texts

pytestmark = pytest.mark.unwatched  # long, and shorter tests cover each line

TEXT = (
    "kartlegge ufrivillig deltid i alle enheter og lyse ut heltid ledere får opplæring inkluderende rekruttering "
    "likestilling mangfold tillitsvalgte verneombud følger opp sykefravær lønn analyseres hvert år kjønn alder språk"
)
WORDS = TEXT.split()
HEADER = ["Risiko", "Tiltak", "Ansvarlig", "Frist"]


def sentence(chance: random.Random, most: int) -> str:
    """Some words with a capital and a full stop."""
    return " ".join(chance.choices(WORDS, k=chance.randint(3, most))).capitalize() + "."


def rows(chance: random.Random, count: int, *, short: bool = False) -> list[list[str]]:
    """Rows of a plan."""
    return [
        [
            sentence(chance, 5 if short else 10),
            sentence(chance, 8 if short else 40),
            chance.choice(["HR", "Alle ledere", "Økonomi"]),
            chance.choice(["2025", "Vår 2026", "31.12.25", "Løpende"]),
        ]
        for _ in range(count)
    ]


def plan(path: Path, chance: random.Random, rules: str) -> list[list[list[str]]]:
    """A plan of several pages with text, lists, a box, notes and tables; gives the tables."""
    paper = Paper(path, landscape(A4))
    drawn = []
    for page in range(3):
        paper.text(50, 30, "Solvik kommune", size=8).text(700, 580, f"Side {page + 1}", size=8)
        paper.text(50, 60, f"Område {chance.choice(WORDS)}", size=16, font=BOLD)
        end = paper.paragraph(50, 84, " ".join(sentence(chance, 12) for _ in range(4)), 500)
        paper.fill(600, 50, 780, 150, GREY)
        paper.paragraph(606, 66, sentence(chance, 20), 168)
        for _ in range(3):
            end = paper.paragraph(60, end + 4, f"• {sentence(chance, 6)}", 400)
        made = [HEADER, *rows(chance, 3, short=True)]
        end = paper.table(50, max(end, 160) + 20, [180, 260, 120, 90], made, rules=rules)
        paper.text(50, 550, f"{page + 1} Se vedtak i sak {page + 12}/25.", size=7).page()
        drawn.append(made)
    paper.save()
    return drawn


def bag(text: str) -> Counter[str]:
    """The words of a text, whatever hyphens and spaces stand between them."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return Counter(re.findall(r"\w+", re.sub(r"-\s*", "", plain).casefold()))


def said(path: Path) -> str:
    """All that is read of a file."""
    parts: list[str] = []
    for block in blocks(path):
        if isinstance(block, Table):
            parts += [block.title or "", *(cell.text for cell in block.cells)]
        elif isinstance(block, ListItem):
            parts += [block.marker, block.text]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def plain_text(path: Path) -> str:
    """What poppler reads of it."""
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("rules", ["all", "across", "none"])
@pytest.mark.parametrize("seed", range(6))
def test_lose_no_word_of_a_plan(tmp_path, seed, rules) -> None:
    path = tmp_path / "plan.pdf"
    drawn = plan(path, random.Random(seed), rules)  # noqa: S311 - no secret
    assert bag(said(path)) == bag(plain_text(path))
    assert tables(path) == drawn


@pytest.mark.parametrize("rules", ["all", "none"])
@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_read_a_long_table_whole(tmp_path, seed, repeat, rules) -> None:
    chance = random.Random(100 + seed)  # noqa: S311 - no secret
    made = rows(chance, 40)
    paper = Paper(tmp_path / "plan.pdf").text(50, 50, "Handlingsplan for likestilling", size=18)
    left, first, top = made, True, 70.0
    while left:
        count = next((n for n in range(1, len(left) + 1) if _height(left[: n + 1]) > 790 - top), len(left))
        header = [HEADER] if first or repeat else []
        paper.table(50, top, [130, 210, 80, 70], [*header, *left[:count]], rules=rules, bold=len(header))
        paper.page()
        left, first, top = left[count:], False, 40.0
    path = paper.save()
    assert bag(said(path)) == bag(plain_text(path))
    assert [texts(table) for table in _only_tables(path)] == [[HEADER, *made]]


def _height(part: list[list[str]]) -> float:
    """More than the height of a table of these rows."""
    return sum(26 + 10.8 * (max(len(row[0]) / 22, len(row[1]) / 38) + 1) for row in part)


def _only_tables(path: Path) -> list[Table]:
    return [block for block in blocks(path) if isinstance(block, Table)]
