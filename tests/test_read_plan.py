from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jamn import cli
from jamn.documents import read
from jamn.documents.blocks import Document, Format, Paragraph
from tests.documents.files import W, p, tbl, tr, word


def test_print_a_plan_as_json(tmp_path, capsys) -> None:
    path = word(tmp_path / "plan.docx", tbl(tr("Tiltak", "Ansvarlig", "Frist"), tr("Kurs for ledere", "HR", "2026")))
    assert cli.main(["read-plan", str(path)]) == 0
    told = capsys.readouterr()
    assert [measure["responsible"] for measure in json.loads(told.out)["measures"]] == ["HR"]
    assert told.err == ""


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\0" * 100])
def test_say_one_line_about_a_file_that_cannot_be_read(tmp_path, capsys, content) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    assert cli.main(["read-plan", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("jamn: “plan.docx” ")
    assert told.err.count("\n") == 1


def test_read_under_a_ceiling_for_memory_and_lift_it_again(tmp_path, monkeypatch, capsys) -> None:
    ceilings: list[int] = []

    def reading(path: Path) -> Document:
        ceilings.append(resource.getrlimit(resource.RLIMIT_DATA)[0])
        return Document(path.name, Format.TEXT, (Paragraph("Tekst"),))

    monkeypatch.setattr(read, "document", reading)
    monkeypatch.setattr(cli, "_held", lambda: 1000)
    before = resource.getrlimit(resource.RLIMIT_DATA)
    assert cli.main(["read-plan", str(tmp_path / "plan.txt")]) == 0
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    assert cli.main(["read-plan", str(tmp_path / "plan.txt")]) == 0
    assert ceilings == [cli.MOST_MEMORY + 1000, before[0]]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert capsys.readouterr().err == ""


def test_say_one_line_when_understanding_takes_too_much_memory(tmp_path, monkeypatch, capsys) -> None:
    from jamn.importers import interpret

    def greedy(_: Document) -> None:
        raise MemoryError

    monkeypatch.setattr(interpret, "plan", greedy)
    path = tmp_path / "plan.txt"
    path.write_text("Tekst", encoding="utf-8")
    assert cli.main(["read-plan", str(path)]) == 2
    assert capsys.readouterr().err == (
        "jamn: “plan.txt” needs more memory than a plan may take. Save the plan itself as a file of its own.\n"
    )


def test_refuse_a_bomb_quickly_and_in_little_memory(tmp_path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f"<w:document {W}><w:body>{p('start')}".encode())
            for _ in range(600):
                part.write(b" " * 2**20)
    code = (
        "import resource, sys; from jamn.cli import main; code = main(['read-plan', sys.argv[1]]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
    )
    told = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=10, check=False)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "unpacks to far more than a plan can hold (600 MB)" in told.stderr
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB here
    assert int(told.stdout) * unit < 2**30
