"""The chapters of the manual as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.pay.spec import (
    NOTHING,
    Chapter,
    Convention,
    Example,
    Table,
    adjusted,
    bands,
    charts,
    contents,
    decomposition,
    disclosure,
    evaluation,
    groups,
    indicators,
    payroll,
    remedy,
)
from tests.pay.spec.references import REFERENCES

FOLDER: Final = Path(__file__).parents[3] / "docs" / "method"
CHAPTERS: Final = (
    payroll.CHAPTER,
    groups.CHAPTER,
    bands.CHAPTER,
    indicators.CHAPTER,
    evaluation.CHAPTER,
    adjusted.CHAPTER,
    decomposition.CHAPTER,
    remedy.CHAPTER,
    disclosure.CHAPTER,
    charts.CHAPTER,
)


def pages() -> dict[str, str]:
    """Every page of the manual by the name of its file."""
    chapters = {f"{chapter.name}.md": _chapter(number, chapter) for number, chapter in enumerate(CHAPTERS, start=1)}
    return {"README.md": _contents(), **chapters}


def _joined(parts: Iterator[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _contents() -> str:
    return _joined(_parts_of_contents())


def _parts_of_contents() -> Iterator[str]:
    yield f"# {contents.TITLE}"
    yield contents.BEGINNING
    yield "## Chapters"
    yield _table(
        ["", "Chapter", "Functions"],
        [
            [str(number), f"[{chapter.title}]({chapter.name}.md)", chapter.functions]
            for number, chapter in enumerate(CHAPTERS, start=1)
        ],
    )
    yield contents.NOTATION
    yield contents.GENERAL
    yield contents.LARGE
    yield contents.CHECKED
    yield _table(
        ["Data", "Figures", "What was printed", "By whom"],
        [[f"`{each.name}`", str(each.figures), each.what, each.source] for each in contents.PUBLISHED],
        "lrll",
    )
    yield contents.ENDING
    yield "## References"
    yield "\n".join(f"- {text}" for text in sorted(REFERENCES.values(), key=str.casefold))


def _chapter(number: int, chapter: Chapter) -> str:
    return _joined(_parts_of_chapter(number, chapter))


def _parts_of_chapter(number: int, chapter: Chapter) -> Iterator[str]:
    yield f"# {number} {chapter.title}"
    yield f"Functions: {chapter.functions}. [All chapters](README.md)."
    yield chapter.answers
    yield "## Formulas"
    yield chapter.formula
    yield "## Conventions"
    yield _table(
        ["What is open", "What is done", "How another choice is made", "Source"], _choices(chapter.conventions)
    )
    yield "## What may be concluded, and what not"
    yield chapter.limits
    yield "## Examples"
    printed: dict[str, tuple[Table | str, str]] = {}
    for place, example in enumerate(chapter.examples, start=1):
        yield from _example(f"{number}.{place}", example, printed)
    yield "## Sources"
    yield "\n".join(f"- {REFERENCES[name]}" for name in chapter.sources)


def _choices(conventions: Sequence[Convention]) -> list[list[str]]:
    return [[each.open, each.choice, each.how, each.source] for each in conventions]


def _example(number: str, example: Example, printed: dict[str, tuple[Table | str, str]]) -> Iterator[str]:
    """An example. `printed` are the tables by name, and lines of code, that were printed before, and in which."""
    yield f"### {number} {example.title}"
    yield example.text
    yield from _asked(number, example, printed)
    if example.by_hand:
        yield "By hand:"
        yield f"```text\n{example.by_hand.strip()}\n```"
    if example.refused:
        yield f"It is refused: *{example.refused}*"
    if example.figures:
        yield _table(
            ["Figure", "In Python", "By hand", "Gives"],
            [
                [each.what, f"`{each.code}`", f"`{each.by_hand}`" if each.by_hand else "", each.value]
                for each in example.figures
            ],
            "lllr",
        )


def _asked(number: str, example: Example, printed: dict[str, tuple[Table | str, str]]) -> Iterator[str]:
    """What an example begins with: tables, a file, and the code."""
    for name, table in example.tables.items():
        if printed.get(name, ("", ""))[0] == table:
            yield f"`{name}` is the table of example {printed[name][1]}."
            continue
        printed[name] = (table, number)
        yield f"`{name}`:"
        yield _data(table)
    if example.file:
        yield f"`{example.file[0]}`:"
        yield f"```text\n{example.file[1].strip()}\n```"
    code = example.given.strip() + "\n" + example.code.strip()
    if example.given in printed:
        yield f"After the first lines of example {printed[example.given][1]}:"
        code = example.code
    elif example.given:
        printed[example.given] = (example.given, number)
    yield f"```python\n{code.strip()}\n```"


def _data(table: Table) -> str:
    sides = "".join("r" if table.is_of_numbers(place) else "l" for place in range(len(table.headers)))
    return _table(table.headers, [[cell or NOTHING for cell in row] for row in table.rows], sides)


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]], sides: str = "") -> str:
    """A table of Markdown; `sides` says of each column whether it is to the left or right."""
    lines = [f"| {' | '.join(headers)} |"]
    lines += ["|" + "|".join("--:" if side == "r" else "---" for side in sides or "l" * len(headers)) + "|"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)
