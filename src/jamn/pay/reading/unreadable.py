"""Why a payroll file cannot be read, in one line for the person who sent it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"\d(?:[\s.:+-]*\d){8,}")
"""So many digits may be a number of a person: nobody's is ever shown."""


class UnreadablePayroll(ValueError):
    """A payroll file that cannot be used: what is wrong, where in the file, and what to do."""


def shown(text: str) -> str:
    """A header or cell as it may be shown: short, on one line, and without what may be a person's number."""
    line = _NUMBERED.sub("…", " ".join(text.split()))
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"


def listed(texts: Iterable[str], most: int = 30) -> str:
    """Several of them."""
    known = [text for text in texts if text.strip()]
    return ", ".join(map(shown, known[:most])) + (" …" if len(known) > most else "")
