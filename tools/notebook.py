"""Runs the notebooks of the documents and keeps what their cells say: `python -m tools.notebook`, part of `make docs`.

Jupyter is not needed. Cells run as they do there: in one namespace, what they print is caught, and the value of the
last expression is kept as text and, where it can draw itself, as HTML or SVG. A file is written to the letter as
Jupyter writes it (nbformat 4.5), so that a cell which says the same as before does not change.
"""

from __future__ import annotations

import ast
import io
import json
import linecache
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final

NOTEBOOKS: Final = (Path("docs/pay.ipynb"),)
DRAWN: Final = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}
"""How a value draws itself, by what it draws: the first that it can."""
Cell = dict[str, Any]


def read(file: Path) -> dict[str, Any]:
    """A notebook."""
    notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return notebook


def write(notebook: dict[str, Any], file: Path) -> None:
    """Write a notebook as Jupyter does."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


def ran(cells: Sequence[Cell], *, drawn: bool = True) -> Iterator[Cell]:
    """The cells with what they say now: text, and what is `drawn`. Raises what a cell raises."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            count += 1
            yield {**cell, "execution_count": count, "outputs": _outputs(cell, count, namespace, drawn=drawn)}
        else:
            yield cell


def texts(cell: Cell) -> list[str]:
    """What a cell says in words: what it printed, then the text of its last value."""
    said = (output["data"]["text/plain"] if "data" in output else output["text"] for output in cell.get("outputs", ()))
    return ["".join(lines) for lines in said]


def _outputs(cell: Cell, count: int, namespace: dict[str, Any], *, drawn: bool) -> list[dict[str, Any]]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        value = _last_value("".join(cell["source"]), f"<cell {count}>", namespace)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {kind: _lines(text) for kind, text in _shown(value, drawn=drawn).items()}
        outputs.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return outputs


def _last_value(source: str, name: str, namespace: dict[str, Any]) -> Any:
    """Run a cell: the value of its last line, where that is an expression."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)  # for tracebacks
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    exec(compile(tree, name, "exec"), namespace)  # noqa: S102 - the repository's own code
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), name, "eval"), namespace)  # noqa: S307


def _shown(value: Any, *, drawn: bool) -> dict[str, str]:
    bundle: dict[str, str] = {}
    if hasattr(value, "_repr_mimebundle_") and drawn:
        bundle |= value._repr_mimebundle_()
    elif drawn:
        bundle |= {kind: getattr(value, method)() for kind, method in DRAWN.items() if hasattr(value, method)}
    return {**bundle, "text/plain": str(value) if hasattr(value, "_repr_mimebundle_") else repr(value)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Run every notebook, and keep what it says."""
    for file in NOTEBOOKS:
        started = time.perf_counter()
        notebook = read(file)
        notebook["cells"] = list(ran(notebook["cells"]))
        write(notebook, file)
        print(f"{file}: run in {time.perf_counter() - started:.1f} s.", file=sys.stderr)


if __name__ == "__main__":
    main()
