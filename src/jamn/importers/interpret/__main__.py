"""Understand one document in a process of its own: ``python -m jamn.importers.interpret --memory BYTES --seconds N``.

A document may be made to be understood for ever; this process has a ceiling for memory and for time, and whoever starts
it may kill it. On stdin it takes one JSON object, ``{"document": …, "columns": …}``; on stdout it prints
``{"reading": …}`` (`transfer`) on one line.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys

from jamn.documents.blocks import from_json
from jamn.importers import interpret
from jamn.importers.interpret.transfer import choices_from_plain, reading_to_plain


def main() -> None:
    """Understand the document on stdin."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory", type=int, required=True, help="bytes")
    parser.add_argument("--seconds", type=int, required=True, help="of computing")
    options = parser.parse_args()
    for what, ceiling in (
        (resource.RLIMIT_DATA, options.memory),
        (resource.RLIMIT_CPU, options.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard), hard))
    asked = json.load(sys.stdin)
    reading = interpret.plan(from_json(asked["document"]), columns=choices_from_plain(asked["columns"]))
    sys.stdout.write(json.dumps({"reading": reading_to_plain(reading)}, ensure_ascii=False) + "\n")


main()
