from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.locks import Pin, complaints, pins

HASH = "a" * 64
LOCK = f"""\
# made by: make lock
django==5.2.19 ; python_version >= '3.11' \\
    --hash=sha256:{HASH}
    # via jamn (pyproject.toml)
asgiref==3.13.0 \\
    --hash=sha256:{HASH} \\
    --hash=sha256:{HASH[:-1]}b
    # via django
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text(LOCK)
    return tmp_path / "requirements.txt"


def _wanted(*requirements: str) -> dict[str, Requirement]:
    return {Requirement(each).name: Requirement(each) for each in requirements}


def test_read_the_pins(lock: Path) -> None:
    assert pins(lock) == {
        "django": Pin("5.2.19", frozenset({HASH}), direct=True),
        "asgiref": Pin("3.13.0", frozenset({HASH, f"{HASH[:-1]}b"}), direct=False),
    }
    assert pins(lock)["django"].direct
    assert not pins(lock)["asgiref"].direct


def test_accept_a_lock_in_step(lock: Path) -> None:
    assert list(complaints(lock, _wanted("django>=5.2,<6"))) == []


@pytest.mark.parametrize(
    ("old", "new", "requirements", "complaint"),
    [
        ("", "", ["django", "granian"], "granian is not locked"),
        ("", "", ["django>=6"], "django 5.2.19 is not what pyproject.toml allows (>=6)"),
        ("", "", [], "django is no longer in pyproject.toml"),
        (f"    --hash=sha256:{HASH}\n    # via jamn", "    # via jamn", ["django"], "django has no hash"),
        ("# made by", "--index-url https://packages.example\n#", ["django"], "holds an address"),
    ],
)
def test_refuse_a_lock_out_of_step(lock: Path, old: str, new: str, requirements: list[str], complaint: str) -> None:
    lock.write_text(lock.read_text().replace(old, new) if old else lock.read_text())
    assert [problem.removeprefix(f"{lock}: ") for problem in complaints(lock, _wanted(*requirements))] == [complaint]
