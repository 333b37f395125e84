"""`jamn`: the command line.

Imports stand inside the commands that need them: `jamn read-plan` must start fast and never sets Django up.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0 done, 2 the input cannot be used."""
    parser = argparse.ArgumentParser(prog="jamn", description="The equality plan as a living register.")
    commands = parser.add_subparsers(dest="command", required=True)
    read_plan = commands.add_parser("read-plan", help="read a plan from a file and print it as JSON")
    read_plan.add_argument("file", type=Path, help="Word, Excel, ODS, CSV, PDF, HTML, Markdown or text")
    manage = commands.add_parser("manage", help="Django's own commands (migrate, createsuperuser, …)", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if options.command == "manage":
        return _manage(options.rest)
    return _read_plan(options.file)


def _read_plan(file: Path) -> int:
    from jamn.documents import read
    from jamn.documents.blocks import Unreadable
    from jamn.importers import interpret

    try:
        document = read.document(file)
    except Unreadable as problem:
        print(f"jamn: {problem}", file=sys.stderr)
        return 2
    json.dump(interpret.as_json(interpret.plan(document)), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _manage(rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jamn.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jamn manage", *rest])
    return 0
