"""Make the vendored files of the interface again: `python tools/vendor.py`, or `--check` to compare only.

Needs npm. The packages and their checksums stand in `tools/vendor/`; that folder's lock holds no download addresses
(write it with `npm install --package-lock-only --omit-lockfile-registry-resolved`).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "vendor"
SOURCE = HERE.parent / "src" / "jamn"
TARGET = SOURCE / "ui" / "static" / "ui" / "vendor"
FONTS = SOURCE / "documents" / "write" / "typeset" / "fonts"

DESIGN = "@digdir/designsystemet-css"
INTER = "@fontsource-variable/inter"
STATIC_INTER = "@expo-google-fonts/inter"  # for PDF files: Typst takes no variable fonts
LATIN = "inter-latin-wght-normal.woff2"
LATIN_EXTENDED = "inter-latin-ext-wght-normal.woff2"  # Sámi letters

COPIES = {
    "designsystemet/components.css": f"{DESIGN}/dist/src/index.css",
    "designsystemet/theme.css": f"{DESIGN}/dist/theme/designsystemet.css",
    "designsystemet/LICENSE": f"{DESIGN}/LICENSE",
    f"inter/{LATIN}": f"{INTER}/files/{LATIN}",
    f"inter/{LATIN_EXTENDED}": f"{INTER}/files/{LATIN_EXTENDED}",
    "inter/LICENSE": f"{INTER}/LICENSE",
}

PRINT = {
    "Inter_400Regular.ttf": f"{STATIC_INTER}/400Regular/Inter_400Regular.ttf",
    "Inter_600SemiBold.ttf": f"{STATIC_INTER}/600SemiBold/Inter_600SemiBold.ttf",
    "LICENSE": f"{STATIC_INTER}/LICENSE_FONT",
}


def main() -> int:
    """Write the files, or with `--check` return 1 when those in the repository are not these."""
    parser = argparse.ArgumentParser(description="Make the vendored files of the interface again.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a file differs")
    check = parser.parse_args().check
    wanted = _fetched()
    present = {path: path.read_bytes() for folder in (TARGET, FONTS) for path in folder.rglob("*") if path.is_file()}
    differing = sorted(str(path) for path in wanted | present if wanted.get(path) != present.get(path))
    print("\n".join(differing) or "The vendored files are what the lock says.")
    if check:
        return 1 if differing else 0
    for folder in (TARGET, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


def _fetched() -> dict[Path, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCK / name, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
        modules = Path(folder) / "node_modules"
        files = {TARGET / name: _without_source_map((modules / origin).read_bytes()) for name, origin in COPIES.items()}
        files |= {FONTS / name: (modules / origin).read_bytes() for name, origin in PRINT.items()}
        files[TARGET / "inter/inter.css"] = _faces((modules / INTER / "wght.css").read_text())
    return files


def _without_source_map(content: bytes) -> bytes:
    """Without the line that names a source map: we ship none, and collectstatic fails on a file that is not there."""
    return re.sub(rb"\s*(//|/\*)# sourceMappingURL=[^\n]*", b"", content)


def _faces(css: str) -> bytes:
    """The font faces of the two files that are kept, under the name that the theme uses."""
    faces = re.findall(r"@font-face \{.*?\n\}", css, re.DOTALL)
    kept = [face for face in faces if LATIN in face or LATIN_EXTENDED in face]
    kept = [face.replace("./files/", "").replace("Inter Variable", "Inter") for face in kept]
    return ("\n\n".join(kept) + "\n").encode()


if __name__ == "__main__":
    sys.exit(main())
