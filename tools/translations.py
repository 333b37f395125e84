"""The translations of every room.

    python tools/translations.py extract   collects the texts of the code into each room's files (needs gettext)
    python tools/translations.py check     every text translated, in every language (needs gettext)
    python tools/translations.py compile   makes the .mo files that the program reads

A room keeps its own: `src/jamn/<room>/locale/<language>/LC_MESSAGES/django.po`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib

SOURCE = Path("src/jamn")
LANGUAGES = ("nb", "nn", "sv")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|\{\w*\}|</?\w+")

Key = tuple[str | None, str]


def folders(source: Path) -> list[Path]:
    """The folders that keep translations of their own: each room, and each part of one that has a `locale`."""
    rooms = {path.parent for path in source.glob("*/__init__.py")}
    return sorted(rooms | {path.parent for path in source.rglob("locale") if path.is_dir()})


def file(folder: Path, language: str) -> Path:
    """Where a folder keeps a language."""
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def extract(source: Path, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Bring the files of each folder into step with its code and templates.

    A room's run serves the parts of it that keep translations of their own: two runs would write the same files.
    """

    def collect(folder: Path) -> None:
        (folder / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-obsolete", "--verbosity=0"]
        command += [f"--locale={language}" for language in languages]
        bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=folder, env=bare, check=True)
        for path in (folder / "locale").rglob("*.po"):
            settle(path)
        if not any((folder / "locale").iterdir()):
            (folder / "locale").rmdir()

    rooms = [folder for folder in folders(source) if folder.parent == source]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(collect, rooms))


def settle(path: Path) -> None:
    """Write a file the one way that makes changes of several people easy to merge: sorted, unwrapped, without dates.

    What gettext guessed from a similar text is no translation.
    """
    entries = polib.pofile(str(path), wrapwidth=0)
    for name in ("POT-Creation-Date", "Report-Msgid-Bugs-To"):
        entries.metadata.pop(name, None)
    for entry in entries:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    entries.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    entries.save(str(path))


def texts(path: Path) -> dict[Key, polib.POEntry]:
    """The entries of a file by context and text; none when there is no file."""
    entries = polib.pofile(str(path)) if path.exists() else []
    return {(entry.msgctxt, entry.msgid): entry for entry in entries if not entry.obsolete}


def complaints(entry: polib.POEntry) -> Iterator[str]:
    """What is the matter with one translation."""
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not forms or not all(forms):
        yield "not translated"
    elif entry.fuzzy:
        yield "fuzzy"
    else:
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        singular = sorted(PLACEHOLDER.findall(entry.msgid))
        allowed = [[wanted, singular]] + [[wanted]] * (len(forms) - 1)
        found = [sorted(PLACEHOLDER.findall(form)) for form in forms]
        if any(marks not in may for marks, may in zip(found, allowed, strict=True)):
            yield "placeholders or tags differ"


def check() -> list[str]:
    """What is missing or wrong, one line each."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "jamn"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo"))
        extract(copy, languages=LANGUAGES[:1])
        wanted = {folder.relative_to(copy): texts(file(folder, LANGUAGES[0])).keys() for folder in folders(copy)}
    problems = []
    for folder, keys in wanted.items():
        for language in LANGUAGES:
            path = file(SOURCE / folder, language)
            have = texts(path)
            problems += [f"{path}: {key[1]!r}: no such entry" for key in keys - have.keys()]
            problems += [f"{path}: {key[1]!r}: no longer in the code" for key in have.keys() - keys]
            problems += [f"{path}: {key[1]!r}: {what}" for key in keys & have.keys() for what in complaints(have[key])]
    return sorted(problems)


def compile_all() -> None:
    """Make the `.mo` file beside each `.po` file."""
    for path in SOURCE.rglob("*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def main(command: str) -> int:
    """Run one command. Returns 1 when something is missing."""
    problems: list[str] = []
    if command == "extract":
        extract(SOURCE)
    elif command == "compile":
        compile_all()
    else:
        problems = check()
        print(*problems or ["Translations: complete."], sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
