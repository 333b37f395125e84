"""Real plans are read right, by the scorer that lies beside them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.scoring import score

WHOLE = ("*.docx", "*.xlsx", "*.pdf", "00[012].txt")
COLUMNS_GONE = ("003.txt", "004.txt")


@pytest.mark.parametrize(
    ("patterns", "f1", "field"),
    [(WHOLE, "0.98", "0.96"), (COLUMNS_GONE, "0.80", "0.70")],
    ids=["whole", "columns-gone"],
)
def test_read_real_plans_right(plans: Path, patterns: tuple[str, ...], f1: str, field: str) -> None:
    files = sorted(str(file) for pattern in patterns for file in plans.glob(pattern))
    command = f"{sys.executable} -m jamn read-plan"
    code, printed = score(plans, "--cmd", command, "--min-f1", f1, "--min-field", field, *files)
    assert code == 0, printed
