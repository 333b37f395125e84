"""Published figures are met to their last printed digit."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.pay.published import DATASETS

FOLDER = Path(os.environ.get("JAMN_PAY", "no such folder"))
EXPECTED = FOLDER / "expected.csv"


@pytest.mark.skipif(not EXPECTED.exists(), reason="pay folder absent")
@pytest.mark.parametrize("dataset", DATASETS)
def test_meet_every_published_figure(dataset: str) -> None:
    with EXPECTED.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["dataset"] == dataset]
    found = dict(DATASETS[dataset](FOLDER))
    assert rows
    missed = {
        row["quantity"]: (found.get(row["quantity"]), row["published"], row["tolerance"])
        for row in rows
        if row["quantity"] not in found
        or abs(found[row["quantity"]] - float(row["published"])) > float(row["tolerance"]) + 1e-12
    }
    assert missed == {}
