"""Read one file in a process of its own: ``python -m jamn.documents.read FILE --memory BYTES --seconds N``.

Files come from strangers, and a reader that a file leads astray must take nothing with it: this process has a ceiling
for memory and for time, and whoever starts it may kill it. On stdout it prints one JSON object on each line: first
``{"done": 3, "of": 12}`` as it goes on, at last ``{"document": …}`` (`blocks.as_json`) or
``{"unreadable": {"template": …, "values": …}}``.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from pathlib import Path
from typing import Any

from jamn.documents import blocks, read


def main() -> None:
    """Read the file that the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", help="what the person calls the file")
    parser.add_argument("--memory", type=int, required=True, help="bytes")
    parser.add_argument("--seconds", type=int, required=True, help="of computing")
    options = parser.parse_args()
    _limit(resource.RLIMIT_DATA, options.memory)
    _limit(resource.RLIMIT_CPU, options.seconds)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        document = read.document(options.file, name=options.name, progress=_say_progress)
        _say({"document": blocks.as_json(document)})
    except blocks.Unreadable as problem:
        _say({"unreadable": {"template": problem.template, "values": problem.values}})


def _limit(what: int, ceiling: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (ceiling, hard) if hard == resource.RLIM_INFINITY else (min(ceiling, hard), hard))


def _say_progress(done: int, of: int) -> None:
    _say({"done": done, "of": of})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


main()
