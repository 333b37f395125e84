"""The scorer that lies beside the real plans, reading all files in one process.

It starts two Pythons for each file, which takes longer than most files take to be read. What is judged is the same:
what `jamn read-plan` prints, and its exit code. Files with limits of time and memory are read as the scorer does it.
"""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jamn import cli


def score(plans: Path, *arguments: str) -> tuple[int, str]:
    """The scorer's exit code, and what it prints."""
    spec = spec_from_file_location("score", plans / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer: Any = module_from_spec(spec)
    spec.loader.exec_module(scorer)
    apart = scorer.run
    printed = StringIO()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:

        def run(command: str, path: str, timeout: float, guarded: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
            if guarded:
                found: dict[str, Any] = apart(command, path, timeout, guarded)
                return found
            return pool.submit(read, path).result(timeout)

        scorer.run = run
        with redirect_stdout(printed), redirect_stderr(printed):
            code = scorer.main(list(arguments))
    return code, printed.getvalue()


def read(path: str) -> dict[str, Any]:
    """What `jamn read-plan` says of a file, as the scorer has it."""
    began = time.monotonic()
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = cli.main(["read-plan", path])
    return {
        "code": code,
        "stdout": out.getvalue(),
        "stderr": err.getvalue(),
        "seconds": time.monotonic() - began,
        "rss_mb": None,
        "timed_out": False,
        "note": "",
    }
