"""What the repository says of itself is true."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import polib
import pytest
import yaml

import jamn

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in ROOT.rglob("*.md") if ".venv" not in path.parts and "node_modules" not in path.parts)
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
SETTINGS = ROOT / "docs" / "settings.md"
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


@cache
def _texts(language: str) -> dict[str, set[str]]:
    """The program's texts in a language, under their English ones; two rooms may differ."""
    texts: dict[str, set[str]] = {}
    for file in (ROOT / "src").rglob(f"{language}/**/django.po"):
        for entry in polib.pofile(str(file)):
            texts.setdefault(entry.msgid, set()).add(entry.msgstr)
    return texts


def _named(page: Path) -> set[str]:
    """What a page prints in bold."""
    return {" ".join(name.split()) for name in re.findall(r"\*\*([^*]+)\*\*", page.read_text())}


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_call_what_is_on_the_pages_by_its_name(page: Path) -> None:
    """What the manual prints in bold is a text of the program."""
    assert sorted(_named(page) - _texts("nb").keys()) == []


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
def test_have_the_same_pages_in_every_language(language: str) -> None:
    translated = (ROOT / "docs" / "manual" / language).glob("*.md")
    assert sorted(page.name for page in translated) == [page.name for page in MANUAL]


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_name_the_same_things_in_every_language(page: Path, language: str) -> None:
    """A translated page prints in bold the program's texts in its language, those of the English page and no others."""
    named = _named(page.parent / language / page.name)
    texts = {english: _texts(language)[english] for english in _named(page)}
    assert sorted(named.difference(*texts.values())) == []
    assert sorted(english for english, words in texts.items() if not words & named) == []


def test_describe_every_setting() -> None:
    """What the program reads from the environment stands in the list, and nothing else."""
    told = {path.name: path.read_text() for path in (ROOT / "src" / "jamn" / "config").glob("*.py")}
    read = set(re.findall(r'"(JAMN_[A-Z_]+)"', "".join(told.values())))
    read |= {f"JAMN_OIDC_{name}" for name in re.findall(r'told\("([A-Z_]+)"', told["environment.py"])}
    listed = set(re.findall(r"^\| `(JAMN_[A-Z_]+)`(?:, `(JAMN_[A-Z_]+)`)?", SETTINGS.read_text(), re.MULTILINE))
    assert {name for pair in listed for name in pair if name} == read


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
