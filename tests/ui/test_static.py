from __future__ import annotations

import re
from pathlib import Path

import pytest

import jamn.ui

STATIC = Path(jamn.ui.__file__).parent / "static" / "ui"
STYLES = sorted(STATIC.rglob("*.css"))


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_refer_to_files_that_are_there(style) -> None:
    text = style.read_text()
    addresses = [found.strip("\"'") for found in re.findall(r"url\(([^)]*)\)", text)]
    files = [address for address in addresses if not address.startswith("data:")]
    assert [address for address in files if not (style.parent / address).is_file()] == []
    assert "sourceMappingURL" not in text
    assert "@import" not in text


def test_carry_the_licence_of_what_others_made() -> None:
    for folder in (STATIC / "vendor").iterdir():
        assert "Copyright" in (folder / "LICENSE").read_text()
