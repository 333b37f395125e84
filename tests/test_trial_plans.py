"""Plans in other layouts and words than those that the rules were made with, by the scorer beside the real plans."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TRIALS = Path(__file__).parent / "trials"


def test_read_trial_plans_right(plans: Path) -> None:
    command = f"{sys.executable} -m jamn read-plan"
    scorer = [sys.executable, str(plans / "score.py"), "--cmd", command, "--min-f1", "0.95", "--min-field", "0.98"]
    done = subprocess.run([*scorer, str(TRIALS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
