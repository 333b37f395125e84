"""The notebook runs, and says what it says when it is run. `make docs` renews what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools.notebook import NOTEBOOKS, ran, read, texts, write

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\((?P<target>[^)\s#]+)")
LARGEST = 600_000
"""Bytes, with its charts."""


def _code(*source: str) -> list[dict[str, object]]:
    return [{"cell_type": "code", "id": str(place), "source": [each]} for place, each in enumerate(source)]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=str)
def test_say_what_a_run_says(file: Path) -> None:
    kept = read(ROOT / file)["cells"]
    assert [texts(cell) for cell in ran(kept, drawn=False)] == [texts(cell) for cell in kept]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=str)
def test_link_only_to_what_is_there(file: Path) -> None:
    prose = ["".join(cell["source"]) for cell in read(ROOT / file)["cells"] if cell["cell_type"] == "markdown"]
    targets = [found["target"] for found in LINK.finditer("\n".join(prose)) if "://" not in found["target"]]
    assert [target for target in targets if not (ROOT / file).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("file", NOTEBOOKS, ids=str)
def test_be_written_as_jupyter_writes(file: Path, tmp_path: Path) -> None:
    notebook = read(ROOT / file)
    write(notebook, tmp_path / file.name)
    assert (tmp_path / file.name).read_bytes() == (ROOT / file).read_bytes()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert len(json.dumps(notebook)) < LARGEST


def test_keep_what_a_cell_prints_and_its_last_value() -> None:
    cells = list(ran(_code("one = 1\nprint('counted')\none + 1", "one = 3", "one")))
    assert [texts(cell) for cell in cells] == [["counted\n", "2"], [], ["3"]]
    assert [cell["execution_count"] for cell in cells] == [1, 2, 3]


def test_keep_what_a_value_draws_beside_its_text() -> None:
    source = "class Drawn:\n    def _repr_html_(self): return '<b>1</b>'\n    def __repr__(self): return 'one'\nDrawn()"
    (cell,) = ran(_code(source))
    assert cell["outputs"][0]["data"] == {"text/html": ["<b>1</b>"], "text/plain": ["one"]}
    assert [output["data"] for each in ran(_code(source), drawn=False) for output in each["outputs"]] == [
        {"text/plain": ["one"]}
    ]


def test_leave_words_between_cells_as_they_are() -> None:
    words = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# 1 / 0"]}
    assert list(ran([words])) == [words]


def test_raise_what_a_cell_raises_and_tell_the_line() -> None:
    with pytest.raises(ZeroDivisionError) as found:
        list(ran(_code("1", "two = 2\ntwo / 0")))
    assert str(found.traceback[-1].path) == "<cell 2>"
    assert found.traceback[-1].lineno == 1
