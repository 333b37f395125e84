"""What the repository says of itself is true."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest
import yaml

import jamn

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in ROOT.rglob("*.md") if ".venv" not in path.parts and "node_modules" not in path.parts)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def _rooms() -> set[str]:
    return {
        path.stem if path.is_file() else path.name for path in (ROOT / "src" / "jamn").iterdir() if path.stem[0] != "_"
    }


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_link_only_to_what_is_there(document: Path) -> None:
    targets = [found["target"].split("#")[0] for found in LINK.finditer(document.read_text())]
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert missing == []


def test_name_every_room_in_the_map() -> None:
    rooms = re.findall(r"^\| `(\w+)` \| ", (ROOT / "docs" / "map.md").read_text(), re.MULTILINE)
    assert set(rooms) == _rooms() - {"py"}


def test_name_only_files_that_are_there() -> None:
    named = {
        name for page in PAGES for name in re.findall(r"`((?:src|tests|tools|docs)/[^`<>*… ]+)`", page.read_text())
    }
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_call_what_is_on_the_pages_by_its_name() -> None:
    """What the manual prints in bold is a text of the program."""
    texts = {entry.msgid for file in (ROOT / "src").rglob("nb/**/django.po") for entry in polib.pofile(str(file))}
    named = {
        " ".join(name.split())
        for page in sorted((ROOT / "docs" / "manual").glob("*.md"))
        for name in re.findall(r"\*\*([^*]+)\*\*", page.read_text())
    }
    assert sorted(named - texts) == []


def test_list_every_target_of_the_makefile() -> None:
    shown = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in shown.splitlines()] == ["demo", "test", "check", "fix", "bench", "docs"]


def test_describe_this_version_in_publiccode() -> None:
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert code["softwareVersion"] == jamn.__version__
    assert code["legal"]["license"] == "EUPL-1.2"
    assert set(code["localisation"]["availableLanguages"]) == {"nb", "nn", "sv", "en"}
    assert {
        "publiccodeYmlVersion",
        "name",
        "url",
        "releaseDate",
        "platforms",
        "developmentStatus",
        "softwareType",
    } < set(code)
    texts = code["description"]["en"]
    assert len(texts["shortDescription"]) <= 150
    assert 150 <= len(texts["longDescription"]) <= 10000


def test_hold_the_whole_licence() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(article) for article in range(1, 16)]
    assert text.rstrip().endswith("EUPL version.")
