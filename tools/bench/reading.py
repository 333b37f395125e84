"""How fast files are read: whole processes, the start of Python included."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.bench.plans import write_docx, write_pdf
from tools.bench.rows import BEST_OF, Row, seconds


def process(*command: str) -> Callable[[], object]:
    """A run of a whole process."""
    return lambda: subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def read_plan(path: Path, times: int = BEST_OF) -> float:
    """Seconds that `jamn read-plan` takes for a file."""
    return seconds(process("-m", "jamn", "read-plan", str(path)), times)


def reading(folder: Path) -> Iterator[Row]:
    """Real plans where they are, our own, and whether time grows with the pages alone."""
    plans = Path(os.environ.get("JAMN_PLANS", "-"))
    for name, most in (("003.pdf", 2.5), ("000.docx", 0.5)):
        if (plans / name).exists():
            yield Row(f"read {name}", read_plan(plans / name), most)
    write_docx(folder / "own.docx", 40)
    yield Row("read our own .docx, 40 measures", read_plan(folder / "own.docx"))
    per_page = {}
    for pages, times in ((10, BEST_OF), (300, 1)):
        write_pdf(folder / f"{pages}.pdf", pages)
        whole = read_plan(folder / f"{pages}.pdf", times)
        per_page[pages] = whole / pages
        yield Row(f"read our own .pdf, {pages} pages", whole)
        yield Row("  … a page", per_page[pages])
    yield Row("  a page of 300 to one of 10", per_page[300] / per_page[10], 1.3, unit="×")
