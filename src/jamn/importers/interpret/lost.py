"""Text of a table whose columns are gone: cells follow each other line by line."""

from __future__ import annotations

from collections.abc import Sequence

from jamn.importers.interpret.lines import Line
from jamn.importers.interpret.outline import Outline


def read_lost_columns(lines: Sequence[Line]) -> Outline | None:
    return None
