"""Plans in other layouts and words than those that the rules were made with, by the scorer beside the real plans."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.scoring import score

TRIALS = Path(__file__).parent / "trials"


def test_read_trial_plans_right(plans: Path) -> None:
    command = f"{sys.executable} -m jamn read-plan"
    code, printed = score(plans, "--cmd", command, "--min-f1", "0.95", "--min-field", "0.98", str(TRIALS))
    assert code == 0, printed[-2000:]
